import { z } from 'zod';
import { route } from './route.ts';
import { ofRound, Whose } from './score-words.ts';

const Ends = { low: z.number(), high: z.number() };
const Chance = z.number().min(0).max(1);

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
    /** Over what is known, had every site been seen; `whole` with all that nobody observed at its worst and best. */
    total: z.object({
      points: z.number(),
      of: z.number(),
      ...Ends,
      converted: z.object({ points: z.number(), ...Ends }).nullable(),
      whole: z.object(Ends),
      sites: z.int(),
      /** The rules' steps make few observations cost so much by chance that more sites are needed first. */
      stepped: z.boolean(),
    }),
    /** Chance (0 … 1) that the converted total reaches the mark; at least and at most, with what nobody observed. */
    reaches: z.object({ mark: z.number(), likely: Chance.nullable(), least: Chance, most: Chance }),
    nodes: z.array(
      z.object({
        code: z.string(),
        title: z.string(),
        points: z.number().nullable(),
        low: z.number().nullable(),
        high: z.number().nullable(),
        method: z.enum(['exact', 'rate', 'draws', 'unknown', 'not_applicable']),
        sample: z.int(),
        tooFew: z.boolean(),
      }),
    ),
    /** Kinds of visit by stratum, kind of site or criterion, and how many go there. */
    visits: z.array(z.object({ name: z.string(), visits: z.int() })),
    /** Visits that could not be placed: all sites were seen. */
    unplaced: z.int(),
    /** Half-width of the total's interval from sampling, now and after these visits. */
    halfWidth: z.object({ now: z.number(), after: z.number() }),
    /** 值得再看: far values, uniform marks, sheets that are alike beyond chance. A question, never a verdict. */
    /** What its sentence is made of (`domain/scoring/outliers.ts`), the sentence in Chinese, and the facts that it is about. */
    flags: z.array(
      z.object({
        kind: z.string(),
        says: z.record(z.string(), z.unknown()),
        sentence: z.string(),
        facts: z.array(z.string()),
      }),
    ),
  }),
  refusals: ['request.not_found', 'score.not_published'],
});
