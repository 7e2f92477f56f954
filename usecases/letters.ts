import { once } from 'node:events';
import type { Readable } from 'node:stream';
import * as routes from '@tongchuang/contract/letters.ts';
import type { Letter } from '@tongchuang/contract/letters.ts';
import { may, reachOf } from '@tongchuang/domain/access/may.ts';
import { civilDate } from '@tongchuang/domain/kernel/civil-date.ts';
import type { LetterId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { claimComplete } from '@tongchuang/domain/tasks/claims.ts';
import { FIVE_FIXED } from '@tongchuang/domain/tasks/completeness.ts';
import { canonicalLetter, type LetterContent } from '@tongchuang/domain/tasks/letters.ts';
import { DUTIES } from '@tongchuang/domain/tasks/duties.ts';
import {
  writeResponsibilityLetter,
  type LetterPaper,
} from '@tongchuang/papers/write/responsibility-letter.ts';
import { sha256 } from '@tongchuang/storage/audit/chain.ts';
import { findHead, type Head } from '@tongchuang/storage/audit/queries.ts';
import { insertFile } from '@tongchuang/storage/files/queries.ts';
import * as letters from '@tongchuang/storage/letters/queries.ts';
import type { LetterRow } from '@tongchuang/storage/letters/queries.ts';
import { listUnitNames, loadTasks, type TaskFacts } from '@tongchuang/storage/tasks/facts.ts';
import { findUnit } from '@tongchuang/storage/tasks/page.ts';
import { getFiles } from '@tongchuang/storage/tasks/parts.ts';
import { mustBeUnchanged, mustExist } from '@tongchuang/storage/versions.ts';
import { act, view, type FileReply, type Scene, type Subject } from './act.ts';
import { draftFor, outdatedNow } from './letter-drafts.ts';

/** 责任书: what a unit promises for its claimed tasks. What one says is frozen when it is written. */

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

async function letterSubject(scene: Scene, asked: { params: { id: LetterId } }): Promise<Subject<LetterRow>> {
  const row = mustExist(await letters.findLetter(scene, asked.params.id), 'letter', asked.params.id);
  return { row, owners: [row.path] };
}

async function unitSubject(scene: Scene, unitId: UnitId): Promise<Subject<{ name: string }>> {
  const unit = mustExist(await findUnit(scene, unitId, scene.today), 'unit', unitId);
  return { row: unit, owners: [unit.path] };
}

const said = (row: LetterRow, outdated: number): Letter => ({
  id: row.id,
  campaignId: row.campaign_id,
  unitId: row.unit_id,
  unitName: row.unit_name,
  edition: row.edition,
  number: row.number,
  state: row.state,
  issuedAt: row.issued_at.toISOString(),
  issuedBy: row.issued_by,
  signedOn: row.signed_on,
  signatories: row.signatories ?? [],
  scanSha256: row.scan_sha256,
  voidReason: row.void_reason,
  contentSha256: row.content_sha256,
  docxSha256: row.docx_sha256,
  auditPosition: row.audit_position,
  auditLink: row.audit_link,
  tasks: row.content.tasks.length,
  outdated,
  version: row.version,
});

/** How many of its tasks a letter in force no longer tells as they are. */
async function outdatedOf(scene: Scene, row: LetterRow): Promise<number> {
  if (row.state === 'void') return 0;
  const tasks = await loadTasks(scene, { reach: 'all', units: [row.unit_id] });
  return outdatedNow(row.content, row.unit_id, row.campaign_id, tasks);
}

export const listLetters = view(routes.listLetters, {
  async run(scene, { query: { campaign: asked, withVoid } }) {
    const reach = reachOf(scene.actor, 'letter.read');
    const campaign = await letters.findLetterCampaign(scene, asked ?? null, scene.today);
    if (!campaign) return { rows: [], missing: [], totals: { units: 0, issued: 0, signed: 0 } };
    const [rows, tasks, units] = await Promise.all([
      letters.listLetters(scene, campaign.id, withVoid === 'yes'),
      loadTasks(scene, { reach: 'all' }),
      listUnitNames(scene),
    ]);
    const isWithin = (path: readonly UnitId[]) => may(scene.actor, 'letter.read', [path]);
    const owing = new Map<UnitId, number>();
    for (const task of tasks) {
      if (
        ['draft', 'dropped'].includes(task.state) ||
        task.campaign !== campaign.id ||
        task.seriesId !== null
      )
        continue;
      for (const part of task.units)
        if (DUTIES[part.role].signsLetter && claimComplete(part))
          owing.set(part.unit, (owing.get(part.unit) ?? 0) + 1);
    }
    const seen = rows.filter((row) => isWithin(row.path));
    const inForce = seen.filter((row) => row.state !== 'void');
    const covered = new Set(inForce.map((row) => row.unit_id));
    const mine = (id: UnitId) => reach === 'all' || reach.own.includes(id) || reach.subtree.includes(id);
    const missing = units.flatMap(({ id, shortName }) => {
      const count = owing.get(id);
      return count && !covered.has(id) && mine(id) ? [{ unitId: id, unitName: shortName, tasks: count }] : [];
    });
    const tasksOf = new Map<UnitId, TaskFacts[]>();
    for (const task of tasks)
      for (const part of task.units) tasksOf.set(part.unit, [...(tasksOf.get(part.unit) ?? []), task]);
    return {
      rows: seen.map((row) => {
        const own = tasksOf.get(row.unit_id) ?? [];
        return said(row, row.state === 'void' ? 0 : outdatedNow(row.content, row.unit_id, campaign.id, own));
      }),
      missing,
      totals: {
        units: inForce.length + missing.length,
        issued: inForce.length,
        signed: inForce.filter((row) => row.state === 'signed').length,
      },
    };
  },
});

export const getLetter = view(routes.getLetter, {
  about: letterSubject,
  async run(scene, _, row: LetterRow) {
    return {
      letter: said(row, await outdatedOf(scene, row)),
      content: row.content,
      maySign: row.state === 'issued' && may(scene.actor, 'letter.sign', [row.path]),
      mayVoid: row.state !== 'void' && may(scene.actor, 'letter.issue', [row.path]),
    };
  },
});

export const previewLetter = view(routes.previewLetter, {
  about: (scene, { params }) => unitSubject(scene, params.unitId),
  async run(scene, { params: { unitId }, query: { campaign } }, unit: { name: string }) {
    const { draft } = await draftFor(scene, unitId, campaign ?? null);
    if (draft.content.tasks.length === 0) throw new Refusal('letter.nothing_claimed', { unit: unit.name });
    return {
      content: draft.content,
      unclaimed: draft.unclaimed.length,
      mayIssue: may(scene.actor, 'letter.issue', [[unitId]]),
    };
  },
});

export const issueLetter = act(routes.issueLetter, {
  alone: true,
  about: (scene, { body }) => unitSubject(scene, body.unitId),
  async run(scene, { body }, unit: { name: string }) {
    const { id, unitId, number } = body;
    const { campaign, draft } = await draftFor(scene, unitId, body.campaignId, body);
    if (draft.content.tasks.length === 0) throw new Refusal('letter.nothing_claimed', { unit: unit.name });
    const { content } = draft;
    const { gaps } = content;
    const [first] = gaps;
    if (first && !body.inSpiteOfGaps) {
      const label = FIVE_FIXED.items.find((item) => item.needs.includes(first.code))?.label;
      throw new Refusal('letter.incomplete', { count: gaps.length, first: label ?? first.code });
    }
    const [inForce, head] = await Promise.all([
      letters.findInForce(scene, campaign.id, unitId),
      findHead(scene),
    ]);
    if (inForce) throw new Refusal('letter.in_force', { edition: inForce.edition });
    const bytes = await writeResponsibilityLetter(paperOf(content, head, scene.now));
    const file = await scene.files.put(bytes, 50 * 2 ** 20);
    const kept = { tenant_id: scene.tenant, ...file, mime: DOCX, stored_at: scene.now };
    await insertFile(scene.db, kept);
    const contentSha256 = sha256(canonicalLetter(content));
    const edition = await letters.insertLetter(scene, {
      tenant: scene.tenant,
      id,
      campaign: campaign.id,
      unit: unitId,
      number,
      content,
      contentSha256,
      head,
      docxSha256: file.sha256,
      now: scene.now,
      by: scene.actor.personId,
    });
    scene.trace('letter', id, {
      edition,
      contentSha256,
      docxSha256: file.sha256,
      gaps: gaps.length,
      head: head.link,
    });
    scene.trace('unit', unitId);
    return { letter: await reread(scene, id) };
  },
});

const paperOf = (content: LetterContent, head: Head, madeAt: Date): LetterPaper => ({
  title: content.title,
  number: content.number,
  issuer: content.issuer,
  unit: content.unit,
  preamble: null,
  tasks: content.tasks,
  chain: content.chain,
  assessment: content.assessment,
  rewards: content.rewards,
  period: content.period,
  auditHead: head.position === 0 ? null : head.link,
  madeAt,
});

async function reread(scene: Scene, id: LetterId): Promise<Letter> {
  const row = mustExist(await letters.findLetter(scene, id), 'letter', id);
  return said(row, await outdatedOf(scene, row));
}

export const signLetter = act(routes.signLetter, {
  about: letterSubject,
  async run(scene, { params: { id }, body }, row: LetterRow) {
    if (row.state !== 'issued') throw new Refusal('letter.not_open', { state: row.state });
    const issuedOn = civilDate(row.issued_at);
    if (body.signedOn < issuedOn) throw new Refusal('letter.signed_too_early', { issuedOn });
    await getFiles(scene, body.scanSha256 === null ? [] : [{ sha256: body.scanSha256, name: '' }]);
    const signed = { on: body.signedOn, signatories: body.signatories, scan: body.scanSha256 };
    mustBeUnchanged(await letters.signLetter(scene, id, body.version, signed), 'letter', id);
    scene.trace('letter', id, { ...signed });
    scene.trace('unit', row.unit_id);
    return { letter: await reread(scene, id) };
  },
});

export const voidLetter = act(routes.voidLetter, {
  about: letterSubject,
  async run(scene, { params: { id }, body }, row: LetterRow) {
    if (row.state === 'void') throw new Refusal('letter.not_open', { state: row.state });
    mustBeUnchanged(await letters.voidLetter(scene, id, body.version, body.reason), 'letter', id);
    scene.trace('letter', id, { reason: body.reason });
    scene.trace('unit', row.unit_id);
    return { letter: await reread(scene, id) };
  },
});

export const downloadLetter = view(routes.downloadLetter, {
  about: letterSubject,
  async run(scene, _, row: LetterRow): Promise<FileReply> {
    const fileName = `${row.unit_name}责任书(第${row.edition}版).docx`;
    return { fileName, mime: DOCX, bytes: await scene.files.read(row.docx_sha256) };
  },
});

export const downloadScan = view(routes.downloadScan, {
  about: letterSubject,
  async run(scene, _, row: LetterRow): Promise<FileReply> {
    const scan = mustExist(row.scan_sha256 ?? undefined, 'file', row.id);
    const bytes = await scene.files.read(scan);
    const { ending, mime } = kindOf(await firstBytes(bytes));
    return { fileName: `${row.unit_name}责任书扫描件(第${row.edition}版)${ending}`, mime, bytes };
  },
});

/** The stream's first bytes, put back for whoever reads it. */
async function firstBytes(stream: Readable): Promise<Uint8Array> {
  await once(stream, 'readable');
  const chunk = stream.read() as Uint8Array | null;
  if (chunk) stream.unshift(chunk);
  return chunk ?? new Uint8Array();
}

/** What scans are: told by their first bytes, since a kept file has no name. */
function kindOf(bytes: Uint8Array): { ending: string; mime: string } {
  const begins = (...first: number[]) => first.every((byte, at) => bytes[at] === byte);
  if (begins(0x25, 0x50, 0x44, 0x46)) return { ending: '.pdf', mime: 'application/pdf' };
  if (begins(0xff, 0xd8, 0xff)) return { ending: '.jpg', mime: 'image/jpeg' };
  if (begins(0x89, 0x50, 0x4e, 0x47)) return { ending: '.png', mime: 'image/png' };
  return { ending: '', mime: 'application/octet-stream' };
}
