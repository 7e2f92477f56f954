import * as routes from '@tongchuang/contract/task-acts.ts';
import type { Asked } from '@tongchuang/contract/route.ts';
import type { Json } from '@tongchuang/domain/kernel/canonical.ts';
import type { TaskId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { move, type Actor, type Given } from '@tongchuang/domain/tasks/lifecycle.ts';
import type { TaskState, UnitPart, UnitRole } from '@tongchuang/domain/tasks/task.ts';
import { getLine, writeMove, type LoadedLine } from '@tongchuang/storage/tasks/lines.ts';
import * as edits from '@tongchuang/storage/tasks/edits.ts';
import type { OwnColumns } from '@tongchuang/storage/tasks/edits.ts';
import { mustWorkAt, replaceParts } from '@tongchuang/storage/tasks/parts.ts';
import { mustBeUnchanged, mustExist } from '@tongchuang/storage/versions.ts';
import { act, type ActScene, type Scene } from './act.ts';
import { standing, taskSubject } from './tasks.ts';

/** Who does what until when (下达、分工、调整), for one task or for many. */

type Wanted = Asked<typeof routes.assign>['body']['units'];
type Change = Asked<typeof routes.editTask>['body'];

const asOffice = (scene: Scene): Actor => ({
  person: scene.actor.personId,
  unit: null,
  office: true,
  head: false,
});

const wantedParts = (units: Wanted) =>
  units.map(({ unitId, role, writtenAs }) => ({ unit: unitId, role, writtenAs: writtenAs ?? null }));

/** Moves that change no words: issue and assign. @returns the task as it stands then */
async function moveAsOffice(
  scene: ActScene,
  row: LoadedLine,
  action: 'issue' | 'assign',
  given: Partial<Given>,
): Promise<{ version: number; after: LoadedLine['line'] }> {
  const after = move(row.line, action, asOffice(scene), { on: scene.today, ...given });
  const version = writeMove(scene, {
    tenant: scene.tenant,
    now: scene.now,
    by: scene.actor,
    commandId: scene.commandId,
    action,
    before: row,
    after,
    unit: null,
    said: null,
  });
  if (action === 'assign') await replaceParts(scene, scene.tenant, row.id, after.units);
  return { version, after };
}

const traceOf = (
  task: TaskId,
  action: string,
  from: TaskState | null,
  to: TaskState,
  version: number,
): Json => ({
  task,
  action,
  from,
  to,
  version,
});

function mustBeVersion(row: LoadedLine, version: number | undefined): void {
  if (version !== undefined && version !== row.version) {
    throw new Refusal('row.changed_meanwhile', { what: 'task', id: row.id });
  }
}

export const assign = act(routes.assign, {
  about: taskSubject,
  apart: ({ params }) => params.id,
  async run(scene, { body }, row) {
    mustBeVersion(row, body.version);
    const { version, after } = await moveAsOffice(scene, row, 'assign', { units: wantedParts(body.units) });
    scene.trace('task', row.id, {
      moves: [traceOf(row.id, 'assign', row.line.state, after.state, version)],
      units: body.units.map(({ unitId, role }) => ({ unitId, role })),
      note: body.note ?? undefined,
    });
    for (const { unitId } of body.units) scene.trace('unit', unitId);
    return { task: standing(row.id, version, after, null) };
  },
});

/** 展开 各乡镇 and its like. A draft may still be without a lead; an issued task is assigned anew by its table of moves. */
export const expandUnits = act(routes.expandUnits, {
  about: taskSubject,
  apart: ({ params }) => params.id,
  async run(scene, { params: { id }, body }, row) {
    mustBeVersion(row, body.version);
    const [facts] = await edits.findEditFacts(scene, [id]);
    const entry = facts?.unexpanded.find((one) => one.name === body.name);
    if (!facts || !entry) throw new Refusal('request.not_found', { what: 'collective', id: body.name });
    const known = new Set(row.line.units.map((part) => part.unit));
    const added = body.unitIds
      .filter((unit) => !known.has(unit))
      .map((unit) => ({ unit, role: entry.role as UnitRole, writtenAs: body.name }));
    const units = [...row.line.units, ...added];
    let { version } = row;
    let after = row.line;
    const moves: Json[] = [];
    if (row.line.state === 'draft') {
      after = { ...row.line, units: units.map(asPart) };
      await replaceParts(scene, scene.tenant, id, after.units);
    } else {
      ({ version, after } = await moveAsOffice(scene, row, 'assign', { units }));
      moves.push(traceOf(id, 'assign', row.line.state, after.state, version));
    }
    const unexpanded = facts.unexpanded.filter((one) => one !== entry);
    const changed = await edits.updateOwn(scene, scene.now, [{ id, version, unexpanded }]);
    mustBeUnchanged(changed.has(id) || undefined, 'task', id);
    moves.push(traceOf(id, 'edit', after.state, after.state, version + 1));
    scene.trace('task', id, { moves, expanded: body.name, units: body.unitIds });
    for (const unit of body.unitIds) scene.trace('unit', unit);
    return { task: standing(id, version + 1, after, null) };
  },
});

const NOBODY = { leader: null, section: null, person: null };
const asPart = (part: UnitPart | Pick<UnitPart, 'unit' | 'role' | 'writtenAs'>): UnitPart => ({
  claim: 'open',
  chain: NOBODY,
  progressBp: 0,
  submitted: false,
  ...part,
});

/** 责任链: named or changed by the unit itself, whatever it has claimed so far. */
export const setChain = act(routes.setChain, {
  apart: ({ params }) => params.id,
  async about(scene, { params: { id, unitId }, body: { chain } }) {
    const [row] = await Promise.all([
      getLine(scene, id),
      mustWorkAt(scene, unitId, [chain.leaderId, chain.personId]),
    ]);
    const path = row.paths.get(unitId);
    return { row, owners: path && row.line.state !== 'draft' ? [path] : [] };
  },
  async run(scene, { params: { id, unitId }, body: { chain, version: read } }, row: LoadedLine) {
    mustBeVersion(row, read);
    const { state } = row.line;
    const part = row.line.units.find((one) => one.unit === unitId);
    if (!part) throw new Refusal('task.action_not_allowed', { state, action: 'set_chain' });
    const named = { leader: chain.leaderId, section: chain.section, person: chain.personId };
    const units = row.line.units.map((one) => (one === part ? { ...one, chain: named } : one));
    const after = { ...row.line, units };
    const version = writeMove(scene, {
      tenant: scene.tenant,
      now: scene.now,
      by: scene.actor,
      commandId: scene.commandId,
      action: 'assign',
      before: row,
      after,
      unit: null,
      said: null,
    });
    scene.trace('task', id, {
      moves: [traceOf(id, 'set_chain', state, state, version)],
      chain: named,
      unit: unitId,
    });
    scene.trace('unit', unitId);
    return { task: standing(id, version, after, unitId) };
  },
});

const SETTLED: readonly TaskState[] = ['verified', 'dropped'];

/** What a change means in columns. A task without a day of its own takes its stage's end. */
async function columnsOf(
  scene: Scene,
  change: Omit<Change, 'version' | 'targets'>,
  before: Pick<edits.EditFacts, 'due_on' | 'due_inherited' | 'stage_id'>,
): Promise<OwnColumns> {
  const { stageId, goalId, parentId, deadline, recurrence, ...words } = change;
  const columns: OwnColumns = { ...(words as OwnColumns) };
  if (goalId !== undefined) columns.goal_id = goalId;
  if (parentId !== undefined) columns.parent_id = parentId;
  if (stageId !== undefined) columns.stage_id = stageId;
  if (recurrence !== undefined) {
    columns.recurrence_phrase = recurrence?.phrase ?? null;
    columns.rhythm = recurrence?.rhythm ?? null;
    columns.rhythm_every = recurrence?.every ?? 1;
    columns.rhythm_day = recurrence?.day ?? null;
  }
  if (deadline !== undefined && deadline !== null) {
    const { phrase, from, due } = deadline;
    return { ...columns, deadline_phrase: phrase, due_from: from, due_on: due, due_inherited: false };
  }
  const inherits = deadline === null || before.due_on === null || before.due_inherited;
  const stage = stageId === undefined ? before.stage_id : stageId;
  if ((deadline === null || stageId !== undefined) && inherits) {
    const end =
      stage === null ? undefined : mustExist(await edits.findStageEnd(scene, stage), 'stage', stage);
    columns.due_on = end ?? null;
    columns.due_inherited = end !== undefined;
    columns.due_from = null;
    if (deadline === null) columns.deadline_phrase = null;
  }
  return columns;
}

export const editTask = act(routes.editTask, {
  about: taskSubject,
  apart: ({ params }) => params.id,
  async run(scene, { params: { id }, body }, row) {
    const { version: read, targets, ...change } = body;
    mustBeVersion(row, read);
    const { state } = row.line;
    if (SETTLED.includes(state)) throw new Refusal('task.settled', { state });
    const [facts] = await edits.findEditFacts(scene, [id]);
    const columns = await columnsOf(scene, change, mustExist(facts, 'task', id));
    const changed = await edits.updateOwn(scene, scene.now, [{ id, version: row.version, ...columns }]);
    mustBeUnchanged(changed.has(id) || undefined, 'task', id);
    if (targets !== undefined) await edits.replaceTargets(scene, scene.tenant, id, targets);
    const version = row.version + 1;
    scene.trace('task', id, {
      moves: [traceOf(id, 'edit', state, state, version)],
      changed: { ...columns, ...(targets === undefined ? {} : { targets }) } as Json,
    });
    return { task: standing(id, version, row.line, null) };
  },
});

export const createTask = act(routes.createTask, {
  async run(scene, { body }) {
    const { id, planId, sectionId, units, targets, text, ...change } = body;
    const campaign = mustExist(await edits.findPlanCampaign(scene, planId), 'plan', planId);
    const none = { due_on: null, due_inherited: false, stage_id: change.stageId ?? null };
    const columns = await columnsOf(scene, change, none);
    await edits.insertTask(scene, {
      tenant_id: scene.tenant,
      id,
      plan_id: planId,
      campaign_id: campaign,
      state: 'draft',
      changed_at: scene.now,
      ...columns,
      section_id: sectionId,
      text,
    });
    await replaceParts(scene, scene.tenant, id, wantedParts(units).map(asPart));
    if (targets) await edits.replaceTargets(scene, scene.tenant, id, targets);
    scene.trace('task', id, { moves: [traceOf(id, 'create', null, 'draft', 1)], text });
    scene.trace('plan', planId);
    return { task: { id, state: 'draft' as const, version: 1, part: null } };
  },
});

interface RowResult {
  id: TaskId;
  done: boolean;
  code: string | null;
  facts: Record<string, unknown>;
}

/** Each row by itself: what is refused is told with its code, the others stand. Anything but a refusal ends the whole. */
async function rowByRow(ids: readonly TaskId[], one: (id: TaskId) => Promise<void>): Promise<RowResult[]> {
  const outcomes = await Promise.allSettled([...new Set(ids)].map((id) => one(id)));
  return [...new Set(ids)].map((id, nth) => {
    const outcome = outcomes[nth];
    if (outcome?.status !== 'rejected') return { id, done: true, code: null, facts: {} };
    if (!(outcome.reason instanceof Refusal)) throw outcome.reason;
    return { id, done: false, code: outcome.reason.code, facts: { ...outcome.reason.facts } };
  });
}

/** 下达. All rows are loaded by one statement and written by one. */
export const issue = act(routes.issue, {
  alone: true,
  async run(scene, { body }) {
    const moves: Json[] = [];
    const rows = await rowByRow(body.taskIds, async (id) => {
      const row = await getLine(scene, id);
      const { version, after } = await moveAsOffice(scene, row, 'issue', {});
      moves.push(traceOf(id, 'issue', row.line.state, after.state, version));
      scene.trace('task', id);
    });
    scene.trace('issue', scene.commandId, { moves });
    return { rows, done: rows.filter((row) => row.done).length };
  },
});

/** 批量调整. Words and days by one statement; units task by task, since each may be refused by its own state. */
export const editMany = act(routes.editMany, {
  alone: true,
  async run(scene, { body: { taskIds, change } }) {
    const { units, due, ...words } = change;
    const given = { ...words, ...(due === undefined ? {} : { deadline: { phrase: '', from: null, due } }) };
    const facts = new Map((await edits.findEditFacts(scene, taskIds)).map((row) => [row.id, row]));
    const changes = Object.keys(given).length > 0;
    const wanted: ({ id: TaskId; version: number } & OwnColumns)[] = [];
    const moves: Json[] = [];
    const rows = await rowByRow(taskIds, async (id) => {
      const row = mustExist(facts.get(id), 'task', id);
      if (SETTLED.includes(row.state)) throw new Refusal('task.settled', { state: row.state });
      let { version, state } = row;
      if (units) {
        const line = await getLine(scene, id);
        const next = await moveAsOffice(scene, line, 'assign', { units: mergedUnits(line, units) });
        moves.push(traceOf(id, 'assign', line.line.state, next.after.state, next.version));
        ({ version } = next);
        ({ state } = next.after);
      }
      if (changes) {
        wanted.push({ id, version, ...(await columnsOf(scene, given, row)) });
        moves.push(traceOf(id, 'edit', state, state, version + 1));
      }
      scene.trace('task', id);
    });
    // Tasks that inherit their stage's end have other columns than those with a day of their own.
    const alike = Map.groupBy(wanted, (row) => Object.keys(row).sort().join());
    for (const group of alike.values()) {
      const changed = await edits.updateOwn(scene, scene.now, group);
      for (const { id } of group) mustBeUnchanged(changed.has(id) || undefined, 'task', id);
    }
    scene.trace('edit', scene.commandId, { moves, changed: given as Json });
    return { rows, done: rows.filter((row) => row.done).length };
  },
});

function mergedUnits(line: LoadedLine, units: Wanted) {
  const named = new Map<UnitId, Pick<UnitPart, 'unit' | 'role' | 'writtenAs'>>(
    line.line.units.map(({ unit, role, writtenAs }) => [unit, { unit, role, writtenAs }]),
  );
  for (const part of wantedParts(units)) named.set(part.unit, { ...named.get(part.unit), ...part });
  return [...named.values()];
}
