import { z } from 'zod';
import { route } from './route.ts';
import { ofRound } from './score-words.ts';
import { id } from './words.ts';

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
