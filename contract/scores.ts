import { NODE_KINDS } from '@tongchuang/domain/assessment/edition.ts';
import { z } from 'zod';
import { Bytes } from './bytes.ts';
import { route } from './route.ts';
import { NodeScore, ofRound, RoundId, TotalScore, Whose } from './score-words.ts';
import { id, Instant } from './words.ts';

/** Scores of a round: live while it runs, frozen when published; explained, doubted, advised, compared. */

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
    nodes: z.array(
      NodeScore.extend({ title: z.string(), parent: z.string().nullable(), kind: z.enum(NODE_KINDS) }),
    ),
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
    /** The same as data, each part with its method, for whoever says it in another language. */
    rules: z.array(z.object({ method: z.string().nullable(), rule: z.record(z.string(), z.unknown()) })),
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
    /** From the total down to the node itself, sub-frameworks included. */
    path: z.array(z.object({ code: z.string(), title: z.string() })),
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
        files: z.array(z.object({ sha256: z.string(), name: z.string() })),
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

/** 失分分析: units × uppermost nodes, and where the points went. Units that the asker may not see are left out. */
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
        values: z.array(
          z.object({ name: z.string(), points: z.number(), max: z.number(), lost: z.number() }),
        ),
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
  refusals: ['request.not_found', 'score.not_published'],
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
  refusals: ['request.not_found', 'score.not_published', 'access.not_yours'],
});
