import type { PersonId, ReportId, TaskId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { FileHash } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import type { TaskAction, TaskLine } from '@tongchuang/domain/tasks/lifecycle.ts';
import type {
  ClaimState,
  TaskRequest,
  TaskState,
  UnitPart,
  UnitRole,
} from '@tongchuang/domain/tasks/task.ts';
import type { Transaction } from '../database.ts';
import { gathering } from '../gather.ts';

/** A task as its life needs it, with the path of every unit that has a part in it. One round trip, whatever the number of acts. */
export interface LoadedLine {
  id: TaskId;
  version: number;
  line: TaskLine;
  paths: ReadonlyMap<UnitId, readonly UnitId[]>;
}

interface TaskRow {
  id: TaskId;
  version: number;
  state: TaskState;
  request: TaskRequest | null;
  submitted_by: PersonId | null;
  done_on: string | null;
  issued_on: string | null;
  deadline_phrase: string | null;
  due_from: string | null;
  due_on: string | null;
  due_inherited: boolean;
  due_provisional: boolean;
}

interface PartRow {
  task_id: TaskId;
  unit_id: UnitId;
  /** Ids with blanks between them: to read an array of the database costs more than to read the rest of the row. */
  path: string;
  role: UnitRole;
  written_as: string | null;
  claim: ClaimState;
  leader_id: PersonId | null;
  section: string | null;
  person_id: PersonId | null;
  progress_bp: number;
  submitted: boolean;
}

/** The tasks, locked in one order: what is read of them and after them is the newest, so nobody loses a race that he was not in. */
const LOCK = `
  select id, version, state, request, submitted_by, done_on, issued_on, deadline_phrase, due_from, due_on, due_inherited, due_provisional
    from tasks where id = any($1::uuid[]) order by id for no key update`;
const PARTS = `
  select p.task_id, p.unit_id, array_to_string(u.path, ' ') as path, p.role, p.written_as, p.claim, p.leader_id, p.section, p.person_id, p.progress_bp, p.submitted
    from task_units p join units u on u.tenant_id = p.tenant_id and u.id = p.unit_id
   where p.task_id = any($1::uuid[]) order by p.task_id, p.position, p.unit_id`;

const loadTogether = gathering<TaskId, LoadedLine | undefined>(async ({ query }, ids) => {
  const wanted = [[...new Set(ids)]];
  const [tasks, parts] = await Promise.all([
    query<TaskRow & {}>(LOCK, wanted),
    query<PartRow & {}>(PARTS, wanted),
  ]);
  const partsOf = Map.groupBy(parts, (part) => part.task_id);
  const lines = new Map(tasks.map((row) => [row.id, lineOf(row, partsOf.get(row.id) ?? [])]));
  return ids.map((id) => lines.get(id));
});

/** @throws {Refusal} `request.not_found` */
export async function getLine(transaction: Pick<Transaction, 'query'>, id: TaskId): Promise<LoadedLine> {
  const line = await loadTogether(transaction, id);
  if (!line) throw new Refusal('request.not_found', { what: 'task', id });
  return line;
}

function lineOf(row: TaskRow, parts: readonly PartRow[]): LoadedLine {
  const isDated = row.deadline_phrase !== null || row.due_on !== null;
  return {
    id: row.id,
    version: row.version,
    paths: new Map(parts.map((part) => [part.unit_id, part.path.split(' ') as UnitId[]])),
    line: {
      state: row.state,
      request: row.request,
      submittedBy: row.submitted_by,
      doneOn: row.done_on,
      issuedOn: row.issued_on,
      deadline: isDated
        ? {
            phrase: row.deadline_phrase ?? '',
            from: row.due_from,
            due: row.due_on,
            inherited: row.due_inherited,
            provisional: row.due_provisional,
          }
        : null,
      units: parts.map((part): UnitPart => ({
        unit: part.unit_id,
        role: part.role,
        writtenAs: part.written_as,
        claim: part.claim,
        chain: { leader: part.leader_id, section: part.section, person: part.person_id },
        progressBp: part.progress_bp,
        submitted: part.submitted,
      })),
    },
  };
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

/** Only what a batch has to write is asked of the database: claims say nothing, most reports measure nothing. */
const writing = (says: boolean, measures: boolean) => `
  with parts as (
         update task_units u
            set claim = p.claim, progress_bp = p.progress_bp, submitted = p.submitted, dispute_reason = p.dispute_reason,
                leader_id = p.leader_id, section = p.section, person_id = p.person_id,
                unit_claimed_by = coalesce(p.unit_claimed_by, u.unit_claimed_by), unit_claimed_at = coalesce(p.unit_claimed_at, u.unit_claimed_at),
                head_claimed_by = coalesce(p.head_claimed_by, u.head_claimed_by), head_claimed_at = coalesce(p.head_claimed_at, u.head_claimed_at)
           from json_to_recordset($2) as p (task_id uuid, unit_id uuid, claim text, progress_bp int, submitted boolean, dispute_reason text,
                leader_id uuid, section text, person_id uuid, unit_claimed_by uuid, unit_claimed_at timestamptz,
                head_claimed_by uuid, head_claimed_at timestamptz)
          where u.task_id = any($3::uuid[]) and u.task_id = p.task_id and u.unit_id = p.unit_id),
       ${says ? SAID : ''} ${measures ? MEASURED : ''}
       moved as (
         update tasks t
            set state = m.state, request = m.request, submitted_by = m.submitted_by, done_on = m.done_on, issued_on = m.issued_on,
                deadline_phrase = m.deadline_phrase, due_from = m.due_from, due_on = m.due_on, due_inherited = m.due_inherited,
                due_provisional = m.due_provisional, changed_at = $4, version = t.version + 1
           from json_to_recordset($1) as m (id uuid, version int, state text, request jsonb, submitted_by uuid, done_on date, issued_on date,
                deadline_phrase text, due_from date, due_on date, due_inherited boolean, due_provisional boolean)
          where t.id = any($3::uuid[]) and t.id = m.id and t.version = m.version
         returning t.id)
  select 1 / (count(*) = $5)::int as all_moved from moved`;

const SAID = `
       said as (
         insert into task_reports (tenant_id, id, task_id, unit_id, kind, at, person_id, person_name, note, progress_bp, until, files, attained, state, command_id)
         select tenant_id, id, task_id, unit_id, kind, at, person_id, person_name, note, progress_bp, until, files, attained, state, command_id
           from json_populate_recordset(null::task_reports, $6)),`;
const MEASURED = `
       measured as (
         update task_targets g set attained = a.attained
           from json_to_recordset($7) as a (task_id uuid, position int, attained numeric)
          where g.task_id = any($3::uuid[]) and g.task_id = a.task_id and g.position = a.position),`;

const CLAIM = writing(false, false);
const REPORT = writing(true, false);
const MEASURE = writing(true, true);

/** Of each transaction: the moves that wait to be sent together, and the tasks that were moved in it. */
const begun = new WeakMap<Transaction['query'], { waiting: DecidedMove[]; moved: Set<TaskId> }>();

/**
 * Writes a move; the batch's statement is sent and not waited for, since the lock that was taken with the line makes it sure. If
 * a task is not what it was when it was loaded after all, the statement fails (a division by zero) and nothing is committed.
 * @returns the task's new version
 * @throws {Refusal} `row.changed_meanwhile` for a second move of a task in one transaction: it was decided on the line before
 */
export function writeMove({ query, lastly }: Writing, move: DecidedMove): number {
  const known = begun.get(query) ?? { waiting: [], moved: new Set<TaskId>() };
  begun.set(query, known);
  const { id, version } = move.before;
  if (known.moved.has(id)) throw new Refusal('row.changed_meanwhile', { what: 'task', id });
  known.moved.add(id);
  if (known.waiting.push(move) === 1)
    lastly(Promise.resolve().then(() => send(query, known.waiting.splice(0))));
  return version + 1;
}

type Writing = Pick<Transaction, 'query' | 'lastly'>;

function send(query: Transaction['query'], moves: readonly DecidedMove[]) {
  const reports = moves.flatMap(reportRows);
  const attained = moves.flatMap(attainedRows);
  const values = [
    JSON.stringify(moves.map(taskRow)),
    JSON.stringify(moves.flatMap(partRows)),
    moves.map((move) => move.before.id),
    moves[0]?.now,
    moves.length,
  ];
  if (attained.length > 0)
    return query(MEASURE, [...values, JSON.stringify(reports), JSON.stringify(attained)]);
  return reports.length > 0 ? query(REPORT, [...values, JSON.stringify(reports)]) : query(CLAIM, values);
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
