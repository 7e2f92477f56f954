import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, deadlineAt, instantAt } from '../kernel/calendar.ts';
import { CALENDAR } from '../kernel/fixtures/packs.ts';
import type { PersonId, UnitId } from '../kernel/ids.ts';
import { LIGHTS, lightOf } from './lights.ts';
import type { LightFacts } from './lights.ts';
import { TASK_STATES } from './task.ts';
import type { Deadline, TaskRequest } from './task.ts';

const at = (day: string, time = '09:00') => instantAt(day, time);
const by = (due: string | null): Deadline => ({
  phrase: '',
  from: null,
  due,
  inherited: false,
  provisional: false,
});
const asked = (kind: TaskRequest['kind'], on: string): TaskRequest => ({
  kind,
  unit: 'zhujian' as UnitId,
  by: 'liu' as PersonId,
  on,
  reason: '资金未到位',
  until: null,
});
const task = (change: Partial<LightFacts> = {}): LightFacts => ({
  state: 'in_progress',
  deadline: by('2026-03-31'),
  request: null,
  doneOn: null,
  issuedOn: '2026-03-02',
  progressBp: 5_000,
  ...change,
});

test('work that keeps pace with its time is on time', () => {
  expect(lightOf(task(), CALENDAR, at('2026-03-11'))).toEqual({
    light: 'on_time',
    reasons: [{ code: 'in_time', due: '2026-03-31', workdaysLeft: 14 }],
    provisional: false,
  });
});

test('five workdays before its day a task is at risk, make-up workdays counted', () => {
  expect(lightOf(task({ deadline: by('2026-02-14') }), CALENDAR, at('2026-02-09'))).toMatchObject({
    light: 'at_risk',
    reasons: [{ code: 'due_soon', workdaysLeft: 5 }],
  });
  expect(lightOf(task(), CALENDAR, at('2026-03-23')).reasons[0]).toMatchObject({
    code: 'in_time',
    workdaysLeft: 6,
  });
  expect(lightOf(task(), CALENDAR, at('2026-03-24')).light).toBe('at_risk');
});

test('progress far behind time is a risk with both numbers', () => {
  expect(lightOf(task({ progressBp: 1_000 }), CALENDAR, at('2026-03-17'))).toMatchObject({
    light: 'at_risk',
    reasons: [{ code: 'behind', progressBp: 1_000, elapsedBp: 4_761 }],
  });
});

test('a task turns late when work closes on its day, not before', () => {
  expect(lightOf(task(), CALENDAR, at('2026-03-31', '17:30')).light).toBe('at_risk');
  expect(lightOf(task(), CALENDAR, new Date(at('2026-03-31', '17:30').getTime() + 1))).toMatchObject({
    light: 'late',
    reasons: [{ code: 'overdue', days: 0, workdays: 0 }],
  });
});

test('a 做不了 before the office is never late meanwhile', () => {
  const stuck = task({ request: asked('cannot', '2026-03-10') });

  expect(lightOf(stuck, CALENDAR, at('2026-06-30'))).toMatchObject({
    light: 'none',
    reasons: [{ code: 'cannot_pending', since: '2026-03-10' }],
  });
});

test('a deferral asked for in time holds the light at risk; asked for afterwards it does not', () => {
  const now = at('2026-04-02');

  expect(lightOf(task({ request: asked('deferral', '2026-03-31') }), CALENDAR, now).light).toBe('at_risk');
  expect(lightOf(task({ request: asked('deferral', '2026-04-01') }), CALENDAR, now).light).toBe('late');
});

test('what was handed in late is done, and said to be late', () => {
  expect(lightOf(task({ state: 'verified', doneOn: '2026-04-02' }), CALENDAR, at('2026-05-06'))).toEqual({
    light: 'done',
    reasons: [{ code: 'verified' }, { code: 'handed_in_late', due: '2026-03-31', on: '2026-04-02' }],
    provisional: false,
  });
});

test('drafts, dropped tasks and tasks without a day have no light', () => {
  expect(lightOf(task({ state: 'draft' }), CALENDAR, at('2026-05-06')).light).toBe('none');
  expect(lightOf(task({ state: 'dropped' }), CALENDAR, at('2026-05-06')).light).toBe('none');
  expect(lightOf(task({ deadline: null }), CALENDAR, at('2026-05-06')).reasons).toEqual([{ code: 'no_day' }]);
  expect(lightOf(task({ deadline: by(null) }), CALENDAR, at('2026-05-06')).light).toBe('none');
});

test('a light that counts through a year without a calendar is provisional', () => {
  const into2027 = task({ deadline: by('2027-01-20') });

  expect(lightOf(into2027, CALENDAR, at('2026-12-01'))).toMatchObject({
    light: 'at_risk',
    provisional: true,
  });
  expect(
    lightOf(task({ deadline: { ...by('2026-03-31'), provisional: true } }), CALENDAR, at('2026-03-04')),
  ).toMatchObject({ provisional: true });
});

test('every light has a reason, and time alone never makes it better', () => {
  const day = fc.integer({ min: 0, max: 700 }).map((n) => addDays('2025-01-01', n));
  const facts = fc.record({
    state: fc.constantFrom(...TASK_STATES),
    deadline: fc.option(day.map(by)),
    request: fc.option(
      fc.record({ kind: fc.constantFrom('deferral', 'cannot'), on: day }).map((r) => asked(r.kind, r.on)),
    ),
    doneOn: fc.option(day),
    issuedOn: fc.option(day),
    progressBp: fc.integer({ min: 0, max: 10_000 }),
  });
  fc.assert(
    fc.property(facts, day, fc.integer({ min: 0, max: 90 }), (given, today, later) => {
      const now = lightOf(given, CALENDAR, at(today));
      const then = lightOf(given, CALENDAR, at(addDays(today, later)));
      expect(now.reasons.length).toBeGreaterThan(0);
      if (now.light !== 'none' && now.light !== 'done') {
        expect(LIGHTS.indexOf(then.light)).toBeGreaterThanOrEqual(LIGHTS.indexOf(now.light));
      }
      if (now.light === 'late') {
        expect(at(today).getTime()).toBeGreaterThan(
          deadlineAt(CALENDAR, given.deadline?.due ?? '9999-12-31').getTime(),
        );
      }
    }),
  );
});
