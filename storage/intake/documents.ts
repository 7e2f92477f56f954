import { sql } from 'kysely';
import type { DocumentId, FileHash, PersonId, PlanId, TenantId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import type { Db } from '../database.ts';

export interface NewDocument {
  tenant_id: TenantId;
  id: DocumentId;
  sha256: FileHash;
  name: string;
  supersedes: PlanId | null;
  submitted_by: PersonId;
  submitted_at: Date;
}

export const insertDocument = (db: Db, document: NewDocument) =>
  db
    .insertInto('documents')
    .values({ ...document, state: 'waiting' })
    .execute();

const HEAD = [
  'd.id',
  'd.name',
  'd.sha256',
  'd.state',
  'd.title',
  'd.kind',
  'd.refusal',
  'd.supersedes',
  'd.plan_id',
  'd.submitted_at',
  'd.version',
  'p.name as submitted_by_name',
] as const;

const heads = (db: Db) =>
  db
    .selectFrom('documents as d')
    .innerJoin('people as p', (join) =>
      join.onRef('p.tenant_id', '=', 'd.tenant_id').onRef('p.id', '=', 'd.submitted_by'),
    )
    .select(HEAD);

/** All documents, newest first, with how many tasks, findings and unsettled unit names each has. */
export const listDocuments = (db: Db) =>
  heads(db)
    .select([
      sql<number>`(select count(*) from draft_tasks t where t.tenant_id = d.tenant_id and t.document_id = d.id and not t.dropped)`.as(
        'tasks',
      ),
      sql<number>`json_array_length(d.findings)`.as('findings'),
      sql<number>`(select count(distinct u ->> 'name') from draft_tasks t, jsonb_array_elements(t.content -> 'units') u
         where t.tenant_id = d.tenant_id and t.document_id = d.id and not t.dropped
           and u ->> 'resolution' in ('suggested', 'unknown'))`.as('open_names'),
    ])
    .orderBy('d.submitted_at', 'desc')
    .orderBy('d.id')
    .limit(500)
    .execute();

export const findDocument = (db: Db, id: DocumentId) => heads(db).where('d.id', '=', id).executeTakeFirst();

/** @throws {Refusal} `request.not_found` */
export async function getDocument(db: Db, id: DocumentId) {
  const found = await findDocument(db, id);
  if (!found) throw new Refusal('request.not_found', { what: 'document', id });
  return found;
}

/**
 * The document while it is under review, held until the act ends: a confirmation waits for edits under way, and they for it.
 * @throws {Refusal} `request.not_found`, `intake.not_open`
 */
export async function getUnderReview(db: Db, id: DocumentId, hold: 'shared' | 'alone' = 'shared') {
  const query = db
    .selectFrom('documents')
    .select(['id', 'state', 'title', 'supersedes', 'sha256', 'name'])
    .where('id', '=', id);
  const found = await (hold === 'alone' ? query.forUpdate() : query.forShare()).executeTakeFirst();
  if (!found) throw new Refusal('request.not_found', { what: 'document', id });
  if (found.state !== 'read') throw new Refusal('intake.not_open', { state: found.state });
  return found;
}

/** The original as read and the findings, as they were written down. */
export const readOriginal = (db: Db, id: DocumentId) =>
  db.selectFrom('documents').select(['paper', 'findings']).where('id', '=', id).executeTakeFirstOrThrow();

/** Settles a document that waited. @returns false where it was settled before */
export async function settleReading(
  db: Db,
  id: DocumentId,
  outcome: {
    state: 'read' | 'refused';
    title: string | null;
    kind: string | null;
    paper: string | null;
    findings: string;
    refusal: string | null;
  },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('documents')
    .set((now) => ({ ...outcome, version: now('version', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export const endReview = (db: Db, id: DocumentId, state: 'confirmed' | 'discarded', plan: PlanId | null) =>
  db
    .updateTable('documents')
    .set((now) => ({ state, plan_id: plan, version: now('version', '+', 1) }))
    .where('id', '=', id)
    .execute();

export const listWaiting = async (db: Db): Promise<DocumentId[]> =>
  (
    await db
      .selectFrom('documents')
      .select('id')
      .where('state', '=', 'waiting')
      .orderBy('submitted_at')
      .execute()
  ).map((row) => row.id);
