import type { PersonId, TaskId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import type {
  ClaimState,
  TaskRequest,
  TaskState,
  UnitPart,
  UnitRole,
} from '@tongchuang/domain/tasks/task.ts';
import type { Transaction } from '../database.ts';
import { gathering } from '../gather.ts';
import { writingOf, type DecidedMove, type LoadedLine } from './move-rows.ts';

export type { LoadedLine, Said } from './move-rows.ts';

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
    lastly(Promise.resolve().then(() => query(...writingOf(known.waiting.splice(0)))));
  return version + 1;
}

type Writing = Pick<Transaction, 'query' | 'lastly'>;
