import { z } from 'zod';

/** A refusal or a fault on the wire (RFC 9457). `detail` is the sentence in the caller's language. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    /** The refusal's code; `fault` where it is ours. */
    code: z.string(),
    facts: z.record(z.string(), z.unknown()),
    requestId: z.string(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.output<typeof Problem>;
