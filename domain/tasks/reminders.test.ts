import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, instantAt, isWorkday } from '../kernel/calendar.ts';
import { CALENDAR } from '../kernel/fixtures/packs.ts';
import type { PersonId, TaskId, UnitId } from '../kernel/ids.ts';
import { remindersDue } from './reminders.ts';
import type { ReminderFacts } from './reminders.ts';
import type { UnitPart, UnitRole } from './task.ts';

const part = (unit: string, role: UnitRole, submitted = false): UnitPart => ({
  unit: unit as UnitId,
  role,
  writtenAs: null,
  claim: 'head',
  chain: { leader: null, section: null, person: null },
  progressBp: 0,
  submitted,
});
const task = (change: Partial<ReminderFacts> = {}): ReminderFacts => ({
  id: 't1' as TaskId,
  state: 'in_progress',
  deadline: { phrase: '', from: null, due: '2026-03-31', inherited: false, provisional: false },
  request: null,
  issuedOn: '2026-01-05',
  units: [part('zhujian', 'responsible')],
  ...change,
});
const at = (day: string, time = '09:00') => instantAt(day, time);
const send = (facts: ReminderFacts, now: Date, sent: string[] = []) =>
  remindersDue(facts, CALENDAR, now, new Set(sent)).send.map((one) => [
    one.unit,
    `${one.step.kind}-${one.step.workdays}`,
    one.to.join(),
  ]);

test('the person is reminded before and on the day, then also the head, then head and office', () => {
  expect(send(task(), at('2026-03-16'))).toEqual([]);
  expect(send(task(), at('2026-03-17'))).toEqual([['zhujian', 'before-10', 'person']]);
  expect(send(task(), at('2026-03-31'))).toEqual([['zhujian', 'on-0', 'person']]);
  expect(send(task(), at('2026-04-01'))).toEqual([['zhujian', 'after-1', 'person,head']]);
  expect(send(task(), at('2026-04-08'))).toEqual([['zhujian', 'after-5', 'head,office']]);
});

test('after an outage one reminder is sent, and the ones that it missed are settled', () => {
  const { send: sent, settle } = remindersDue(task(), CALENDAR, at('2026-04-09'), new Set());

  expect(sent.map((one) => one.key)).toEqual(['t1:zhujian:2026-03-31:after-5']);
  expect(settle.map((key) => key.split(':')[3])).toEqual([
    'before-10',
    'before-5',
    'before-2',
    'on-0',
    'after-1',
  ]);
  expect(remindersDue(task(), CALENDAR, at('2026-04-09'), new Set([sent[0]?.key ?? '', ...settle]))).toEqual({
    send: [],
    settle: [],
  });
});

test('a new deadline has reminders of its own', () => {
  const first = remindersDue(task(), CALENDAR, at('2026-03-17'), new Set()).send[0]?.key ?? '';
  const later = task({
    deadline: { phrase: '', from: null, due: '2026-04-01', inherited: false, provisional: false },
  });

  expect(send(later, at('2026-03-18'), [first])).toHaveLength(1);
});

test('nothing is sent at night, on rest days, from a provisional day, or while a request waits', () => {
  expect(send(task(), at('2026-03-31', '08:29'))).toEqual([]);
  expect(send(task(), at('2026-03-31', '17:30'))).toEqual([]);
  expect(send(task(), at('2026-04-04'))).toEqual([]);
  const due = { phrase: '', from: null, due: '2026-03-31', inherited: false, provisional: true };
  expect(send(task({ deadline: due }), at('2026-03-31'))).toEqual([]);
  expect(
    send(task({ deadline: { ...due, due: '2027-01-04', provisional: false } }), at('2026-12-31')),
  ).toEqual([]);
  const request = {
    kind: 'cannot',
    unit: 'zhujian' as UnitId,
    by: 'p' as PersonId,
    on: '2026-03-02',
    reason: '',
    until: null,
  } as const;
  expect(send(task({ request }), at('2026-03-31'))).toEqual([]);
  expect(send(task({ state: 'done' }), at('2026-03-31'))).toEqual([]);
});

test('cooperating units are reminded before, never chased after; assessing ones and those who handed in not at all', () => {
  const units = [
    part('a', 'cooperating'),
    part('b', 'assessing'),
    part('c', 'responsible', true),
    part('d', 'lead'),
  ];

  expect(send(task({ units }), at('2026-03-31')).map(([unit]) => unit)).toEqual(['a', 'd']);
  expect(send(task({ units }), at('2026-04-01')).map(([unit, step]) => [unit, step])).toEqual([
    ['a', 'on-0'],
    ['d', 'after-1'],
  ]);
  expect(send(task({ units }), at('2026-04-01'), ['t1:a:2026-03-31:on-0']).map(([unit]) => unit)).toEqual([
    'd',
  ]);
});

test('a task issued with four days left is not reminded in the same hour', () => {
  const late = task({ issuedOn: '2026-03-26' });

  expect(send(late, at('2026-03-26'))).toEqual([]);
  expect(send(late, at('2026-03-27'))).toEqual([['zhujian', 'before-2', 'person']]);
});

test('however irregularly the clock ticks, each step is sent at most once and at most one a day', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 140 }), { maxLength: 80 }), (days) => {
      const known = new Set<string>();
      const sent: string[] = [];
      for (const n of days.toSorted((a, b) => a - b)) {
        const today = addDays('2026-01-05', n);
        const result = remindersDue(task(), CALENDAR, at(today), known);
        expect(result.send.length).toBeLessThanOrEqual(1);
        if (isWorkday(CALENDAR, today) !== true) expect(result.send).toEqual([]);
        for (const one of result.send) sent.push(one.key);
        for (const key of [...result.settle, ...result.send.map((one) => one.key)]) {
          expect(known.has(key)).toBe(false);
          known.add(key);
        }
      }
      expect(new Set(sent).size).toBe(sent.length);
    }),
  );
});
