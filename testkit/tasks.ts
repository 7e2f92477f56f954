import type { CampaignId, PersonId, PlanId, TaskId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { UnitRole } from '@tongchuang/domain/tasks/task.ts';
import { inTransaction } from '@tongchuang/storage/database.ts';
import type { EditionTask, EditionWritten } from '@tongchuang/storage/tasks/edition-words.ts';
import { insertPlanEdition } from '@tongchuang/storage/tasks/editions.ts';
import type { County, Someone } from './county.ts';

/** A task as a plan says it, everything that is not given left out. */
export const planned = (
  text: string,
  units: readonly [UnitId, UnitRole][],
  more: Partial<EditionTask> = {},
): EditionTask => ({
  no: '',
  sectionPath: [],
  text,
  objective: null,
  standard: null,
  deadline: null,
  recurrence: null,
  targets: [],
  unexpanded: [],
  ...more,
  units: units.map(([unitId, role]) => ({ unitId, role, writtenAs: null })),
});

/** 9月底前 and its like. */
export const until = (due: string, phrase = due) => ({ phrase, from: null, due, inherited: false });

/** Writes an edition of a plan as the intake's confirmation does. */
export const edition = (
  county: County,
  planId: PlanId,
  tasks: readonly EditionTask[],
  more: { title?: string; drop?: ReadonlyMap<TaskId, string>; campaignId?: CampaignId } = {},
): Promise<EditionWritten> =>
  inTransaction(county.house.store, county.tenant, 'write', (transaction) =>
    insertPlanEdition(transaction, {
      tenant: county.tenant,
      now: county.house.clock(),
      newId: county.freshId,
      planId,
      campaignId: null,
      kind: 'plan',
      title: '清源县创建文明城市工作实施方案',
      docNumber: null,
      issuedOn: null,
      documentId: null,
      fileSha256: null,
      confirmedBy: county.cast.office.id as PersonId,
      tasks,
      ...more,
    }),
  );

/** A plan of these tasks, issued. @returns the ids of its tasks, in order */
export async function issued(county: County, tasks: readonly EditionTask[]): Promise<TaskId[]> {
  const { taskIds } = await edition(county, county.freshId<PlanId>(), tasks);
  await county.post(county.cast.office, '/tasks/issue', { taskIds });
  return taskIds;
}

/** Both steps of claiming: the unit's liaison, then its head, who names himself as responsible. */
export async function claimed(county: County, task: TaskId, liaison: Someone, head: Someone): Promise<void> {
  await county.post(liaison, `/tasks/${task}/units/${liaison.unit}/claim`);
  await county.post(head, `/tasks/${task}/units/${head.unit}/claim-head`, {
    chain: { leaderId: head.id, section: '办公室', personId: head.id },
  });
}
