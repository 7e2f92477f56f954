import * as routes from '@tongchuang/contract/intake.ts';
import { mustBeAllowed } from '@tongchuang/domain/access/may.ts';
import { isOpen, mergeDrafts, splitDraft, type DraftContent } from '@tongchuang/domain/intake/draft.ts';
import type { DocumentId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { brokenConstraint } from '@tongchuang/storage/faults.ts';
import * as documents from '@tongchuang/storage/intake/documents.ts';
import * as drafts from '@tongchuang/storage/intake/draft-tasks.ts';
import { addUnitOnTheSpot, learnAlias } from '@tongchuang/storage/intake/unit-names.ts';
import { act, type ActScene } from './act.ts';

/** 更正: whoever saved first is kept; the second is shown the difference and decides. */
export const editTask = act(routes.editTask, {
  async run({ db, actor, now, trace }, { params: { id, taskId }, body: { version, dropped, content } }) {
    await documents.getUnderReview(db, id);
    await drafts.getDraftTask(db, id, taskId);
    const next = await drafts.updateDraftTask(
      db,
      { id: taskId, version },
      { content, dropped },
      actor.personId,
      now,
    );
    trace('document', id, { task: taskId, no: content.no, dropped: dropped || undefined });
    return { version: next };
  },
});

export const addTask = act(routes.addTask, {
  async run({ db, tenant, trace }, { params: { id }, body: { taskId, after, content } }) {
    await documents.getUnderReview(db, id);
    const position = await drafts.positionAfter(db, id, after);
    await drafts.insertDraft(db, tenant, id, [{ id: taskId, position, content }]);
    trace('document', id, { task: taskId, added: content.text.slice(0, 40) });
    return { version: 1 };
  },
});

/** 拆分. */
export const splitTask = act(routes.splitTask, {
  async run({ db, tenant, actor, now, trace }, { params: { id, taskId }, body: { version, at, newTaskId } }) {
    await documents.getUnderReview(db, id);
    const { content } = await drafts.getDraftTask<DraftContent>(db, id, taskId);
    if (at >= content.text.length)
      throw new Refusal('request.malformed', { where: 'at', problem: 'behind the end of the text' });
    const [head, tail] = splitDraft(content, at);
    if (head.text === '' || tail.text === '')
      throw new Refusal('request.malformed', { where: 'at', problem: 'one part would be empty' });
    const next = await drafts.updateDraftTask(
      db,
      { id: taskId, version },
      { content: head },
      actor.personId,
      now,
    );
    const position = await drafts.positionAfter(db, id, taskId);
    await drafts.insertDraft(db, tenant, id, [{ id: newTaskId, position, content: tail }]);
    trace('document', id, { task: taskId, split: newTaskId });
    return { version: next };
  },
});

/** 合并: the others are put aside, so that it can be undone. */
export const mergeTasks = act(routes.mergeTasks, {
  async run({ db, actor, now, trace }, { params: { id }, body: { tasks } }) {
    await documents.getUnderReview(db, id);
    const rows = [];
    for (const { id: taskId } of tasks) rows.push(await drafts.getDraftTask<DraftContent>(db, id, taskId));
    rows.sort((a, b) => a.position - b.position);
    const seen = new Map(tasks.map((task) => [task.id, task.version]));
    const whole = mergeDrafts(rows.map((row) => row.content));
    let version = 0;
    for (const [nth, row] of rows.entries()) {
      const change = nth === 0 ? { content: whole, dropped: false } : { dropped: true };
      const next = await drafts.updateDraftTask(
        db,
        { id: row.id, version: seen.get(row.id) ?? 0 },
        change,
        actor.personId,
        now,
      );
      if (nth === 0) version = next;
    }
    trace('document', id, { merged: tasks.map((task) => task.id) });
    return { version };
  },
});

export const moveTask = act(routes.moveTask, {
  async run({ db, actor, now, trace }, { params: { id, taskId }, body: { version, after } }) {
    await documents.getUnderReview(db, id);
    await drafts.getDraftTask(db, id, taskId);
    const position = await drafts.positionAfter(db, id, after);
    const next = await drafts.updateDraftTask(db, { id: taskId, version }, { position }, actor.personId, now);
    trace('document', id, { task: taskId, after });
    return { version: next };
  },
});

/** 确认单位, wherever the name stands in the draft; kept as an alias where the reviewer says so. */
export const chooseUnit = act(routes.chooseUnit, {
  async run(scene, { params: { id }, body: { name, unitIds, learn, add } }) {
    const { db, tenant, actor, today, trace } = scene;
    await documents.getUnderReview(db, id);
    if (add) {
      mustBeAllowed(actor, 'organisation.edit', [], 'unit');
      await addUnitOnTheSpot(db, tenant, { ...add, since: today }).catch((error: unknown) => {
        throw brokenConstraint(error) ? new Refusal('unit.code_taken', { code: add.code }) : error;
      });
      trace('unit', add.id, { name: add.name });
    }
    const chosen = add ? [...unitIds, add.id] : unitIds;
    const [only, ...more] = chosen;
    if (learn && only && more.length === 0) await learnAlias(db, tenant, only, name);
    const changed = await changeUnits(scene, id, (unit) =>
      unit.name === name
        ? {
            ...unit,
            unitIds: chosen,
            resolution: chosen.length === 0 && isOpen(unit) ? unit.resolution : 'chosen',
          }
        : unit,
    );
    trace('document', id, { name, units: chosen, learned: learn || undefined });
    return { changed };
  },
});

/** 指定角色. */
export const assignRole = act(routes.assignRole, {
  async run(scene, { params: { id }, body: { taskIds, name, role } }) {
    await documents.getUnderReview(scene.db, id);
    const changed = await changeUnits(
      scene,
      id,
      (unit) => (name === null || unit.name === name ? { ...unit, role } : unit),
      new Set<string>(taskIds),
    );
    scene.trace('document', id, { role, name, tasks: taskIds.length });
    return { changed };
  },
});

/** @returns how many tasks changed */
async function changeUnits(
  { db, actor, now }: ActScene,
  document: DocumentId,
  change: (unit: DraftContent['units'][number]) => DraftContent['units'][number],
  among?: ReadonlySet<string>,
): Promise<number> {
  let changed = 0;
  for (const row of await drafts.listDraft<DraftContent>(db, document)) {
    if (among && !among.has(row.id)) continue;
    const units = row.content.units.map(change);
    if (units.every((unit, nth) => unit === row.content.units[nth])) continue;
    await drafts.updateDraftTask(db, row, { content: { ...row.content, units } }, actor.personId, now);
    changed += 1;
  }
  return changed;
}
