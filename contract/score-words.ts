import { z } from 'zod';
import { id } from './words.ts';

/** Numbers of a score as docs/frameworks.md gives them: points with at most two decimals. */
const Amounts = {
  state: z.enum(['known', 'unknown', 'not_applicable']),
  points: z.number().nullable(),
  of: z.number(),
  max: z.number(),
  low: z.number(),
  high: z.number(),
  lost: z.number(),
  sunk: z.boolean(),
};
export const NodeScore = z.object({ code: z.string(), ...Amounts }).meta({ id: 'NodeScore' });
export const TotalScore = z
  .object({
    ...Amounts,
    declared: z.number(),
    converted: z.number().nullable(),
    vetoes: z.object({ struck: z.array(z.string()), open: z.array(z.string()) }),
  })
  .meta({ id: 'TotalScore' });

export const RoundId = id<'round'>();
export const ofRound = z.strictObject({ id: RoundId });
/** Whose score: a unit's; left out: the place's. `snapshot`: as published instead of live. */
export const Whose = z.strictObject({
  unitId: id<'unit'>().optional(),
  snapshot: id<'snapshot'>().optional(),
});
