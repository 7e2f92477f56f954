import type { CivilDate } from '@tongchuang/domain/kernel/calendar.ts';
import type { Transaction } from '../database.ts';

export interface GapRow {
  gap: string;
  kind: string;
  id: string;
  name: string;
  detail: string | null;
}

/** Units that the campaign counts on: those that exist, below the root, shop fronts left out. */
const UNITS = `select u.*, a.name as above from units u join units a on a.tenant_id = u.tenant_id and a.id = u.parent_id
                where (u.valid_to is null or u.valid_to >= $1::date) and u.kind not in ('shop', 'other')`;
const TERRITORIAL = "('township', 'subdistrict', 'park', 'community', 'village')";

/**
 * What is missing, and of whom.
 * @param today  a secondment that ends within 30 days from it is said beforehand, one that ended in the 30 days before it afterwards
 */
export const listGaps = ({ query }: Transaction, today: CivilDate) =>
  query<GapRow>(
    `with u as (${UNITS}), gaps as (
       select 1 as rank, 'no_head' as gap, 'unit' as kind, id, name, above as detail, position, code from u
        where not exists (select from posts p where p.tenant_id = u.tenant_id and p.unit_id = u.id and p.rank = 'head' and p.until is null)
       union all
       select 2, 'no_contact', 'unit', id, name, above, position, code from u
        where not exists (select from unit_chains c where c.tenant_id = u.tenant_id and c.unit_id = u.id and c.contact_id is not null)
       union all
       select 3, 'no_account', 'unit', id, name, above, position, code from u
        where not exists (select from role_holders h
                            join roles r on r.tenant_id = h.tenant_id and r.code = h.role_code
                            join people p on p.tenant_id = h.tenant_id and p.id = h.person_id
                           where h.tenant_id = u.tenant_id and h.unit_id = u.id and p.active and p.login is not null
                             and h.since <= $1::date and (h.until is null or h.until > $1::date)
                             and jsonb_path_exists(r.grants, '$[*] ? (@.permission == "task.work" || @.permission == "task.assign")'))
       union all
       select 4, 'chain_incomplete', 'unit', id, name, above, position, code from u
        where not exists (select from unit_chains c where c.tenant_id = u.tenant_id and c.unit_id = u.id
                             and c.leader_id is not null and c.section is not null and c.person_id is not null)
       union all
       select 5, 'no_body', 'unit', id, name, above, position, code from u
        where kind in ${TERRITORIAL}
          and not exists (select from bodies b where b.tenant_id = u.tenant_id and b.unit_id = u.id and b.dissolved_on is null)
       union all
       select 6, 'body_without_head', 'body', b.id, b.name, null, b.position, '' from bodies b
        where b.dissolved_on is null
          and not exists (select from posts p where p.tenant_id = b.tenant_id and p.body_id = b.id and p.rank = 'head' and p.until is null)
       union all
       select 7, 'division_without_unit', 'division', d.id, d.name, d.code, 0, d.code from divisions d
        where d.level in ('town', 'village')
          and not exists (select from units x where x.tenant_id = d.tenant_id and x.division_id = d.id and x.valid_to is null)
       union all
       select case when s.until <= $1::date then 9 else 8 end,
              case when s.until <= $1::date then 'secondment_over' else 'secondment_ending' end,
              'secondment', s.id, p.name, s.until::text, 0, s.until::text
         from secondments s join people p on p.tenant_id = s.tenant_id and p.id = s.person_id
        where s.until between $1::date - 30 and $1::date + 30)
     select gap, kind, id, name, detail from gaps order by rank, position, code, id`,
    [today],
  );

export async function countNodes({ query }: Transaction, today: CivilDate) {
  const [row] = await query<{ units: number; divisions: number; bodies: number }>(
    `select (select count(*) from (${UNITS}) u) as units,
            (select count(*) from divisions where level in ('town', 'village')) as divisions,
            (select count(*) from bodies where dissolved_on is null) as bodies`,
    [today],
  );
  return row ?? { units: 0, divisions: 0, bodies: 0 };
}
