import { z } from 'zod';
import { TIERS, UNIT_TYPES } from '@tongchuang/domain/organisation/unit.ts';
import { UNIT_ROLES } from '@tongchuang/domain/tasks/task.ts';
import { Bytes } from './bytes.ts';
import { KeptRefusal } from './problem.ts';
import { route } from './route.ts';
import { CivilDate, done, FileSha, id, Instant, typed, Version } from './words.ts';

/** Half-open UTF-16 offsets into the document's text. */
const Span = z.object({ start: z.int().min(0), end: z.int().min(0) });

const Role = z.enum(UNIT_ROLES);
const DraftTaskId = id<'draft_task'>();

/** How long a text and how many of a thing may be. */
interface Bounds {
  text: (max: number, min?: number) => z.ZodType<string>;
  list: <T extends z.ZodType>(one: T, max: number) => z.ZodArray<T>;
}

/** A task of a draft. */
const contentWithin = ({ text, list }: Bounds) =>
  z.object({
    no: text(40, 0),
    sectionPath: list(text(400), 8),
    text: text(8000),
    objective: text(4000).nullable(),
    standard: text(4000).nullable(),
    deadline: z
      .object({
        phrase: text(200),
        due: CivilDate.nullable(),
        from: CivilDate.nullable(),
        /** Taken from the stage above. */
        inherited: z.boolean(),
      })
      .nullable(),
    recurrence: text(40).nullable(),
    targets: list(
      z.object({
        text: text(400),
        comparator: z.enum(['>=', '>', '<=', '<', '=', '~']),
        value: z.number(),
        unit: text(40, 0),
      }),
      60,
    ),
    /** Units as the document names them, and whom the roster knows under each name. */
    units: list(
      z.object({
        name: text(200),
        role: Role,
        /** certain: one rule, one unit · chosen: by a person · suggested: choose · unknown: add it · collective: expand it. */
        resolution: z.enum(['certain', 'chosen', 'suggested', 'unknown', 'collective']),
        /** The unit or, for an expanded collective, the units meant. */
        unitIds: z.array(id<'unit'>()),
        candidates: z.array(z.object({ unitId: id<'unit'>(), reason: z.string() })),
      }),
      200,
    ),
    persons: list(z.object({ name: text(60), label: text(40) }), 60),
    source: Span,
    /** Extracted pieces, for highlighting. */
    pieces: list(Span.extend({ kind: z.enum(['unit', 'deadline', 'target', 'person']) }), 600),
  });

/** What a reviewer may make of a task that was read. */
export const DraftContent = contentWithin({ text: typed, list: (one, max) => z.array(one).max(max) }).meta({
  id: 'DraftContent',
});
export type DraftContent = z.output<typeof DraftContent>;
export type DraftUnit = DraftContent['units'][number];

/** What was read, or merged from several: a document is as long as it is, and is shown all the same. */
const ReadContent = contentWithin({ text: () => z.string(), list: (one) => z.array(one) }).meta({
  id: 'ReadContent',
});

export const DraftTask = z
  .object({
    id: DraftTaskId,
    position: z.number(),
    /** Put aside by a reviewer: not part of the plan. */
    dropped: z.boolean(),
    version: Version,
    edited: z.object({ by: z.string(), at: Instant }).nullable(),
    content: ReadContent,
  })
  .meta({ id: 'DraftTask' });
export type DraftTask = z.output<typeof DraftTask>;

export const IntakeFinding = z
  .object({ code: z.string(), message: z.string(), where: z.string(), span: Span.nullable() })
  .meta({ id: 'IntakeFinding' });

/** waiting: queued · read: a draft to review · refused: could not be read · confirmed: became a plan · discarded. */
export const DOCUMENT_STATES = ['waiting', 'read', 'refused', 'confirmed', 'discarded'] as const;

const Head = {
  id: id<'document'>(),
  name: z.string(),
  state: z.enum(DOCUMENT_STATES),
  title: z.string().nullable(),
  kind: z.string().nullable(),
  submitted: z.object({ by: z.string(), at: Instant }),
  /** The plan whose later edition this is, and the one that it became. */
  supersedes: id<'plan'>().nullable(),
  planId: id<'plan'>().nullable(),
  refusal: KeptRefusal.nullable(),
};

export const DocumentHead = z
  .object({
    ...Head,
    tasks: z.int(),
    findings: z.int(),
    /** Unit names that nobody has settled yet. */
    openNames: z.int(),
  })
  .meta({ id: 'DocumentHead' });
export type DocumentHead = z.output<typeof DocumentHead>;

const Cell = Span.extend({
  row: z.int(),
  column: z.int(),
  rowSpan: z.int(),
  columnSpan: z.int(),
  hidden: z.boolean(),
});

/** The original as read: its text once, and blocks as offsets into it. */
export const OriginalPaper = z
  .object({
    format: z.string(),
    text: z.string(),
    blocks: z.array(
      z.discriminatedUnion('kind', [
        Span.extend({
          kind: z.literal('paragraph'),
          number: z.string().nullable(),
          outline: z.int().nullable(),
          place: z.string(),
        }),
        Span.extend({
          kind: z.literal('table'),
          sheet: z.string().nullable(),
          columns: z.int(),
          cells: z.array(Cell),
        }),
      ]),
    ),
  })
  .meta({ id: 'OriginalPaper' });
export type OriginalPaper = z.output<typeof OriginalPaper>;

export const DocumentView = z
  .object({
    ...Head,
    sha256: FileSha,
    paper: OriginalPaper.nullable(),
    findings: z.array(IntakeFinding),
    tasks: z.array(DraftTask),
    /** Short names of all units that the draft refers to or suggests. */
    units: z.record(z.string(), z.string()),
  })
  .meta({ id: 'DocumentView' });
export type DocumentView = z.output<typeof DocumentView>;

const ofDocument = z.object({ id: id<'document'>() });
const ofTask = z.object({ id: id<'document'>(), taskId: DraftTaskId });

export const listDocuments = route({
  name: 'intake.list',
  method: 'GET',
  path: '/documents',
  summary: 'Documents being read, newest first',
  reply: z.object({ documents: z.array(DocumentHead) }),
});

export const openDocument = route({
  name: 'intake.open',
  method: 'GET',
  path: '/documents/:id',
  summary: 'One document: original, draft tasks and findings',
  params: ofDocument,
  reply: DocumentView,
  refusals: ['request.not_found'],
});

export const originalFile = route({
  name: 'intake.original',
  method: 'GET',
  path: '/documents/:id/original',
  summary: 'The file as it was handed in',
  params: ofDocument,
  reply: Bytes,
  refusals: ['request.not_found'],
});

/** 提交识读: a file that was sent before, by its hash; reading starts at once in a worker. */
export const submitDocument = route({
  name: 'intake.submit',
  method: 'POST',
  path: '/documents',
  summary: 'Have a document read',
  body: z.strictObject({
    id: id<'document'>(),
    sha256: FileSha,
    name: typed(255),
    supersedes: id<'plan'>().nullable(),
  }),
  reply: done({ id: id<'document'>() }),
  refusals: ['request.not_found'],
});

/** What the worker found; written by the house itself. */
export const recordReading = route({
  name: 'intake.record_reading',
  method: 'POST',
  path: '/documents/:id/reading',
  summary: 'The outcome of reading',
  params: ofDocument,
  body: z.strictObject({
    paper: z.unknown(),
    reading: z.unknown(),
    refusal: z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()) }).nullable(),
  }),
  reply: done({}),
});

const Changed = done({ version: Version });

export const editTask = route({
  name: 'intake.edit_task',
  method: 'PUT',
  path: '/documents/:id/tasks/:taskId',
  summary: 'Correct a task that was read, or put it aside',
  params: ofTask,
  body: z.strictObject({ version: Version, dropped: z.boolean(), content: DraftContent }),
  reply: Changed,
  refusals: ['request.not_found', 'row.changed_meanwhile', 'intake.not_open'],
});

export const addTask = route({
  name: 'intake.add_task',
  method: 'POST',
  path: '/documents/:id/tasks',
  summary: 'Add a task that was not found, from a selection of the original',
  params: ofDocument,
  body: z.strictObject({
    taskId: DraftTaskId,
    after: DraftTaskId.nullable(),
    content: DraftContent,
  }),
  reply: Changed,
  refusals: ['request.not_found', 'intake.not_open'],
});

export const splitTask = route({
  name: 'intake.split_task',
  method: 'POST',
  path: '/documents/:id/tasks/:taskId/split',
  summary: 'Make two tasks of one, at an offset into its text',
  params: ofTask,
  body: z.strictObject({ version: Version, at: z.int().min(1), newTaskId: DraftTaskId }),
  reply: Changed,
  refusals: ['request.not_found', 'row.changed_meanwhile', 'intake.not_open'],
});

export const mergeTasks = route({
  name: 'intake.merge_tasks',
  method: 'POST',
  path: '/documents/:id/merge',
  summary: 'Make one task of several; the first keeps its number and place',
  params: ofDocument,
  body: z.strictObject({
    tasks: z
      .array(z.strictObject({ id: DraftTaskId, version: Version }))
      .min(2)
      .max(50),
  }),
  reply: Changed,
  refusals: ['request.not_found', 'row.changed_meanwhile', 'intake.not_open'],
});

export const moveTask = route({
  name: 'intake.move_task',
  method: 'POST',
  path: '/documents/:id/tasks/:taskId/move',
  summary: 'Put a task behind another one; null: at the beginning',
  params: ofTask,
  body: z.strictObject({ version: Version, after: DraftTaskId.nullable() }),
  reply: Changed,
  refusals: ['request.not_found', 'row.changed_meanwhile', 'intake.not_open'],
});

/** 确认单位: settles a name wherever it stands in the draft; `learn` keeps it as an alias for the next document. */
export const chooseUnit = route({
  name: 'intake.choose_unit',
  method: 'POST',
  path: '/documents/:id/units',
  summary: 'Say which unit or units a name means',
  params: ofDocument,
  body: z.strictObject({
    name: typed(200),
    unitIds: z.array(id<'unit'>()).max(500),
    learn: z.boolean(),
    /** A unit that the roster does not know yet, added on the spot. */
    add: z
      .strictObject({
        id: id<'unit'>(),
        code: typed(40),
        name: typed(100),
        type: z.enum(UNIT_TYPES),
        tier: z.enum(TIERS),
      })
      .nullable(),
  }),
  reply: done({ changed: z.int() }),
  refusals: ['request.not_found', 'intake.not_open', 'unit.code_taken', 'access.not_your_role'],
});

export const assignRole = route({
  name: 'intake.assign_role',
  method: 'POST',
  path: '/documents/:id/roles',
  summary: 'Give units of several tasks a role; without a name, all their units',
  params: ofDocument,
  body: z.strictObject({
    taskIds: z.array(DraftTaskId).min(1).max(2000),
    name: typed(200).nullable(),
    role: Role,
  }),
  reply: done({ changed: z.int() }),
  refusals: ['request.not_found', 'intake.not_open'],
});

/** How a later edition differs from the plan before, task by task. */
export const Comparison = z
  .object({
    same: z.int(),
    added: z.array(DraftTaskId),
    changed: z.array(
      z.object({
        taskId: DraftTaskId,
        before: id<'task'>(),
        fields: z.array(z.string()),
        beforeText: z.string(),
      }),
    ),
    gone: z.array(z.object({ before: id<'task'>(), no: z.string(), text: z.string(), state: z.string() })),
  })
  .meta({ id: 'Comparison' });
export type Comparison = z.output<typeof Comparison>;

export const compareDocument = route({
  name: 'intake.compare',
  method: 'GET',
  path: '/documents/:id/comparison',
  summary: 'The draft beside the plan that it supersedes',
  params: ofDocument,
  reply: Comparison,
  refusals: ['request.not_found', 'intake.nothing_to_compare'],
});

/** 确认: the draft becomes version 1 of a plan, or the next version of the one it supersedes, with progress carried over. */
export const confirmDocument = route({
  name: 'intake.confirm',
  method: 'POST',
  path: '/documents/:id/confirm',
  summary: 'Make a plan of the draft',
  params: ofDocument,
  body: z.strictObject({
    planId: id<'plan'>(),
    title: typed(300),
    /** Sum of the versions of all draft tasks that the reviewer saw: a change since then is shown first. */
    seen: z.int(),
    /** Tasks of the edition before that are gone and are to be dropped, with the reason. */
    drop: z.array(z.strictObject({ taskId: id<'task'>(), reason: typed(500) })).max(5000),
  }),
  reply: done({ planId: id<'plan'>(), tasks: z.int() }),
  refusals: [
    'request.not_found',
    'row.changed_meanwhile',
    'intake.not_open',
    'intake.names_open',
    'intake.no_tasks',
  ],
});

export const discardDocument = route({
  name: 'intake.discard',
  method: 'POST',
  path: '/documents/:id/discard',
  summary: 'Put a document aside without making a plan of it',
  params: ofDocument,
  reply: done({}),
  refusals: ['request.not_found', 'intake.not_open'],
});
