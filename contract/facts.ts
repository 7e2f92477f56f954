import { z } from 'zod';
import { FACT_STATES } from '@tongchuang/domain/scoring/fact.ts';
import { SHEETS } from '@tongchuang/domain/scoring/round.ts';
import { Bytes } from './bytes.ts';
import { route } from './route.ts';
import { done, FileSha, id, Instant, typed, Version } from './words.ts';

/** The table of facts (观测) of a round: by page, by .xlsx, by API; inspections and surveys feed the same table. */

const ofRound = z.strictObject({ id: id<'round'>() });
const Word = (max: number) => typed(max).nullable().default(null);

/** A decimal with at most four places, exactly as written; or a grade of the edition; or yes and no. */
const Value = z.union([z.string().max(40), z.number().min(-1e11).max(1e11), z.boolean()]);

const File = z.strictObject({ sha256: FileSha, name: typed(255) });

export const FactIn = z
  .strictObject({
    /** The same id again replaces the fact; `version` says which one was read, 0 where it is new. */
    id: id<'fact'>(),
    version: Version.default(0),
    criterion: typed(100),
    name: typed(60).default('value'),
    state: z.enum(FACT_STATES).default('observed'),
    value: Value.nullable().default(null),
    unitId: id<'unit'>().nullable().default(null),
    site: Word(120),
    siteType: Word(60),
    stratum: Word(60),
    method: Word(40),
    form: Word(60),
    at: Instant.nullable().default(null),
    reason: Word(500),
    note: Word(2000),
    /** Second person of points given by hand. */
    secondId: id<'person'>().nullable().default(null),
    files: z.array(File).max(20).default([]),
  })
  .meta({ id: 'FactIn' });
export type FactIn = z.output<typeof FactIn>;

export const FactOut = z
  .object({
    id: id<'fact'>(),
    version: Version,
    /** Number of its last change: `after` it comes what is newer. */
    seq: z.int(),
    sheet: z.enum(SHEETS),
    criterion: z.string(),
    name: z.string(),
    state: z.enum(FACT_STATES),
    /** As a decimal, or the grade's name. */
    value: z.string().nullable(),
    unitId: id<'unit'>().nullable(),
    unit: z.string().nullable(),
    site: z.string().nullable(),
    siteType: z.string().nullable(),
    stratum: z.string().nullable(),
    method: z.string().nullable(),
    form: z.string().nullable(),
    at: Instant.nullable(),
    reason: z.string().nullable(),
    note: z.string().nullable(),
    marker: z.string().nullable(),
    second: z.string().nullable(),
    secondId: id<'person'>().nullable(),
    files: z.array(z.object({ sha256: z.string(), name: z.string() })),
    /** page · import · api · inspection · survey. */
    source: z.string(),
    entered: z.object({ by: z.string(), at: Instant }),
    withdrawn: z.boolean(),
  })
  .meta({ id: 'FactOut' });
export type FactOut = z.output<typeof FactOut>;

export const listFacts = route({
  name: 'fact.list',
  method: 'GET',
  path: '/rounds/:id/facts',
  summary: "Facts of a round within reach: a unit sees its own, a marker never another marker's open sheet",
  params: ofRound,
  query: z.strictObject({
    unitId: id<'unit'>().optional(),
    criterion: typed(100).optional(),
    sheet: z.enum(SHEETS).optional(),
    after: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(5000).default(1000),
  }),
  reply: z.object({ rows: z.array(FactOut), next: z.int().nullable() }),
  refusals: ['request.not_found'],
});

/** 登记观测: many at once, all or none; the same id with a newer version replaces it and keeps what it said. */
export const enterFacts = route({
  name: 'fact.enter',
  method: 'POST',
  path: '/rounds/:id/facts',
  summary: 'Enter or correct facts on one sheet; answers the new total at once',
  params: ofRound,
  body: z.strictObject({
    sheet: z.enum(SHEETS),
    facts: z.array(FactIn).min(1).max(2000),
    /** Why facts that were there already change. */
    reason: typed(500).nullable().default(null),
    /** Where they come from; other programs say so. */
    source: z.enum(['page', 'api', 'inspection', 'survey']).default('page'),
  }),
  reply: done({
    versions: z.record(z.string(), Version),
    /** New totals of the units concerned, by unit id; `place` for the whole. Null where the asker may not see a draft. */
    totals: z
      .record(
        z.string(),
        z.object({
          points: z.number().nullable(),
          of: z.number(),
          low: z.number(),
          high: z.number(),
          max: z.number(),
        }),
      )
      .nullable(),
  }),
  refusals: [
    'request.not_found',
    'row.changed_meanwhile',
    'round.window_closed',
    'round.too_late',
    'round.not_your_seat',
    'round.reason_missing',
    'fact.criterion_unknown',
    'fact.value_wrong',
    'fact.unit_missing',
    'fact.second_person',
  ],
});

export const withdrawFact = route({
  name: 'fact.withdraw',
  method: 'POST',
  path: '/rounds/:id/facts/:factId/withdrawal',
  summary: 'Take a fact out of the count; it stays to be seen, with the reason',
  params: z.strictObject({ id: id<'round'>(), factId: id<'fact'>() }),
  body: z.strictObject({ version: Version, reason: typed(500) }),
  reply: done({ version: Version }),
  refusals: [
    'request.not_found',
    'row.changed_meanwhile',
    'round.window_closed',
    'round.too_late',
    'round.not_your_seat',
  ],
});

/** 佐证: the bytes of a file that this fact names. */
export const factFile = route({
  name: 'fact.file',
  method: 'GET',
  path: '/rounds/:id/facts/:factId/files/:sha256',
  summary: 'A file that a fact names, for whoever sees its sheet',
  params: z.strictObject({ id: id<'round'>(), factId: id<'fact'>(), sha256: FileSha }),
  reply: Bytes,
  refusals: ['request.not_found'],
});

export const factHistory = route({
  name: 'fact.history',
  method: 'GET',
  path: '/rounds/:id/facts/:factId',
  summary: 'One fact and everything it said before',
  params: z.strictObject({ id: id<'round'>(), factId: id<'fact'>() }),
  reply: z.object({
    fact: FactOut,
    changes: z.array(
      z.object({
        before: z.record(z.string(), z.unknown()),
        by: z.string(),
        at: Instant,
        reason: z.string().nullable(),
      }),
    ),
  }),
  refusals: ['request.not_found'],
});

/** What is wrong with a row of a sheet of facts, besides what a fact itself is refused for. */
export const FACT_FAULTS = [
  'cell_error',
  'unit_unknown',
  'unit_several',
  'person_unknown',
  'person_several',
  'state_unknown',
  'id_wrong',
  'id_twice',
  'id_elsewhere',
  'withdrawn',
  'malformed',
] as const;
export type FactFault = (typeof FACT_FAULTS)[number];

const RowFault = z.object({
  /** Worksheet of the file. */
  table: z.string(),
  row: z.int(),
  /** The head of the column, as the sheet writes it. */
  column: z.string().nullable(),
  /** One of FACT_FAULTS, or a refusal's code. */
  code: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  /** In Chinese. */
  message: z.string(),
});

/** 试导入 / 导入: the same file, first dry, then for good; nothing is written where a row is wrong. */
export const importFacts = route({
  name: 'fact.import',
  method: 'POST',
  path: '/rounds/:id/facts/import',
  summary: 'Enter facts from an .xlsx that is already kept: dry run with row errors, then upsert as a whole',
  params: ofRound,
  body: z.strictObject({
    sha256: FileSha,
    sheet: z.enum(SHEETS),
    dryRun: z.boolean(),
    reason: typed(500).nullable().default(null),
  }),
  reply: done({
    read: z.int(),
    added: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    /** The first of them. */
    faults: z.array(RowFault),
    /** Of how many. */
    faultCount: z.int(),
  }),
  refusals: [
    'request.not_found',
    'round.window_closed',
    'round.too_late',
    'round.not_your_seat',
    'paper.damaged',
  ],
});

export const factTemplate = route({
  name: 'fact.template',
  method: 'POST',
  path: '/rounds/:id/facts/template',
  summary: 'The .xlsx to fill in: one row a fact wanted, what is known already filled in',
  params: ofRound,
  body: z.strictObject({ sheet: z.enum(SHEETS), unitId: id<'unit'>().nullable().default(null) }),
  reply: Bytes,
  refusals: ['request.not_found'],
});
