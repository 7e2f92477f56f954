import type { Reach } from '@tongchuang/domain/access/permissions.ts';
import type { CivilDate } from '@tongchuang/domain/kernel/calendar.ts';
import type { PersonId, TenantId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import type { Db, Transaction } from '../database.ts';
import { brokenConstraint } from '../faults.ts';
import { mustBeUnchanged, mustExist } from '../versions.ts';

export interface PersonRow {
  id: PersonId;
  code: string | null;
  name: string;
  title: string | null;
  phone: string | null;
  login: string | null;
  active: boolean;
  has_password: boolean;
  password_must_change: boolean;
  has_authenticator: boolean;
  oidc_subject: string | null;
  last_visit_at: Date | null;
  version: number;
  unit_id: UnitId;
  unit_name: string;
  unit_short: string | null;
  path: UnitId[];
  roles: string[];
}

const PEOPLE = `
  select p.id, p.code, p.name, p.title, p.phone, p.login, p.active, p.password_hash is not null as has_password,
         p.password_must_change, p.totp_confirmed_at is not null as has_authenticator, p.oidc_subject, p.last_visit_at,
         p.version, p.unit_id, u.name as unit_name, u.short_name as unit_short, u.path,
         coalesce((select array_agg(distinct r.name order by r.name)
                     from role_holders h join roles r on r.tenant_id = h.tenant_id and r.code = h.role_code
                    where h.tenant_id = p.tenant_id and h.person_id = p.id
                      and h.since <= $1::date and (h.until is null or h.until > $1::date)), '{}') as roles
    from people p join units u on u.tenant_id = p.tenant_id and u.id = p.unit_id`;

/** People within reach, in the order of their units. @param reach  from which units, alone or with those below */
export const listPeople = (
  { query }: Transaction,
  today: CivilDate,
  reach: 'all' | Record<Exclude<Reach, 'all'>, UnitId[]>,
  unit: UnitId | null,
) =>
  query<PersonRow>(
    `${PEOPLE} where ($2 or p.unit_id = any($3::uuid[]) or u.path && $4::uuid[]) and ($5::uuid is null or p.unit_id = $5)
      order by u.position, u.code, p.code nulls last, p.name, p.id`,
    [today, reach === 'all', reach === 'all' ? [] : reach.own, reach === 'all' ? [] : reach.subtree, unit],
  );

/** @throws {Refusal} `request.not_found` */
export async function getPerson({ query }: Transaction, today: CivilDate, id: PersonId): Promise<PersonRow> {
  const [row] = await query<PersonRow>(`${PEOPLE} where p.id = $2`, [today, id]);
  return mustExist(row, 'person', id);
}

/** @throws {Refusal} `request.not_found` */
export async function getPersonRow(db: Db, id: PersonId) {
  const row = await db
    .selectFrom('people')
    .select(['id', 'name', 'unit_id', 'title', 'version'])
    .where('id', '=', id)
    .executeTakeFirst();
  return mustExist(row, 'person', id);
}

export interface NewPerson {
  tenant_id: TenantId;
  id: PersonId;
  code: string | null;
  name: string;
  unit_id: UnitId;
  title: string | null;
  phone: string | null;
}

export const insertPerson = (db: Db, person: NewPerson) =>
  takingNames({ code: person.code }, db.insertInto('people').values(person).execute());

export interface PersonChange {
  code?: string | null;
  name?: string;
  unit_id?: UnitId;
  title?: string | null;
  phone?: string | null;
  login?: string;
  oidc_subject?: string | null;
  password_hash?: string;
  password_must_change?: boolean;
  active?: boolean;
  totp_secret?: null;
  totp_confirmed_at?: null;
  totp_last_step?: null;
}

/** @throws {Refusal} `row.changed_meanwhile`, `people.code_taken`, `people.login_taken` */
export async function updatePerson(db: Db, id: PersonId, version: number, to: PersonChange): Promise<number> {
  const write = db
    .updateTable('people')
    .set({ ...to, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();
  return mustBeUnchanged(await takingNames(to, write), 'person', id).version;
}

async function takingNames<T>(
  names: { code?: string | null; login?: string },
  write: Promise<T>,
): Promise<T> {
  try {
    return await write;
  } catch (error) {
    const broken = brokenConstraint(error) ?? '';
    if (broken.endsWith('_code_key')) throw new Refusal('people.code_taken', { code: names.code ?? '' });
    if (/_(login|oidc_subject)_key$/.test(broken))
      throw new Refusal('people.login_taken', { login: names.login ?? '' });
    throw error;
  }
}

/** Posts of a person in units and bodies, the present ones first. */
export const listPostsOf = ({ query }: Transaction, person: PersonId) =>
  query<{ title: string; of: string; since: CivilDate; until: CivilDate | null }>(
    `select p.title, coalesce(u.name, b.name) as of, p.since, p.until from posts p
       left join units u on u.tenant_id = p.tenant_id and u.id = p.unit_id
       left join bodies b on b.tenant_id = p.tenant_id and b.id = p.body_id
      where p.person_id = $1 order by p.until nulls first, p.since desc, p.id`,
    [person],
  );
