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

const TASKS = rowset({
  id: 'uuid',
  version: 'int',
  state: 'text',
  request: 'jsonb',
  submitted_by: 'uuid',
  done_on: 'date',
  issued_on: 'date',
  deadline_phrase: 'text',
  due_from: 'date',
  due_on: 'date',
  due_inherited: 'boolean',
  due_provisional: 'boolean',
});
const UNITS = rowset({
  task_id: 'uuid',
  unit_id: 'uuid',
  claim: 'text',
  progress_bp: 'int',
  submitted: 'boolean',
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

/** Only what a batch has to write is asked of the database: claims say nothing, most reports measure nothing. */
const writing = (says: boolean, measures: boolean) => `
  with parts as (
         update task_units u
            set claim = p.claim, progress_bp = p.progress_bp, submitted = p.submitted, dispute_reason = p.dispute_reason,
                leader_id = p.leader_id, section = p.section, person_id = p.person_id,
                unit_claimed_by = coalesce(p.unit_claimed_by, u.unit_claimed_by), unit_claimed_at = coalesce(p.unit_claimed_at, u.unit_claimed_at),
                head_claimed_by = coalesce(p.head_claimed_by, u.head_claimed_by), head_claimed_at = coalesce(p.head_claimed_at, u.head_claimed_at)
           from ${UNITS.from('$2')} as p where u.task_id = p.task_id and u.unit_id = p.unit_id),
       ${says ? SAID : ''} ${measures ? MEASURED : ''}
       moved as (
         update tasks t
            set state = m.state, request = m.request, submitted_by = m.submitted_by, done_on = m.done_on, issued_on = m.issued_on,
                deadline_phrase = m.deadline_phrase, due_from = m.due_from, due_on = m.due_on, due_inherited = m.due_inherited,
                due_provisional = m.due_provisional, changed_at = $3, version = t.version + 1
           from ${TASKS.from('$1')} as m where t.id = m.id and t.version = m.version
         returning t.id)
  select 1 / (count(*) = $4)::int as all_moved from moved`;

const SAID = `
       said as (insert into task_reports (${REPORTS.names}) select ${REPORTS.names} from ${REPORTS.from('$5')} as r),`;
const MEASURED = `
       measured as (
         update task_targets g set attained = a.attained
           from ${ATTAINED.from('$6')} as a where g.task_id = a.task_id and g.position = a.position),`;

const CLAIM = writing(false, false);
const REPORT = writing(true, false);
const MEASURE = writing(true, true);

/** The one statement that writes the moves of a batch, with its values. */
export function writingOf(moves: readonly DecidedMove[]): [text: string, values: unknown[]] {
  const reports = moves.flatMap(reportRows);
  const attained = moves.flatMap(attainedRows);
  const values = [
    TASKS.text(moves.map(taskRow)),
    UNITS.text(moves.flatMap(partRows)),
    moves[0]?.now,
    moves.length,
  ];
  if (attained.length > 0) return [MEASURE, [...values, REPORTS.text(reports), ATTAINED.text(attained)]];
  return reports.length > 0 ? [REPORT, [...values, REPORTS.text(reports)]] : [CLAIM, values];
}

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

const isSame = (a: UnitPart, b: UnitPart): boolean =>
  a.claim === b.claim &&
  a.progressBp === b.progressBp &&
  a.submitted === b.submitted &&
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
