import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PersonId, UnitId } from '../kernel/ids.ts';
import { attainment, partProgress, rollUp, rollUpBy, taskProgress } from './rollup.ts';
import type { ProgressFacts } from './rollup.ts';
import { TASK_STATES, UNIT_ROLES } from './task.ts';
import type { Target, UnitPart, UnitRole } from './task.ts';

const part = (role: UnitRole, progressBp: number, unit = role): UnitPart => ({
  unit: unit as string as UnitId,
  role,
  writtenAs: null,
  claim: 'head',
  chain: { leader: null, section: null, person: null },
  progressBp,
  submitted: false,
});
const target = (comparator: Target['comparator'], value: number, attained: number | null): Target => ({
  text: '',
  comparator,
  value,
  unit: '%',
  attained,
});
const task = (change: Partial<ProgressFacts> = {}): ProgressFacts => ({
  state: 'in_progress',
  units: [part('responsible', 5_000)],
  targets: [],
  weight: 10,
  request: null,
  ...change,
});

test('units weigh by their role', () => {
  const units = [
    part('lead', 8_000),
    part('responsible', 5_000),
    part('cooperating', 0),
    part('assessing', 10_000),
  ];

  expect(taskProgress({ state: 'in_progress', units, targets: [] }).progressBp).toBe(6_181);
});

test('reported targets count for half, and unreported ones do not count against it', () => {
  const targets = [target('>=', 90, 45), target('>=', 12, null)];

  expect(taskProgress(task({ units: [part('lead', 8_000)], targets }))).toEqual({
    progressBp: 6_500,
    reasons: [
      { code: 'units', progressBp: 8_000, units: 1 },
      { code: 'targets', progressBp: 5_000, reported: 1, of: 2 },
    ],
  });
});

test('the last tenth belongs to verification', () => {
  expect(taskProgress(task({ units: [part('lead', 10_000)] })).progressBp).toBe(9_000);
  expect(taskProgress(task({ state: 'done', units: [part('lead', 0)] })).progressBp).toBe(9_000);
  expect(taskProgress(task({ state: 'verified', units: [] })).progressBp).toBe(10_000);
  expect(partProgress('in_progress', 10_000)).toBe(9_000);
});

test('a ceiling is met or not met, a floor counts in proportion', () => {
  expect(attainment(target('<', 2, 1.9))).toBe(10_000);
  expect(attainment(target('<', 2, 2))).toBe(0);
  expect(attainment(target('>', 90, 90))).toBe(9_999);
  expect(attainment(target('>=', 97.8, 97.8))).toBe(10_000);
  expect(attainment(target('~', 100, 91))).toBe(10_000);
  expect(attainment(target('>=', 3, 1))).toBe(3_333);
});

test('what is dropped or cannot be done is left out and counted apart', () => {
  const request = {
    kind: 'cannot',
    unit: 'u' as UnitId,
    by: 'p' as PersonId,
    on: '2026-03-04',
    reason: '',
    until: null,
  };
  const tasks = [
    task({ state: 'verified' }),
    task({ state: 'dropped' }),
    task({ state: 'draft' }),
    task({ request: request as ProgressFacts['request'] }),
  ];

  expect(rollUp(tasks)).toEqual({
    progressBp: 10_000,
    counted: 1,
    verified: 1,
    awaitingVerification: 0,
    leftOut: { draft: 1, dropped: 1, cannot: 1 },
    weight: 10,
  });
  expect(rollUp([]).progressBp).toBe(null);
});

test('a task of three units stands in the figures of each', () => {
  const shared = task({ units: [part('lead', 9_000, 'lead'), part('responsible', 0, 'responsible')] });

  const byUnit = rollUpBy([shared, task({ state: 'verified' })], (one) => one.units.map((unit) => unit.unit));

  expect(byUnit.get('lead' as UnitId)?.counted).toBe(1);
  expect(byUnit.get('responsible' as UnitId)?.counted).toBe(2);
});

const anyTask: fc.Arbitrary<ProgressFacts> = fc.record({
  state: fc.constantFrom(...TASK_STATES),
  units: fc.array(
    fc
      .record({ role: fc.constantFrom(...UNIT_ROLES), bp: fc.integer({ min: 0, max: 10_000 }) })
      .map((p) => part(p.role, p.bp)),
    { maxLength: 5 },
  ),
  targets: fc.array(
    fc
      .record({
        comparator: fc.constantFrom('>=', '>', '<=', '<', '=', '~'),
        value: fc.integer({ min: -5, max: 200 }),
        attained: fc.option(fc.integer({ min: -5, max: 200 })),
      })
      .map((t) => target(t.comparator, t.value, t.attained)),
    { maxLength: 3 },
  ),
  weight: fc.integer({ min: 1, max: 100 }),
  request: fc.constant(null),
});

test('a roll-up is whole, bounded, blind to order, and 100% only when all that counts is verified', () => {
  fc.assert(
    fc.property(fc.array(anyTask, { maxLength: 12 }), (tasks) => {
      const { progressBp, counted, verified, leftOut } = rollUp(tasks);
      expect(rollUp(tasks.toReversed()).progressBp).toBe(progressBp);
      expect(counted + leftOut.draft + leftOut.dropped + leftOut.cannot).toBe(tasks.length);
      if (progressBp === null) {
        expect(counted).toBe(0);
        return;
      }
      expect(Number.isInteger(progressBp)).toBe(true);
      expect(progressBp).toBeGreaterThanOrEqual(0);
      expect(progressBp === 10_000).toBe(verified === counted);
    }),
  );
});

test('more reported progress never lowers a roll-up', () => {
  fc.assert(
    fc.property(
      fc.array(anyTask, { minLength: 1, maxLength: 6 }),
      fc.nat(5),
      fc.nat(10_000),
      (tasks, which, more) => {
        const raised = tasks.map((one, n) =>
          n === which
            ? {
                ...one,
                units: one.units.map((u) => ({ ...u, progressBp: Math.min(10_000, u.progressBp + more) })),
              }
            : one,
        );
        expect(rollUp(raised).progressBp ?? 0).toBeGreaterThanOrEqual(rollUp(tasks).progressBp ?? 0);
      },
    ),
  );
});
