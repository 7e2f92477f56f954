import type { CivilDate } from '@tongchuang/domain/kernel/calendar.ts';
import { addDays } from '@tongchuang/domain/kernel/calendar.ts';
import type { PersonId, SecondmentId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { Body, Post } from '@tongchuang/domain/organisation/body.ts';
import type { OrganisationFacts } from '@tongchuang/domain/organisation/completeness.ts';
import type { DivisionLevel } from '@tongchuang/domain/organisation/divisions.ts';
import type { Transaction } from '../database.ts';
import { rosterFacts } from './roster.ts';

/** A secondment that ended longer ago than this is history, not a gap. */
const OVER_DAYS = 30;

/** Everything that the rule of completeness asks about, and what each node is called. */
export async function organisationFacts(
  transaction: Transaction,
  on: CivilDate,
): Promise<OrganisationFacts & { names: Map<string, { name: string; detail: string | null }> }> {
  const { db, query } = transaction;
  const [roster, chains, posts, bodies, divisions, secondments, accounts] = await Promise.all([
    rosterFacts(db, on),
    db.selectFrom('unit_chains').select(['unit_id', 'leader_id', 'section', 'person_id']).execute(),
    db
      .selectFrom('posts')
      .select(['person_id', 'unit_id', 'body_id', 'rank', 'title', 'since', 'until'])
      .where('rank', '=', 'head')
      .execute(),
    db
      .selectFrom('bodies')
      .select(['id', 'kind', 'name', 'parent_id', 'unit_id', 'founded_on', 'dissolved_on'])
      .orderBy('position')
      .orderBy('id')
      .execute(),
    db.selectFrom('divisions').select(['id', 'level', 'name', 'code']).orderBy('code').execute(),
    db
      .selectFrom('secondments as s')
      .innerJoin('people as p', (j) =>
        j.onRef('p.tenant_id', '=', 's.tenant_id').onRef('p.id', '=', 's.person_id'),
      )
      .select(['s.id', 's.person_id', 's.home_unit_id', 's.unit_id', 's.since', 's.until', 'p.name'])
      .where('s.until', '>=', addDays(on, -OVER_DAYS))
      .execute(),
    query<{ unit_id: UnitId }>(
      `select distinct h.unit_id from role_holders h
         join roles r on r.tenant_id = h.tenant_id and r.code = h.role_code
         join people p on p.tenant_id = h.tenant_id and p.id = h.person_id
        where p.active and p.login is not null and h.since <= $1::date and (h.until is null or h.until > $1::date)
          and jsonb_path_exists(r.grants, '$[*] ? (@.permission == "task.work" || @.permission == "task.assign")')`,
      [on],
    ),
  ]);
  // The place itself, under which all others stand, is no participant of its own campaign.
  const units = roster.units.filter((unit) => unit.parent !== null);
  const nameOf = new Map(roster.units.map((unit) => [unit.id, unit.name]));
  return {
    on,
    units,
    chains: new Map(
      chains.map((row) => [
        row.unit_id,
        { leader: row.leader_id, section: row.section, person: row.person_id },
      ]),
    ),
    posts: posts.map((row): Post => {
      const { unit_id: unit, body_id: body, title, since, until } = row;
      return { person: row.person_id, unit, body, rank: row.rank as Post['rank'], title, since, until };
    }),
    bodies: bodies.map((row) => ({
      id: row.id,
      kind: row.kind as Body['kind'],
      name: row.name,
      parent: row.parent_id as Body['parent'],
      unit: row.unit_id,
      foundedOn: row.founded_on,
      dissolvedOn: row.dissolved_on,
    })),
    divisions: divisions.map((row) => ({ id: row.id, level: row.level as DivisionLevel })),
    secondments: secondments.map((row) => ({
      id: row.id as SecondmentId,
      person: row.person_id as PersonId,
      home: row.home_unit_id,
      unit: row.unit_id,
      since: row.since,
      until: row.until,
    })),
    withAccount: new Set(accounts.map((row) => row.unit_id)),
    names: new Map<string, { name: string; detail: string | null }>([
      ...units.map(
        (unit) => [unit.id, { name: unit.name, detail: nameOf.get(unit.parent!) ?? null }] as const,
      ),
      ...bodies.map((body) => [body.id, { name: body.name, detail: null }] as const),
      ...divisions.map((one) => [one.id, { name: one.name, detail: one.code }] as const),
      ...secondments.map((one) => [one.id, { name: one.name, detail: one.until }] as const),
    ]),
  };
}
