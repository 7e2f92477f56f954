import type { CivilDate } from '../kernel/calendar.ts';
import type { PersonId, UnitId } from '../kernel/ids.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { ResponsibilityChain } from '../organisation/unit.ts';
import { bearsDuty } from './task.ts';
import type { Task, TaskState, UnitPart, UnitRole } from './task.ts';

/**
 * The life of a task: one table of moves. The server refuses by it, the console draws its buttons from it, and the
 * verifier replays histories against it.
 *
 * A task with several duty-bearing units (lead, responsible) is one task with several parts. It is `claimed` when all their
 * heads have claimed, and `done` when its lead hands it in or, where there is no lead, when the last responsible unit does.
 */
export const TASK_ACTIONS = [
  'issue', // 下达
  'recall', // 撤回下达, before anybody claimed
  'assign', // 指定、调整责任单位; also settles a disputed claim and a 做不了
  'claim_unit', // 单位认领(配合单位签收)
  'claim_head', // 一把手认领
  'dispute', // 对分工有异议
  'report', // 填报进展
  'report_cannot', // 做不了
  'submit_done', // 提交办结
  'withdraw', // 撤回办结
  'verify', // 核验通过
  'return', // 退回
  'request_deferral', // 申请延期
  'withdraw_request', // 撤回申请
  'approve_deferral', // 批准延期
  'refuse_deferral', // 不予延期
  'uphold', // 仍须办理: the answer "no" to a 做不了
  'drop', // 撤销
  'reopen', // 重新打开
] as const;
export type TaskAction = (typeof TASK_ACTIONS)[number];

type Moves = Partial<Record<TaskAction, readonly TaskState[]>>;

const SAME_WHILE_UNCLAIMED: Moves = {
  claim_unit: ['issued'],
  claim_head: ['issued', 'claimed'],
  dispute: ['issued'],
};

/** What a task that is being worked on takes, whatever its exact state; `here` is that state. */
const worked = (here: TaskState): Moves => ({
  assign: ['issued', here],
  claim_unit: [here],
  claim_head: [here],
  dispute: [here],
  report: [here, 'in_progress'],
  report_cannot: [here],
  submit_done: ['in_progress', 'done'],
  request_deferral: [here],
  withdraw_request: [here],
  approve_deferral: ['deferred'],
  refuse_deferral: [here],
  uphold: [here],
  drop: ['dropped'],
});

/** State → action → the states that may follow. An edge that is not here does not exist. */
export const MOVES: Readonly<Record<TaskState, Moves>> = {
  draft: { issue: ['issued'], assign: ['draft'] },
  issued: { ...worked('issued'), ...SAME_WHILE_UNCLAIMED, recall: ['draft'] },
  claimed: worked('claimed'),
  in_progress: worked('in_progress'),
  returned: worked('returned'),
  deferred: worked('deferred'),
  done: { withdraw: ['in_progress'], verify: ['verified'], return: ['returned'], drop: ['dropped'] },
  verified: { reopen: ['in_progress'] },
  dropped: { reopen: ['issued'] },
};

/** How somebody stands to a task: the campaign office (创建办), or a unit in its role. */
export type Relation = 'office' | UnitRole;

export interface Actor {
  person: PersonId;
  /** The unit the person acts for. */
  unit: UnitId | null;
  /** Acts with the office's rights over tasks. */
  office: boolean;
  /** Is the head (一把手) of the unit, or acts with that right. */
  head: boolean;
}

export type TaskLine = Pick<
  Task,
  'state' | 'units' | 'request' | 'submittedBy' | 'doneOn' | 'issuedOn' | 'deadline'
>;

type Need = 'reason' | 'until' | 'chain' | 'note' | 'evidence' | 'units';

/** What comes with an action; each action says what it needs. */
export interface Given {
  /** Today, in Shanghai. */
  on: CivilDate;
  reason?: string;
  /** New last day. */
  until?: CivilDate;
  chain?: ResponsibilityChain;
  /** What was done, in words. */
  note?: string;
  /** Number of pieces of evidence that go with it. */
  evidence?: number;
  progressBp?: number;
  /** The wanted units and roles (assign). Parts that stay keep their claim and progress. */
  units?: readonly Pick<UnitPart, 'unit' | 'role' | 'writtenAs'>[];
}

interface Rule {
  by: readonly Relation[];
  needs: readonly Need[];
  /** Further condition on the row and the acting unit's own part. */
  when?: (task: TaskLine, part: UnitPart | null) => boolean;
}

const claimable = (claim: UnitPart['claim'] | undefined) => claim === 'open' || claim === 'disputed';
const noRequest = (task: TaskLine) => task.request === null;
const asks = (kind: 'deferral' | 'cannot') => (task: TaskLine) => task.request?.kind === kind;
/** A duty bearer works after its head has claimed, others after the unit has. */
const hasTakenOn = (part: UnitPart | null) =>
  part !== null && (part.claim === 'head' || (part.claim === 'unit' && !bearsDuty(part.role)));

export const RULES: Readonly<Record<TaskAction, Rule>> = {
  issue: { by: ['office'], needs: [], when: (task) => task.units.some((part) => bearsDuty(part.role)) },
  recall: {
    by: ['office'],
    needs: ['reason'],
    when: (task) => task.units.every((part) => part.claim === 'open'),
  },
  assign: { by: ['office'], needs: ['units'] },
  claim_unit: {
    by: ['lead', 'responsible', 'cooperating', 'assessing', 'material'],
    needs: [],
    when: (_, part) => claimable(part?.claim),
  },
  claim_head: { by: ['lead', 'responsible'], needs: ['chain'], when: (_, part) => part?.claim === 'unit' },
  dispute: {
    by: ['lead', 'responsible', 'cooperating', 'material'],
    needs: ['reason'],
    when: (_, part) => part?.claim === 'open' || part?.claim === 'unit',
  },
  report: {
    by: ['lead', 'responsible', 'cooperating', 'material'],
    needs: ['note'],
    when: (_, part) => hasTakenOn(part),
  },
  report_cannot: { by: ['lead', 'responsible'], needs: ['reason'], when: noRequest },
  submit_done: {
    by: ['lead', 'responsible'],
    needs: ['evidence'],
    when: (_, part) => hasTakenOn(part) && part?.submitted === false,
  },
  withdraw: { by: ['lead', 'responsible'], needs: [], when: (_, part) => part?.submitted === true },
  verify: { by: ['office', 'assessing'], needs: [] },
  return: { by: ['office', 'assessing'], needs: ['reason'] },
  request_deferral: {
    by: ['lead', 'responsible'],
    needs: ['reason', 'until'],
    when: (task, part) => noRequest(task) && hasTakenOn(part),
  },
  withdraw_request: {
    by: ['lead', 'responsible'],
    needs: [],
    when: (task, part) => task.request !== null && task.request.unit === part?.unit,
  },
  approve_deferral: { by: ['office'], needs: ['until'], when: (task) => task.request !== null },
  refuse_deferral: { by: ['office'], needs: ['reason'], when: asks('deferral') },
  uphold: { by: ['office'], needs: ['reason'], when: asks('cannot') },
  drop: { by: ['office'], needs: ['reason'] },
  reopen: { by: ['office'], needs: ['reason'] },
};

const HEADS_ONLY: readonly TaskAction[] = ['claim_head'];
/** Decisions that must not come from whoever handed in or asked. */
const OF_SUBMISSION: readonly TaskAction[] = ['verify', 'return'];
const OF_REQUEST: readonly TaskAction[] = ['approve_deferral', 'refuse_deferral', 'uphold'];

const partOf = (task: TaskLine, actor: Actor): UnitPart | null =>
  task.units.find((part) => part.unit === actor.unit) ?? null;

export function relationsOf(task: TaskLine, actor: Actor): Relation[] {
  const part = partOf(task, actor);
  return [...(actor.office ? (['office'] as const) : []), ...(part === null ? [] : [part.role])];
}

/** The actions open to somebody now, in the order of TASK_ACTIONS; what the buttons are drawn from. */
export function openActions(task: TaskLine, actor: Actor): TaskAction[] {
  return TASK_ACTIONS.filter((action) => isOpen(task, action, actor) && !isOwnMatter(task, action, actor));
}

function isOpen(task: TaskLine, action: TaskAction, actor: Actor): boolean {
  if (MOVES[task.state][action] === undefined) return false;
  const rule = RULES[action];
  if (!relationsOf(task, actor).some((relation) => rule.by.includes(relation))) return false;
  if (HEADS_ONLY.includes(action) && !actor.head) return false;
  return rule.when === undefined || rule.when(task, partOf(task, actor));
}

function isOwnMatter(task: TaskLine, action: TaskAction, actor: Actor): boolean {
  if (OF_SUBMISSION.includes(action)) return task.submittedBy === actor.person;
  if (OF_REQUEST.includes(action) || (action === 'drop' && task.request !== null)) {
    return task.request?.by === actor.person;
  }
  return false;
}

/**
 * The task after an action.
 * @throws {Refusal} `task.action_not_allowed` (state, relation, or nothing there to decide), `task.maker_is_checker`,
 *   `task.action_incomplete` (a reason, a date, the chain … is missing)
 */
export function move(task: TaskLine, action: TaskAction, actor: Actor, given: Given): TaskLine {
  if (!isOpen(task, action, actor))
    throw new Refusal('task.action_not_allowed', { state: task.state, action });
  if (isOwnMatter(task, action, actor)) throw new Refusal('task.maker_is_checker', { action });
  const missing = RULES[action].needs.filter((need) => !isGiven(need, given));
  if (missing.length > 0)
    throw new Refusal('task.action_incomplete', { action, missing: missing.join(', ') });

  const next = effect(task, action, actor, given);
  if (MOVES[task.state][action]?.includes(next.state) !== true) {
    throw new Error(`the table of moves has no edge ${task.state} -${action}-> ${next.state}`);
  }
  return next;
}

function isGiven(need: Need, given: Given): boolean {
  switch (need) {
    case 'reason':
      return (given.reason ?? '').trim() !== '';
    case 'note':
      return (given.note ?? '').trim() !== '';
    case 'until':
      return given.until !== undefined && given.until >= given.on;
    case 'chain':
      return given.chain !== undefined && given.chain.person !== null;
    case 'evidence':
      return (given.evidence ?? 0) > 0 || (given.note ?? '').trim() !== '';
    case 'units': {
      const units = given.units ?? [];
      const named = new Set(units.map((part) => part.unit));
      return named.size === units.length && units.some((part) => bearsDuty(part.role));
    }
  }
}

function effect(task: TaskLine, action: TaskAction, actor: Actor, given: Given): TaskLine {
  const own = (change: Partial<UnitPart>) =>
    task.units.map((part) => (part.unit === actor.unit ? { ...part, ...change } : part));
  const all = (change: Partial<UnitPart>) => task.units.map((part) => ({ ...part, ...change }));
  const progress = given.progressBp === undefined ? {} : { progressBp: clampBp(given.progressBp) };

  switch (action) {
    case 'issue':
      return { ...task, state: 'issued', issuedOn: given.on };
    case 'recall':
      return { ...task, state: 'draft', issuedOn: null, request: null };
    case 'assign':
      return assign(task, given);
    case 'claim_unit':
      return { ...task, units: own({ claim: 'unit' }) };
    case 'claim_head': {
      const units = own({ claim: 'head', ...(given.chain === undefined ? {} : { chain: given.chain }) });
      const whole = units.every((part) => !bearsDuty(part.role) || part.claim === 'head');
      return { ...task, units, state: task.state === 'issued' && whole ? 'claimed' : task.state };
    }
    case 'dispute':
      return { ...task, units: own({ claim: 'disputed' }) };
    case 'report': {
      const moves = task.units.some((part) => part.unit === actor.unit && bearsDuty(part.role));
      return { ...task, units: own(progress), state: moves ? 'in_progress' : task.state };
    }
    case 'report_cannot':
    case 'request_deferral':
      return { ...task, request: requestOf(task, action, actor, given) };
    case 'withdraw_request':
      return { ...task, request: null };
    case 'submit_done':
      return submit(task, own({ submitted: true, progressBp: 10_000 }), actor, given);
    case 'withdraw':
      return {
        ...task,
        state: 'in_progress',
        units: own({ submitted: false }),
        submittedBy: null,
        doneOn: null,
      };
    case 'verify':
      return { ...task, state: 'verified' };
    case 'return':
      return {
        ...task,
        state: 'returned',
        units: all({ submitted: false }),
        submittedBy: null,
        doneOn: null,
      };
    case 'approve_deferral': {
      const until = given.until ?? null;
      const words = task.deadline ?? { phrase: '', from: null };
      const deadline = { ...words, due: until, inherited: false, provisional: false };
      return { ...task, state: 'deferred', deadline, request: null };
    }
    case 'refuse_deferral':
    case 'uphold':
      return { ...task, request: null };
    case 'drop':
      return { ...task, state: 'dropped', request: null };
    case 'reopen': {
      const state = task.state === 'verified' ? 'in_progress' : 'issued';
      return { ...task, state, units: all({ submitted: false }), submittedBy: null, doneOn: null };
    }
  }
}

const clampBp = (value: number) => Math.min(10_000, Math.max(0, Math.trunc(value) || 0));

function requestOf(task: TaskLine, action: TaskAction, actor: Actor, given: Given): TaskLine['request'] {
  const unit = partOf(task, actor)?.unit;
  if (unit === undefined) throw new Refusal('task.action_not_allowed', { state: task.state, action });
  const kind = action === 'report_cannot' ? 'cannot' : 'deferral';
  const until = kind === 'deferral' ? (given.until ?? null) : null;
  return { kind, unit, by: actor.person, on: given.on, reason: (given.reason ?? '').trim(), until };
}

/** Whole when the lead hands in, or the last duty-bearing unit where there is no lead. */
function submit(task: TaskLine, units: UnitPart[], actor: Actor, given: Given): TaskLine {
  const byLead = units.some((part) => part.unit === actor.unit && part.role === 'lead');
  const whole = byLead || (!hasLead(units) && units.every((part) => !bearsDuty(part.role) || part.submitted));
  if (!whole) return { ...task, units, state: 'in_progress' };
  return { ...task, units, state: 'done', submittedBy: actor.person, doneOn: given.on, request: null };
}

const hasLead = (units: readonly UnitPart[]) => units.some((part) => part.role === 'lead');

/**
 * A unit that is assigned after the task was issued has not chosen: its part counts as taken on by the unit, and its head still
 * claims in person. When no duty bearer is left who has, the task stands as newly issued.
 */
function assign(task: TaskLine, given: Given): TaskLine {
  const fresh = task.state === 'draft' ? 'open' : 'unit';
  const units = (given.units ?? []).map((wanted): UnitPart => {
    const kept = task.units.find((part) => part.unit === wanted.unit);
    if (kept === undefined) {
      const chain = { leader: null, section: null, person: null };
      return { ...wanted, claim: fresh, chain, progressBp: 0, submitted: false };
    }
    return { ...kept, ...wanted, claim: kept.claim === 'disputed' ? 'unit' : kept.claim };
  });
  const request = task.request?.kind === 'cannot' ? null : task.request;
  const someoneHas = units.some((part) => bearsDuty(part.role) && part.claim === 'head');
  const state = task.state === 'draft' || someoneHas ? task.state : 'issued';
  const stillThere = request !== null && units.some((part) => part.unit === request.unit);
  return { ...task, units, state, request: stillThere ? request : null };
}
