import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PersonId, UnitId } from '../kernel/ids.ts';
import { Refusal } from '../kernel/refusal.ts';
import { MOVES, TASK_ACTIONS, move, openActions } from './lifecycle.ts';
import type { Actor, Given, TaskAction, TaskLine } from './lifecycle.ts';
import { TASK_STATES } from './task.ts';
import type { UnitPart, UnitRole } from './task.ts';

const office = 'office' as UnitId;
const zhujian = 'zhujian' as UnitId;
const chengguan = 'chengguan' as UnitId;
const jiaoyu = 'jiaoyu' as UnitId;

const part = (unit: UnitId, role: UnitRole, change: Partial<UnitPart> = {}): UnitPart => ({
  unit,
  role,
  writtenAs: null,
  claim: 'open',
  chain: { leader: null, section: null, person: null },
  progressBp: 0,
  submitted: false,
  ...change,
});

const line = (change: Partial<TaskLine> = {}): TaskLine => ({
  state: 'draft',
  units: [part(zhujian, 'responsible'), part(chengguan, 'responsible'), part(jiaoyu, 'cooperating')],
  request: null,
  submittedBy: null,
  doneOn: null,
  issuedOn: null,
  deadline: null,
  ...change,
});

const wang: Actor = { person: 'wang' as PersonId, unit: office, office: true, head: false };
const zhao: Actor = { person: 'zhao' as PersonId, unit: office, office: true, head: false };
const head = (unit: UnitId): Actor => ({
  person: `head of ${unit}` as PersonId,
  unit,
  office: false,
  head: true,
});
const clerk = (unit: UnitId): Actor => ({
  person: `clerk of ${unit}` as PersonId,
  unit,
  office: false,
  head: false,
});
const stranger = clerk('nobody' as UnitId);

const given: Given = {
  on: '2026-03-04',
  reason: '管网改造未完工',
  until: '2026-06-30',
  chain: { leader: null, section: '市政科', person: 'liu' as PersonId },
  note: '已完成三条背街小巷',
  evidence: 2,
  progressBp: 4_000,
  units: [{ unit: chengguan, role: 'lead', writtenAs: null }],
};

const play = (task: TaskLine, ...steps: [TaskAction, Actor][]): TaskLine =>
  steps.reduce((now, [action, actor]) => move(now, action, actor, given), task);

const claimed = play(
  line(),
  ['issue', wang],
  ['claim_unit', clerk(zhujian)],
  ['claim_unit', clerk(chengguan)],
  ['claim_head', head(zhujian)],
  ['claim_head', head(chengguan)],
);

const code = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'done';
};

test('a task is claimed when the heads of all units that bear duty have claimed', () => {
  const half = play(line(), ['issue', wang], ['claim_unit', clerk(zhujian)], ['claim_head', head(zhujian)]);

  expect(half.state).toBe('issued');
  expect(claimed.state).toBe('claimed');
  expect(claimed.units.map((unit) => unit.claim)).toEqual(['head', 'head', 'open']);
  expect(claimed.units[0]?.chain.section).toBe('市政科');
});

test('the head claims after the unit, and only the head does', () => {
  const issued = play(line(), ['issue', wang]);
  expect(openActions(issued, head(zhujian))).toContain('claim_unit');
  expect(openActions(issued, head(zhujian))).not.toContain('claim_head');

  const taken = play(issued, ['claim_unit', clerk(zhujian)]);
  expect(openActions(taken, clerk(zhujian))).not.toContain('claim_head');
  expect(code(() => move(taken, 'claim_head', head(zhujian), { on: '2026-03-04' }))).toBe(
    'task.action_incomplete',
  );
});

test('without a lead, the task is done when the last responsible unit hands in', () => {
  const first = play(claimed, ['report', clerk(zhujian)], ['submit_done', clerk(zhujian)]);
  const both = play(first, ['submit_done', clerk(chengguan)]);

  expect(first.state).toBe('in_progress');
  expect(both).toMatchObject({ state: 'done', submittedBy: 'clerk of chengguan', doneOn: '2026-03-04' });
});

test('a lead hands in for all', () => {
  const led = line({
    units: [part(zhujian, 'lead', { claim: 'head' }), part(chengguan, 'responsible')],
    state: 'issued',
  });

  expect(play(led, ['submit_done', clerk(zhujian)]).state).toBe('done');
});

test('a task sent back is handed in anew by everyone', () => {
  const done = play(claimed, ['submit_done', clerk(zhujian)], ['submit_done', clerk(chengguan)]);

  const back = play(done, ['return', wang]);

  expect(back).toMatchObject({ state: 'returned', submittedBy: null, doneOn: null });
  expect(back.units.every((unit) => !unit.submitted)).toBe(true);
  expect(play(back, ['report', clerk(zhujian)]).state).toBe('in_progress');
});

test('who handed in does not verify, and who asked does not approve', () => {
  const own = line({ state: 'issued', units: [part(office, 'responsible', { claim: 'head' })] });
  const done = play(own, ['submit_done', wang]);
  expect(code(() => move(done, 'verify', wang, given))).toBe('task.maker_is_checker');
  expect(openActions(done, wang)).not.toContain('verify');
  expect(play(done, ['verify', zhao]).state).toBe('verified');

  const asked = play(own, ['request_deferral', wang]);
  expect(code(() => move(asked, 'approve_deferral', wang, given))).toBe('task.maker_is_checker');
  expect(play(asked, ['approve_deferral', zhao])).toMatchObject({
    state: 'deferred',
    deadline: { due: '2026-06-30' },
  });
});

test('做不了 is a lawful answer that the office settles in one of four ways', () => {
  const cannot = play(line(), ['issue', wang], ['report_cannot', clerk(zhujian)]);
  expect(cannot).toMatchObject({ state: 'issued', request: { kind: 'cannot', unit: zhujian } });

  expect(play(cannot, ['approve_deferral', wang])).toMatchObject({ state: 'deferred', request: null });
  expect(play(cannot, ['drop', wang]).state).toBe('dropped');
  expect(play(cannot, ['uphold', wang])).toMatchObject({ state: 'issued', request: null });
  expect(play(cannot, ['assign', wang])).toMatchObject({
    state: 'issued',
    request: null,
    units: [{ unit: chengguan }],
  });
});

test('a disputed claim waits for the office, which assigns it', () => {
  const disputed = play(line(), ['issue', wang], ['dispute', clerk(zhujian)]);
  expect(disputed.units[0]?.claim).toBe('disputed');

  const assigned = move(disputed, 'assign', wang, {
    ...given,
    units: [{ unit: zhujian, role: 'responsible', writtenAs: '县住建局' }],
  });

  expect(assigned.units).toMatchObject([{ unit: zhujian, claim: 'unit' }]);
  expect(openActions(assigned, head(zhujian))).toContain('claim_head');
});

test('a cooperating unit signs for it in one step, reports, and never hands in', () => {
  const signed = play(claimed, ['claim_unit', clerk(jiaoyu)], ['report', clerk(jiaoyu)]);

  expect(signed.state).toBe('claimed');
  expect(signed.units[2]).toMatchObject({ claim: 'unit', progressBp: 4_000 });
  expect(openActions(signed, clerk(jiaoyu))).toEqual(['dispute', 'report']);
});

test('a unit that is named twice is not assigned', () => {
  const twice = { ...given, units: [part(zhujian, 'lead'), part(zhujian, 'responsible')] };

  expect(code(() => move(line(), 'assign', wang, twice))).toBe('task.action_incomplete');
});

test('somebody without a part has nothing to press', () => {
  for (const state of TASK_STATES) expect(openActions(line({ state }), stranger)).toEqual([]);
});

// The lawful edges, written down apart from the table that the machine uses.
const EDGES = `
draft>issued issued>draft issued>issued draft>draft
issued>claimed issued>in_progress issued>done issued>deferred issued>dropped
claimed>claimed claimed>issued claimed>in_progress claimed>done claimed>deferred claimed>dropped
in_progress>in_progress in_progress>issued in_progress>done in_progress>deferred in_progress>dropped
returned>returned returned>issued returned>in_progress returned>done returned>deferred returned>dropped
deferred>deferred deferred>issued deferred>in_progress deferred>done deferred>dropped
done>in_progress done>verified done>returned done>dropped
verified>in_progress dropped>issued
`.split(/\s+/);

test('the table of moves has exactly the lawful edges', () => {
  const edges = new Set(
    TASK_STATES.flatMap((from) =>
      TASK_ACTIONS.flatMap((action) => (MOVES[from][action] ?? []).map((to) => `${from}>${to}`)),
    ),
  );

  expect([...edges].sort()).toEqual(EDGES.filter(Boolean).sort());
});

test('any sequence of actions by anybody walks the lawful edges and keeps the row sound', () => {
  const actors = [
    wang,
    zhao,
    stranger,
    ...[zhujian, chengguan, jiaoyu].flatMap((unit) => [head(unit), clerk(unit)]),
  ];
  const step = fc.record({
    pick: fc.nat(1_000),
    // most steps press a button that is there; the others anything by anybody
    wild: fc.option(
      fc.record({ actor: fc.constantFrom(...actors), action: fc.constantFrom(...TASK_ACTIONS) }),
      {
        freq: 3,
      },
    ),
    bare: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    roles: fc.subarray(['lead', 'responsible', 'cooperating'] as const, { minLength: 1 }),
  });
  let moved = 0;
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.array(step, { minLength: 30, maxLength: 80 }), (steps) => {
      let task = line();
      for (const { pick, wild, bare, roles } of steps) {
        const buttons = actors.flatMap((one) =>
          openActions(task, one).map((pressed) => ({ actor: one, action: pressed })),
        );
        const { actor, action } = (pick % 4 === 0 ? wild : null) ??
          buttons[pick % buttons.length] ?? { actor: wang, action: 'drop' };
        const units = roles.map((role, n) => ({
          unit: [zhujian, chengguan, jiaoyu][n] ?? jiaoyu,
          role,
          writtenAs: null,
        }));
        const open = openActions(task, actor).includes(action);
        try {
          const next = move(task, action, actor, bare ? { on: given.on } : { ...given, units });
          expect(open).toBe(true);
          expect(EDGES).toContain(`${task.state}>${next.state}`);
          seen.add(`${task.state}>${next.state}`);
          task = next;
          moved++;
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          if (error.code !== 'task.action_incomplete') expect(open).toBe(false);
        }
        const settled = task.state === 'done' || task.state === 'verified';
        expect(task.submittedBy !== null).toBe(
          settled || (task.state === 'dropped' && task.submittedBy !== null),
        );
        if (settled || task.state === 'draft') expect(task.request).toBe(null);
        if (task.state !== 'draft') expect(task.issuedOn).not.toBe(null);
        expect(new Set(task.units.map((unit) => unit.unit)).size).toBe(task.units.length);
      }
    }),
    { numRuns: 300 },
  );
  expect(moved).toBeGreaterThan(5_000);
  expect([...seen].map((edge) => edge.split('>')[1])).toEqual(expect.arrayContaining([...TASK_STATES]));
});
