import { CAUSES } from '@tongchuang/domain/scoring/waterfall.ts';
import { z } from 'zod';
import { route } from './route.ts';
import { ofRound, RoundId, TotalScore, Whose } from './score-words.ts';
import { id, Instant } from './words.ts';

/** 对比 and 趋势: one score against another, by cause; published scores over time. */

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
        /** At worst and at best, on the scale of `converted`. */
        low: z.number(),
        high: z.number(),
        categories: z.array(z.object({ title: z.string(), points: z.number(), max: z.number() })),
      }),
    ),
  }),
});
