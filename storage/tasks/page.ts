import type {
  PersonId,
  PlanId,
  DocumentId,
  ReportId,
  TaskId,
  UnitId,
} from '@tongchuang/domain/kernel/ids.ts';
import type { Transaction } from '../database.ts';

type Query = Pick<Transaction, 'query'>;

/** What a task's page shows besides the task itself. */
export const findPlanOfTask = async ({ query }: Query, id: TaskId) =>
  (
    await query<{
      id: PlanId;
      title: string;
      edition: number;
      documentId: DocumentId | null;
      inEdition: boolean;
      stageName: string | null;
      goalText: string | null;
      seriesText: string | null;
      parentNo: string | null;
      parentText: string | null;
    }>(
      `select p.id, p.title, p.edition, e.document_id as "documentId", t.in_edition as "inEdition", s.name as "stageName",
              g.text as "goalText", h.text as "seriesText", a.no as "parentNo", a.text as "parentText"
         from tasks t join plans p on p.tenant_id = t.tenant_id and p.id = t.plan_id
         left join plan_editions e on e.tenant_id = p.tenant_id and e.plan_id = p.id and e.edition = p.edition
         left join stages s on s.tenant_id = t.tenant_id and s.id = t.stage_id
         left join plan_items g on g.tenant_id = t.tenant_id and g.id = t.goal_id
         left join tasks h on h.tenant_id = t.tenant_id and h.id = t.series_id
         left join tasks a on a.tenant_id = t.tenant_id and a.id = t.parent_id
        where t.id = $1`,
      [id],
    )
  )[0];

export const listPartNames = ({ query }: Query, id: TaskId) =>
  query<{
    unitId: UnitId;
    path: UnitId[];
    unitName: string;
    shortName: string;
    unitClaimedBy: string | null;
    unitClaimedAt: Date | null;
    headClaimedBy: string | null;
    headClaimedAt: Date | null;
    disputeReason: string | null;
    leaderName: string | null;
    personName: string | null;
  }>(
    `select p.unit_id as "unitId", u.path, u.name as "unitName", coalesce(u.short_name, u.name) as "shortName",
            c.name as "unitClaimedBy", p.unit_claimed_at as "unitClaimedAt", d.name as "headClaimedBy", p.head_claimed_at as "headClaimedAt",
            p.dispute_reason as "disputeReason", l.name as "leaderName", r.name as "personName"
       from task_units p join units u on u.tenant_id = p.tenant_id and u.id = p.unit_id
       left join people c on c.tenant_id = p.tenant_id and c.id = p.unit_claimed_by
       left join people d on d.tenant_id = p.tenant_id and d.id = p.head_claimed_by
       left join people l on l.tenant_id = p.tenant_id and l.id = p.leader_id
       left join people r on r.tenant_id = p.tenant_id and r.id = p.person_id
      where p.task_id = $1 order by p.position, p.unit_id`,
    [id],
  );

export interface ReportRow {
  id: ReportId;
  kind: string;
  unit_id: UnitId | null;
  at: Date;
  person_name: string;
  note: string | null;
  progress_bp: number | null;
  until: string | null;
  files: { sha256: string; name: string; size: number }[];
  attained: { position: number; attained: number }[];
  state: string;
}

/** What was said of a task, the newest first. */
export const listReports = ({ query }: Query, id: TaskId) =>
  query<ReportRow & {}>(
    `select id, kind, unit_id, at, person_name, note, progress_bp, until, files, attained, state from task_reports
      where task_id = $1 order by at desc, id desc`,
    [id],
  );

export const listTaskEditions = ({ query }: Query, id: TaskId) =>
  query<{ edition: number; change: string; differs: string[] }>(
    'select edition, change, differs from edition_tasks where task_id = $1 order by edition desc',
    [id],
  );

/** Tasks below a task, and the instances of a recurring one. */
export const listRelatedIds = ({ query }: Query, id: TaskId) =>
  query<{ id: TaskId; isInstance: boolean }>(
    `select id, series_id = $1 is true as "isInstance" from tasks where parent_id = $1 or series_id = $1 order by period_from desc, position`,
    [id],
  );

export const listItemsOfTask = ({ query }: Query, id: TaskId) =>
  query<{
    id: string;
    level: string;
    unitId: UnitId | null;
    text: string;
    from: string;
    to: string;
    state: string;
  }>(
    `with recursive below as (
       select i.* from plan_items i where i.task_id = $1
       union select i.* from plan_items i join below b on i.tenant_id = b.tenant_id and i.parent_id = b.id)
     select id, level, unit_id as "unitId", text, from_day as "from", to_day as "to", state from below order by from_day, level`,
    [id],
  );

/** The name and type of a file that a report of this task names. */
export const findReportFile = async ({ query }: Query, id: TaskId, sha256: string) =>
  (
    await query<{ name: string }>(
      `select f ->> 'name' as name from task_reports r, jsonb_array_elements(r.files) f
        where r.task_id = $1 and f ->> 'sha256' = $2 limit 1`,
      [id, sha256],
    )
  )[0];

export const findPersonNames = async (
  { query }: Query,
  ids: readonly PersonId[],
): Promise<Map<PersonId, string>> => {
  if (ids.length === 0) return new Map();
  const rows = await query<{ id: PersonId; name: string }>(
    'select id, name from people where id = any($1::uuid[])',
    [[...new Set(ids)]],
  );
  return new Map(rows.map((row) => [row.id, row.name]));
};

/** A unit with its path, its head (一把手) and its contact on a day. */
export const findUnit = async ({ query }: Query, id: UnitId, today: string) =>
  (
    await query<{
      id: UnitId;
      path: UnitId[];
      name: string;
      shortName: string;
      headId: PersonId | null;
      headName: string | null;
      headTitle: string | null;
      headPhone: string | null;
      contactId: PersonId | null;
      contactName: string | null;
      contactTitle: string | null;
      contactPhone: string | null;
    }>(
      `select u.id, u.path, u.name, coalesce(u.short_name, u.name) as "shortName",
              h.id as "headId", h.name as "headName", o.title as "headTitle", h.phone as "headPhone",
              k.id as "contactId", k.name as "contactName", k.title as "contactTitle", k.phone as "contactPhone"
         from units u
         left join lateral (select o.person_id, o.title from posts o where o.tenant_id = u.tenant_id and o.unit_id = u.id and o.rank = 'head'
                               and o.since <= $2 and (o.until is null or o.until > $2) order by o.since desc limit 1) o on true
         left join people h on h.tenant_id = u.tenant_id and h.id = o.person_id
         left join unit_chains c on c.tenant_id = u.tenant_id and c.unit_id = u.id
         left join people k on k.tenant_id = u.tenant_id and k.id = c.contact_id
        where u.id = $1`,
      [id, today],
    )
  )[0];

/** Zones (片区) and the units that belong to them on a day. */
export const listZones = ({ query }: Query, today: string) =>
  query<{ id: string; name: string; parentId: string | null; units: UnitId[] }>(
    `select b.id, b.name, b.parent_id as "parentId", coalesce(array_agg(m.unit_id) filter (where m.unit_id is not null), '{}') as units
       from bodies b left join body_members m on m.tenant_id = b.tenant_id and m.body_id = b.id
        and m.since <= $1 and (m.until is null or m.until > $1)
      where b.kind = 'zone' and (b.dissolved_on is null or b.dissolved_on > $1)
      group by b.tenant_id, b.id, b.name, b.parent_id, b.position order by b.position, b.name`,
    [today],
  );

export const listGoalNames = ({ query }: Query) =>
  query<{ id: string; text: string; parentId: string | null }>(
    `select id, text, parent_id as "parentId" from plan_items where level in ('cycle_goal', 'annual_goal') order by from_day, id`,
  );

/** The letter in force of each unit (of one, where asked). */
export const listLettersInForce = ({ query }: Query, unit?: UnitId) =>
  query<{ unitId: UnitId; state: 'issued' | 'signed' }>(
    `select unit_id as "unitId", state from letters where state <> 'void' and ($1::uuid is null or unit_id = $1)`,
    [unit ?? null],
  );
