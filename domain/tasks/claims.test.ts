import { expect, test } from 'vitest';
import { CALENDAR } from '../kernel/fixtures/packs.ts';
import type { TaskId, UnitId } from '../kernel/ids.ts';
import { claimBoard } from './claims.ts';
import type { ClaimFacts } from './claims.ts';
import type { ClaimState, UnitPart, UnitRole } from './task.ts';

const part = (unit: string, role: UnitRole, claim: ClaimState): UnitPart => ({
  unit: unit as UnitId,
  role,
  writtenAs: null,
  claim,
  chain: { leader: null, section: null, person: null },
  progressBp: 0,
  submitted: false,
});
const task = (id: string, issuedOn: string, ...units: UnitPart[]): ClaimFacts => ({
  id: id as TaskId,
  state: 'issued',
  units,
  issuedOn,
});

test('what is disputed stands first, then what has waited longest; who is through is counted', () => {
  const board = claimBoard(
    [
      task('t1', '2026-03-09', part('a', 'lead', 'open'), part('b', 'cooperating', 'unit')),
      task('t2', '2026-03-02', part('a', 'responsible', 'unit'), part('c', 'responsible', 'head')),
      task('t3', '2026-03-10', part('c', 'lead', 'disputed')),
      { ...task('t4', '2026-03-02', part('a', 'lead', 'open')), state: 'dropped' },
    ],
    CALENDAR,
    '2026-03-11',
  );

  expect(board.waiting.map((one) => [one.task, one.unit, one.waits, one.workdays, one.overdue])).toEqual([
    ['t3', 'c', 'office', 1, false],
    ['t2', 'a', 'head', 7, true],
    ['t1', 'a', 'unit', 2, false],
  ]);
  expect([board.parts, board.complete]).toEqual([5, 2]);
  expect(board.byUnit.get('a' as UnitId)).toEqual({ parts: 2, complete: 0 });
});
