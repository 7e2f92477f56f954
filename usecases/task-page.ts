import * as acts from '@tongchuang/contract/task-acts.ts';
import * as routes from '@tongchuang/contract/tasks.ts';
import type { TaskPage } from '@tongchuang/contract/tasks.ts';
import { may, type UnitPath } from '@tongchuang/domain/access/may.ts';
import type { Permission } from '@tongchuang/domain/access/permissions.ts';
import type { PersonId, TaskId } from '@tongchuang/domain/kernel/ids.ts';
import { FIVE_FIXED, FOUR_CLARITIES, gapsOf } from '@tongchuang/domain/tasks/completeness.ts';
import { openActions, type Actor, type TaskAction } from '@tongchuang/domain/tasks/lifecycle.ts';
import { attainment, taskProgress } from '@tongchuang/domain/tasks/rollup.ts';
import type { TaskState } from '@tongchuang/domain/tasks/task.ts';
import { loadCalendar } from '@tongchuang/storage/campaign/calendar.ts';
import {
  listSections,
  listTerms,
  loadTasks,
  pathsOf,
  type TaskFacts,
  type Terms,
} from '@tongchuang/storage/tasks/facts.ts';
import * as page from '@tongchuang/storage/tasks/page.ts';
import { mustExist } from '@tongchuang/storage/versions.ts';
import { view, type FileReply, type Scene, type Subject } from './act.ts';
import { standingOf } from './task-standing.ts';

/** What the office's moves ask for besides the table of moves; the same as the rights of their routes. */
const OFFICE: Partial<Record<TaskAction, Permission>> = {
  issue: 'task.assign',
  recall: 'task.assign',
  assign: 'task.assign',
  verify: 'task.verify',
  return: 'task.verify',
  approve_deferral: 'task.decide',
  refuse_deferral: 'task.decide',
  uphold: 'task.decide',
  drop: 'task.decide',
  reopen: 'task.decide',
};

interface Looked {
  task: TaskFacts;
  parts: Awaited<ReturnType<typeof page.listPartNames>>;
  paths: UnitPath[];
}

/** A draft is nobody's but the office's until it is issued. */
async function readable(scene: Scene, id: TaskId): Promise<Subject<Looked>> {
  const [sections, [task], parts] = await Promise.all([
    listSections(scene),
    loadTasks(scene, { reach: 'all', ids: [id] }),
    page.listPartNames(scene, id),
  ]);
  const found = mustExist(task, 'task', id);
  found.sectionPath = (found.sectionId !== null && pathsOf(sections).get(found.sectionId)) || [];
  const paths = parts.map((part) => part.path);
  return { row: { task: found, parts, paths }, owners: found.state === 'draft' ? [] : paths };
}

export const getTask = view(routes.getTask, {
  about: (scene, { params }) => readable(scene, params.id),
  async run(scene, { params: { id } }, { task, parts, paths }: Looked): Promise<TaskPage> {
    const [terms, calendar, plan, reports, editions, related, planItems] = await Promise.all([
      listTerms(scene),
      loadCalendar(scene),
      page.findPlanOfTask(scene, id),
      page.listReports(scene, id),
      page.listTaskEditions(scene, id),
      page.listRelatedIds(scene, id),
      page.listItemsOfTask(scene, id),
    ]);
    const [people, others] = await Promise.all([
      page.findPersonNames(
        scene,
        [task.request?.by].filter((one): one is PersonId => one !== undefined),
      ),
      related.length === 0 ? [] : loadTasks(scene, { reach: 'all', ids: related.map((row) => row.id) }),
    ]);
    const { light, progressBp } = standingOf(task, calendar, scene.now);
    const placed = mustExist(plan, 'plan', task.plan);
    const isInstance = new Set(related.filter((row) => row.isInstance).map((row) => row.id));
    task.hasInstances = isInstance.size > 0;
    return {
      id,
      version: task.version,
      campaignId: task.campaign,
      plan: { id: placed.id, title: placed.title, edition: placed.edition, documentId: placed.documentId },
      sectionId: task.sectionId,
      sectionPath: [...task.sectionPath],
      no: task.no,
      text: task.text,
      objective: task.objective,
      standard: task.standard,
      assessment: task.assessment,
      reward: task.reward,
      stage: task.stage && { id: task.stage, name: placed.stageName ?? '' },
      goal: task.goalId === null ? null : { id: task.goalId, text: placed.goalText ?? '' },
      parent: task.parent && { id: task.parent, no: placed.parentNo ?? '', text: placed.parentText ?? '' },
      series: task.seriesId && { id: task.seriesId, text: placed.seriesText ?? '' },
      period: task.period,
      deadline: task.deadline,
      recurrence: task.recurrence,
      targets: task.targets.map((target, position) => ({
        ...target,
        position,
        attainmentBp: attainment(target),
      })),
      weight: task.weight,
      state: task.state,
      inEdition: placed.inEdition,
      request: task.request && {
        kind: task.request.kind,
        unitId: task.request.unit,
        by: people.get(task.request.by) ?? '',
        on: task.request.on,
        reason: task.request.reason,
        until: task.request.until,
      },
      issuedOn: task.issuedOn,
      doneOn: task.doneOn,
      light: light.light,
      provisional: light.provisional,
      lightReasons: light.reasons,
      progressBp,
      progressReasons: taskProgress(task).reasons,
      parts: parts.map((names) => partOf(scene, task, names)),
      unexpanded: task.unexpanded,
      openActions: officeActions(scene, task, paths),
      mayEdit: may(scene.actor, 'task.assign', paths) && !['verified', 'dropped'].includes(task.state),
      children: others
        .filter((one) => !isInstance.has(one.id))
        .map((one) => ({
          id: one.id,
          no: one.no,
          text: one.text,
          state: one.state,
          progressBp: taskProgress(one).progressBp,
        })),
      instances: others
        .flatMap((one) =>
          isInstance.has(one.id) && one.period
            ? [{ id: one.id, ...one.period, state: one.state, due: one.deadline?.due ?? null }]
            : [],
        )
        .sort((a, b) => (a.from > b.from ? -1 : 1)),
      planItems,
      reports: reports.map((row) => ({
        id: row.id,
        kind: row.kind as TaskAction,
        unitId: row.unit_id,
        at: row.at.toISOString(),
        person: row.person_name,
        note: row.note,
        progressBp: row.progress_bp,
        until: row.until,
        files: row.files,
        attained: row.attained,
        state: row.state as TaskState,
      })),
      editions,
      gaps: gapCodes(task, terms),
    };
  },
});

/** 四明确 and 五定 together, each missing thing once. What the campaign fixes for all is not missing in a task. */
export function gapCodes(
  given: TaskFacts,
  terms: Terms,
): { code: string; unitId: TaskFacts['units'][number]['unit'] | null }[] {
  const fixed = terms.get(given.campaign);
  const assessment = given.assessment ?? fixed?.assessment ?? null;
  const task = { ...given, assessment, reward: given.reward ?? fixed?.reward ?? null };
  const found = new Map(
    [...gapsOf(task, FOUR_CLARITIES), ...gapsOf(task, FIVE_FIXED)].map((gap) => [
      `${gap.item}:${gap.unit ?? ''}`,
      { code: gap.item as string, unitId: gap.unit },
    ]),
  );
  if (task.recurrence?.rhythm === 'unset') found.set('rhythm', { code: 'rhythm', unitId: null });
  if (task.unexpanded.length > 0) found.set('unexpanded', { code: 'unexpanded', unitId: null });
  return [...found.values()];
}

function partOf(scene: Scene, task: TaskFacts, names: Looked['parts'][number]): TaskPage['parts'][number] {
  const part = task.units.find((one) => one.unit === names.unitId);
  if (!part) throw new Error('a part that has a name is a part of the task');
  const works = may(scene.actor, 'task.work', [names.path]) && task.state !== 'draft';
  const head = may(scene.actor, 'task.head', [names.path]);
  const actor: Actor = { person: scene.actor.personId, unit: part.unit, office: false, head };
  const named = (id: PersonId | null, name: string | null) => (id === null ? null : { id, name: name ?? '' });
  return {
    unitId: part.unit,
    unitName: names.unitName,
    shortName: names.shortName,
    role: part.role,
    writtenAs: part.writtenAs,
    claim: part.claim,
    unitClaimedBy: names.unitClaimedBy,
    unitClaimedAt: names.unitClaimedAt?.toISOString() ?? null,
    headClaimedBy: names.headClaimedBy,
    headClaimedAt: names.headClaimedAt?.toISOString() ?? null,
    disputeReason: names.disputeReason,
    leader: named(part.chain.leader, names.leaderName),
    section: part.chain.section,
    person: named(part.chain.person, names.personName),
    progressBp: part.progressBp,
    submitted: part.submitted,
    openActions: works ? openActions(task, actor) : [],
    maySetChain: works,
  };
}

function officeActions(scene: Scene, task: TaskFacts, paths: readonly UnitPath[]): TaskAction[] {
  const owners = task.state === 'draft' ? [] : paths;
  const actor: Actor = { person: scene.actor.personId, unit: null, office: true, head: false };
  return openActions(task, actor).filter((action) => {
    const needed = OFFICE[action];
    return needed !== undefined && may(scene.actor, needed, owners);
  });
}

/** 佐证材料: only through the task whose report names it. */
export const taskFile = view(acts.taskFile, {
  about: (scene, { params }) => readable(scene, params.id),
  async run(scene, { params: { id, sha256 } }): Promise<FileReply> {
    const file = mustExist(await page.findReportFile(scene, id, sha256), 'file', sha256);
    const bytes = await scene.files.read(sha256 as Parameters<typeof scene.files.read>[0]);
    return { fileName: file.name, mime: 'application/octet-stream', bytes };
  },
});
