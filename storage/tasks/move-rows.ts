import type { FileHash, PersonId, ReportId, TaskId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { TaskAction, TaskLine } from '@tongchuang/domain/tasks/lifecycle.ts';
import type { UnitPart } from '@tongchuang/domain/tasks/task.ts';
import { rowset } from '../rows.ts';

/** What decided moves leave in the tables, a batch of them by one statement. */

/** A task as its life needs it, with the path of every unit that has a part in it. One round trip, whatever the number of acts. */
export interface LoadedLine {
  id: TaskId;
  version: number;
  line: TaskLine;
  paths: ReadonlyMap<UnitId, readonly UnitId[]>;
}

/** What is said with a move, and kept for ever. */
export interface Said {
  id: ReportId;
  unit: UnitId | null;
  note: string | null;
  progressBp: number | null;
  until: string | null;
  files: readonly { sha256: FileHash; name: string; size: number }[];
  attained: readonly { position: number; attained: number }[];
}

/** A move that was decided, to be written. */
export interface DecidedMove {
  tenant: string;
  now: Date;
  by: { personId: PersonId; name: string; isClock?: boolean };
  commandId: string;
  action: TaskAction;
  before: LoadedLine;
  after: TaskLine;
  /** The unit that acts; its claim is signed with the person's name. */
  unit: UnitId | null;
  said: Said | null;
}

/** What every move may change of a task, and what few do: when it is due. */
const STATE = {
  id: 'uuid',
  version: 'int',
  state: 'text',
  request: 'jsonb',
  submitted_by: 'uuid',
  done_on: 'date',
} as const;
const TASKS = rowset(STATE);
const DATED_TASKS = rowset({
  ...STATE,
  issued_on: 'date',
  deadline_phrase: 'text',
  due_from: 'date',
  due_on: 'date',
  due_inherited: 'boolean',
  due_provisional: 'boolean',
});
/** The same of a unit's part: how far it is, and who does it. */
const PROGRESS = {
  task_id: 'uuid',
  unit_id: 'uuid',
  claim: 'text',
  progress_bp: 'int',
  submitted: 'boolean',
} as const;
const PARTS = rowset(PROGRESS);
const SIGNED_PARTS = rowset({
  ...PROGRESS,
  dispute_reason: 'text',
  leader_id: 'uuid',
  section: 'text',
  person_id: 'uuid',
  unit_claimed_by: 'uuid',
  unit_claimed_at: 'timestamptz',
  head_claimed_by: 'uuid',
  head_claimed_at: 'timestamptz',
});
const REPORTS = rowset({
  tenant_id: 'uuid',
  id: 'uuid',
  task_id: 'uuid',
  unit_id: 'uuid',
  kind: 'text',
  at: 'timestamptz',
  person_id: 'uuid',
  person_name: 'text',
  note: 'text',
  progress_bp: 'int',
  until: 'date',
  files: 'jsonb',
  attained: 'jsonb',
  state: 'text',
  command_id: 'uuid',
});
const ATTAINED = rowset({ task_id: 'uuid', position: 'int', attained: 'numeric' });

/** What a batch of moves has besides the least. */
interface Extent {
  /** A task's dates change. */
  dates: boolean;
  /** Somebody signs or disputes a part, or it is given to somebody. */
  signs: boolean;
  /** Something is said: claims say nothing. */
  says: boolean;
  /** A target's value is told: most reports measure nothing. */
  measures: boolean;
}

const SIGNED = `, dispute_reason = p.dispute_reason, leader_id = p.leader_id, section = p.section, person_id = p.person_id,
                unit_claimed_by = coalesce(p.unit_claimed_by, u.unit_claimed_by), unit_claimed_at = coalesce(p.unit_claimed_at, u.unit_claimed_at),
                head_claimed_by = coalesce(p.head_claimed_by, u.head_claimed_by), head_claimed_at = coalesce(p.head_claimed_at, u.head_claimed_at)`;
const DATED = `, issued_on = m.issued_on, deadline_phrase = m.deadline_phrase, due_from = m.due_from, due_on = m.due_on,
                due_inherited = m.due_inherited, due_provisional = m.due_provisional`;
const SAID = `
       said as (insert into task_reports (${REPORTS.names}) select ${REPORTS.names} from ${REPORTS.from('$5')} as r),`;
const MEASURED = `
       measured as (
         update task_targets g set attained = a.attained
           from ${ATTAINED.from('$6')} as a where g.task_id = a.task_id and g.position = a.position),`;

/** Only what a batch has to write is asked of the database. */
const writing = ({ dates, signs, says, measures }: Extent) => `
  with parts as (
         update task_units u
            set claim = p.claim, progress_bp = p.progress_bp, submitted = p.submitted${signs ? SIGNED : ''}
           from ${(signs ? SIGNED_PARTS : PARTS).from('$2')} as p where u.task_id = p.task_id and u.unit_id = p.unit_id),
       ${says || measures ? SAID : ''} ${measures ? MEASURED : ''}
       moved as (
         update tasks t
            set state = m.state, request = m.request, submitted_by = m.submitted_by, done_on = m.done_on${dates ? DATED : ''},
                changed_at = $3, version = t.version + 1
           from ${(dates ? DATED_TASKS : TASKS).from('$1')} as m where t.id = m.id and t.version = m.version
         returning t.id)
  select 1 / (count(*) = $4)::int as all_moved from moved`;

/** Sixteen texts at the most, each made once. */
const TEXTS: string[] = [];
const textOf = (extent: Extent): string => {
  const nth = [extent.dates, extent.signs, extent.says, extent.measures].reduce((n, is) => n * 2 + +is, 0);
  return (TEXTS[nth] ??= writing(extent));
};

/** The one statement that writes the moves of a batch, with its values. */
export function writingOf(moves: readonly DecidedMove[]): [text: string, values: unknown[]] {
  const reports = moves.flatMap(reportRows);
  const attained = moves.flatMap(attainedRows);
  const extent = {
    dates: moves.some(changesDates),
    signs: moves.some(changesHands),
    says: reports.length > 0,
    measures: attained.length > 0,
  };
  return [
    textOf(extent),
    [
      (extent.dates ? DATED_TASKS : TASKS).text(moves.map(taskRow)),
      (extent.signs ? SIGNED_PARTS : PARTS).text(moves.flatMap(partRows)),
      moves[0]?.now,
      moves.length,
      ...(extent.says || extent.measures ? [REPORTS.text(reports)] : []),
      ...(extent.measures ? [ATTAINED.text(attained)] : []),
    ],
  ];
}

const changesDates = ({ before, after }: DecidedMove): boolean =>
  before.line.issuedOn !== after.issuedOn ||
  JSON.stringify(before.line.deadline) !== JSON.stringify(after.deadline);

const taskRow = ({ before, after }: DecidedMove) => ({
  id: before.id,
  version: before.version,
  state: after.state,
  request: after.request,
  submitted_by: after.submittedBy,
  done_on: after.doneOn,
  issued_on: after.issuedOn,
  deadline_phrase: after.deadline?.phrase ?? null,
  due_from: after.deadline?.from ?? null,
  due_on: after.deadline?.due ?? null,
  due_inherited: after.deadline?.inherited ?? false,
  due_provisional: after.deadline?.provisional ?? false,
});

/** Only the parts that the move changed. Units that come or go are written by `replaceParts`. */
function partRows(move: DecidedMove) {
  const { before, after, by, now } = move;
  const known = new Map(before.line.units.map((part) => [part.unit, part]));
  return after.units.flatMap((part) => {
    const old = known.get(part.unit);
    if (!old || isSame(old, part)) return [];
    const claimed = old.claim !== part.claim && move.unit === part.unit ? part.claim : null;
    const signed = { by: by.personId, at: now };
    return {
      task_id: before.id,
      unit_id: part.unit,
      claim: part.claim,
      progress_bp: part.progressBp,
      submitted: part.submitted,
      dispute_reason: part.claim === 'disputed' ? (move.said?.note ?? null) : null,
      leader_id: part.chain.leader,
      section: part.chain.section,
      person_id: part.chain.person,
      unit_claimed_by: claimed === 'unit' ? signed.by : null,
      unit_claimed_at: claimed === 'unit' ? signed.at : null,
      head_claimed_by: claimed === 'head' ? signed.by : null,
      head_claimed_at: claimed === 'head' ? signed.at : null,
    };
  });
}

/** A reason stands as long as its dispute; a claim and a dispute are both another state of the claim. */
const changesHands = ({ before, after }: DecidedMove): boolean => {
  const known = new Map(before.line.units.map((part) => [part.unit, part]));
  return after.units.some((part) => {
    const old = known.get(part.unit);
    return old !== undefined && !isInSameHands(old, part);
  });
};

const isSame = (a: UnitPart, b: UnitPart): boolean =>
  a.progressBp === b.progressBp && a.submitted === b.submitted && isInSameHands(a, b);

const isInSameHands = (a: UnitPart, b: UnitPart): boolean =>
  a.claim === b.claim &&
  a.chain.leader === b.chain.leader &&
  a.chain.section === b.chain.section &&
  a.chain.person === b.chain.person;

function reportRows({ tenant, now, by, commandId, action, before, after, said }: DecidedMove) {
  if (!said) return [];
  return {
    tenant_id: tenant,
    id: said.id,
    task_id: before.id,
    unit_id: said.unit,
    kind: action,
    at: now,
    person_id: by.isClock ? null : by.personId,
    person_name: by.name,
    note: said.note,
    progress_bp: said.progressBp,
    until: said.until,
    files: said.files,
    attained: said.attained,
    state: after.state,
    command_id: commandId,
  };
}

const attainedRows = ({ before, said }: DecidedMove) =>
  (said?.attained ?? []).map((one) => ({ task_id: before.id, ...one }));
