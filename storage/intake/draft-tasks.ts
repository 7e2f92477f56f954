import type { DocumentId, DraftTaskId, PersonId, TenantId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import type { Db } from '../database.ts';

/** `C` is the content as its writer knows it: kept as jsonb and never looked into here, but for its unit names. */
export interface DraftRow<C> {
  id: DraftTaskId;
  position: number;
  dropped: boolean;
  version: number;
  content: C;
}

export const insertDraft = async <C>(
  db: Db,
  tenant: TenantId,
  document: DocumentId,
  tasks: readonly { id: DraftTaskId; position: number; content: C }[],
): Promise<void> => {
  for (let from = 0; from < tasks.length; from += 500) {
    const rows = tasks.slice(from, from + 500).map(({ id, position, content }) => {
      return { tenant_id: tenant, id, document_id: document, position, content: JSON.stringify(content) };
    });
    await db.insertInto('draft_tasks').values(rows).execute();
  }
};

const columns = ['t.id', 't.position', 't.dropped', 't.version', 't.content'] as const;

/** The whole draft in its order, with who edited each task last. */
export const listDraft = <C>(db: Db, document: DocumentId) =>
  db
    .selectFrom('draft_tasks as t')
    .leftJoin('people as p', (join) =>
      join.onRef('p.tenant_id', '=', 't.tenant_id').onRef('p.id', '=', 't.edited_by'),
    )
    .select([...columns, 'p.name as edited_by_name', 't.edited_at'])
    .where('t.document_id', '=', document)
    .orderBy('t.position')
    .orderBy('t.id')
    .$castTo<DraftRow<C> & { edited_by_name: string | null; edited_at: Date | null }>()
    .execute();

/** @throws {Refusal} `request.not_found` where it is not part of this document */
export async function getDraftTask<C>(db: Db, document: DocumentId, id: DraftTaskId): Promise<DraftRow<C>> {
  const found = await db
    .selectFrom('draft_tasks as t')
    .select(columns)
    .where('t.document_id', '=', document)
    .where('t.id', '=', id)
    .$castTo<DraftRow<C>>()
    .executeTakeFirst();
  if (!found) throw new Refusal('request.not_found', { what: 'draft task', id });
  return found;
}

/** Writes a task over the version that the writer saw. @throws {Refusal} `row.changed_meanwhile` */
export async function updateDraftTask<C>(
  db: Db,
  seen: { id: DraftTaskId; version: number },
  change: Partial<{ content: C; dropped: boolean; position: number }>,
  by: PersonId,
  now: Date,
): Promise<number> {
  const { content, ...rest } = change;
  const updated = await db
    .updateTable('draft_tasks')
    .set({ ...rest, ...(content === undefined ? {} : { content: JSON.stringify(content) }) })
    .set({ version: seen.version + 1, edited_by: by, edited_at: now })
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .returning('version')
    .executeTakeFirst();
  if (!updated) throw new Refusal('row.changed_meanwhile', { what: 'draft task', id: seen.id });
  return updated.version;
}

/** A position behind `after` and before whatever follows it; behind nothing: at the beginning. */
export async function positionAfter(
  db: Db,
  document: DocumentId,
  after: DraftTaskId | null,
): Promise<number> {
  const before = after ? (await getDraftTask(db, document, after)).position : null;
  const next = await db
    .selectFrom('draft_tasks')
    .select('position')
    .where('document_id', '=', document)
    .$if(before !== null, (query) => query.where('position', '>', before ?? 0))
    .orderBy('position')
    .limit(1)
    .executeTakeFirst();
  if (before === null) return next ? next.position - 1 : 0;
  return next ? (before + next.position) / 2 : before + 1;
}
