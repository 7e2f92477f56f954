import type { DocumentId, FileHash, PlanId, TaskId } from '@tongchuang/domain/kernel/ids.ts';
import type { Transaction } from '../database.ts';
import type { EditionWritten } from './edition-words.ts';

/** The editions of a plan, the newest first. */
export const listEditions = ({ query }: Transaction, planId: PlanId) =>
  query<{
    edition: number;
    title: string;
    doc_number: string | null;
    issued_on: string | null;
    document_id: DocumentId | null;
    file_sha256: FileHash | null;
    confirmed_at: Date;
    confirmed_by: string | null;
    difference: EditionWritten['difference'];
  }>(
    `select e.edition, e.title, e.doc_number, e.issued_on, e.document_id, e.file_sha256, e.confirmed_at, p.name as confirmed_by, e.difference
       from plan_editions e left join people p on p.tenant_id = e.tenant_id and p.id = e.confirmed_by
      where e.plan_id = $1 order by e.edition desc`,
    [planId],
  );

/** What an edition changed, in its order. */
export const listChanges = ({ query }: Transaction, planId: PlanId, edition: number) =>
  query<{
    taskId: TaskId;
    no: string;
    text: string;
    change: 'changed' | 'added' | 'gone';
    differs: string[];
  }>(
    `select task_id as "taskId", content ->> 'no' as no, content ->> 'text' as text, change, differs from edition_tasks
      where plan_id = $1 and edition = $2 and change <> 'unchanged' order by position`,
    [planId, edition],
  );
