import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, isWorkday } from '../kernel/calendar.ts';
import { CALENDAR } from '../kernel/fixtures/packs.ts';
import { instanceAt, instancesUntil, missedInstances, nextInstance, recurrenceOf } from './recurrence.ts';
import { RHYTHMS } from './task.ts';
import type { Recurrence } from './task.ts';

const rhythm = (words: string): Recurrence => {
  const found = recurrenceOf(words);
  if (found === null) throw new Error(`no rhythm in ${words}`);
  return found;
};

test.each([
  ['每年', 'yearly', 1, null],
  ['每年3月底前', 'yearly', 1, 331],
  ['每年9月20日前', 'yearly', 1, 920],
  ['一年一次', 'yearly', 1, null],
  ['每半年', 'half_yearly', 1, null],
  ['每季度末', 'quarterly', 1, null],
  ['按季度', 'quarterly', 1, null],
  ['每月', 'monthly', 1, null],
  ['每月25日前', 'monthly', 1, 25],
  ['每两个月', 'monthly', 2, null],
  ['每周五', 'weekly', 1, 5],
  ['每2周', 'weekly', 2, null],
  ['每天', 'daily', 1, null],
  ['定期', 'unset', 1, null],
  ['逐月', 'monthly', 1, null],
  ['每半月', 'unset', 1, null],
  ['每旬', 'unset', 1, null],
  ['半年一次', 'half_yearly', 1, null],
  ['两年一次', 'yearly', 2, null],
  ['一年两次', 'half_yearly', 1, null],
  ['一年四次', 'quarterly', 1, null],
  ['一年六次', 'monthly', 2, null],
  ['每周三次', 'weekly', 1, null],
  ['一季度一通报', 'quarterly', 1, null],
])('%s is read as %s', (words, name, every, day) => {
  expect(recurrenceOf(words)).toEqual({ phrase: words, rhythm: name, every, day });
});

test('words without a rhythm give none', () => {
  for (const words of ['长期坚持', '常态化', '及时', '2026年', '9月底前', '5年内', '不定期', ''])
    expect(recurrenceOf(words)).toBe(null);
});

test('an obligation is due on the last workday of its period', () => {
  expect(instanceAt(rhythm('每月'), '2026-01-01', '2026-05-12', CALENDAR)).toEqual({
    from: '2026-05-01',
    to: '2026-05-31',
    due: '2026-05-29',
    movedFrom: '2026-05-31',
    provisional: false,
  });
  expect(instanceAt(rhythm('每季度'), '2026-01-01', '2026-08-01', CALENDAR)).toMatchObject({
    due: '2026-09-30',
    movedFrom: null,
  });
});

test('a named day that is a rest day gives way to the workday before it', () => {
  expect(instanceAt(rhythm('每月25日前'), '2026-01-01', '2026-10-01', CALENDAR)).toMatchObject({
    due: '2026-10-23',
  });
  expect(instanceAt(rhythm('每年2月底前'), '2026-01-01', '2026-07-01', CALENDAR)).toMatchObject({
    due: '2026-02-28',
  });
});

test('a week without a workday is due on the first one after it', () => {
  expect(instanceAt(rhythm('每周'), '2026-01-01', '2026-02-18', CALENDAR)).toMatchObject({
    from: '2026-02-16',
    to: '2026-02-22',
    due: '2026-02-24',
  });
});

test('every second month is counted from the first', () => {
  const found = instancesUntil(rhythm('每两个月'), '2026-02-10', '2026-07-01', CALENDAR);

  expect(found.map((one) => [one.from, one.to])).toEqual([
    ['2026-02-01', '2026-03-31'],
    ['2026-04-01', '2026-05-31'],
    ['2026-06-01', '2026-07-31'],
  ]);
});

test('定期 has no instances until the office sets an interval', () => {
  expect(nextInstance(rhythm('定期'), '2026-01-01', null, CALENDAR)).toBe('interval_not_set');
  expect(instancesUntil(rhythm('定期'), '2026-01-01', '2026-12-31', CALENDAR)).toEqual([]);
  expect(
    instancesUntil({ ...rhythm('定期'), rhythm: 'quarterly' }, '2026-01-01', '2026-12-31', CALENDAR),
  ).toHaveLength(4);
});

test('a daily obligation rests on rest days and works on make-up workdays', () => {
  const days = instancesUntil(rhythm('每天'), '2026-02-12', '2026-02-25', CALENDAR).map((one) => one.from);

  expect(days).toEqual(['2026-02-12', '2026-02-13', '2026-02-14', '2026-02-24', '2026-02-25']);
});

test('instances that nobody filed in time are missing', () => {
  const missed = missedInstances(
    rhythm('每月'),
    '2026-01-01',
    '2026-04-30',
    new Set(['2026-02-01']),
    CALENDAR,
  );

  expect(missed.map((one) => one.from)).toEqual(['2026-01-01', '2026-03-01']);
});

test('an instance in a year without a calendar is provisional and never counted as missing', () => {
  expect(instanceAt(rhythm('每月'), '2026-01-01', '2027-03-01', CALENDAR)).toMatchObject({
    due: '2027-03-31',
    provisional: true,
  });
  expect(missedInstances(rhythm('每月'), '2027-01-01', '2027-06-01', new Set(), CALENDAR)).toEqual([]);
});

test('periods follow each other without gap, each due on a workday that is its own or the next after it', () => {
  const recurrence = fc.record({
    phrase: fc.constant(''),
    rhythm: fc.constantFrom(...RHYTHMS.filter((one) => one !== 'unset' && one !== 'daily')),
    every: fc.integer({ min: 1, max: 4 }),
    day: fc.constant(null),
  });
  fc.assert(
    fc.property(recurrence, fc.integer({ min: 0, max: 500 }), (one, n) => {
      const start = addDays('2025-01-01', n);
      const found = instancesUntil(one, start, '2026-11-30', CALENDAR).filter(
        (each) => each.to < '2026-12-31',
      );
      found.forEach((each, at) => {
        if (at > 0) expect(each.from).toBe(addDays(found[at - 1]?.to ?? '', 1));
        else expect(each.from <= start && start <= each.to).toBe(true);
        expect(isWorkday(CALENDAR, each.due)).toBe(true);
        expect(each.due >= each.from).toBe(true);
      });
    }),
  );
});
