import * as routes from '@tongchuang/contract/organisation.ts';
import type { Post, UnitLine, UnitPage } from '@tongchuang/contract/organisation.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import type { PersonId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { maskPhone } from '@tongchuang/domain/kernel/phone.ts';
import { listPosts } from '@tongchuang/storage/organisation/posts.ts';
import * as units from '@tongchuang/storage/organisation/units.ts';
import type { UnitRow } from '@tongchuang/storage/organisation/units.ts';
import { view, type Scene, type Subject } from './act.ts';

export const aUnit = async (scene: Scene, id: UnitId): Promise<Subject<UnitRow>> => {
  const row = await units.getUnit(scene, scene.today, id);
  return { row, owners: [row.path] };
};

export const listUnits = view(routes.listUnits, {
  async run(scene, { query }) {
    const rows = await units.listUnits(scene, scene.today, query.ended === 'true');
    return { units: rows.map(describeUnit) };
  },
});

export const getUnit = view(routes.getUnit, {
  about: (scene, { params }) => aUnit(scene, params.id),
  async run(scene, _asked, row) {
    const [parts, posts] = await Promise.all([
      units.getUnitParts(scene, row.id, row.path),
      listPosts(scene.db, { unit: row.id }),
    ]);
    return describePage(row, parts, posts.map(describePost));
  },
});

export function describeUnit(row: UnitRow): UnitLine {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    shortName: row.short_name,
    kind: row.kind as UnitLine['kind'],
    tier: row.tier as UnitLine['tier'],
    sector: row.sector,
    parentId: row.parent_id,
    divisionId: row.division_id,
    validTo: row.valid_to,
    head: row.head && { ...row.head, id: row.head.id as PersonId },
    contact: row.contact && {
      ...row.contact,
      id: row.contact.id as PersonId,
      phone: row.contact.phone && maskPhone(row.contact.phone),
    },
    chainComplete: row.chain_complete,
    version: row.version,
  };
}

export const describePost = (row: Awaited<ReturnType<typeof listPosts>>[number]): Post => ({
  id: row.id,
  person: { id: row.person_id, name: row.name, title: row.own_title },
  rank: row.rank as Post['rank'],
  title: row.title,
  since: row.since,
  until: row.until,
  version: row.version,
});

type Parts = Awaited<ReturnType<typeof units.getUnitParts>>;

function describePage(row: UnitRow, parts: Parts, posts: Post[]): UnitPage {
  const brief = (unit: { id: UnitId; name: string; short_name: string | null }) => ({
    id: unit.id,
    name: unit.name,
    shortName: unit.short_name,
  });
  const above = new Map(parts.above.map((unit) => [unit.id, unit]));
  return {
    ...describeUnit(row),
    path: row.path
      .slice(1)
      .toReversed()
      .flatMap((id) => above.get(id) ?? [])
      .map(brief),
    validFrom: row.valid_from,
    division: parts.division ?? null,
    names: parts.names.map((name) => ({
      ...name,
      origin: name.origin as UnitPage['names'][number]['origin'],
    })),
    chain: describeChain(parts.chain),
    posts,
    successions: parts.successions.map((one) => {
      const isFrom = one.to_unit_id === row.id;
      return {
        id: one.id,
        direction: isFrom ? ('from' as const) : ('to' as const),
        unit: isFrom
          ? { id: one.from_unit_id, name: one.from_name, shortName: one.from_short }
          : { id: one.to_unit_id, name: one.to_name, shortName: one.to_short },
        on: one.on_date,
        kind: one.kind as UnitPage['successions'][number]['kind'],
        document: one.document,
      };
    }),
    bodies: parts.bodies.map((body) => ({
      id: body.id,
      name: body.name,
      kind: body.kind,
      as: body.unit_id === row.id ? ('own' as const) : ('member' as const),
    })),
    pairings: parts.pairings.map((one) => ({
      id: one.id,
      kind: one.kind,
      person: { id: one.person_id, name: one.name, title: one.title },
      with: one.with_name,
    })),
    children: parts.children.map(brief),
    people: parts.people,
  };
}

function describeChain(chain: Parts['chain']): ReplyOf<typeof routes.getUnit>['chain'] {
  if (!chain) return { leader: null, section: null, person: null, contact: null, version: 0 };
  const person = (id: PersonId | null, name: string | null, title: string | null) =>
    id && { id, name: name ?? '', title };
  const contact = person(chain.contact_id, chain.contact_name, chain.contact_title);
  return {
    leader: person(chain.leader_id, chain.leader_name, chain.leader_title),
    section: chain.section,
    person: person(chain.person_id, chain.person_name, chain.person_title),
    contact: contact && { ...contact, phone: chain.contact_phone && maskPhone(chain.contact_phone) },
    version: chain.version,
  };
}
