import { z } from 'zod';
import { route } from './route.ts';
import { ofRound } from './score-words.ts';
import { done, id, Instant, typed, Version } from './words.ts';

/** 发布的结果: frozen with their edition and facts; and appeals against them. */

const SnapshotHead = z
  .object({
    id: id<'snapshot'>(),
    number: z.int(),
    at: Instant,
    by: z.string(),
    facts: z.int(),
    converted: z.number().nullable(),
    editionHash: z.string(),
    factsHash: z.string(),
    hash: z.string(),
    /** Why it corrects the one before; null for the first. */
    reason: z.string().nullable(),
    changes: z.array(
      z.object({ code: z.string(), title: z.string(), before: z.number(), after: z.number() }),
    ),
  })
  .meta({ id: 'SnapshotHead' });

export const listSnapshots = route({
  name: 'snapshot.list',
  method: 'GET',
  path: '/rounds/:id/snapshots',
  summary: 'Published results of a round: each frozen with its edition, facts and hash',
  params: ofRound,
  reply: z.object({ rows: z.array(SnapshotHead) }),
  refusals: ['request.not_found'],
});

/** 发布: frozen from then on; a correction is a new snapshot that says what changed. */
export const publish = route({
  name: 'snapshot.publish',
  method: 'POST',
  path: '/rounds/:id/snapshots',
  summary: 'Publish the result: edition, facts and score are frozen with their hash',
  params: ofRound,
  body: z.strictObject({
    id: id<'snapshot'>(),
    version: Version,
    /** Needed where an earlier one is corrected. */
    reason: typed(500).nullable().default(null),
  }),
  reply: done({ number: z.int(), hash: z.string() }),
  refusals: [
    'request.not_found',
    'row.changed_meanwhile',
    'round.too_late',
    'round.not_approved',
    'round.approver_publishes',
    'round.second_mark_missing',
    'round.differences_open',
    'round.reason_missing',
  ],
});

export const Appeal = z
  .object({
    id: id<'appeal'>(),
    snapshotId: id<'snapshot'>(),
    unitId: id<'unit'>(),
    unit: z.string(),
    criterion: z.string().nullable(),
    text: z.string(),
    by: z.string(),
    at: Instant,
    outcome: z.enum(['open', 'upheld', 'corrected', 'withdrawn']),
    answer: z.string().nullable(),
    decided: z.object({ by: z.string(), at: Instant }).nullable(),
    version: Version,
  })
  .meta({ id: 'Appeal' });

export const listAppeals = route({
  name: 'appeal.list',
  method: 'GET',
  path: '/rounds/:id/appeals',
  summary: 'Appeals against published results, within reach',
  params: ofRound,
  reply: z.object({ rows: z.array(Appeal) }),
  refusals: ['request.not_found'],
});

export const fileAppeal = route({
  name: 'appeal.file',
  method: 'POST',
  path: '/rounds/:id/units/:unitId/appeals',
  summary: 'A unit appeals against its published result',
  params: ofRound.extend({ unitId: id<'unit'>() }),
  body: z.strictObject({
    id: id<'appeal'>(),
    criterion: typed(100).nullable().default(null),
    text: typed(4000),
  }),
  reply: done({ id: id<'appeal'>() }),
  refusals: ['request.not_found', 'score.not_published', 'round.too_late'],
});

export const decideAppeal = route({
  name: 'appeal.decide',
  method: 'POST',
  path: '/appeals/:id/decision',
  summary: 'Decide an appeal: the result stands, or it is corrected by a new snapshot',
  params: z.strictObject({ id: id<'appeal'>() }),
  body: z.strictObject({ version: Version, outcome: z.enum(['upheld', 'corrected']), answer: typed(2000) }),
  reply: done({ version: Version }),
  refusals: ['request.not_found', 'row.changed_meanwhile'],
});
