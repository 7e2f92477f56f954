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

interface LineRow {
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
  parts: {
    unit: UnitId;
    path: UnitId[];
    role: UnitRole;
    as: string | null;
    claim: ClaimState;
    leader: PersonId | null;
    section: string | null;
    person: PersonId | null;
    bp: number;
    submitted: boolean;
  }[];
}

const LOCK = 'select id from tasks where id = any($1::uuid[]) order by id for no key update';
const LOAD = `
  select t.id, t.version, t.state, t.request, t.submitted_by, t.done_on, t.issued_on,
         t.deadline_phrase, t.due_from, t.due_on, t.due_inherited, t.due_provisional,
         coalesce((select json_agg(json_build_object('unit', p.unit_id, 'path', u.path, 'role', p.role, 'as', p.written_as,
                     'claim', p.claim, 'leader', p.leader_id, 'section', p.section, 'person', p.person_id,
                     'bp', p.progress_bp, 'submitted', p.submitted) order by p.position, p.unit_id)
                     from task_units p join units u on u.tenant_id = p.tenant_id and u.id = p.unit_id
                    where p.tenant_id = t.tenant_id and p.task_id = t.id), '[]') as parts
    from tasks t where t.id = any($1::uuid[])`;

const loadTogether = gathering<TaskId, LoadedLine | undefined>(async ({ query }, ids) => {
  const wanted = [...new Set(ids)];
  // Two statements, one round trip: what is read after the lock is the newest, so nobody loses a race that he was not in.
  const [, rows] = await Promise.all([query(LOCK, [wanted]), query<LineRow & {}>(LOAD, [wanted])]);
  const lines = new Map(rows.map((row) => [row.id, lineOf(row)]));
  return ids.map((id) => lines.get(id));
});

/** @throws {Refusal} `request.not_found` */
export async function getLine(transaction: Pick<Transaction, 'query'>, id: TaskId): Promise<LoadedLine> {
  const line = await loadTogether(transaction, id);
  if (!line) throw new Refusal('request.not_found', { what: 'task', id });
  return line;
}

function lineOf(row: LineRow): LoadedLine {
  const isDated = row.deadline_phrase !== null || row.due_on !== null;
  return {
    id: row.id,
    version: row.version,
    paths: new Map(row.parts.map((part) => [part.unit, part.path])),
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
      units: row.parts.map((part): UnitPart => ({
        unit: part.unit,
        role: part.role,
        writtenAs: part.as,
        claim: part.claim,
        chain: { leader: part.leader, section: part.section, person: part.person },
        progressBp: part.bp,
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

const WRITE = `
  with moves as (
         select * from json_to_recordset($1) as m (id uuid, version int, state text, request jsonb, submitted_by uuid, done_on date,
                issued_on date, deadline_phrase text, due_from date, due_on date, due_inherited boolean, due_provisional boolean)),
       parts as (
         update task_units u
            set claim = p.claim, progress_bp = p.progress_bp, submitted = p.submitted, dispute_reason = p.dispute_reason,
                leader_id = p.leader_id, section = p.section, person_id = p.person_id,
                unit_claimed_by = coalesce(p.unit_claimed_by, u.unit_claimed_by), unit_claimed_at = coalesce(p.unit_claimed_at, u.unit_claimed_at),
                head_claimed_by = coalesce(p.head_claimed_by, u.head_claimed_by), head_claimed_at = coalesce(p.head_claimed_at, u.head_claimed_at)
           from json_populate_recordset(null::task_units, $2) as p
          where u.task_id = any($5::uuid[]) and u.task_id = p.task_id and u.unit_id = p.unit_id),
       said as (
         insert into task_reports (tenant_id, id, task_id, unit_id, kind, at, person_id, person_name, note, progress_bp, until, files, attained, state, command_id)
         select tenant_id, id, task_id, unit_id, kind, at, person_id, person_name, note, progress_bp, until, files, attained, state, command_id
           from json_populate_recordset(null::task_reports, $3)),
       measured as (
         update task_targets g set attained = a.attained
           from json_to_recordset($4) as a (task_id uuid, position int, attained numeric)
          where g.task_id = any($5::uuid[]) and g.task_id = a.task_id and g.position = a.position)
  update tasks t
     set state = m.state, request = m.request, submitted_by = m.submitted_by, done_on = m.done_on, issued_on = m.issued_on,
         deadline_phrase = m.deadline_phrase, due_from = m.due_from, due_on = m.due_on, due_inherited = m.due_inherited,
         due_provisional = m.due_provisional, changed_at = $6, version = t.version + 1
    from moves m where t.id = any($5::uuid[]) and t.id = m.id and t.version = m.version
  returning t.id`;

const writeTogether = gathering<DecidedMove, boolean>(async ({ query }, moves) => {
  const [first] = moves;
  if (!first) return [];
  const rows = await query<{ id: TaskId }>(WRITE, [
    JSON.stringify(moves.map(taskRow)),
    JSON.stringify(moves.flatMap(partRows)),
    JSON.stringify(moves.flatMap(reportRows)),
    JSON.stringify(moves.flatMap(attainedRows)),
    [...new Set(moves.map((move) => move.before.id))],
    first.now,
  ]);
  const written = new Set(rows.map((row) => row.id));
  // Two moves of one task in one batch read the same version: the first stands, the second is told.
  return moves.map((move) => written.delete(move.before.id));
});

/** @throws {Refusal} `row.changed_meanwhile` where the task is not what it was when it was loaded */
export async function writeMove(transaction: Pick<Transaction, 'query'>, move: DecidedMove): Promise<number> {
  const done = await writeTogether(transaction, move);
  if (!done) throw new Refusal('row.changed_meanwhile', { what: 'task', id: move.before.id });
  return move.before.version + 1;
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
