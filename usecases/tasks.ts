import * as routes from '@tongchuang/contract/task-acts.ts';
import type { Asked, Route } from '@tongchuang/contract/route.ts';
import { may, type UnitPath } from '@tongchuang/domain/access/may.ts';
import type { FileHash, PersonId, ReportId, TaskId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { move, type Actor, type Given, type TaskAction } from '@tongchuang/domain/tasks/lifecycle.ts';
import { getLine, writeMove, type LoadedLine, type Said } from '@tongchuang/storage/tasks/lines.ts';
import { getFiles, mustWorkAt } from '@tongchuang/storage/tasks/parts.ts';
import { act, type Act, type ActScene, type Onlooker, type Scene, type Subject } from './act.ts';

/** The moves of a task (办理): what each asks for is in the contract, what is allowed when in domain/tasks/lifecycle.ts. */

/** Words that a move may come with, as the routes name them. */
interface MoveBody {
  version?: number | undefined;
  reportId?: ReportId;
  note?: string | null;
  reason?: string;
  progressBp?: number;
  until?: string;
  attained?: { position: number; attained: number }[];
  files?: { sha256: string; name: string }[];
  chain?: { leaderId: PersonId | null; section: string | null; personId: PersonId | null };
}

export interface Loaded extends LoadedLine {
  files: { sha256: FileHash; name: string; size: number }[];
}

/** The unit that a unit's own move is made for: its path is what the right is judged against. */
async function partSubject(
  scene: Onlooker,
  asked: { params: { id: TaskId; unitId: UnitId }; body: MoveBody },
): Promise<Subject<Loaded>> {
  const { chain, files } = asked.body;
  const [line, kept] = await Promise.all([
    getLine(scene, asked.params.id),
    getFiles(scene, files ?? []),
    chain && mustWorkAt(scene, asked.params.unitId, [chain.leaderId, chain.personId]),
  ]);
  const path = line.paths.get(asked.params.unitId);
  // Nobody's draft: the office may still take it back.
  return { row: { ...line, files: kept }, owners: path && line.line.state !== 'draft' ? [path] : [] };
}

/** The whole task: all its units own it. */
export async function taskSubject(
  scene: Onlooker,
  asked: { params: { id: TaskId } },
): Promise<Subject<Loaded>> {
  const line = await getLine(scene, asked.params.id);
  return { row: { ...line, files: [] }, owners: [...line.paths.values()] };
}

/** Decides a move and writes it; the trace holds what the verifier folds. @returns what the reply says of the task */
export async function makeMove(
  scene: ActScene,
  row: Loaded,
  action: TaskAction,
  actor: Actor,
  body: MoveBody,
): Promise<{ task: ReturnType<typeof standing> }> {
  if (body.version !== undefined && body.version !== row.version) {
    throw new Refusal('row.changed_meanwhile', { what: 'task', id: row.id });
  }
  const after = move(row.line, action, actor, givenOf(scene, row, body));
  const version = writeMove(scene, {
    tenant: scene.tenant,
    now: scene.now,
    by: scene.actor,
    commandId: scene.commandId,
    action,
    before: row,
    after,
    unit: actor.unit,
    said: saidOf(scene, row, body, actor.unit),
  });
  scene.trace('task', row.id, {
    moves: [{ task: row.id, action, from: row.line.state, to: after.state, version }],
    unit: actor.unit ?? undefined,
    note: body.reason ?? body.note ?? undefined,
    progressBp: body.progressBp,
    until: body.until,
    files: row.files.length > 0 ? row.files.map((file) => file.sha256) : undefined,
  });
  if (actor.unit !== null) scene.trace('unit', actor.unit);
  return { task: standing(row.id, version, after, actor.unit) };
}

export function standing(id: TaskId, version: number, line: LoadedLine['line'], unit: UnitId | null) {
  const part = line.units.find((one) => one.unit === unit);
  const own = part && {
    unitId: part.unit,
    claim: part.claim,
    progressBp: part.progressBp,
    submitted: part.submitted,
  };
  return { id, state: line.state, version, part: own ?? null };
}

function givenOf(scene: Scene, row: Loaded, body: MoveBody): Given {
  const { chain } = body;
  return {
    on: scene.today,
    evidence: row.files.length,
    ...(body.reason === undefined ? {} : { reason: body.reason }),
    ...(body.note == null ? {} : { note: body.note }),
    ...(body.until === undefined ? {} : { until: body.until }),
    ...(body.progressBp === undefined ? {} : { progressBp: body.progressBp }),
    ...(chain ? { chain: { leader: chain.leaderId, section: chain.section, person: chain.personId } } : {}),
  };
}

/** Nothing is kept of a move without words: the trail has it. */
function saidOf(scene: ActScene, row: Loaded, body: MoveBody, unit: UnitId | null): Said | null {
  const note = body.reason ?? body.note ?? null;
  if (note === null && body.reportId === undefined) return null;
  return {
    id: body.reportId ?? scene.newId<ReportId>(),
    unit,
    note,
    progressBp: body.progressBp ?? null,
    until: body.until ?? null,
    files: row.files,
    attained: body.attained ?? [],
  };
}

/** How somebody stands to the unit's part that he acts for. */
const forUnit = (scene: Scene, unit: UnitId, path: UnitPath): Actor => ({
  person: scene.actor.personId,
  unit,
  office: false,
  head: may(scene.actor, 'task.head', [path]),
});

const forOffice = (scene: Scene): Actor => ({
  person: scene.actor.personId,
  unit: null,
  office: true,
  head: false,
});

type UnitRoute = typeof routes.claimByUnit;
type TaskRoute = typeof routes.recall;

/** One of the unit's own moves, as an act. The routes differ in what their bodies ask for, not in what is done with it. */
const unitMove = <R extends Route>(route: R, action: TaskAction): Act<R, Loaded> =>
  act<UnitRoute, Loaded>(route as unknown as UnitRoute, {
    early: partSubject as (scene: Onlooker, asked: Asked<UnitRoute>) => Promise<Subject<Loaded>>,
    apart: ({ params }) => params.id,
    run: (scene, { params, body }, row) =>
      makeMove(
        scene,
        row,
        action,
        forUnit(scene, params.unitId, row.paths.get(params.unitId) ?? []),
        body as MoveBody,
      ),
  }) as unknown as Act<R, Loaded>;

const officeMove = <R extends Route>(route: R, action: TaskAction): Act<R, Loaded> =>
  act<TaskRoute, Loaded>(route as unknown as TaskRoute, {
    early: taskSubject,
    apart: ({ params }) => params.id,
    run: (scene, { body }, row) => makeMove(scene, row, action, forOffice(scene), body as MoveBody),
  }) as unknown as Act<R, Loaded>;

export const claimByUnit = unitMove(routes.claimByUnit, 'claim_unit');
export const claimByHead = unitMove(routes.claimByHead, 'claim_head');
export const dispute = unitMove(routes.dispute, 'dispute');
export const report = unitMove(routes.report, 'report');
export const reportCannot = unitMove(routes.reportCannot, 'report_cannot');
export const submitDone = unitMove(routes.submitDone, 'submit_done');
export const withdraw = unitMove(routes.withdraw, 'withdraw');
export const requestDeferral = unitMove(routes.requestDeferral, 'request_deferral');
export const withdrawRequest = unitMove(routes.withdrawRequest, 'withdraw_request');
export const verifyAsUnit = unitMove(routes.verifyAsUnit, 'verify');
export const returnAsUnit = unitMove(routes.returnAsUnit, 'return');

export const recall = officeMove(routes.recall, 'recall');
export const verify = officeMove(routes.verify, 'verify');
export const returnTask = officeMove(routes.returnTask, 'return');
export const approveDeferral = officeMove(routes.approveDeferral, 'approve_deferral');
export const refuseDeferral = officeMove(routes.refuseDeferral, 'refuse_deferral');
export const uphold = officeMove(routes.uphold, 'uphold');
export const drop = officeMove(routes.drop, 'drop');
export const reopen = officeMove(routes.reopen, 'reopen');
