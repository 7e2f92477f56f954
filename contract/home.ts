import { z } from 'zod';
import { route } from './route.ts';
import { Light, Reason, State } from './tasks.ts';
import { CivilDate, done, id, Instant } from './words.ts';

/** A first line of something that waits: what it is about, and where it is dealt with. */
const Row = z.object({
  taskId: id<'task'>().nullable(),
  unitId: id<'unit'>().nullable(),
  roundId: id<'round'>().nullable(),
  no: z.string(),
  text: z.string(),
  unitName: z.string().nullable(),
  state: State.nullable(),
  light: Light.nullable(),
  due: CivilDate.nullable(),
  reason: Reason.nullable(),
  at: Instant.nullable(),
});

/**
 * What waits for somebody, by kind; the web has the words and the one button of each.
 * claim_unit, claim_head, chain, report_late, returned, submit, plan_month, sign_letter: of a unit ·
 * self_assess, approve_self, reply_marks: of a unit in a round · mark_round: of a marker · answer_replies, approve_round: of the
 * office · publish_round: of a leader ·
 * review_documents, issue, verify, decide, disputed, unclaimed, expand_units, gaps, letters_unsigned, set_rhythm, calendar_missing: of the office.
 */
export const WAITING = [
  'returned',
  'claim_unit',
  'claim_head',
  'chain',
  'report_late',
  'due_soon',
  'today_items',
  'plan_month',
  'sign_letter',
  'self_assess',
  'approve_self',
  'reply_marks',
  'mark_round',
  'answer_replies',
  'approve_round',
  'publish_round',
  'verify',
  'decide',
  'disputed',
  'issue',
  'unclaimed',
  'expand_units',
  'set_rhythm',
  'gaps',
  'letters_unissued',
  'letters_unsigned',
  'calendar_missing',
] as const;

export const getHome = route({
  name: 'home.get',
  method: 'GET',
  path: '/home',
  summary: 'What waits for me, what turns late this week, what changed since my last visit',
  reply: z.object({
    /** Only kinds with something in them, the most pressing first. */
    waiting: z.array(z.object({ kind: z.enum(WAITING), count: z.int(), rows: z.array(Row).max(5) })),
    thisWeek: z.object({
      from: CivilDate,
      to: CivilDate,
      due: z.int(),
      late: z.int(),
      atRisk: z.int(),
      mostLate: z.object({ unitId: id<'unit'>(), name: z.string(), tasks: z.int() }).nullable(),
      rows: z.array(Row).max(10),
    }),
    changed: z.object({
      since: Instant.nullable(),
      count: z.int(),
      rows: z
        .array(
          z.object({
            at: Instant,
            act: z.string(),
            who: z.string(),
            taskId: id<'task'>().nullable(),
            text: z.string().nullable(),
          }),
        )
        .max(10),
    }),
    /** Whole of what I may see. */
    totals: z.object({
      tasks: z.int(),
      late: z.int(),
      atRisk: z.int(),
      done: z.int(),
      progressBp: z.int().nullable(),
    }),
    /** No plan is there yet: the office begins by putting a document in. */
    empty: z.boolean(),
  }),
});

/** 提醒, by reason. */
export const listInbox = route({
  name: 'inbox.list',
  method: 'GET',
  path: '/inbox',
  summary: "Reminders of my units' tasks, by reason, the unseen first",
  query: z.strictObject({ seen: z.enum(['yes', 'no']).default('no') }),
  reply: z.object({
    unseen: z.int(),
    byReason: z.array(z.object({ reason: z.string(), count: z.int() })),
    rows: z.array(
      z.object({
        key: z.string(),
        reason: z.string(),
        taskId: id<'task'>(),
        no: z.string(),
        text: z.string(),
        unitId: id<'unit'>(),
        unitName: z.string(),
        due: CivilDate,
        sentAt: Instant,
        seen: z.boolean(),
      }),
    ),
  }),
});

export const markSeen = route({
  name: 'inbox.seen',
  method: 'POST',
  path: '/inbox/seen',
  summary: 'Reminders were seen',
  body: z.strictObject({ keys: z.array(z.string().max(200)).min(1).max(500) }),
  reply: done({ seen: z.int() }),
});
