import { z } from 'zod';
import { route } from './route.ts';
import { done, id, Instant, typed } from './words.ts';

/**
 * 个人信息: lists and pages show phone numbers masked. Whoever needs one asks for it by an act, so that its row stands in the
 * trail before the number is told; the reply of an act is kept for ever, so the number itself comes by a read of its own.
 */

/** people 人员 · contacts 各单位联络员 · households 住户 */
export const PERSONAL_KINDS = ['people', 'contacts', 'households'] as const;

/** So many at the most by one act: a page of a list, not the place. */
const MOST_SHOWN = 200;

export const showPersonal = route({
  name: 'personal.show',
  method: 'POST',
  path: '/personal/shown',
  summary:
    'Ask to see phone numbers: who asks, for whom, on which page with which filter goes into the trail',
  body: z.strictObject({
    of: z.enum(PERSONAL_KINDS),
    ids: z
      .array(z.union([id<'person'>(), id<'household'>()]))
      .min(1)
      .max(MOST_SHOWN)
      .refine((ids) => new Set(ids).size === ids.length, 'an id twice'),
    /** Address of the page with its filters. */
    page: typed(300).nullable(),
  }),
  reply: done({}),
  refusals: ['request.not_found'],
});

/** Minutes during which an act that was traced may be read again, say after a broken line. */
export const SHOWN_MINUTES = 10;

export const shownPersonal = route({
  name: 'personal.shown',
  method: 'GET',
  path: '/personal/shown/:id',
  summary: "What one's own act of the last ten minutes asked to see",
  params: z.object({ id: id<'command'>() }),
  reply: z.object({
    shown: z.array(
      z.object({
        id: z.union([id<'person'>(), id<'household'>()]),
        phone: z.string().nullable(),
        note: z.string().nullable(),
      }),
    ),
  }),
  reveals: true,
  refusals: ['request.not_found'],
});

/** 谁看过我的联系方式. */
export const listLooks = route({
  name: 'personal.looks',
  method: 'GET',
  path: '/personal/looks',
  summary: "Who had one's own phone number shown or exported, the newest first",
  reply: z.object({
    looks: z.array(
      z.object({
        id: id<'command'>(),
        at: Instant,
        act: z.string(),
        who: z.string(),
        unit: z.string().nullable(),
      }),
    ),
  }),
});
