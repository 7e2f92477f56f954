import { addDays, type CivilDate } from '@tongchuang/domain/kernel/calendar.ts';
import type { BodyId, DivisionId, PersonId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { BODY_WORDS, PAIRING_WORDS } from '@tongchuang/domain/organisation/body.ts';
import { DIVISION_WORDS } from '@tongchuang/domain/organisation/divisions.ts';
import {
  rowKey,
  type KnownRoster,
  type RosterKey,
  type RosterWords,
} from '@tongchuang/domain/organisation/roster-row.ts';
import { TIER_WORDS, UNIT_TYPE_WORDS } from '@tongchuang/domain/organisation/unit.ts';
import type { Transaction } from '../database.ts';

/** The roster as it stands, in the words of its own export, and the ids behind its codes. */
export interface RosterNow {
  known: KnownRoster;
  ids: {
    divisions: Map<string, DivisionId>;
    units: Map<string, UnitId>;
    people: Map<string, PersonId>;
    bodies: Map<string, BodyId>;
  };
}

/** Who has no number yet is named by the end of his id, so that an export can be imported again. */
const personCode = (alias: string) => `coalesce(${alias}.code, 'P-' || right(${alias}.id::text, 8))`;
const bodyCode = (alias: string) => `coalesce(${alias}.code, 'J-' || right(${alias}.id::text, 8))`;
const running = (alias: string) =>
  `${alias}.since <= $1::date and (${alias}.until is null or ${alias}.until > $1::date)`;

/** @param today  terms that run on it are told; what is over or still ahead stays in the house */
export async function readRosterWords({ query }: Transaction, today: CivilDate): Promise<RosterNow> {
  const rows = {
    divisions: query<RosterWords<'divisions'> & { id: DivisionId }>(
      `select d.id, d.code, d.name, d.level, coalesce(a.code, '') as "parentCode"
         from divisions d left join divisions a on a.tenant_id = d.tenant_id and a.id = d.parent_id order by d.code`,
    ),
    units: query<RosterWords<'units'> & { id: UnitId }>(
      `select u.id, u.code, u.name, coalesce(u.short_name, '') as "shortName", u.kind as type, u.tier,
              coalesce((select string_agg(n.name, '、' order by n.name) from unit_names n
                         where n.tenant_id = u.tenant_id and n.unit_id = u.id and n.origin <> 'former'), '') as aliases,
              coalesce(d.code, '') as "divisionCode",
              case when a.parent_id is null then '' else a.code end as "parentCode",
              coalesce((select string_agg(f.code, '、' order by f.code) from unit_successions s
                          join units f on f.tenant_id = s.tenant_id and f.id = s.from_unit_id
                         where s.tenant_id = u.tenant_id and s.to_unit_id = u.id), '') as "predecessorCodes",
              coalesce(u.valid_from::text, '') as "validFrom", coalesce(u.valid_to::text, '') as "validTo"
         from units u
         left join units a on a.tenant_id = u.tenant_id and a.id = u.parent_id
         left join divisions d on d.tenant_id = u.tenant_id and d.id = u.division_id
        order by u.position, u.code`,
    ),
    people: query<RosterWords<'people'> & { id: PersonId }>(
      `select p.id, ${personCode('p')} as code, p.name, coalesce(w.code, h.code) as "unitCode", coalesce(p.title, '') as post,
              coalesce(p.phone, '') as phone, coalesce(p.login, '') as "loginName",
              coalesce((select string_agg(distinct r.name, '、' order by r.name) from role_holders o
                          join roles r on r.tenant_id = o.tenant_id and r.code = o.role_code
                         where o.tenant_id = p.tenant_id and o.person_id = p.id and ${running('o')}), '') as roles,
              case when exists (select from posts t where t.tenant_id = p.tenant_id and t.person_id = p.id
                                   and t.unit_id = coalesce(s.unit_id, p.unit_id) and t.rank = 'head' and ${running('t')})
                   then '是' else '否' end as "isHead",
              case when s.id is null then '' else h.code end as "secondedFromCode",
              coalesce(s.until::text, '') as "secondedUntil"
         from people p
         join units h on h.tenant_id = p.tenant_id and h.id = p.unit_id
         left join lateral (select id, unit_id, until from secondments s
                             where s.tenant_id = p.tenant_id and s.person_id = p.id and ${running('s')}
                             order by s.since desc, s.id limit 1) s on true
         left join units w on w.tenant_id = p.tenant_id and w.id = s.unit_id
        order by h.position, h.code, p.code nulls last, p.name, p.id`,
      [today],
    ),
    posts: query<RosterWords<'posts'> & { id: BodyId }>(
      `select b.id, ${bodyCode('b')} as "bodyCode", b.name as "bodyName", b.kind as "bodyType",
              case when a.id is null then '' else ${bodyCode('a')} end as "parentBodyCode", coalesce(t.title, '') as post,
              case when p.id is null then '' else ${personCode('p')} end as "personCode",
              coalesce(t.since::text, '') as "from", coalesce(t.until::text, '') as "to"
         from bodies b
         left join bodies a on a.tenant_id = b.tenant_id and a.id = b.parent_id
         left join posts t on t.tenant_id = b.tenant_id and t.body_id = b.id and ${running('t')}
         left join people p on p.tenant_id = t.tenant_id and p.id = t.person_id
        where b.dissolved_on is null or b.dissolved_on > $1::date
        order by b.position, b.id, t.position, t.since, t.id`,
      [today],
    ),
    pairings: query<RosterWords<'pairings'>>(
      `select g.kind, ${personCode('p')} as "firstCode", coalesce(u.code, d.code, case when b.id is null then '' else ${bodyCode('b')} end) as "secondCode",
              g.since::text as "from", coalesce(g.until::text, '') as "to"
         from pairings g
         join people p on p.tenant_id = g.tenant_id and p.id = g.person_id
         left join units u on u.tenant_id = g.tenant_id and u.id = g.unit_id
         left join divisions d on d.tenant_id = g.tenant_id and d.id = g.division_id
         left join bodies b on b.tenant_id = g.tenant_id and b.id = g.body_id
        where g.household_id is null and ${running('g')}
        order by g.kind, g.since, g.id`,
      [today],
    ),
  };
  const [divisions, units, people, posts, pairings] = await Promise.all([
    rows.divisions,
    rows.units,
    rows.people,
    rows.posts,
    rows.pairings,
  ]);
  return {
    known: {
      divisions: keyed('divisions', divisions, (row) => ({
        ...row,
        level: first(DIVISION_WORDS, row.level),
      })),
      units: keyed('units', units, (row) => ({
        ...row,
        type: first(UNIT_TYPE_WORDS, row.type),
        tier: first(TIER_WORDS, row.tier),
      })),
      people: keyed('people', people, (row) => ({ ...row, secondedUntil: lastDay(row.secondedUntil) })),
      posts: keyed('posts', posts, (row) => ({
        ...row,
        bodyType: first(BODY_WORDS, row.bodyType),
        to: lastDay(row.to),
      })),
      pairings: keyed('pairings', pairings, (row) => ({
        ...row,
        kind: first(PAIRING_WORDS, row.kind),
        to: lastDay(row.to),
      })),
    },
    ids: {
      divisions: new Map(divisions.map((row) => [row.code, row.id])),
      units: new Map(units.map((row) => [row.code, row.id])),
      people: new Map(people.map((row) => [row.code, row.id])),
      bodies: new Map(posts.map((row) => [row.bodyCode, row.id])),
    },
  };
}

const first = (words: Readonly<Record<string, readonly [string, ...string[]]>>, code: string): string =>
  words[code]?.[0] ?? code;

/** A roster tells the last day, the house the first day on which something no longer holds. */
const lastDay = (until: string): string => (until === '' ? '' : addDays(until, -1));

function keyed<K extends RosterKey, Row extends RosterWords<K>>(
  key: K,
  rows: readonly Row[],
  spoken: (row: Row) => RosterWords<K>,
): Map<string, RosterWords<K>> {
  return new Map(
    rows.map((row) => {
      const { id: _, ...words } = spoken(row) as RosterWords<K> & { id?: string };
      return [rowKey(key, words as RosterWords<K>), words as RosterWords<K>];
    }),
  );
}
