import { z } from 'zod';
import { ROUND_KINDS, ROUND_STAGES, SEATS } from '@tongchuang/domain/scoring/round.ts';
import { Bytes } from './bytes.ts';
import { route } from './route.ts';
import { CivilDate, done, FileSha, id, Instant, Sha256, typed, Version } from './words.ts';

/** Assessment rounds (测评轮次): what is judged, by whom, by when, and how far it has come. */

const RoundId = id<'round'>();
const ofRound = z.strictObject({ id: RoundId });

const Kind = z.enum(ROUND_KINDS);
const Stage = z.enum(ROUND_STAGES);

export const RoundHead = z
  .object({
    id: RoundId,
    name: z.string(),
    kind: Kind,
    stage: Stage,
    editionId: id<'edition'>(),
    edition: z.string(),
    from: CivilDate,
    to: CivilDate,
    units: z.int(),
    facts: z.int(),
    /** Of the newest published snapshot; null before. */
    published: z.object({ number: z.int(), at: Instant, converted: z.number().nullable() }).nullable(),
    version: Version,
  })
  .meta({ id: 'RoundHead' });
export type RoundHead = z.output<typeof RoundHead>;

/** A unit in a round: where its self-assessment and its replies stand. */
export const RoundUnit = z
  .object({
    unitId: id<'unit'>(),
    unit: z.string(),
    /** What kind of unit it is: some criteria are asked of some kinds only. */
    unitType: z.string(),
    /** Criteria that it answers for, and how many of them have a fact of the wanted sheet. */
    criteria: z.int(),
    selfAnswered: z.int(),
    marked: z.int(),
    selfSubmitted: Instant.nullable(),
    selfApproved: z.object({ by: z.string(), at: Instant }).nullable(),
    /** In time: submitted before the window closed. Null while it is open. */
    inTime: z.boolean().nullable(),
    exception: z.object({ until: CivilDate, reason: z.string(), by: z.string() }).nullable(),
    openReplies: z.int(),
    version: Version,
  })
  .meta({ id: 'RoundUnit' });

export const Round = z
  .object({
    id: RoundId,
    name: z.string(),
    kind: Kind,
    stage: Stage,
    editionId: id<'edition'>(),
    edition: z.string(),
    from: CivilDate,
    to: CivilDate,
    /** Methods that count in it; empty: all of the edition. */
    methods: z.array(z.string()),
    /** Stages that it has been in: it may do without self-assessment, and without reply. */
    heldStages: z.array(Stage),
    twoMarkers: z.boolean(),
    /** Points that two markers may differ by; beyond it an arbiter decides. */
    differenceLimit: z.number(),
    selfUntil: CivilDate.nullable(),
    replyUntil: CivilDate.nullable(),
    /** Observations below which a unit is not ranked. */
    leastSample: z.int(),
    /** Rounds whose facts count here too where criteria share a key. */
    borrows: z.array(z.object({ id: RoundId, name: z.string() })),
    markers: z.array(
      z.object({
        seat: z.enum(SEATS),
        personId: id<'person'>(),
        name: z.string(),
        /** Null: all units. */
        unitIds: z.array(id<'unit'>()).nullable(),
      }),
    ),
    units: z.array(RoundUnit),
    /** 逐级审核: who let it through, lowest level first. */
    approvals: z.array(
      z.object({ step: z.string(), by: z.string(), at: Instant, note: z.string().nullable() }),
    ),
    /** What the person who asks may do now. */
    open: z.array(z.string()),
    version: Version,
  })
  .meta({ id: 'Round' });
export type Round = z.output<typeof Round>;

export const listRounds = route({
  name: 'round.list',
  method: 'GET',
  path: '/rounds',
  summary: 'Assessment rounds, newest first',
  reply: z.object({ rows: z.array(RoundHead) }),
});

export const getRound = route({
  name: 'round.get',
  method: 'GET',
  path: '/rounds/:id',
  summary: 'One round: its rules, markers, units and how complete they are',
  params: ofRound,
  reply: Round,
  refusals: ['request.not_found'],
});

/** Who may be given a seat, or be the second person (复核人) of points given by hand. */
export const listMarkerPeople = route({
  name: 'round.people',
  method: 'GET',
  path: '/round-people',
  summary: 'People who may mark, by name, with their unit',
  reply: z.object({
    rows: z.array(z.object({ id: id<'person'>(), name: z.string(), unit: z.string() })),
  }),
});

export const saveRound = route({
  name: 'round.save',
  method: 'PUT',
  path: '/rounds/:id',
  summary: 'Create or change a round; edition and two-marker rule are fixed once marking has begun',
  params: ofRound,
  body: z.strictObject({
    name: typed(100),
    kind: Kind,
    editionId: id<'edition'>(),
    from: CivilDate,
    to: CivilDate,
    methods: z.array(typed(40)).max(40).default([]),
    /** Null: every unit that the edition names. */
    unitIds: z.array(id<'unit'>()).max(2000).nullable().default(null),
    twoMarkers: z.boolean().default(false),
    differenceLimit: z.number().min(0).max(1000).multipleOf(0.01).default(0.5),
    selfUntil: CivilDate.nullable().default(null),
    replyUntil: CivilDate.nullable().default(null),
    leastSample: z.int().min(0).max(100_000).default(0),
    borrows: z.array(RoundId).max(20).default([]),
    version: Version,
  }),
  reply: done({ version: Version }),
  refusals: [
    'request.not_found',
    'row.changed_meanwhile',
    'round.dates_wrong',
    'round.edition_not_in_use',
    'round.too_late',
    'round.no_units',
  ],
});

export const setMarkers = route({
  name: 'round.set_markers',
  method: 'PUT',
  path: '/rounds/:id/markers',
  summary: 'Who marks, who marks a second time, who arbitrates; one person holds one seat',
  params: ofRound,
  body: z.strictObject({
    version: Version,
    markers: z
      .array(
        z.strictObject({
          seat: z.enum(SEATS),
          personId: id<'person'>(),
          unitIds: z.array(id<'unit'>()).max(2000).nullable().default(null),
        }),
      )
      .max(500),
  }),
  reply: done({ version: Version }),
  refusals: ['request.not_found', 'row.changed_meanwhile', 'round.two_seats', 'round.too_late'],
});

/** 推进: self-assessment → first mark → reply → final, and back where a reason is given. */
export const moveRound = route({
  name: 'round.move',
  method: 'POST',
  path: '/rounds/:id/stage',
  summary: 'Move a round to its next stage, or back with a reason',
  params: ofRound,
  body: z.strictObject({ version: Version, to: Stage, reason: typed(500).nullable().default(null) }),
  reply: done({ version: Version }),
  refusals: [
    'request.not_found',
    'row.changed_meanwhile',
    'round.move_not_allowed',
    'round.reason_missing',
    'round.no_markers',
    'round.second_mark_missing',
    'round.differences_open',
    'round.replies_open',
  ],
});

const ofRoundUnit = z.strictObject({ id: RoundId, unitId: id<'unit'>() });

export const submitSelf = route({
  name: 'round.submit_self',
  method: 'POST',
  path: '/rounds/:id/units/:unitId/self',
  summary: 'The unit hands in its self-assessment; unanswered criteria stay unknown',
  params: ofRoundUnit,
  body: z.strictObject({ version: Version }),
  reply: done({ version: Version }),
  refusals: ['request.not_found', 'row.changed_meanwhile', 'round.window_closed', 'round.too_late'],
});

export const approveSelf = route({
  name: 'round.approve_self',
  method: 'POST',
  path: '/rounds/:id/units/:unitId/approval',
  summary: 'The head of the unit lets its self-assessment through',
  params: ofRoundUnit,
  body: z.strictObject({ version: Version }),
  reply: done({ version: Version }),
  refusals: ['request.not_found', 'row.changed_meanwhile', 'round.not_submitted', 'round.too_late'],
});

export const openException = route({
  name: 'round.open_exception',
  method: 'POST',
  path: '/rounds/:id/units/:unitId/exception',
  summary: 'Let one unit enter after the window has closed, with a reason',
  params: ofRoundUnit,
  body: z.strictObject({ version: Version, until: CivilDate, reason: typed(500) }),
  reply: done({ version: Version }),
  refusals: ['request.not_found', 'row.changed_meanwhile', 'round.too_late', 'round.exception_past'],
});

/** 审核: the office, then a leader, before a result is published. */
export const approveRound = route({
  name: 'round.approve',
  method: 'POST',
  path: '/rounds/:id/approvals',
  summary: 'Let the final result through at one level; the next level publishes it',
  params: ofRound,
  body: z.strictObject({ version: Version, note: typed(500).nullable().default(null) }),
  reply: done({ version: Version }),
  refusals: [
    'request.not_found',
    'row.changed_meanwhile',
    'round.too_late',
    'round.second_mark_missing',
    'round.differences_open',
    'round.replies_open',
  ],
});

/** One criterion of one unit that the unit answers: agreed, or not, with counter-evidence (申诉反馈). */
export const Reply = z
  .object({
    unitId: id<'unit'>(),
    unit: z.string(),
    criterion: z.string(),
    stance: z.enum(['agree', 'disagree']),
    text: z.string().nullable(),
    files: z.array(z.object({ sha256: z.string(), name: z.string() })),
    by: z.string(),
    at: Instant,
    answer: z
      .object({ outcome: z.enum(['upheld', 'changed']), text: z.string(), by: z.string(), at: Instant })
      .nullable(),
    version: Version,
  })
  .meta({ id: 'ScoreReply' });

export const listReplies = route({
  name: 'reply.list',
  method: 'GET',
  path: '/rounds/:id/replies',
  summary: 'What units answered to their marks, within reach',
  params: ofRound,
  query: z.strictObject({ unitId: id<'unit'>().optional() }),
  reply: z.object({ rows: z.array(Reply) }),
  refusals: ['request.not_found'],
});

/** 反证材料: the bytes of a file that a reply names. */
export const replyFile = route({
  name: 'reply.file',
  method: 'GET',
  path: '/rounds/:id/units/:unitId/replies/:criterion/files/:sha256',
  summary: 'A file that a reply of this unit names',
  params: ofRoundUnit.extend({ criterion: z.string().max(100), sha256: Sha256 }),
  reply: Bytes,
  refusals: ['request.not_found'],
});

export const saveReply = route({
  name: 'reply.save',
  method: 'PUT',
  path: '/rounds/:id/units/:unitId/replies/:criterion',
  summary: 'The unit agrees with a mark, or disagrees with its reasons and counter-evidence',
  params: ofRoundUnit.extend({ criterion: z.string().max(100) }),
  body: z.strictObject({
    version: Version,
    stance: z.enum(['agree', 'disagree']),
    text: typed(4000).nullable().default(null),
    files: z
      .array(z.strictObject({ sha256: FileSha, name: typed(255) }))
      .max(20)
      .default([]),
  }),
  reply: done({ version: Version }),
  refusals: [
    'request.not_found',
    'row.changed_meanwhile',
    'round.window_closed',
    'round.too_late',
    'round.reason_missing',
  ],
});

export const answerReply = route({
  name: 'reply.answer',
  method: 'POST',
  path: '/rounds/:id/units/:unitId/replies/:criterion/answer',
  summary: 'Answer a disagreement: the mark stands, or it was changed',
  params: ofRoundUnit.extend({ criterion: z.string().max(100) }),
  body: z.strictObject({ version: Version, outcome: z.enum(['upheld', 'changed']), text: typed(2000) }),
  reply: done({ version: Version }),
  refusals: ['request.not_found', 'row.changed_meanwhile', 'round.too_late'],
});
