import { CAUSES } from '@tongchuang/domain/scoring/waterfall.ts';
import { z } from 'zod';
import { Bytes } from './bytes.ts';
import { route } from './route.ts';
import { NodeScore, TotalScore } from './score-words.ts';
import { done, id, Instant, typed, Version } from './words.ts';

/** Scores of a round: live while it runs, frozen when published; explained, doubted, advised, compared. */

const RoundId = id<'round'>();
const ofRound = z.strictObject({ id: RoundId });
/** Whose score: a unit's; left out: the place's. `snapshot`: as published instead of live. */
const Whose = z.strictObject({
  unitId: id<'unit'>().optional(),
  snapshot: id<'snapshot'>().optional(),
});

export const Score = z
  .object({
    roundId: RoundId,
    unitId: id<'unit'>().nullable(),
    unit: z.string().nullable(),
    editionId: id<'edition'>(),
    /** Null: live, as of the last fact. */
    snapshot: z.object({ id: id<'snapshot'>(), number: z.int(), at: Instant, hash: z.string() }).nullable(),
    facts: z.int(),
    total: TotalScore,
    nodes: z.array(NodeScore),
  })
  .meta({ id: 'Score' });
export type Score = z.output<typeof Score>;

export const getScore = route({
  name: 'score.get',
  method: 'GET',
  path: '/rounds/:id/score',
  summary: 'The score tree of the place or of one unit, live or as published',
  params: ofRound,
  query: Whose,
  reply: Score,
  refusals: ['request.not_found', 'score.not_published'],
});

/** A sentence about a number, and the facts in it. */
const Reason = z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()), sentence: z.string() });

export const Explanation = z
  .object({
    code: z.string(),
    title: z.string(),
    node: NodeScore,
    /** The rule in words, and as the edition writes it. */
    rule: z.string().nullable(),
    ruleText: z.string().nullable(),
    /** Named facts as they went in, and which facts they came from. */
    inputs: z.array(
      z.object({
        name: z.string(),
        text: z.string().nullable(),
        value: z.string().nullable(),
        unit: z.string().nullable(),
        facts: z.int(),
      }),
    ),
    reasons: z.array(Reason),
    /** For papers: 扣0.36分：3个点位…. Null where nothing was lost. */
    sentence: z.string().nullable(),
    children: z.array(NodeScore.extend({ title: z.string() })),
    /** The facts behind a leaf, those that cost points first. */
    facts: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        value: z.string().nullable(),
        state: z.string(),
        unit: z.string().nullable(),
        site: z.string().nullable(),
        at: Instant.nullable(),
        marker: z.string().nullable(),
        note: z.string().nullable(),
        costs: z.boolean(),
      }),
    ),
    moreFacts: z.int(),
  })
  .meta({ id: 'Explanation' });
export type Explanation = z.output<typeof Explanation>;

export const explainScore = route({
  name: 'score.explain',
  method: 'GET',
  path: '/rounds/:id/score/:code',
  summary: 'One number opened: rule, inputs, what was lost where and why, down to the observation',
  params: ofRound.extend({ code: z.string().max(100) }),
  query: Whose,
  reply: Explanation,
  refusals: ['request.not_found', 'score.not_published'],
});

const Cell = z.object({
  points: z.number().nullable(),
  max: z.number(),
  low: z.number(),
  high: z.number(),
  lost: z.number(),
});

/** 失分分析: units × uppermost nodes, and where the points went. */
export const getLosses = route({
  name: 'score.losses',
  method: 'GET',
  path: '/rounds/:id/losses',
  summary: 'Category × unit with what was lost, and the largest losses by criterion and axis',
  params: ofRound,
  query: z.strictObject({ snapshot: id<'snapshot'>().optional() }),
  reply: z.object({
    categories: z.array(z.object({ code: z.string(), title: z.string() })),
    units: z.array(z.object({ unitId: id<'unit'>(), unit: z.string(), total: Cell, cells: z.array(Cell) })),
    place: z.object({ total: Cell, cells: z.array(Cell) }),
    largest: z.array(z.object({ code: z.string(), title: z.string(), lost: z.number(), max: z.number() })),
    axes: z.array(
      z.object({
        axis: z.string(),
        values: z.array(z.object({ name: z.string(), points: z.number(), max: z.number() })),
      }),
    ),
  }),
  refusals: ['request.not_found', 'score.not_published'],
});

/** 驾驶舱: units × uppermost nodes as ready text, exact as of the last commit. */
export const dashboard = route({
  name: 'score.dashboard',
  method: 'GET',
  path: '/rounds/:id/dashboard',
  summary: 'Points of every unit by category, exact as of the last fact',
  params: ofRound,
  reply: z.object({
    facts: z.int(),
    categories: z.array(z.string()),
    units: z.array(
      z.object({ unitId: id<'unit'>(), unit: z.string(), points: z.array(z.number()), total: z.number() }),
    ),
  }),
  refusals: ['request.not_found'],
});

const Ranked = z.object({
  unitId: id<'unit'>(),
  unit: z.string(),
  group: z.string().nullable(),
  converted: z.number().nullable(),
  low: z.number(),
  high: z.number(),
  sample: z.int(),
  rank: z.int().nullable(),
  rankLow: z.int().nullable(),
  rankHigh: z.int().nullable(),
  /** Units with the same number cannot be told apart (可并列组). */
  equals: z.int().nullable(),
  /** Against the round before: places gained; null where it has none. */
  moved: z.int().nullable(),
  adjusted: z.number().nullable(),
  /** Why it has no rank. */
  unranked: z.string().nullable(),
});

export const getRanking = route({
  name: 'ranking.get',
  method: 'GET',
  path: '/rounds/:id/ranking',
  summary:
    'Units ranked with intervals; who cannot be told apart stands together; published ranks are open to all units',
  params: ofRound,
  query: z.strictObject({
    snapshot: id<'snapshot'>().optional(),
    peers: z.enum(['all', 'type', 'tier']).default('all'),
    adjusted: z.stringbool().default(false),
  }),
  reply: z.object({
    confidence: z.number(),
    method: z.string(),
    tieRule: z.string(),
    /** False: differences are within what chance does, so only groups are published. */
    separable: z.boolean(),
    rows: z.array(Ranked),
  }),
  refusals: ['request.not_found', 'score.not_published'],
});

const Interval = z.object({
  code: z.string(),
  low: z.number(),
  high: z.number(),
  sample: z.int(),
  method: z.string(),
});

/** 把握程度: how sure the numbers are, and where the next visits tell most. */
export const getDoubt = route({
  name: 'score.doubt',
  method: 'GET',
  path: '/rounds/:id/doubt',
  summary:
    'Interval of the total and of every node, chance to reach a mark, and where the next visits tell most',
  params: ofRound,
  query: Whose.extend({
    reach: z.coerce.number().min(0).max(10_000).default(90),
    visits: z.coerce.number().int().min(0).max(1000).default(50),
  }),
  reply: z.object({
    confidence: z.number(),
    method: z.string(),
    total: Interval.extend({ points: z.number() }),
    /** Chance (0 … 1) that the total reaches the mark. */
    reaches: z.object({ mark: z.number(), chance: z.number() }),
    nodes: z.array(Interval),
    visits: z.array(
      z.object({ code: z.string(), title: z.string(), stratum: z.string().nullable(), visits: z.int() }),
    ),
    /** Half-width of the total's interval now, and after these visits. */
    halfWidth: z.object({ now: z.number(), then: z.number() }),
    flags: z.array(z.object({ code: z.string(), sentence: z.string(), facts: z.array(z.string()) })),
  }),
  refusals: ['request.not_found', 'score.not_published'],
});

const Repair = z.object({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  site: z.string().nullable(),
  unit: z.string().nullable(),
  gain: z.number(),
  hours: z.number(),
  facts: z.array(z.string()),
});

/** 提分建议: what each open problem would give, and the best set under a budget. */
export const getAdvice = route({
  name: 'score.advice',
  method: 'GET',
  path: '/rounds/:id/advice',
  summary: 'Gain of each open problem, and the best set of repairs under a budget, with its proven bound',
  params: ofRound,
  query: Whose.extend({
    /** Hours that one repair takes where nothing else is known. */
    each: z.coerce.number().int().min(1).max(1000).default(2),
    budget: z.coerce.number().int().min(0).max(1_000_000).default(40),
  }),
  reply: z.object({
    repairs: z.array(Repair),
    moreRepairs: z.int(),
    best: z.object({
      chosen: z.array(z.string()),
      gain: z.number(),
      cost: z.number(),
      /** No set of this budget gains more than this. */
      bound: z.number(),
      exact: z.boolean(),
    }),
  }),
  refusals: ['request.not_found', 'score.not_published'],
});

/** 推演: a fact as it might be. Nothing is written. */
export const Supposed = z.strictObject({
  id: z.string().max(80).nullable().default(null),
  criterion: z.string().max(100),
  name: z.string().max(60).default('value'),
  site: z.string().max(120).nullable().default(null),
  value: z.union([z.string().max(40), z.number(), z.boolean()]),
});
export const whatIf = route({
  name: 'score.what_if',
  method: 'GET',
  path: '/rounds/:id/what-if',
  summary: 'The score if some facts were otherwise; nothing is written',
  params: ofRound,
  query: Whose.extend({
    /** JSON: a list of supposed facts, 500 at most. */
    facts: z.string().max(60_000),
  }),
  reply: z.object({
    before: TotalScore,
    after: TotalScore,
    nodes: z.array(z.object({ code: z.string(), title: z.string(), before: z.number(), after: z.number() })),
  }),
  refusals: ['request.not_found', 'request.malformed', 'score.not_published'],
});

export const compareScores = route({
  name: 'score.compare',
  method: 'GET',
  path: '/rounds/:id/comparison',
  summary: 'Round against round, or unit against unit: the waterfall of causes',
  params: ofRound,
  query: Whose.extend({ withRound: RoundId.optional(), withUnit: id<'unit'>().optional() }),
  reply: z.object({
    before: z.object({ title: z.string(), total: TotalScore }),
    after: z.object({ title: z.string(), total: TotalScore }),
    steps: z.array(
      z.object({
        code: z.string().nullable(),
        title: z.string(),
        cause: z.enum(CAUSES),
        points: z.number(),
      }),
    ),
  }),
  refusals: ['request.not_found', 'score.not_published'],
});

export const getTrends = route({
  name: 'score.trends',
  method: 'GET',
  path: '/score-trends',
  summary: 'Published totals and categories over the rounds, edition changes marked',
  query: z.strictObject({ unitId: id<'unit'>().optional() }),
  reply: z.object({
    rows: z.array(
      z.object({
        roundId: RoundId,
        round: z.string(),
        kind: z.string(),
        at: Instant,
        edition: z.string(),
        editionChanged: z.boolean(),
        converted: z.number().nullable(),
        low: z.number(),
        high: z.number(),
        categories: z.array(z.object({ title: z.string(), points: z.number(), max: z.number() })),
      }),
    ),
  }),
});

export const exportScore = route({
  name: 'score.export',
  method: 'POST',
  path: '/rounds/:id/score/exports',
  summary: 'The score as .xlsx with live formulas: it recomputes in a spreadsheet',
  params: ofRound,
  body: z.strictObject({
    unitId: id<'unit'>().nullable().default(null),
    snapshot: id<'snapshot'>().nullable().default(null),
  }),
  reply: Bytes,
  refusals: ['request.not_found', 'score.not_published'],
});

const SnapshotHead = z
  .object({
    id: id<'snapshot'>(),
    number: z.int(),
    at: Instant,
    by: z.string(),
    facts: z.int(),
    converted: z.number().nullable(),
    editionHash: z.string(),
    factsHash: z.string(),
    hash: z.string(),
    /** Why it corrects the one before; null for the first. */
    reason: z.string().nullable(),
    changes: z.array(
      z.object({ code: z.string(), title: z.string(), before: z.number(), after: z.number() }),
    ),
  })
  .meta({ id: 'SnapshotHead' });

export const listSnapshots = route({
  name: 'snapshot.list',
  method: 'GET',
  path: '/rounds/:id/snapshots',
  summary: 'Published results of a round: each frozen with its edition, facts and hash',
  params: ofRound,
  reply: z.object({ rows: z.array(SnapshotHead) }),
  refusals: ['request.not_found'],
});

/** 发布: frozen from then on; a correction is a new snapshot that says what changed. */
export const publish = route({
  name: 'snapshot.publish',
  method: 'POST',
  path: '/rounds/:id/snapshots',
  summary: 'Publish the result: edition, facts and score are frozen with their hash',
  params: ofRound,
  body: z.strictObject({
    id: id<'snapshot'>(),
    version: Version,
    /** Needed where an earlier one is corrected. */
    reason: typed(500).nullable().default(null),
  }),
  reply: done({ number: z.int(), hash: z.string() }),
  refusals: [
    'request.not_found',
    'row.changed_meanwhile',
    'round.too_late',
    'round.not_approved',
    'round.approver_publishes',
    'round.reason_missing',
  ],
});

export const Appeal = z
  .object({
    id: id<'appeal'>(),
    snapshotId: id<'snapshot'>(),
    unitId: id<'unit'>(),
    unit: z.string(),
    criterion: z.string().nullable(),
    text: z.string(),
    by: z.string(),
    at: Instant,
    outcome: z.enum(['open', 'upheld', 'corrected', 'withdrawn']),
    answer: z.string().nullable(),
    decided: z.object({ by: z.string(), at: Instant }).nullable(),
    version: Version,
  })
  .meta({ id: 'Appeal' });

export const listAppeals = route({
  name: 'appeal.list',
  method: 'GET',
  path: '/rounds/:id/appeals',
  summary: 'Appeals against published results, within reach',
  params: ofRound,
  reply: z.object({ rows: z.array(Appeal) }),
  refusals: ['request.not_found'],
});

export const fileAppeal = route({
  name: 'appeal.file',
  method: 'POST',
  path: '/rounds/:id/units/:unitId/appeals',
  summary: 'A unit appeals against its published result',
  params: ofRound.extend({ unitId: id<'unit'>() }),
  body: z.strictObject({
    id: id<'appeal'>(),
    criterion: z.string().max(100).nullable().default(null),
    text: typed(4000),
  }),
  reply: done({ id: id<'appeal'>() }),
  refusals: ['request.not_found', 'score.not_published'],
});

export const decideAppeal = route({
  name: 'appeal.decide',
  method: 'POST',
  path: '/appeals/:id/decision',
  summary: 'Decide an appeal: the result stands, or it is corrected by a new snapshot',
  params: z.strictObject({ id: id<'appeal'>() }),
  body: z.strictObject({ version: Version, outcome: z.enum(['upheld', 'corrected']), answer: typed(2000) }),
  reply: done({ version: Version }),
  refusals: ['request.not_found', 'row.changed_meanwhile'],
});
