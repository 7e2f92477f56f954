import { NEED_CODES } from '@tongchuang/domain/scoring/advice-words.ts';
import { z } from 'zod';
import { route } from './route.ts';
import { ofRound, TotalScore, Whose } from './score-words.ts';

/** 推演: a fact as it might be. Nothing is written. */
export const Supposed = z.strictObject({
  id: z.string().max(80).nullable().default(null),
  criterion: z.string().max(100),
  name: z.string().max(60).default('value'),
  site: z.string().max(120).nullable().default(null),
  value: z.union([z.string().max(40), z.number(), z.boolean()]),
});
const Repair = z.object({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  /** What it takes, in words, and as a code with the facts of its sentence (`domain/scoring/advice-words.ts`). */
  need: z.string(),
  needs: z.object({
    code: z.enum(NEED_CODES),
    facts: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
  site: z.string().nullable(),
  unit: z.string().nullable(),
  /** Points, if only this one is done. */
  gain: z.number(),
  hours: z.number(),
  facts: z.array(z.string()),
  /** The facts as they would be then: what `score.what_if` takes. */
  changes: z.array(Supposed),
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
    /** Points, if all repairs of a criterion are done. */
    criteria: z.array(z.object({ code: z.string(), title: z.string(), gain: z.number() })),
    best: z.object({
      chosen: z.array(z.string()),
      gain: z.number(),
      cost: z.number(),
      /** No set of this budget gains more than this. */
      bound: z.number(),
      exact: z.boolean(),
    }),
  }),
  refusals: ['request.not_found', 'score.not_published', 'access.not_yours'],
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
  refusals: ['request.not_found', 'request.malformed', 'score.not_published', 'access.not_yours'],
});
