import type { CivilDate } from '@tongchuang/domain/kernel/calendar.ts';
import type { BodyId, TenantId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { NamedBody } from '@tongchuang/domain/organisation/collectives.ts';
import type { Place } from '@tongchuang/domain/organisation/name-core.ts';
import type { RosterFacts } from '@tongchuang/domain/organisation/name-index.ts';
import type { Alias, SuccessionKind, Tier, Unit, UnitType } from '@tongchuang/domain/organisation/unit.ts';
import { sql } from 'kysely';
import type { Db } from '../database.ts';

/** A unit as lists and resolvers need it. */
export interface RosterUnit {
  id: UnitId;
  code: string;
  name: string;
  shortName: string | null;
  kind: UnitType;
  tier: Tier;
  sector: string | null;
  /** Every further name that papers use for it: abbreviations, entered, learned and former ones. */
  names: string[];
  /** Names of units that became this one. */
  predecessors: string[];
  /** Last day of its existence. */
  validTo: CivilDate | null;
}

/** All units with all their names, in the order of a printed list. */
export async function listRoster(db: Db): Promise<RosterUnit[]> {
  const { units, successions } = await readRoster(db, '9999-12-31');
  const nameOf = new Map(units.map((unit) => [unit.id, unit.name]));
  return units.map(({ id, code, name, shortName, type, tier, sector, aliases, validTo }) => ({
    id,
    code,
    name,
    shortName,
    kind: type,
    tier,
    sector,
    validTo,
    names: aliases.map((alias) => alias.name),
    predecessors: successions.flatMap((one) => (one.to === id ? [nameOf.get(one.from) ?? ''] : [])),
  }));
}

/** What `rosterOf` in domain/organisation/name-index.ts is made of, on a day: units, successions, bodies with their members, the place. */
export async function rosterFacts(db: Db, on: CivilDate): Promise<RosterFacts> {
  const [{ units, successions }, bodies, place] = await Promise.all([
    readRoster(db, on),
    readNamedBodies(db, on),
    placeOf(db),
  ]);
  return { units, successions, bodies, place, on };
}

async function readRoster(db: Db, on: CivilDate): Promise<Pick<RosterFacts, 'units' | 'successions'>> {
  const [rows, names, steps, heads, chains] = await Promise.all([
    db
      .selectFrom('units')
      .select(['id', 'code', 'name', 'short_name', 'kind', 'tier', 'parent_id', 'division_id', 'sector'])
      .select(['valid_from', 'valid_to'])
      .orderBy('position')
      .orderBy('code')
      .execute(),
    db.selectFrom('unit_names').select(['unit_id', 'name', 'origin']).orderBy('name').execute(),
    db
      .selectFrom('unit_successions')
      .select(['from_unit_id', 'to_unit_id', 'on_date', 'kind'])
      .orderBy('on_date')
      .orderBy('id')
      .execute(),
    db
      .selectFrom('posts')
      .select(['unit_id', 'person_id'])
      .where('rank', '=', 'head')
      .where('unit_id', 'is not', null)
      .where((where) => where.or([where('until', 'is', null), where('until', '>', on)]))
      .orderBy('since')
      .execute(),
    db.selectFrom('unit_chains').select(['unit_id', 'contact_id']).execute(),
  ]);
  const aliases = Map.groupBy(names, (row) => row.unit_id);
  const headOf = new Map(heads.map((row) => [row.unit_id, row.person_id]));
  const contactOf = new Map(chains.map((row) => [row.unit_id, row.contact_id]));
  const units = rows.map((row): Unit => ({
    id: row.id,
    code: row.code,
    name: row.name,
    shortName: row.short_name,
    type: row.kind as UnitType,
    tier: row.tier as Tier,
    parent: row.parent_id as UnitId | null,
    division: row.division_id,
    sector: row.sector,
    aliases: (aliases.get(row.id) ?? []).map(({ name, origin }) => ({ name, origin: originOf(origin) })),
    head: headOf.get(row.id) ?? null,
    contact: contactOf.get(row.id) ?? null,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  }));
  const successions = steps.map((row) => ({
    from: row.from_unit_id,
    to: row.to_unit_id,
    on: row.on_date,
    kind: row.kind as SuccessionKind,
  }));
  return { units, successions };
}

/** A former name of the same unit reads like any name that somebody entered. */
const originOf = (origin: string): Alias['origin'] =>
  origin === 'former' ? 'entered' : (origin as Alias['origin']);

async function readNamedBodies(db: Db, on: CivilDate): Promise<NamedBody[]> {
  const [bodies, members] = await Promise.all([
    db
      .selectFrom('bodies')
      .select(['id', 'name', 'aliases'])
      .where((where) => where.or([where('dissolved_on', 'is', null), where('dissolved_on', '>', on)]))
      .orderBy('position')
      .orderBy('id')
      .execute(),
    db
      .selectFrom('body_members')
      .select(['body_id', 'unit_id'])
      .where('since', '<=', on)
      .where((where) => where.or([where('until', 'is', null), where('until', '>', on)]))
      .orderBy('unit_id')
      .execute(),
  ]);
  const unitsOf = Map.groupBy(members, (row): BodyId => row.body_id);
  return bodies.map(({ id, name, aliases }) => ({
    id,
    name,
    aliases,
    members: (unitsOf.get(id) ?? []).map((row) => row.unit_id),
  }));
}

/** 清源县, under 云州市: read from the place's own name and the divisions above it. */
export async function placeOf(db: Db): Promise<Place> {
  const [tenant, divisions] = await Promise.all([
    db
      .selectFrom('tenants')
      .select('name')
      .where((where) => where('tenant_id', '=', sql<TenantId>`current_tenant()`))
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('divisions')
      .select(['name', 'level'])
      .where('level', 'in', ['province', 'city', 'county'])
      .orderBy('code')
      .execute(),
  ]);
  const own = splitKind(tenant.name);
  const above = divisions.filter((one) => one.name !== tenant.name && one.level !== 'county');
  return { ...own, above: above.map((one) => splitKind(one.name)) };
}

const KIND = /^(.+?)(自治区|自治州|自治县|省|市|县|区|旗|州)$/;
const KINDS: Record<string, Place['kind']> = { 自治区: '区', 自治州: '州', 自治县: '县' };

function splitKind(full: string): { name: string; kind: Place['kind'] } {
  const [, name = full, kind = '县'] = KIND.exec(full) ?? [];
  return { name, kind: KINDS[kind] ?? (kind as Place['kind']) };
}
