import type { Permission } from '@tongchuang/domain/access/permissions.ts';
import type { CivilDate } from '@tongchuang/domain/kernel/calendar.ts';
import type { PersonId } from '@tongchuang/domain/kernel/ids.ts';
import type { Transaction } from '../database.ts';

/** People by name, for a sheet that names the second person (复核人) of points given by hand. Two may bear one name. */
export const listPeople = ({ query }: Pick<Transaction, 'query'>) =>
  query<{ id: PersonId; name: string }>(`select id, name from people order by name, id`);

/** Those of these ids who are people of this place. */
export const findPeople = async (
  { query }: Pick<Transaction, 'query'>,
  ids: readonly PersonId[],
): Promise<PersonId[]> =>
  (await query<{ id: PersonId }>('select id from people where id = any($1::uuid[])', [ids])).map(
    ({ id }) => id,
  );

/** People who hold the permission on this day, by name. */
export const listPeopleWhoMay = (
  { query }: Pick<Transaction, 'query'>,
  permission: Permission,
  today: CivilDate,
) =>
  query<{ id: PersonId; name: string; unit: string }>(
    `select distinct p.id, p.name, coalesce(u.short_name, u.name) as unit
       from people p join units u on u.tenant_id = p.tenant_id and u.id = p.unit_id
       join role_holders h on h.tenant_id = p.tenant_id and h.person_id = p.id
        and h.since <= $2 and (h.until is null or h.until > $2)
       join roles r on r.tenant_id = h.tenant_id and r.code = h.role_code
      where r.grants @> jsonb_build_array(jsonb_build_object('permission', $1::text)) order by p.name, p.id`,
    [permission, today],
  );
