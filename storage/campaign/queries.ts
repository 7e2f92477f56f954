import type { PlanItem, PlanItemId, PlanLevel, StageId } from '@tongchuang/domain/campaign/plan.ts';
import type {
  CampaignId,
  PersonId,
  PlanId,
  TaskId,
  TenantId,
  UnitId,
} from '@tongchuang/domain/kernel/ids.ts';
import type { Transaction } from '../database.ts';
import { insertRows } from '../rows.ts';

type Query = Pick<Transaction, 'query'>;

export interface CampaignRow {
  id: CampaignId;
  name: string;
  title: string;
  from: string;
  to: string;
  assessment: string | null;
  reward: string | null;
  version: number;
  stages: { id: StageId; name: string; from: string; to: string; tasks: number }[];
}

/** Campaigns with their stages, the one that runs on `today` first. */
export const listCampaigns = ({ query }: Query, today: string) =>
  query<CampaignRow & {}>(
    `select c.id, c.name, c.title, c.from_day as "from", c.to_day as "to", c.assessment, c.reward, c.version,
            coalesce((select json_agg(json_build_object('id', s.id, 'name', s.name, 'from', s.from_day, 'to', s.to_day,
                        'tasks', (select count(*) from tasks t where t.tenant_id = s.tenant_id and t.stage_id = s.id)) order by s.position)
                        from stages s where s.tenant_id = c.tenant_id and s.campaign_id = c.id), '[]') as stages
       from campaigns c order by ($1::date between c.from_day and c.to_day) desc, c.from_day desc`,
    [today],
  );

/** @param version  the one that its writer read; 0 where it is new. @returns false where somebody else was faster */
export async function saveCampaign(
  { query }: Query,
  tenant: TenantId,
  campaign: Omit<CampaignRow, 'stages'>,
): Promise<boolean> {
  const { id, name, title, from, to, assessment, reward, version } = campaign;
  const values = [tenant, id, name, title, from, to, assessment, reward];
  const rows =
    version === 0
      ? await query(
          `insert into campaigns (tenant_id, id, name, title, from_day, to_day, assessment, reward)
           values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning id`,
          values,
        )
      : await query(
          `update campaigns set name = $3, title = $4, from_day = $5, to_day = $6, assessment = $7, reward = $8, version = version + 1
            where tenant_id = $1 and id = $2 and version = $9 returning id`,
          [...values, version],
        );
  return rows.length === 1;
}

/** Stages as given, in order; those that are not named go (no task may be in them). */
export async function saveStages(
  { query }: Query,
  tenant: TenantId,
  campaign: CampaignId,
  stages: readonly { id: string; name: string; from: string; to: string }[],
): Promise<void> {
  const rows = stages.map(({ id, name, from, to }, position) => ({
    tenant_id: tenant,
    id,
    campaign_id: campaign,
    position,
    name,
    from_day: from,
    to_day: to,
  }));
  await query(
    `with wanted as (select * from json_populate_recordset(null::stages, $2)),
          went as (delete from stages s where s.campaign_id = $1 and not exists (select from wanted w where w.id = s.id))
     insert into stages (tenant_id, id, campaign_id, position, name, from_day, to_day)
     select tenant_id, id, campaign_id, position, name, from_day, to_day from wanted
     on conflict (tenant_id, id) do update
       set position = excluded.position, name = excluded.name, from_day = excluded.from_day, to_day = excluded.to_day`,
    [campaign, JSON.stringify(rows)],
  );
}

/** Tasks that have their stage's last day follow it. @returns which, with their new version and state */
export const followStages = ({ query }: Query, campaign: CampaignId, now: Date) =>
  query<{ id: TaskId; version: number; state: string }>(
    `update tasks t set due_on = s.to_day, changed_at = $2, version = t.version + 1 from stages s
      where s.campaign_id = $1 and s.tenant_id = t.tenant_id and s.id = t.stage_id and t.due_inherited
        and t.due_on is distinct from s.to_day and t.state not in ('verified', 'dropped')
      returning t.id, t.version, t.state`,
    [campaign, now],
  );

export interface PlanItemRow {
  id: PlanItemId;
  campaign_id: CampaignId;
  level: PlanLevel;
  parent_id: PlanItemId | null;
  text: string;
  from: string;
  to: string;
  unit_id: UnitId | null;
  person_id: PersonId | null;
  person_name: string | null;
  task_id: TaskId | null;
  task_text: string | null;
  state: PlanItem['state'];
  reason: string | null;
  target: string | null;
  version: number;
}

const ITEM = `
  select i.id, i.campaign_id, i.level, i.parent_id, i.text, i.from_day as "from", i.to_day as "to", i.unit_id, i.person_id,
         p.name as person_name, i.task_id, t.text as task_text, i.state, i.reason, i.target #>> '{}' as target, i.version
    from plan_items i left join people p on p.tenant_id = i.tenant_id and p.id = i.person_id
    left join tasks t on t.tenant_id = i.tenant_id and t.id = i.task_id`;

export const listGoals = ({ query }: Query, campaign: CampaignId) =>
  query<PlanItemRow & {}>(
    `${ITEM} where i.campaign_id = $1 and i.level in ('cycle_goal', 'annual_goal') order by i.level desc, i.from_day, i.id`,
    [campaign],
  );

/** Everything of the cascade, for what it does not cover. */
export const listCascade = ({ query }: Query, campaign: CampaignId) =>
  query<PlanItemRow & {}>(`${ITEM} where i.campaign_id = $1`, [campaign]);

export const findItems = ({ query }: Query, ids: readonly string[]) =>
  query<PlanItemRow & {}>(`${ITEM} where i.id = any($1::uuid[])`, [ids]);

/** The items of the level below that hang on this one. */
export const listBelow = ({ query }: Query, id: string) =>
  query<PlanItemRow & {}>(`${ITEM} where i.parent_id = $1 order by i.from_day, i.id`, [id]);

/** A unit's items that touch a span of days, the widest first. */
export const listUnitItems = ({ query }: Query, unit: UnitId, from: string, to: string) =>
  query<PlanItemRow & {}>(
    `${ITEM} where i.unit_id = $1 and i.level in ('unit_plan', 'month_item', 'day_item') and i.from_day <= $3 and i.to_day >= $2
      order by i.from_day, array_position(array['unit_plan', 'month_item', 'day_item'], i.level), i.id`,
    [unit, from, to],
  );

export const insertItems = (
  transaction: Transaction,
  tenant: TenantId,
  items: readonly (PlanItem & { campaign: CampaignId; target: string | null })[],
) =>
  insertRows(
    transaction,
    'plan_items',
    items.map((item) => ({
      tenant_id: tenant,
      id: item.id,
      campaign_id: item.campaign,
      level: item.level,
      parent_id: item.parent,
      text: item.text,
      from_day: item.from,
      to_day: item.to,
      unit_id: item.unit,
      person_id: item.person,
      task_id: item.task,
      state: item.state,
      reason: item.reason,
      target: item.target,
      version: 1,
    })),
  );

/** @returns undefined where somebody else was faster */
export const updateItem = async (
  { query }: Query,
  item: PlanItem & { target: string | null; version: number },
): Promise<{ id: string } | undefined> =>
  (
    await query<{ id: string }>(
      `update plan_items set text = $3, from_day = $4, to_day = $5, person_id = $6, unit_id = $7, state = $8, reason = $9, target = $10,
              version = version + 1 where id = $1 and version = $2 returning id`,
      [
        item.id,
        item.version,
        item.text,
        item.from,
        item.to,
        item.person,
        item.unit,
        item.state,
        item.reason,
        item.target === null ? null : JSON.stringify(item.target),
      ],
    )
  )[0];

/** What hangs on an item: items below it and tasks that serve it. */
export const countBelow = async ({ query }: Query, id: string): Promise<number> =>
  (
    await query<{ count: number }>(
      `select (select count(*) from plan_items where parent_id = $1) + (select count(*) from tasks where goal_id = $1) as count`,
      [id],
    )
  )[0]?.count ?? 0;

export const deleteItem = ({ query }: Query, id: string) =>
  query('delete from plan_items where id = $1', [id]);

export interface PlanRow {
  id: PlanId;
  campaignId: CampaignId;
  parentId: PlanId | null;
  kind: 'plan' | 'opinion' | 'special' | 'decomposition' | 'base';
  title: string;
  edition: number;
  docNumber: string | null;
  issuedOn: string | null;
  tasks: number;
  version: number;
}

export const listPlans = ({ query }: Query, id?: PlanId) =>
  query<PlanRow & {}>(
    `select p.id, p.campaign_id as "campaignId", p.parent_id as "parentId", p.kind, p.title, p.edition, p.version,
            e.doc_number as "docNumber", e.issued_on as "issuedOn",
            (select count(*) from tasks t where t.tenant_id = p.tenant_id and t.plan_id = p.id) as tasks
       from plans p left join plan_editions e on e.tenant_id = p.tenant_id and e.plan_id = p.id and e.edition = p.edition
      where $1::uuid is null or p.id = $1 order by p.title, p.id`,
    [id ?? null],
  );

/** Whether a plan is another one or hangs somewhere below it. */
export const hangsBelow = async ({ query }: Query, plan: PlanId, above: PlanId): Promise<boolean> =>
  (
    await query<{ id: PlanId }>(
      `with recursive up (id, parent_id) as (
         select id, parent_id from plans where id = $1
         union select p.id, p.parent_id from plans p join up on p.id = up.parent_id)
       select id from up where id = $2`,
      [plan, above],
    )
  ).length > 0;

/** A plan without a document has no edition yet (0) until one is confirmed. */
export async function savePlan(
  { query }: Query,
  tenant: TenantId,
  plan: Omit<PlanRow, 'edition' | 'docNumber' | 'issuedOn' | 'tasks'>,
): Promise<boolean> {
  const values = [tenant, plan.id, plan.campaignId, plan.parentId, plan.kind, plan.title];
  const rows =
    plan.version === 0
      ? await query(
          `insert into plans (tenant_id, id, campaign_id, parent_id, kind, title, edition) values ($1, $2, $3, $4, $5, $6, 0)
           on conflict do nothing returning id`,
          values,
        )
      : await query(
          `update plans set campaign_id = $3, parent_id = $4, kind = $5, title = $6, version = version + 1
            where tenant_id = $1 and id = $2 and version = $7 returning id`,
          [...values, plan.version],
        );
  return rows.length === 1;
}
