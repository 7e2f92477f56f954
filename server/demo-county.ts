import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays } from '@tongchuang/domain/kernel/calendar.ts';
import { civilDate } from '@tongchuang/domain/kernel/civil-date.ts';
import type {
  BodyId,
  DivisionId,
  HouseholdId,
  Id,
  PersonId,
  TenantId,
  UnitId,
} from '@tongchuang/domain/kernel/ids.ts';
import { uuidv7 } from '@tongchuang/domain/kernel/ids.ts';
import type { Transaction } from '@tongchuang/storage/database.ts';
import { insertRows } from '@tongchuang/storage/rows.ts';
import type { House } from '@tongchuang/usecases/house.ts';

interface DemoPerson {
  name: string;
  title: string;
  /** head 一把手 · leader 分管领导 · contact 联络员 · doer 责任人 */
  as: 'head' | 'leader' | 'contact' | 'doer';
  login?: string;
}
interface DemoUnit {
  code: string;
  name: string;
  short: string;
  kind: string;
  tier: string;
  parent: string;
  division: string;
  sector?: string;
  names?: string[];
  section?: string;
  /** False: nobody there can sign in yet. */
  accounts?: boolean;
  people: DemoPerson[];
}
type Named = [person: string, title: string];
interface DemoBody {
  key: string;
  kind: string;
  name: string;
  parent?: string;
  unit?: string;
  aliases?: string[];
  document?: string;
  duties?: string;
  heads: Named[];
  deputies: Named[];
  /** Codes of units; county: every unit of the county's own tier. */
  members: string[] | 'county';
  divisions?: string[];
}
interface Pack {
  divisions: { code: string; name: string; level: string; parent?: string }[];
  units: DemoUnit[];
  former: { code: string; name: string; short: string; kind: string; to: string; on: string; as: string }[];
  leaders: { name: string; title: string; login?: string }[];
  staff: { name: string; title: string; login: string; role: string; unit: string }[];
  /** Days from today. */
  secondments: { name: string; home: string; duty: string; since: number; until: number; kind: string }[];
  bodies: DemoBody[];
  pairings: { kind: string; person: string; with: string }[];
  households: { division: string; room: string; name: string; note: string }[];
}

function readPack(): Pack {
  const folder = join(import.meta.dirname, '../packs/demo');
  const parts = ['divisions', 'units', 'people', 'bodies', 'pairings'].map(
    (name) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Partial<Pack>,
  );
  return Object.assign({}, ...parts) as Pack;
}

/** When everybody took office, for what has no day of its own. */
const TOOK_OFFICE = '2025-01-06';
/** When the campaign's bodies were founded and their posts given. */
const FOUNDED = '2026-01-06';

type Row = Record<string, unknown>;

/** The organisation of 清源县, who is fictional with all its people: gathered as rows first, then written table by table. */
export async function loadCounty(house: House, transaction: Transaction, tenant: TenantId): Promise<void> {
  const [root] = await transaction.query<{ id: UnitId }>('select id from units');
  if (!root) throw new Error('the place has no root unit');
  const county = new County(house, tenant, root.id, readPack());
  await insertRows(transaction, 'divisions', county.tables.divisions);
  await transaction.query('update units set division_id = $1 where id = $2', [
    county.division('990921'),
    root.id,
  ]);
  for (const table of ORDER) await insertRows(transaction, table, county.tables[table]);
}

/** What leans on nothing first. */
const ORDER = [
  'units',
  'unit_names',
  'unit_successions',
  'people',
  'role_holders',
  'bodies',
  'body_members',
  'zone_divisions',
  'posts',
  'unit_chains',
  'secondments',
  'households',
  'pairings',
] as const;

class County {
  readonly tables = Object.fromEntries(
    [...ORDER, 'divisions'].map((table) => [table, []]),
  ) as unknown as Record<(typeof ORDER)[number] | 'divisions', Row[]>;
  readonly #house: House;
  readonly #tenant: TenantId;
  readonly #today: string;
  readonly #divisions = new Map<string, DivisionId>();
  readonly #units = new Map<string, { id: UnitId; path: UnitId[]; tier: string }>();
  readonly #people = new Map<string, PersonId>();
  readonly #bodies = new Map<string, BodyId>();
  readonly #households = new Map<string, HouseholdId>();

  constructor(house: House, tenant: TenantId, root: UnitId, pack: Pack) {
    this.#house = house;
    this.#tenant = tenant;
    this.#today = civilDate(house.clock());
    this.#units.set('000', { id: root, path: [root], tier: 'county' });
    this.#addDivisions(pack);
    pack.units.forEach((unit, at) => this.#addUnit(unit, at + 1));
    for (const unit of pack.former) this.#addFormer(unit);
    for (const leader of pack.leaders)
      this.#addPerson({ ...leader, unit: '000', role: leader.login ? 'leader' : null });
    for (const one of pack.staff) this.#addPerson(one);
    pack.bodies.forEach((body, at) => this.#addBody(body, at));
    for (const one of pack.secondments) this.#addSecondment(one);
    for (const one of pack.households) this.#addHousehold(one);
    for (const one of pack.pairings) this.#addPairing(one);
  }

  division(code: string): DivisionId {
    return must(this.#divisions.get(code), code);
  }

  #id<K extends string>(): Id<K> {
    return uuidv7(this.#house.clock().getTime(), this.#house.random(10)) as Id<K>;
  }

  #add(table: keyof County['tables'], row: Row): void {
    this.tables[table].push({ tenant_id: this.#tenant, version: 1, ...row });
  }

  #addDivisions(pack: Pack): void {
    for (const { code, name, level, parent } of pack.divisions) {
      const id = this.#id<'division'>();
      this.#divisions.set(code, id);
      this.#add('divisions', {
        id,
        code,
        name,
        level,
        parent_id: parent ? this.division(parent) : null,
        position: 0,
      });
    }
  }

  #addUnit(unit: DemoUnit, position: number): void {
    const id = this.#id<'unit'>();
    const above = must(this.#units.get(unit.parent), unit.parent);
    this.#units.set(unit.code, { id, path: [id, ...above.path], tier: unit.tier });
    const { code, name, kind, tier, sector = null } = unit;
    const row = { id, code, name, short_name: unit.short, kind, tier, sector, parent_id: above.id, position };
    const dates = { valid_from: null, valid_to: null };
    this.#add('units', {
      ...row,
      division_id: this.division(unit.division),
      path: [id, ...above.path],
      ...dates,
    });
    for (const alias of unit.names ?? []) this.#addName(id, alias);
    const ids = new Map<string, PersonId>();
    for (const person of unit.people) {
      const role = person.as === 'head' ? 'unit_head' : person.as === 'contact' ? 'liaison' : null;
      const hasAccount = unit.accounts !== false && role !== null;
      const login = person.login ?? (hasAccount ? `${code.toLowerCase()}-${person.as}` : undefined);
      const held = hasAccount ? (code === '001' ? 'office' : role) : null;
      ids.set(person.as, this.#addPerson({ ...person, login, unit: code, role: held }));
      this.#people.set(`@${person.as}:${code}`, must(ids.get(person.as), person.name));
    }
    const head = ids.get('head');
    if (head) this.#addPost(head, 'head', unit.people[0]?.title ?? '', { unit: id });
    const leader = ids.get('leader');
    if (leader)
      this.#addPost(leader, 'deputy', unit.people.find((one) => one.as === 'leader')?.title ?? '', {
        unit: id,
      });
    const doer = ids.get('doer') ?? ids.get('contact') ?? null;
    this.#add('unit_chains', {
      unit_id: id,
      leader_id: leader ?? head ?? null,
      section: unit.section ?? null,
      person_id: doer,
      contact_id: ids.get('contact') ?? null,
    });
  }

  #addName(unit: UnitId, name: string): void {
    this.tables.unit_names.push({ tenant_id: this.#tenant, unit_id: unit, name, origin: 'entered' });
  }

  #addFormer(unit: Pack['former'][number]): void {
    const id = this.#id<'unit'>();
    const heir = must(this.#units.get(unit.to), unit.to);
    const above = must(this.#units.get('000'), '000');
    const { code, name, kind } = unit;
    const row = {
      id,
      code,
      name,
      short_name: unit.short,
      kind,
      tier: 'county',
      sector: null,
      parent_id: above.id,
    };
    const dates = { valid_from: null, valid_to: addDays(unit.on, -1) };
    this.#add('units', {
      ...row,
      position: 999,
      division_id: this.division('990921'),
      path: [id, ...above.path],
      ...dates,
    });
    const step = { from_unit_id: id, to_unit_id: heir.id, on_date: unit.on, kind: unit.as, document: null };
    this.tables.unit_successions.push({ tenant_id: this.#tenant, id: this.#id(), ...step });
  }

  #addPerson(one: {
    name: string;
    title: string;
    unit: string;
    login?: string | undefined;
    role: string | null;
  }): PersonId {
    const id = this.#id<'person'>();
    const unit = must(this.#units.get(one.unit), one.unit).id;
    const number = this.tables.people.length + 1;
    const { name, title, login = null } = one;
    // 555 numbers belong to nobody.
    const phone = `0990-555${String(number).padStart(4, '0')}`;
    const flags = { active: true, password_must_change: false };
    this.#add('people', {
      id,
      code: `R${String(number).padStart(4, '0')}`,
      name,
      unit_id: unit,
      title,
      phone,
      login,
      ...flags,
    });
    this.#people.set(name, id);
    if (one.role) this.#addHolder(id, one.role, unit, TOOK_OFFICE, null);
    return id;
  }

  #addHolder(
    person: PersonId,
    role: string,
    unit: UnitId,
    since: string,
    until: string | null,
  ): Id<'role_holder'> {
    const id = this.#id<'role_holder'>();
    this.#add('role_holders', { id, person_id: person, role_code: role, unit_id: unit, since, until });
    return id;
  }

  #addPost(
    person: PersonId,
    rank: string,
    title: string,
    of: { unit?: UnitId; body?: BodyId },
    position = 0,
  ): void {
    const where = { unit_id: of.unit ?? null, body_id: of.body ?? null };
    this.#add('posts', {
      id: this.#id(),
      person_id: person,
      ...where,
      rank,
      title,
      since: of.body ? FOUNDED : TOOK_OFFICE,
      until: null,
      position,
    });
  }

  #addBody(body: DemoBody, position: number): void {
    const id = this.#id<'body'>();
    this.#bodies.set(body.key, id);
    const { kind, name, aliases = [], document = null, duties = null } = body;
    const parent_id = body.parent ? must(this.#bodies.get(body.parent), body.parent) : null;
    const unit_id = body.unit ? must(this.#units.get(body.unit), body.unit).id : null;
    const row = { id, kind, name, aliases, parent_id, unit_id, document, duties, founded_on: FOUNDED };
    this.#add('bodies', { ...row, dissolved_on: null, position });
    const someone = (named: string) => must(this.#people.get(named), named);
    body.heads.forEach(([who, title], at) => this.#addPost(someone(who), 'head', title, { body: id }, at));
    body.deputies.forEach(([who, title], at) =>
      this.#addPost(someone(who), 'deputy', title, { body: id }, at),
    );
    const codes =
      body.members === 'county'
        ? [...this.#units].flatMap(([code, unit]) => (unit.tier === 'county' && code !== '000' ? [code] : []))
        : body.members;
    for (const code of codes) {
      const unit = must(this.#units.get(code), code).id;
      const member = { id: this.#id(), body_id: id, unit_id: unit, since: FOUNDED, until: null };
      this.tables.body_members.push({ tenant_id: this.#tenant, ...member });
    }
    for (const code of body.divisions ?? [])
      this.tables.zone_divisions.push({
        tenant_id: this.#tenant,
        body_id: id,
        division_id: this.division(code),
      });
  }

  #addSecondment(one: Pack['secondments'][number]): void {
    const office = must(this.#units.get('001'), '001').id;
    const [since, until] = [addDays(this.#today, one.since - 60), addDays(this.#today, one.until)];
    const login = `s${String(this.tables.secondments.length + 1).padStart(2, '0')}`;
    const person = this.#addPerson({ name: one.name, title: one.duty, unit: one.home, login, role: null });
    const role_holder_id = this.#addHolder(person, 'office', office, since, until);
    const home_unit_id = must(this.#units.get(one.home), one.home).id;
    const row = {
      person_id: person,
      home_unit_id,
      unit_id: office,
      body_id: this.#bodies.get('office') ?? null,
    };
    this.#add('secondments', {
      id: this.#id(),
      ...row,
      kind: one.kind,
      duty: one.duty,
      since,
      until,
      role_holder_id,
    });
  }

  #addHousehold(one: Pack['households'][number]): void {
    const id = this.#id<'household'>();
    this.#households.set(`${one.division} ${one.room}`, id);
    const { room, name, note } = one;
    this.#add('households', { id, division_id: this.division(one.division), room, name, phone: null, note });
  }

  #addPairing(one: Pack['pairings'][number]): void {
    const person = one.person.startsWith('@resident:')
      ? this.#addPerson({ name: one.person.slice(10), title: '楼长', unit: 'C00101', role: null })
      : must(this.#people.get(one.person), one.person);
    const partner = {
      body_id: one.kind === 'leader_zone' ? must(this.#bodies.get(one.with), one.with) : null,
      unit_id: one.kind === 'leader_unit' ? must(this.#units.get(one.with), one.with).id : null,
      division_id:
        one.kind === 'cadre_community' || one.kind === 'head_entrance' ? this.division(one.with) : null,
      household_id: one.kind === 'volunteer_family' ? must(this.#households.get(one.with), one.with) : null,
    };
    const dates = { since: FOUNDED, until: null, note: null };
    this.#add('pairings', { id: this.#id(), kind: one.kind, person_id: person, ...partner, ...dates });
  }
}

/** What the pack names must be in the pack. */
function must<T>(found: T | undefined, named: string): T {
  if (found === undefined) throw new Error(`packs/demo names ${named}, which is not there`);
  return found;
}
