import { z } from 'zod';
import { LIKENESSES } from '@tongchuang/domain/assessment/edition-diff.ts';
import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import { Bytes } from './bytes.ts';
import { route } from './route.ts';
import { TotalScore } from './score-words.ts';
import { KeptRefusal } from './problem.ts';
import { CivilDate, done, FileSha, id, Instant, typed, Version } from './words.ts';

/** Editions of assessment frameworks (测评体系): read from files or made, edited as drafts, adopted, exported, mapped. */

const EditionId = id<'edition'>();
const ofEdition = z.strictObject({ id: EditionId });

/** waiting: being read · refused: could not be read · draft: edited · adopted: in use, unchangeable · retired: no new rounds. */
export const EDITION_STATES = ['waiting', 'refused', 'draft', 'adopted', 'retired'] as const;

const Head = {
  id: EditionId,
  code: z.string(),
  title: z.string(),
  tier: z.string().nullable(),
  year: z.int().nullable(),
  state: z.enum(EDITION_STATES),
  /** The edition that this one follows. */
  follows: EditionId.nullable(),
  fileName: z.string().nullable(),
  refusal: KeptRefusal.nullable(),
  /** Counts per level, uppermost first, with what the edition declares of itself. */
  levels: z.array(z.object({ name: z.string(), count: z.int(), declared: z.int().nullable() })),
  points: z.number(),
  /** SHA-256 of its canonical JSON; null while it can still change. */
  hash: z.string().nullable(),
  version: Version,
  made: z.object({ by: z.string(), at: Instant }),
};

export const FrameworkHead = z
  .object({ ...Head, errors: z.int(), warnings: z.int(), rounds: z.int() })
  .meta({ id: 'FrameworkHead' });
export type FrameworkHead = z.output<typeof FrameworkHead>;

export const FrameworkFinding = z
  .object({
    code: z.string(),
    severity: z.enum(['error', 'warning', 'hint']),
    /** What its sentence needs; none where an older reading kept the sentence only. */
    facts: z.record(z.string(), z.union([z.string(), z.number()])),
    /** In Chinese. */
    message: z.string(),
    /** Node and field that it is about; where the edition was read from a file, also its row and column. */
    node: z.string().nullable(),
    field: z.string().nullable(),
    where: z.string().nullable(),
  })
  .meta({ id: 'FrameworkFinding' });
export type FrameworkFinding = z.output<typeof FrameworkFinding>;

/** A unit as the edition names it, and whom the roster knows under the name. */
export const NamedUnit = z
  .object({
    name: z.string(),
    unitId: id<'unit'>().nullable(),
    unit: z.string().nullable(),
    /** certain: one rule, one unit · chosen: by a person · suggested: choose · unknown. */
    resolution: z.enum(['certain', 'chosen', 'suggested', 'unknown']),
    candidates: z.array(z.object({ unitId: id<'unit'>(), name: z.string(), reason: z.string() })),
  })
  .meta({ id: 'NamedUnit' });

/** The edition in the format of docs/frameworks.md. */
const EditionJson = z
  .custom<Edition>((value) => typeof value === 'object' && value !== null)
  .meta({ type: 'object', description: 'docs/frameworks.md' });

export const Framework = z
  .object({
    ...Head,
    edition: EditionJson.nullable(),
    findings: z.array(FrameworkFinding),
    names: z.array(NamedUnit),
    /** Where each node stands in the file that it was read from: 表1 第12行. */
    places: z.record(z.string(), z.string()),
  })
  .meta({ id: 'Framework' });
export type Framework = z.output<typeof Framework>;

export const listFrameworks = route({
  name: 'framework.list',
  method: 'GET',
  path: '/frameworks',
  summary: 'Editions of assessment frameworks, those in use first',
  reply: z.object({
    rows: z.array(FrameworkHead),
    /** 示例体系 that a draft may begin with. */
    samples: z.array(z.object({ code: z.string(), title: z.string() })),
  }),
});

export const getFramework = route({
  name: 'framework.get',
  method: 'GET',
  path: '/frameworks/:id',
  summary: 'One edition: its tree, what a proof-reader would note, and whom its units are',
  params: ofEdition,
  reply: Framework,
  refusals: ['request.not_found'],
});

/** 导入体系. Reading follows as a job, in a worker with limits. */
export const submitFramework = route({
  name: 'framework.submit',
  method: 'POST',
  path: '/frameworks/files',
  summary: 'Hand in a framework as .xlsx, .docx or .json that is already kept; it becomes a draft',
  body: z.strictObject({
    id: EditionId,
    sha256: FileSha,
    name: typed(255),
    follows: EditionId.nullable().default(null),
  }),
  reply: done({ id: EditionId }),
  refusals: ['request.not_found'],
});

/** What the worker read; the house's own clock brings it. */
export const recordFramework = route({
  name: 'framework.record_reading',
  method: 'POST',
  path: '/frameworks/:id/reading',
  summary: 'Record what was read of a framework file',
  params: ofEdition,
  body: z.strictObject({
    reading: z.record(z.string(), z.unknown()).nullable(),
    refusal: z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()) }).nullable(),
  }),
  reply: done({}),
});

/** 新建体系: empty, or a copy of another edition to be edited. */
export const createFramework = route({
  name: 'framework.create',
  method: 'POST',
  path: '/frameworks',
  summary: 'Start a draft: empty with named levels, or as a copy of an edition',
  body: z.strictObject({
    id: EditionId,
    title: typed(200),
    levels: z.array(typed(40)).min(1).max(8).default(['测评项目', '测评内容', '测评标准']),
    copyOf: EditionId.nullable().default(null),
    /** Begins with a sample of the house instead: its code in the list. */
    sample: typed(60).nullable().default(null),
  }),
  reply: done({ id: EditionId }),
  refusals: ['request.not_found'],
});

const Fields = z.record(z.string(), z.unknown());

export const FrameworkChange = z.discriminatedUnion('op', [
  /** Title, levels, grades, axes, years … of the edition itself. */
  z.strictObject({ op: z.literal('head'), fields: Fields }),
  /** `after`: the sibling before it; null: first. */
  z.strictObject({ op: z.literal('add'), node: Fields, after: z.string().nullable() }),
  z.strictObject({ op: z.literal('change'), code: z.string(), fields: Fields }),
  z.strictObject({
    op: z.literal('move'),
    code: z.string(),
    parent: z.string().nullable(),
    after: z.string().nullable(),
  }),
  /** With all that stands below it where `branch` says so. */
  z.strictObject({ op: z.literal('remove'), code: z.string(), branch: z.boolean().default(false) }),
  z.strictObject({ op: z.literal('renumber') }),
]);
export type FrameworkChange = z.output<typeof FrameworkChange>;

export const editFramework = route({
  name: 'framework.edit',
  method: 'PATCH',
  path: '/frameworks/:id',
  summary: 'Change a draft: its head, or one node of its tree',
  params: ofEdition,
  body: z.strictObject({ version: Version, change: FrameworkChange }),
  reply: done({ version: Version, findings: z.array(FrameworkFinding), points: z.number() }),
  refusals: [
    'request.not_found',
    'row.changed_meanwhile',
    'framework.not_a_draft',
    'framework.malformed',
    'framework.code_taken',
    'framework.has_children',
    'framework.below_itself',
  ],
});

export const chooseFrameworkUnit = route({
  name: 'framework.choose_unit',
  method: 'PUT',
  path: '/frameworks/:id/names',
  summary: 'Say which unit a name in the draft means',
  params: ofEdition,
  body: z.strictObject({ version: Version, name: typed(200), unitId: id<'unit'>().nullable() }),
  reply: done({ version: Version }),
  refusals: ['request.not_found', 'row.changed_meanwhile', 'framework.not_a_draft'],
});

/** 启用体系: from now on nobody changes it. Errors among its findings refuse it. */
export const adoptFramework = route({
  name: 'framework.adopt',
  method: 'POST',
  path: '/frameworks/:id/adopt',
  summary: 'Put a draft to use; it cannot be changed from then on',
  params: ofEdition,
  body: z.strictObject({
    version: Version,
    /** A person has looked at what was wrong with the file itself, which no change of the draft can mend. */
    noted: z.boolean().default(false),
  }),
  reply: done({ hash: z.string() }),
  refusals: ['request.not_found', 'row.changed_meanwhile', 'framework.not_a_draft', 'framework.has_errors'],
});

export const retireFramework = route({
  name: 'framework.retire',
  method: 'POST',
  path: '/frameworks/:id/retire',
  summary: 'No new rounds under this edition; a draft is discarded',
  params: ofEdition,
  body: z.strictObject({ version: Version }),
  reply: done({}),
  refusals: ['request.not_found', 'row.changed_meanwhile'],
});

export const exportFramework = route({
  name: 'framework.export',
  method: 'POST',
  path: '/frameworks/:id/exports',
  summary: 'The edition as .xlsx, without loss: it can be read in again',
  params: ofEdition,
  reply: Bytes,
  refusals: ['request.not_found'],
});

/** One node of the new edition, where it comes from and why. */
export const Pairing = z.object({
  from: z.string().nullable(),
  to: z.string().nullable(),
  likeness: z.enum(LIKENESSES),
  confidence: z.number(),
  /** What changed between them: points, rule, methods, title. */
  changed: z.array(z.string()),
});

export const getMapping = route({
  name: 'framework.mapping',
  method: 'GET',
  path: '/frameworks/:id/mapping',
  summary: 'How an older edition goes over into this one: suggested by code and text, or as confirmed',
  params: ofEdition,
  query: z.strictObject({
    from: EditionId,
    /** A round of the older edition: its facts are scored under both. */
    round: id<'round'>().optional(),
  }),
  reply: z.object({
    scores: z.object({ before: TotalScore, after: TotalScore, leftBehind: z.int() }).nullable(),
    confirmed: z.object({ by: z.string(), at: Instant }).nullable(),
    pairs: z.array(Pairing),
    /** Nodes of the old edition that nothing follows, and new ones without an origin. */
    orphans: z.object({ old: z.array(z.string()), fresh: z.array(z.string()) }),
    version: Version,
  }),
  refusals: ['request.not_found'],
});

export const confirmMapping = route({
  name: 'framework.confirm_mapping',
  method: 'PUT',
  path: '/frameworks/:id/mapping',
  summary: 'Confirm how an older edition goes over into this one; facts and duties follow it',
  params: ofEdition,
  body: z.strictObject({
    from: EditionId,
    version: Version,
    pairs: z.array(z.strictObject({ from: z.string(), to: z.string() })).max(20_000),
  }),
  reply: done({ version: Version }),
  refusals: ['request.not_found', 'row.changed_meanwhile', 'framework.mapping_wrong'],
});

/** 年度权重: a cycle's score from its years' published ones. */
export const cycleScore = route({
  name: 'framework.cycle',
  method: 'GET',
  path: '/frameworks/:id/cycle',
  summary: 'The score of the cycle from the published rounds of its years (15 % / 25 % / 60 %)',
  params: ofEdition,
  reply: z.object({
    years: z.array(
      z.object({
        year: z.int(),
        share: z.string(),
        roundId: id<'round'>().nullable(),
        round: z.string().nullable(),
        on: CivilDate.nullable(),
        converted: z.number().nullable(),
      }),
    ),
    score: z.number().nullable(),
  }),
  refusals: ['request.not_found'],
});
