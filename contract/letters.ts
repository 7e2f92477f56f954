import { ITEMS } from '@tongchuang/domain/tasks/completeness.ts';
import { UNIT_ROLES } from '@tongchuang/domain/tasks/task.ts';
import { z } from 'zod';
import { Bytes } from './bytes.ts';
import { route } from './route.ts';
import { CivilDate, done, id, Instant, Sha256, typed, Version } from './words.ts';

/** What a letter lacks (五定); on which task, or in the campaign's own terms where it names none. */
export const LetterGap = z
  .object({
    code: z.enum(ITEMS),
    taskId: id<'task'>().nullable(),
    no: z.string().nullable(),
    text: z.string().nullable(),
  })
  .meta({ id: 'LetterGap' });

const Party = z.object({ name: z.string(), signatory: z.string().nullable() });

/** What a letter says: written once, never changed. */
export const LetterContent = z
  .object({
    title: z.string(),
    number: z.string().nullable(),
    issuer: Party,
    unit: Party,
    period: z.object({ from: CivilDate, to: CivilDate }),
    tasks: z.array(
      z.object({
        id: id<'task'>(),
        version: z.int(),
        no: z.string(),
        text: z.string(),
        standard: z.string().nullable(),
        targets: z.array(z.string()),
        role: z.enum(UNIT_ROLES),
        deadline: z.object({ phrase: z.string().nullable(), due: CivilDate.nullable() }).nullable(),
      }),
    ),
    chain: z.array(z.string()),
    assessment: z.string().nullable(),
    rewards: z.string().nullable(),
    gaps: z.array(LetterGap),
  })
  .meta({ id: 'LetterContent' });

export const Letter = z
  .object({
    id: id<'letter'>(),
    campaignId: id<'campaign'>(),
    unitId: id<'unit'>(),
    unitName: z.string(),
    edition: z.int(),
    number: z.string().nullable(),
    state: z.enum(['issued', 'signed', 'void']),
    issuedAt: Instant,
    issuedBy: z.string(),
    signedOn: CivilDate.nullable(),
    signatories: z.array(
      z.object({ side: z.enum(['issuer', 'unit']), name: z.string(), title: z.string().nullable() }),
    ),
    scanSha256: Sha256.nullable(),
    voidReason: z.string().nullable(),
    contentSha256: Sha256,
    docxSha256: Sha256,
    auditPosition: z.int(),
    auditLink: Sha256,
    tasks: z.int(),
    /** Tasks that the unit took on, or that were changed or dropped, since this was written. */
    outdated: z.int(),
    version: Version,
  })
  .meta({ id: 'Letter' });
export type Letter = z.output<typeof Letter>;

export const listLetters = route({
  name: 'letter.list',
  method: 'GET',
  path: '/letters',
  summary: 'One line a unit that owes a letter: none, issued, signed; with void editions on request',
  query: z.strictObject({
    campaign: id<'campaign'>().optional(),
    withVoid: z.enum(['yes', 'no']).default('no'),
  }),
  reply: z.object({
    rows: z.array(Letter),
    /** Units with claimed tasks and no letter in force. */
    missing: z.array(z.object({ unitId: id<'unit'>(), unitName: z.string(), tasks: z.int() })),
    totals: z.object({ units: z.int(), issued: z.int(), signed: z.int() }),
  }),
});

export const getLetter = route({
  name: 'letter.get',
  method: 'GET',
  path: '/letters/:id',
  summary: 'A letter with everything it says',
  params: z.strictObject({ id: id<'letter'>() }),
  reply: z.object({
    letter: Letter,
    content: LetterContent,
    maySign: z.boolean(),
    mayVoid: z.boolean(),
  }),
  refusals: ['request.not_found'],
});

/** 预览: what a letter would say now, and what it lacks. */
export const previewLetter = route({
  name: 'letter.preview',
  method: 'GET',
  path: '/units/:unitId/letter-preview',
  summary: 'What a letter for this unit would say now, and what it lacks (五定)',
  params: z.strictObject({ unitId: id<'unit'>() }),
  query: z.strictObject({ campaign: id<'campaign'>().optional() }),
  reply: z.object({
    content: LetterContent,
    /** Tasks left out because the claim is not complete. */
    unclaimed: z.int(),
    mayIssue: z.boolean(),
  }),
  refusals: ['request.not_found', 'letter.nothing_claimed'],
});

/** 生成责任书: freezes what it says; the Word file is made at once. */
export const issueLetter = route({
  name: 'letter.issue',
  method: 'POST',
  path: '/letters',
  summary: "Write a unit's responsibility letter from its claimed tasks and freeze it",
  body: z.strictObject({
    id: id<'letter'>(),
    unitId: id<'unit'>(),
    campaignId: id<'campaign'>(),
    number: typed(60).nullable(),
    issuerName: typed(100),
    issuerSignatory: typed(60).nullable(),
    period: z.strictObject({ from: CivilDate, to: CivilDate }),
    /** Says that the gaps were seen and the letter is wanted in spite of them. */
    inSpiteOfGaps: z.boolean().default(false),
  }),
  reply: done({ letter: Letter }),
  refusals: ['letter.nothing_claimed', 'letter.incomplete', 'letter.in_force', 'request.not_found'],
});

/** 登记签署: day, who signed for both sides, and the scan put away before by POST /files. */
export const signLetter = route({
  name: 'letter.sign',
  method: 'POST',
  path: '/letters/:id/signature',
  summary: 'Record that the letter was signed, by whom, and its scan',
  params: z.strictObject({ id: id<'letter'>() }),
  body: z.strictObject({
    signedOn: CivilDate,
    signatories: z
      .array(
        z.strictObject({ side: z.enum(['issuer', 'unit']), name: typed(40), title: typed(60).nullable() }),
      )
      .min(1)
      .max(6),
    scanSha256: Sha256.nullable(),
    version: Version,
  }),
  reply: done({ letter: Letter }),
  refusals: ['letter.not_open', 'row.changed_meanwhile', 'request.not_found', 'letter.signed_too_early'],
});

/** 作废: with a reason; a new one may be written then. */
export const voidLetter = route({
  name: 'letter.void',
  method: 'POST',
  path: '/letters/:id/void',
  summary: 'Declare a letter void, with a reason',
  params: z.strictObject({ id: id<'letter'>() }),
  body: z.strictObject({ reason: typed(500, 2), version: Version }),
  reply: done({ letter: Letter }),
  refusals: ['letter.not_open', 'row.changed_meanwhile', 'request.not_found'],
});

export const downloadLetter = route({
  name: 'letter.download',
  method: 'GET',
  path: '/letters/:id/document',
  summary: 'The Word file of a letter, the bytes it was issued with',
  params: z.strictObject({ id: id<'letter'>() }),
  reply: Bytes,
  refusals: ['request.not_found'],
});

export const downloadScan = route({
  name: 'letter.scan',
  method: 'GET',
  path: '/letters/:id/scan',
  summary: 'The scan of a signed letter',
  params: z.strictObject({ id: id<'letter'>() }),
  reply: Bytes,
  refusals: ['request.not_found'],
});
