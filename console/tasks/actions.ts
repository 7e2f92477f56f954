import * as acts from '@tongchuang/contract/task-acts.ts';
import type { Route } from '@tongchuang/contract/route.ts';
import type { TaskPage } from '@tongchuang/contract/tasks.ts';
import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { TaskAction } from '@tongchuang/domain/tasks/lifecycle.ts';

/** One thing that whoever looks may do now, for himself as the office or for one of the task's units. */
export interface Offer {
  action: TaskAction;
  /** The unit for which it is done; null: as the office. */
  unitId: UnitId | null;
  unitName: string | null;
}

/** The most pressing first: what moves the task on stands before what holds it up. */
const ORDER: readonly TaskAction[] = [
  'issue',
  'verify',
  'approve_deferral',
  'uphold',
  'claim_unit',
  'claim_head',
  'submit_done',
  'report',
  'return',
  'refuse_deferral',
  'request_deferral',
  'report_cannot',
  'dispute',
  'withdraw',
  'withdraw_request',
  'assign',
  'reopen',
  'recall',
  'drop',
];

/** In a task that is only begun one reports; near its end one hands in. */
const NEARLY_DONE_BP = 8_000;

export function offersOf(page: TaskPage): readonly Offer[] {
  const ofUnits = page.parts.flatMap((part) =>
    part.openActions.map((action) => ({ action, unitId: part.unitId, unitName: part.shortName })),
  );
  const ofOffice = page.openActions.map((action) => ({ action, unitId: null, unitName: null }));
  const rank = ({ action, unitId }: Offer) => {
    const part = page.parts.find((one) => one.unitId === unitId);
    if (action === 'report' && (part?.progressBp ?? 0) < NEARLY_DONE_BP)
      return ORDER.indexOf('submit_done') - 0.5;
    return ORDER.indexOf(action);
  };
  return [...ofOffice, ...ofUnits].toSorted((a, b) => rank(a) - rank(b));
}

/** What is asked for with an action. `note` and `reason` are words; a note may be left out where it is `optional`. */
export interface Asks {
  note?: 'needed' | 'optional';
  reason?: true;
  until?: true;
  progress?: true;
  files?: true;
  chain?: true;
  units?: true;
}

export const ASKS: Record<TaskAction, Asks> = {
  issue: {},
  recall: { reason: true },
  assign: { units: true, note: 'optional' },
  claim_unit: {},
  claim_head: { chain: true },
  dispute: { reason: true },
  report: { note: 'needed', progress: true, files: true },
  report_cannot: { reason: true, files: true },
  submit_done: { note: 'needed', files: true },
  withdraw: {},
  verify: { note: 'optional' },
  return: { reason: true },
  request_deferral: { reason: true, until: true, files: true },
  withdraw_request: {},
  approve_deferral: { until: true, note: 'optional' },
  refuse_deferral: { reason: true },
  uphold: { reason: true },
  drop: { reason: true },
  reopen: { reason: true },
};

/** Done at once, with one tap. */
export const isPlain = (action: TaskAction): boolean => Object.keys(ASKS[action]).length === 0;

/** Brings the task nearer to its end; the first of them is the one prominent button. */
export const movesOn = (action: TaskAction): boolean => ORDER.indexOf(action) <= ORDER.indexOf('report');

/** Acts that take something away or hold it up; they stand aside. */
export const isGrave = (action: TaskAction): boolean =>
  ['drop', 'recall', 'reopen', 'dispute', 'report_cannot'].includes(action);

const UNIT_ROUTES: Partial<Record<TaskAction, Route>> = {
  claim_unit: acts.claimByUnit,
  claim_head: acts.claimByHead,
  dispute: acts.dispute,
  report: acts.report,
  report_cannot: acts.reportCannot,
  submit_done: acts.submitDone,
  withdraw: acts.withdraw,
  request_deferral: acts.requestDeferral,
  withdraw_request: acts.withdrawRequest,
  verify: acts.verifyAsUnit,
  return: acts.returnAsUnit,
};
const OFFICE_ROUTES: Partial<Record<TaskAction, Route>> = {
  issue: acts.issue,
  recall: acts.recall,
  assign: acts.assign,
  verify: acts.verify,
  return: acts.returnTask,
  approve_deferral: acts.approveDeferral,
  refuse_deferral: acts.refuseDeferral,
  uphold: acts.uphold,
  drop: acts.drop,
  reopen: acts.reopen,
};

export function routeOf({ action, unitId }: Offer): Route {
  const route = (unitId === null ? OFFICE_ROUTES : UNIT_ROUTES)[action];
  if (route === undefined) throw new Error(`no door for ${action} of ${unitId ?? 'the office'}`);
  return route;
}

/** Decisions about what one has read are refused where it was changed meanwhile; a unit's own report is true whatever others did. */
const BY_VERSION: readonly TaskAction[] = [
  'verify',
  'return',
  'approve_deferral',
  'refuse_deferral',
  'uphold',
  'drop',
  'reopen',
  'assign',
  'recall',
];
/** Acts that leave a report behind, with an id of its own. */
const REPORTS: readonly TaskAction[] = [
  'report',
  'report_cannot',
  'submit_done',
  'request_deferral',
  'verify',
  'return',
  'approve_deferral',
  'refuse_deferral',
  'uphold',
  'drop',
  'reopen',
];

export interface Filled {
  reportId: string;
  note: string;
  reason: string;
  until: string;
  /** Whole percent. */
  progress: number;
  attained: Readonly<Record<number, string>>;
  files: readonly { sha256: string; name: string }[];
  chain: { leaderId: string; section: string; personId: string };
  units: readonly { unitId: string; role: string; writtenAs?: string | null }[];
}

/** The act as it goes over the wire: params and body by what the action asks for. */
export function givenOf(offer: Offer, page: Pick<TaskPage, 'id' | 'version'>, filled: Filled) {
  const { action, unitId } = offer;
  if (action === 'issue') return { body: { taskIds: [page.id] } };
  const asks = ASKS[action];
  const text = filled.note.trim();
  const attained = Object.entries(filled.attained).flatMap(([position, value]) =>
    value.trim() === '' ? [] : [{ position: Number(position), attained: Number(value) }],
  );
  return {
    params: unitId === null ? { id: page.id } : { id: page.id, unitId },
    body: {
      ...(BY_VERSION.includes(action) ? { version: page.version } : {}),
      ...(REPORTS.includes(action) ? { reportId: filled.reportId } : {}),
      ...(asks.reason === true ? { reason: filled.reason.trim() } : {}),
      ...(asks.note === undefined ? {} : { note: text === '' ? null : text }),
      ...(asks.until === true ? { until: filled.until } : {}),
      ...(asks.progress === true ? { progressBp: Math.round(filled.progress * 100) } : {}),
      ...(action === 'report' || action === 'submit_done' ? { attained } : {}),
      ...(asks.files === true ? { files: filled.files } : {}),
      ...(asks.chain === true ? { chain: chainOf(filled.chain) } : {}),
      ...(asks.units === true ? { units: filled.units } : {}),
    },
  };
}

export const chainOf = ({ leaderId, section, personId }: Filled['chain']) => ({
  leaderId: leaderId === '' ? null : leaderId,
  section: section.trim() === '' ? null : section.trim(),
  personId: personId === '' ? null : personId,
});

/** Is everything there that the action needs? The server judges it again. */
export function isReady(offer: Offer, filled: Filled): boolean {
  const asks = ASKS[offer.action];
  if (asks.reason === true && filled.reason.trim().length < 2) return false;
  if (asks.until === true && filled.until === '') return false;
  if (asks.chain === true && filled.chain.personId === '') return false;
  if (asks.units === true && !filled.units.some(({ role }) => role === 'lead' || role === 'responsible'))
    return false;
  if (asks.note === 'needed' && filled.note.trim() === '')
    return offer.action === 'submit_done' && filled.files.length > 0;
  return true;
}
