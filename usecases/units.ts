import * as routes from '@tongchuang/contract/organisation.ts';
import { beyondOwn } from '@tongchuang/domain/access/granting.ts';
import { mustBeAllowed } from '@tongchuang/domain/access/may.ts';
import { addDays } from '@tongchuang/domain/kernel/calendar.ts';
import type { PersonId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { passRoles, rolesOfHead } from '@tongchuang/storage/access/roles.ts';
import { getPersonRow } from '@tongchuang/storage/access/people.ts';
import { endHead, insertPost, passDuties } from '@tongchuang/storage/organisation/posts.ts';
import { insertSuccession, writeChain } from '@tongchuang/storage/organisation/units-history.ts';
import * as units from '@tongchuang/storage/organisation/units.ts';
import type { UnitRow } from '@tongchuang/storage/organisation/units.ts';
import { act, type ActScene } from './act.ts';
import { aUnit } from './organisation.ts';

/** Acts on units: every one leaves the unit's name, head and history such that an old paper can still be read. */

export const createUnit = act(routes.createUnit, {
  about: (scene, { body }) => aUnit(scene, body.parentId),
  async run(scene, { body }) {
    const { db, tenant, trace } = scene;
    await units.holdTree(scene);
    const { shortName: short_name, parentId: parent_id, divisionId: division_id, ...rest } = body;
    await units.insertUnit(db, { tenant_id: tenant, ...rest, short_name, parent_id, division_id });
    trace('unit', body.id, { name: body.name, code: body.code });
    return { id: body.id };
  },
});

export const editUnit = act(routes.editUnit, {
  about: (scene, { params }) => aUnit(scene, params.id),
  async run({ db, trace }, { params: { id }, body }) {
    const { version, shortName, divisionId, ...plain } = body;
    const next = await units.updateUnit(db, id, version, {
      ...given(plain),
      ...(shortName === undefined ? {} : { short_name: shortName }),
      ...(divisionId === undefined ? {} : { division_id: divisionId }),
    });
    trace('unit', id, given({ ...plain, shortName, divisionId }));
    return { version: next };
  },
});

/** What was said; what was left out stays out. */
export const given = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

export const renameUnit = act(routes.renameUnit, {
  about: (scene, { params }) => aUnit(scene, params.id),
  async run({ db, tenant, today, trace }, { params: { id }, body }, row) {
    mustNotBeAhead(body.on, today);
    await units.mustBeNewName(db, body.name, id);
    const former = [row.name, row.short_name].filter((name) => name !== null);
    for (const name of former.filter((name) => name !== body.name && name !== body.shortName)) {
      const until = addDays(body.on, -1);
      await units.insertName(db, { tenant_id: tenant, unit_id: id, name, origin: 'former', until });
    }
    const to = { name: body.name, short_name: body.shortName };
    const version = await units.updateUnit(db, id, body.version, to);
    trace('unit', id, { from: row.name, to: body.name, on: body.on });
    return { version };
  },
});

export const moveUnit = act(routes.moveUnit, {
  alone: true, // two moves in one transaction would not see each other's lock
  async about(scene, { params, body }) {
    const [moving, above] = await Promise.all([aUnit(scene, params.id), aUnit(scene, body.parentId)]);
    return { row: [moving.row, above.row] as const, owners: moving.owners };
  },
  async run(scene, { params: { id }, body }, [moving, above]) {
    mustBeAllowed(scene.actor, 'organisation.edit', [above.path], 'unit');
    if (above.valid_to) throw new Refusal('organisation.ended', { name: above.name });
    await units.holdTree(scene);
    const moved = await units.moveUnit(scene, id, body.version, body.parentId);
    scene.trace('unit', id, { from: moving.parent_id, to: body.parentId, moved });
    return { version: body.version + 1, moved };
  },
});

export const succeedUnit = act(routes.succeedUnit, {
  about: (scene, { params }) => aUnit(scene, params.id),
  async run(scene, { params: { id }, body }, row) {
    if (row.valid_to) throw new Refusal('organisation.ended', { name: row.name });
    for (const { id: succession, unitId } of body.to) {
      const heir = await units.getUnit(scene, scene.today, unitId);
      if (heir.id === id) throw new Refusal('organisation.circle', { name: heir.name });
      if (heir.valid_to) throw new Refusal('organisation.ended', { name: heir.name });
      await insertSuccession(scene.db, {
        tenant_id: scene.tenant,
        id: succession,
        from_unit_id: id,
        to_unit_id: unitId,
        on_date: body.on,
        kind: body.kind,
        document: body.document,
      });
      scene.trace('unit', unitId);
    }
    // Duties that move leave the unit standing.
    const ends = body.kind === 'duties_moved' ? {} : { valid_to: addDays(body.on, -1) };
    const version = await units.updateUnit(scene.db, id, body.version, ends);
    scene.trace('unit', id, { name: row.name, kind: body.kind, on: body.on });
    return { version };
  },
});

export const addName = act(routes.addUnitName, {
  about: (scene, { params }) => aUnit(scene, params.id),
  async run({ db, tenant, trace }, { params: { id }, body }) {
    await units.insertName(db, { tenant_id: tenant, unit_id: id, ...body });
    trace('unit', id, { ...body });
    return {};
  },
});

export const removeName = act(routes.removeUnitName, {
  about: (scene, { params }) => aUnit(scene, params.id),
  async run({ db, trace }, { params: { id }, body }) {
    await units.deleteName(db, id, body.name);
    trace('unit', id, { removed: body.name });
    return {};
  },
});

export const setChain = act(routes.setChain, {
  about: (scene, { params }) => aUnit(scene, params.id),
  async run({ db, tenant, trace }, { params: { id }, body }) {
    const people = [body.leaderId, body.personId, body.contactId].filter((person) => person !== null);
    for (const person of new Set(people)) await getPersonRow(db, person);
    const { version, leaderId: leader_id, personId: person_id, contactId: contact_id, section } = body;
    const chain = { tenant_id: tenant, unit_id: id, leader_id, section, person_id, contact_id };
    const next = await writeChain(db, chain, version);
    trace('unit', id, { ...body });
    return { version: next };
  },
});

/**
 * 更换一把手. What passes on: the post, the chain, parts of tasks that are not settled, the access that goes with the post.
 * The access passes only where it is the actor's to give; else the gaps page asks an administrator for it.
 */
export const changeHead = act(routes.changeHead, {
  about: (scene, { params }) => aUnit(scene, params.id),
  async run(scene, { params: { id }, body }, row) {
    const { db, tenant, today, trace } = scene;
    mustNotBeAhead(body.since, today);
    await getPersonRow(db, body.personId);
    const before = await endHead(db, id, body.since);
    if (before && before.since > body.since)
      throw new Refusal('organisation.dates_wrong', { since: before.since, until: body.since });
    await units.updateUnit(db, id, body.version, {});
    const { postId, personId: person_id, title, since } = body;
    const post = { id: postId, person_id, title, since, rank: 'head', body_id: null } as const;
    await insertPost(db, { tenant_id: tenant, unit_id: id, ...post });
    trace('unit', id, { head: person_id, predecessor: before?.person_id, since });
    trace('person', person_id);
    if (!before) return { tasks: 0, access: 'none' as const };
    trace('person', before.person_id);
    const tasks = await passDuties(scene, id, before.person_id, person_id, today);
    for (const task of tasks) trace('task', task, { passedTo: person_id });
    return { tasks: tasks.length, access: await passAccess(scene, row, before.person_id, body) };
  },
});

async function passAccess(
  { db, actor, tenant, newId }: ActScene,
  unit: UnitRow,
  from: PersonId,
  to: { personId: PersonId; since: string },
): Promise<'moved' | 'none' | 'need_administrator'> {
  const held = await rolesOfHead(db, unit.id, from);
  if (held.length === 0) return 'none';
  if (held.some((role) => beyondOwn(actor, role.grants, unit.path))) return 'need_administrator';
  for (const role of held) await passRoles(db, tenant, role, to.personId, to.since, newId());
  return 'moved';
}

/** @throws {Refusal} `organisation.date_ahead`: what is not yet so is entered on the day */
export function mustNotBeAhead(date: string, today: string): void {
  if (date > today) throw new Refusal('organisation.date_ahead', { date });
}
