import type { PersonId, RoundId, TenantId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { Sheet } from '@tongchuang/domain/scoring/round.ts';
import type { Transaction } from '../database.ts';
import { mustExist } from '../versions.ts';

type Query = Pick<Transaction, 'query'>;

export interface RoundUnitRow {
  unitId: UnitId;
  code: string;
  unit: string;
  shortName: string | null;
  unitType: string;
  tier: string;
  /** Itself first, then each unit above. */
  path: UnitId[];
  selfSubmittedAt: Date | null;
  selfApprovedAt: Date | null;
  selfApprovedBy: string | null;
  exceptionUntil: string | null;
  exceptionReason: string | null;
  exceptionBy: string | null;
  version: number;
}

const UNIT = `select ru.unit_id as "unitId", u.code, u.name as unit, u.short_name as "shortName", u.kind as "unitType", u.tier, u.path,
    ru.self_submitted_at as "selfSubmittedAt", ru.self_approved_at as "selfApprovedAt", a.name as "selfApprovedBy",
    ru.exception_until as "exceptionUntil", ru.exception_reason as "exceptionReason", x.name as "exceptionBy", ru.version
  from round_units ru join units u on u.tenant_id = ru.tenant_id and u.id = ru.unit_id
  left join people a on a.tenant_id = ru.tenant_id and a.id = ru.self_approved_by
  left join people x on x.tenant_id = ru.tenant_id and x.id = ru.exception_by`;

export const listRoundUnits = ({ query }: Query, round: RoundId) =>
  query<RoundUnitRow & {}>(`${UNIT} where ru.round_id = $1 order by u.position, u.code`, [round]);

/** @throws {Refusal} `request.not_found` where the unit has no part in the round */
export async function getRoundUnit({ query }: Query, round: RoundId, unit: UnitId): Promise<RoundUnitRow> {
  const [row] = await query<RoundUnitRow & {}>(`${UNIT} where ru.round_id = $1 and ru.unit_id = $2`, [
    round,
    unit,
  ]);
  return mustExist(row, 'unit', unit);
}

/** Exactly these units have part: new ones come, those without facts and replies go. */
export async function setRoundUnits(
  { query }: Query,
  tenant: TenantId,
  round: RoundId,
  units: readonly UnitId[],
): Promise<void> {
  await query(
    `with went as (
       delete from round_units ru where ru.round_id = $2 and ru.unit_id <> all($3::uuid[])
          and not exists (select from facts f where f.tenant_id = ru.tenant_id and f.round_id = ru.round_id and f.unit_id = ru.unit_id)
          and not exists (select from replies r where r.tenant_id = ru.tenant_id and r.round_id = ru.round_id and r.unit_id = ru.unit_id))
     insert into round_units (tenant_id, round_id, unit_id) select $1, $2, unnest($3::uuid[]) on conflict do nothing`,
    [tenant, round, units],
  );
}

type Change =
  | { selfSubmittedAt: Date; selfApprovedAt: null; selfApprovedBy: null }
  | { selfApprovedAt: Date; selfApprovedBy: PersonId }
  | { exceptionUntil: string; exceptionReason: string; exceptionBy: PersonId };

/** @returns its new version; undefined where somebody else was faster */
export async function updateRoundUnit(
  { query }: Query,
  round: RoundId,
  unit: UnitId,
  version: number,
  change: Change,
): Promise<{ version: number } | undefined> {
  const columns = Object.keys(change).map((name) =>
    name.replaceAll(/[A-Z]/g, (one) => `_${one.toLowerCase()}`),
  );
  const sets = columns.map((column, nth) => `${column} = $${nth + 4}`).join(', ');
  const rows = await query<{ version: number }>(
    `update round_units set ${sets}, version = version + 1
      where round_id = $1 and unit_id = $2 and version = $3 returning version`,
    [round, unit, version, ...Object.values(change)],
  );
  return rows[0];
}

/** A self-assessment that is changed is no longer the one that its head let through. */
export const takeBackApprovals = ({ query }: Query, round: RoundId, units: readonly (UnitId | null)[]) =>
  query(
    `update round_units set self_approved_at = null, self_approved_by = null, version = version + 1
      where round_id = $1 and unit_id = any($2::uuid[]) and self_approved_at is not null`,
    [round, units],
  );

/**
 * How many criteria each unit has facts for: what it said of itself, what was marked, what was seen. Marks and what units say have
 * indexes of their own; of what was seen each criterion and unit is looked up once, however many facts it has.
 */
export const countCriteria = ({ query }: Query, round: RoundId) =>
  query<{ unitId: UnitId; sheet: Extract<Sheet, 'self' | 'first' | 'field'>; criteria: number }>(
    `with recursive
       codes as (
         (select criterion from facts where round_id = $1 order by criterion limit 1)
         union all
         select (select f.criterion from facts f where f.round_id = $1 and f.criterion > c.criterion order by f.criterion limit 1)
           from codes c where c.criterion is not null),
       pairs as (
         select c.criterion, (select f.unit_id from facts f where f.round_id = $1 and f.criterion = c.criterion
                                 and f.unit_id is not null order by f.unit_id limit 1) as unit_id
           from codes c where c.criterion is not null
         union all
         select p.criterion, (select f.unit_id from facts f where f.round_id = $1 and f.criterion = p.criterion
                                 and f.unit_id > p.unit_id order by f.unit_id limit 1)
           from pairs p where p.unit_id is not null),
       answered as (
         select unit_id, 'self' as sheet, criterion from facts where round_id = $1 and sheet = 'self' and not withdrawn
         union
         select unit_id, 'first', criterion from facts
          where round_id = $1 and sheet in ('first', 'arbiter', 'final') and sheet = 'first' and not withdrawn
         union all
         select p.unit_id, 'field', p.criterion from pairs p
          where exists (select from facts f where f.round_id = $1 and f.criterion = p.criterion and f.unit_id = p.unit_id
                           and f.sheet = 'field' and not f.withdrawn))
     select unit_id as "unitId", sheet, count(*)::int as criteria from answered where unit_id is not null group by unit_id, sheet`,
    [round],
  );
