import * as routes from '@tongchuang/contract/intake.ts';
import type { DocumentHead, OriginalPaper } from '@tongchuang/contract/intake.ts';
import { draftOf, type DraftContent } from '@tongchuang/domain/intake/draft.ts';
import type { Paper } from '@tongchuang/domain/intake/paper.ts';
import type { Finding, Reading } from '@tongchuang/domain/intake/reading.ts';
import { rosterOf } from '@tongchuang/domain/organisation/name-index.ts';
import { resolveUnitName } from '@tongchuang/domain/organisation/names.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { findFile } from '@tongchuang/storage/files/queries.ts';
import * as documents from '@tongchuang/storage/intake/documents.ts';
import * as drafts from '@tongchuang/storage/intake/draft-tasks.ts';
import { shortNames } from '@tongchuang/storage/intake/unit-names.ts';
import { rosterFacts } from '@tongchuang/storage/organisation/roster.ts';
import { act, view, type FileReply } from './act.ts';
import { keptRefusal } from './kept-refusal.ts';

type HeadRow = Awaited<ReturnType<typeof documents.getDocument>>;

const head = (row: HeadRow) => ({
  id: row.id,
  name: row.name,
  state: row.state as DocumentHead['state'],
  title: row.title,
  kind: row.kind,
  submitted: { by: row.submitted_by_name, at: row.submitted_at.toISOString() },
  supersedes: row.supersedes,
  planId: row.plan_id,
  refusal: row.refusal === null ? null : keptRefusal(row.refusal as object),
});

/** 识读列表. */
export const listDocuments = view(routes.listDocuments, {
  async run({ db }) {
    const rows = await documents.listDocuments(db);
    return {
      documents: rows.map((row) => ({
        ...head(row),
        tasks: row.tasks,
        findings: row.findings,
        openNames: row.open_names,
      })),
    };
  },
});

/** 核对: the original beside the draft. */
export const openDocument = view(routes.openDocument, {
  async run({ db }, { params: { id } }) {
    const [row, original, tasks] = await Promise.all([
      documents.getDocument(db, id),
      documents.readOriginal(db, id),
      drafts.listDraft<DraftContent>(db, id),
    ]);
    const named = tasks.flatMap(({ content }) =>
      content.units.flatMap((unit) => [...unit.unitIds, ...unit.candidates.map((one) => one.unitId)]),
    );
    return {
      ...head(row),
      sha256: row.sha256,
      paper: original.paper as OriginalPaper | null,
      findings: original.findings as Finding[],
      tasks: tasks.map(({ id: taskId, position, dropped, version, content, edited_by_name, edited_at }) => ({
        id: taskId,
        position,
        dropped,
        version,
        content,
        edited: edited_by_name && edited_at ? { by: edited_by_name, at: edited_at.toISOString() } : null,
      })),
      units: await shortNames(db, [...new Set(named)]),
    };
  },
});

/** 下载原件. */
export const originalFile = view(routes.originalFile, {
  async run({ db, files }, { params: { id } }): Promise<FileReply> {
    const { name, sha256 } = await documents.getDocument(db, id);
    return { fileName: name, mime: 'application/octet-stream', bytes: await files.read(sha256) };
  },
});

/** 提交识读. The reading itself follows as a job, in a worker with limits: server/reactions.ts. */
export const submitDocument = act(routes.submitDocument, {
  async run({ db, tenant, actor, now, trace }, { body: { id, sha256, name, supersedes } }) {
    const file = await findFile(db, sha256);
    if (!file) throw new Refusal('request.not_found', { what: 'file', id: sha256 });
    await documents.insertDocument(db, {
      tenant_id: tenant,
      id,
      sha256,
      name,
      supersedes,
      submitted_by: actor.personId,
      submitted_at: now,
    });
    trace('document', id, { name, sha256 });
    return { id };
  },
});

/** What the worker found becomes the draft, its names held against the roster. Done once; a second finding is ignored. */
export const recordReading = act(routes.recordReading, {
  alone: true,
  async run({ db, tenant, newId, now, today, trace }, { params: { id }, body }) {
    const found = body.reading as Reading | null;
    const paper = body.paper as Paper | null;
    const settled = await documents.settleReading(db, id, {
      state: body.refusal ? 'refused' : 'read',
      title: found?.title ?? null,
      kind: found?.kind ?? null,
      paper:
        paper && JSON.stringify({ format: paper.format, text: paper.text, blocks: paper.blocks.map(slim) }),
      findings: JSON.stringify(found?.findings ?? []),
      refusal: body.refusal && JSON.stringify(body.refusal),
    });
    if (!settled) return {};
    if (found) {
      const roster = rosterOf(await rosterFacts(db, today));
      const contents = draftOf(found, (name) => resolveUnitName(name, roster));
      const tasks = contents.map((content, position) => ({ id: newId<'draft_task'>(), position, content }));
      await drafts.insertDraft(db, tenant, id, tasks as never);
    }
    trace('document', id, {
      tasks: found?.tasks.length ?? 0,
      refused: body.refusal?.code,
      at: now.toISOString(),
    });
    return {};
  },
});

/** A cell's text is in the paper's text already: it is kept once. */
function slim(block: Paper['blocks'][number]): object {
  if (block.kind === 'paragraph') return block;
  const cells = block.cells.map(({ row, column, rowSpan, columnSpan, start, end, hidden }) => {
    return { row, column, rowSpan, columnSpan, start, end, hidden };
  });
  return { ...block, cells };
}

/** 作废. */
export const discardDocument = act(routes.discardDocument, {
  async run({ db, trace }, { params: { id } }) {
    await documents.getUnderReview(db, id, 'alone');
    await documents.endReview(db, id, 'discarded', null);
    trace('document', id);
    return {};
  },
});
