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

/** Why a file could not be read: the code with its facts, and the sentence in Chinese. */
export const KeptRefusal = z.object({
  code: z.string(),
  facts: z.record(z.string(), z.unknown()),
  sentence: z.string(),
});
export type KeptRefusal = z.output<typeof KeptRefusal>;
