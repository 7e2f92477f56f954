import * as routes from '@tongchuang/contract/bodies.ts';
import type { BodyLine } from '@tongchuang/contract/bodies.ts';
import type { UnitPath } from '@tongchuang/domain/access/may.ts';
import type { BodyId, PersonId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { getPersonRow } from '@tongchuang/storage/access/people.ts';
import * as bodies from '@tongchuang/storage/organisation/bodies.ts';
import type { BodyRow } from '@tongchuang/storage/organisation/bodies.ts';
import { getDivision } from '@tongchuang/storage/organisation/divisions.ts';
import * as posts from '@tongchuang/storage/organisation/posts.ts';
import { listSecondments } from '@tongchuang/storage/organisation/secondments.ts';
import { pathOf } from '@tongchuang/storage/organisation/units.ts';
import { act, view, type Scene, type Subject } from './act.ts';
import { describePost } from './organisation.ts';
import { describeSecondment } from './secondments.ts';
import { given, mustNotBeAhead } from './units.ts';

/** A body belongs to its unit; one of the whole place only to whoever reaches all of it. */
export const aBody = async (scene: Scene, id: BodyId): Promise<Subject<BodyRow>> => {
  const row = await bodies.getBody(scene, scene.today, id);
  return { row, owners: row.path ? [row.path] : [] };
};

export const listBodies = view(routes.listBodies, {
  async run(scene) {
    const rows = await bodies.listBodies(scene, scene.today);
    return { bodies: rows.map(describeBody) };
  },
});

export const getBody = view(routes.getBody, {
  async run(scene, { params: { id } }) {
    const row = await bodies.getBody(scene, scene.today, id);
    const [held, members, zone, seconded] = await Promise.all([
      posts.listPosts(scene.db, { body: id }),
      bodies.listMembers(scene.db, id),
      bodies.listZone(scene.db, id),
      listSecondments(scene.db, id),
    ]);
    return {
      ...describeBody(row),
      aliases: row.aliases,
      duties: row.duties,
      parent: row.parent_id && { id: row.parent_id, name: row.parent_name ?? '' },
      posts: held.map((post) => ({ ...describePost(post), unit: post.unit_name })),
      units: members.map(({ unit_id, name, short_name, ...member }) => ({
        ...member,
        unit: { id: unit_id, name, shortName: short_name },
      })),
      divisions: zone,
      secondments: seconded.map(describeSecondment),
    };
  },
});

const describeBody = (row: BodyRow): BodyLine => ({
  id: row.id,
  kind: row.kind as BodyLine['kind'],
  name: row.name,
  parentId: row.parent_id,
  unit: row.unit_id && { id: row.unit_id, name: row.unit_name ?? '', shortName: row.unit_short },
  document: row.document,
  foundedOn: row.founded_on,
  dissolvedOn: row.dissolved_on,
  heads: row.heads.map((head) => ({ ...head, id: head.id as PersonId })),
  deputies: row.deputies,
  members: row.members,
  version: row.version,
});

export const createBody = act(routes.createBody, {
  async about(scene, { body }) {
    const owners: UnitPath[] = body.unitId ? [await pathOf(scene.db, body.unitId)] : [];
    if (body.parentId) await bodies.getBody(scene, scene.today, body.parentId);
    return { row: undefined, owners };
  },
  async run({ db, tenant, trace }, { body }) {
    const { parentId: parent_id, unitId: unit_id, foundedOn: founded_on, ...rest } = body;
    await bodies.insertBody(db, { tenant_id: tenant, ...rest, parent_id, unit_id, founded_on });
    trace('body', body.id, { name: body.name });
    return { id: body.id };
  },
});

export const editBody = act(routes.editBody, {
  about: (scene, { params }) => aBody(scene, params.id),
  async run({ db, trace }, { params: { id }, body }) {
    const { version, foundedOn: founded_on, dissolvedOn: dissolved_on, ...plain } = body;
    const next = await bodies.updateBody(db, id, version, given({ ...plain, founded_on, dissolved_on }));
    trace('body', id, given({ ...plain, foundedOn: founded_on, dissolvedOn: dissolved_on }));
    return { version: next };
  },
});

export const givePost = act(routes.givePost, {
  async about(scene, { body }) {
    if (body.bodyId) return { ...(await aBody(scene, body.bodyId)), row: undefined };
    return { row: undefined, owners: body.unitId ? [await pathOf(scene.db, body.unitId)] : [] };
  },
  async run({ db, tenant, today, trace }, { body }) {
    mustNotBeAhead(body.since, today);
    await getPersonRow(db, body.personId);
    const { personId: person_id, unitId: unit_id, bodyId: body_id, ...rest } = body;
    await posts.insertPost(db, { tenant_id: tenant, ...rest, person_id, unit_id, body_id });
    trace('person', person_id, { title: body.title, since: body.since });
    if (unit_id) trace('unit', unit_id);
    if (body_id) trace('body', body_id);
    return { id: body.id };
  },
});

export const endPost = act(routes.endPost, {
  async about(scene, { params }) {
    const row = await posts.getPost(scene.db, params.id);
    if (row.body_id) return { row, owners: (await aBody(scene, row.body_id)).owners };
    return { row, owners: row.unit_id ? [await pathOf(scene.db, row.unit_id)] : [] };
  },
  async run({ db, today, trace }, { params: { id }, body }, row) {
    mustNotBeAhead(body.until, today);
    if (body.until < row.since)
      throw new Refusal('organisation.dates_wrong', { since: row.since, until: body.until });
    const version = await posts.endPost(db, id, body.version, body.until);
    trace('person', row.person_id, { until: body.until });
    if (row.unit_id) trace('unit', row.unit_id);
    if (row.body_id) trace('body', row.body_id);
    return { version };
  },
});

export const setMembers = act(routes.setMembers, {
  about: (scene, { params }) => aBody(scene, params.id),
  async run({ db, tenant, today, trace }, { params: { id }, body }) {
    mustNotBeAhead(body.since, today);
    for (const { unitId } of body.units) await pathOf(db, unitId);
    const version = await bodies.updateBody(db, id, body.version, {});
    const changed = await bodies.setMembers(db, tenant, id, body.since, body.units);
    trace('body', id, { since: body.since, ...changed });
    return { version, ...changed };
  },
});

export const setZone = act(routes.setZone, {
  about: (scene, { params }) => aBody(scene, params.id),
  async run({ db, tenant, trace }, { params: { id }, body }, row) {
    if (row.kind !== 'zone') throw new Refusal('organisation.not_a_zone', { name: row.name });
    for (const division of body.divisionIds) await getDivision(db, division);
    const version = await bodies.updateBody(db, id, body.version, {});
    await bodies.setZone(db, tenant, id, body.divisionIds);
    trace('body', id, { divisions: body.divisionIds.length });
    return { version };
  },
});
