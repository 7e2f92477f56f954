import { civilDate } from '@tongchuang/domain/kernel/civil-date.ts';
import type { CampaignId, PlanId, TaskId } from '@tongchuang/domain/kernel/ids.ts';
import {
  comparePlans,
  type EditionTask as Compared,
  type TaskDiff,
} from '@tongchuang/domain/tasks/plan-diff.ts';
import type { Transaction } from '../database.ts';
import { insertRows } from '../rows.ts';
import { mustExist } from '../versions.ts';
import { insertNewTasks, markGone, strongest, updateKept } from './edition-tasks.ts';
import type { EditionTask, EditionWritten, NewEdition, Standing } from './edition-words.ts';
import { sectionsFor } from './sections.ts';

/**
 * Writes an edition of a plan. The first makes its tasks as drafts. A later one is compared task by task with the one before:
 * a task that is the same in substance keeps its id, state, claims and progress, and only the fields that the document changed are
 * changed; units new to it have to claim; tasks that went stay and are marked, or are dropped where the reviewer says so.
 */
export async function insertPlanEdition(
  transaction: Transaction,
  given: NewEdition,
): Promise<EditionWritten> {
  const campaignId = given.campaignId ?? (await runningCampaign(transaction, given));
  const { edition, isNew } = await nextEdition(transaction, given, campaignId);
  const standing = isNew ? [] : await standingTasks(transaction, given.planId, edition - 1, true);
  const diff = comparePlans(
    standing.map((task) => compared(task.content)),
    given.tasks.map(compared),
  );
  const sectionOf = await sectionsFor(
    transaction,
    given,
    given.tasks.map((task) => task.sectionPath),
  );
  const taskIds = given.tasks.map(() => '' as TaskId);
  const kept: { id: TaskId; at: number; diff: TaskDiff }[] = [];
  const added: number[] = [];
  const gone: Standing[] = [];
  for (const one of diff.tasks) {
    const old = one.before === null ? undefined : standing[one.before];
    if (one.after === null) {
      if (old) gone.push(old);
    } else if (old) {
      taskIds[one.after] = old.id;
      kept.push({ id: old.id, at: one.after, diff: one });
    } else {
      taskIds[one.after] = given.newId<TaskId>();
      added.push(one.after);
    }
  }
  const difference = {
    unchanged: diff.counts.unchanged,
    changed: diff.counts.changed,
    added: diff.counts.added,
    gone: diff.counts.gone,
  };
  await insertRows(transaction, 'plan_editions', [
    {
      tenant_id: given.tenant,
      plan_id: given.planId,
      edition,
      title: given.title,
      doc_number: given.docNumber,
      issued_on: given.issuedOn,
      document_id: given.documentId,
      file_sha256: given.fileSha256,
      confirmed_at: given.now,
      confirmed_by: given.confirmedBy,
      difference,
    },
  ]);
  await insertNewTasks(transaction, given, campaignId, added, taskIds, sectionOf);
  const byId = new Map(standing.map((task) => [task.id, task]));
  const moves = await updateKept(transaction, given, kept, byId, sectionOf);
  moves.push(...(await markGone(transaction, given, gone)));
  await insertRows(
    transaction,
    'edition_tasks',
    diff.tasks.flatMap((one) => {
      const content = one.after === null ? standing[one.before ?? -1]?.content : given.tasks[one.after];
      const id = one.after === null ? standing[one.before ?? -1]?.id : taskIds[one.after];
      const position = one.after ?? given.tasks.length + (one.before ?? 0);
      const row = { tenant_id: given.tenant, plan_id: given.planId, edition, task_id: id, position };
      return content && id ? [{ ...row, change: one.change, differs: one.differs, content }] : [];
    }),
  );
  return { campaignId, edition, difference, taskIds, moves };
}

const compared = (task: EditionTask): Compared => ({
  ...task,
  units: [
    ...strongest(task.units).map(({ unitId, role }) => ({ unit: unitId, role })),
    ...task.unexpanded.map(({ name, role }) => ({ unit: name, role })),
  ],
});

/** The campaign that runs today, else the newest, else a new one of three years. */
async function runningCampaign({ query }: Transaction, given: NewEdition): Promise<CampaignId> {
  const [found] = await query<{ id: CampaignId }>(
    `select id from campaigns order by ($1::date between from_day and to_day) desc, from_day desc limit 1`,
    [civilDate(given.now)],
  );
  if (found) return found.id;
  const year = Number(civilDate(given.now).slice(0, 4));
  const id = given.newId<CampaignId>();
  await query(
    `insert into campaigns (tenant_id, id, name, title, from_day, to_day) values ($1, $2, $3, $4, $5, $6)`,
    [given.tenant, id, `${year}—${year + 2}年创建周期`, '文明城市', `${year}-01-01`, `${year + 2}-12-31`],
  );
  return id;
}

async function nextEdition({ query }: Transaction, given: NewEdition, campaignId: CampaignId) {
  const [plan] = await query<{ edition: number }>(
    `update plans set edition = edition + 1, title = $2, version = version + 1 where id = $1 returning edition`,
    [given.planId, given.title],
  );
  if (plan) return { edition: plan.edition, isNew: plan.edition === 1 };
  await query(
    `insert into plans (tenant_id, id, campaign_id, kind, title, edition) values ($1, $2, $3, $4, $5, 1)`,
    [given.tenant, given.planId, campaignId, given.kind, given.title],
  );
  return { edition: 1, isNew: true };
}

/**
 * The tasks that the edition before has, as it says them, with where they stand now: locked, so that nobody moves one between the
 * comparison and the writing.
 */
async function standingTasks(
  { query }: Transaction,
  planId: PlanId,
  edition: number,
  lock: boolean,
): Promise<Standing[]> {
  const [, standing] = await Promise.all([
    lock && query('select id from tasks where plan_id = $1 order by id for no key update', [planId]),
    query<Standing & {}>(
      `select t.id, t.state, t.version, e.content,
              coalesce((select json_agg(json_build_object('unit_id', u.unit_id, 'role', u.role, 'claim', u.claim) order by u.position)
                          from task_units u where u.tenant_id = t.tenant_id and u.task_id = t.id), '[]') as claims
         from edition_tasks e join tasks t on t.tenant_id = e.tenant_id and t.id = e.task_id
        where e.plan_id = $1 and e.edition = $2 and e.change <> 'gone' order by e.position`,
      [planId, edition],
    ),
  ]);
  return standing;
}

/** What the edition before says, for a preview of what a new one would change. @throws {Refusal} `request.not_found` */
export async function previewDifference(
  transaction: Transaction,
  planId: PlanId,
  tasks: readonly EditionTask[],
) {
  const [plan] = await transaction.query<{ edition: number }>('select edition from plans where id = $1', [
    planId,
  ]);
  const standing = await standingTasks(transaction, planId, mustExist(plan, 'plan', planId).edition, false);
  const diff = comparePlans(
    standing.map((task) => compared(task.content)),
    tasks.map(compared),
  );
  return { diff, before: standing.map(({ id, state, content }) => ({ id, state, content })) };
}
