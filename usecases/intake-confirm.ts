import * as routes from '@tongchuang/contract/intake.ts';
import { isOpen, type DraftContent } from '@tongchuang/domain/intake/draft.ts';
import type { DocumentId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import type { Db } from '@tongchuang/storage/database.ts';
import * as documents from '@tongchuang/storage/intake/documents.ts';
import * as drafts from '@tongchuang/storage/intake/draft-tasks.ts';
import type { EditionTask } from '@tongchuang/storage/tasks/edition-words.ts';
import { previewDifference, insertPlanEdition } from '@tongchuang/storage/tasks/editions.ts';
import { refreshStatistics } from '@tongchuang/storage/statistics.ts';
import { act, view } from './act.ts';

/** 与上一版对照, before anything is written. */
export const compareDocument = view(routes.compareDocument, {
  async run(scene, { params: { id } }) {
    const document = await documents.getDocument(scene.db, id);
    if (!document.supersedes) throw new Refusal('intake.nothing_to_compare', {});
    const rows = await keptTasks(scene.db, id);
    const { diff, before } = await previewDifference(
      scene,
      document.supersedes,
      rows.map((row) => asEdition(row.content)),
    );
    const pairs = diff.tasks.map((one) => ({
      one,
      old: one.before === null ? undefined : before[one.before],
      row: one.after === null ? undefined : rows[one.after],
    }));
    return {
      same: diff.counts.unchanged,
      added: pairs.flatMap(({ one, row }) => (one.change === 'added' && row ? [row.id] : [])),
      changed: pairs.flatMap(({ one, old, row }) =>
        one.change === 'changed' && old && row
          ? [{ taskId: row.id, before: old.id, fields: [...one.differs], beforeText: old.content.text }]
          : [],
      ),
      gone: pairs.flatMap(({ one, old }) =>
        one.change === 'gone' && old
          ? [{ before: old.id, no: old.content.no, text: old.content.text, state: old.state }]
          : [],
      ),
    };
  },
});

/** 确认: version 1 of a plan, or the next edition of the one it supersedes; the draft is closed. */
export const confirmDocument = act(routes.confirmDocument, {
  alone: true,
  async run(scene, { params: { id }, body: { planId, title, seen, drop } }) {
    const { db, tenant, actor, now, newId, trace } = scene;
    const document = await documents.getUnderReview(db, id, 'alone');
    const rows = await keptTasks(db, id);
    const [first] = rows;
    if (!first) throw new Refusal('intake.no_tasks', {});
    if (rows.reduce((sum, row) => sum + row.version, 0) !== seen) {
      throw new Refusal('row.changed_meanwhile', { what: 'draft', id });
    }
    const open = [
      ...new Set(rows.flatMap((row) => row.content.units.filter(isOpen).map((unit) => unit.name))),
    ];
    if (open[0] !== undefined) throw new Refusal('intake.names_open', { count: open.length, first: open[0] });
    const edition = await insertPlanEdition(scene, {
      tenant,
      now,
      newId,
      planId: document.supersedes ?? planId,
      campaignId: null,
      kind: 'plan',
      title,
      docNumber: null,
      issuedOn: null,
      documentId: id,
      fileSha256: document.sha256,
      confirmedBy: actor.personId,
      tasks: rows.map((row) => asEdition(row.content)),
      drop: new Map(drop.map(({ taskId, reason }) => [taskId, reason])),
    });
    await documents.endReview(db, id, 'confirmed', document.supersedes ?? planId);
    trace('document', id, { title });
    trace('plan', document.supersedes ?? planId, {
      edition: edition.edition,
      tasks: rows.length,
      ...edition.difference,
      // What the verifier folds: every version of a task that stood before.
      moves: edition.moves.length > 0 ? edition.moves : undefined,
    });
    for (const move of edition.moves) trace('task', move.task);
    await refreshStatistics(scene);
    return { planId: document.supersedes ?? planId, tasks: rows.length };
  },
});

const keptTasks = async (db: Db, id: DocumentId) =>
  (await drafts.listDraft<DraftContent>(db, id)).filter((row) => !row.dropped);

/** Names that were settled become units; a collective that nobody expanded stays as it is written. */
function asEdition(content: DraftContent): EditionTask {
  const { no, sectionPath, text, objective, standard, deadline, recurrence, targets } = content;
  return {
    no,
    sectionPath,
    text,
    objective,
    standard,
    deadline,
    recurrence,
    targets,
    units: content.units.flatMap((unit) =>
      unit.unitIds.map((unitId) => ({ unitId, role: unit.role, writtenAs: unit.name })),
    ),
    unexpanded: content.units
      .filter((unit) => unit.unitIds.length === 0 && !isOpen(unit))
      .map(({ name, role }) => ({ name, role })),
  };
}
