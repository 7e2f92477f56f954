import * as routes from '@tongchuang/contract/bodies.ts';
import type { Secondment } from '@tongchuang/contract/bodies.ts';
import { beyondOwn } from '@tongchuang/domain/access/granting.ts';
import { may } from '@tongchuang/domain/access/may.ts';
import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { getPersonRow } from '@tongchuang/storage/access/people.ts';
import { endHolder, getHeldRole, getRole, insertHolder } from '@tongchuang/storage/access/roles.ts';
import { getBody } from '@tongchuang/storage/organisation/bodies.ts';
import * as secondments from '@tongchuang/storage/organisation/secondments.ts';
import type { SecondmentRow } from '@tongchuang/storage/organisation/secondments.ts';
import { pathOf } from '@tongchuang/storage/organisation/units.ts';
import { act, view } from './act.ts';

/** 抽调: the role that comes with it carries the same dates, so that access ends with the secondment, by itself. */

export const listSecondments = view(routes.listSecondments, {
  async run({ db, actor, today }) {
    const rows = await secondments.listSecondments(db);
    const seen = rows.filter((row) => may(actor, 'people.read', pathsOf(row)));
    return {
      secondments: seen.map((row) => ({
        ...describeSecondment(row),
        over: row.until !== null && row.until <= today,
      })),
    };
  },
});

/** Both units have a word in it. */
const pathsOf = (row: SecondmentRow) => [row.path as UnitId[], row.home_path as UnitId[]];

export const describeSecondment = (row: SecondmentRow): Secondment => ({
  id: row.id,
  person: { id: row.person_id, name: row.person_name, title: row.title },
  home: { id: row.home_unit_id, name: row.home_name, shortName: row.home_short },
  unit: { id: row.unit_id, name: row.unit_name, shortName: row.unit_short },
  kind: row.kind as Secondment['kind'],
  duty: row.duty,
  since: row.since,
  until: row.until,
  version: row.version,
});

export const second = act(routes.second, {
  async about(scene, { body }) {
    const [row, path] = await Promise.all([
      getPersonRow(scene.db, body.personId),
      pathOf(scene.db, body.unitId),
    ]);
    return { row: { ...row, path }, owners: [path] };
  },
  async run(scene, { body }, person) {
    const { db, tenant, trace, actor } = scene;
    if (body.bodyId) await getBody(scene, scene.today, body.bodyId);
    const { id, personId: person_id, unitId: unit_id, bodyId: body_id, kind, duty, since, until } = body;
    if (body.role) {
      const role = await getRole(db, body.role.code);
      const permission = beyondOwn(actor, role.grants, person.path);
      if (permission) throw new Refusal('access.beyond_own', { permission });
      const held = { id: body.role.id, person_id, role_code: role.code, unit_id, since, until };
      await insertHolder(db, { tenant_id: tenant, ...held });
    }
    await secondments.insertSecondment(db, {
      tenant_id: tenant,
      id,
      person_id,
      unit_id,
      body_id,
      kind,
      duty,
      since,
      until,
      home_unit_id: person.unit_id,
      role_holder_id: body.role?.id ?? null,
    });
    trace('person', person_id, { to: unit_id, since, until, role: body.role?.code });
    trace('unit', unit_id);
    return { id };
  },
});

export const endSecondment = act(routes.endSecondment, {
  async about(scene, { params }) {
    const row = await secondments.getSecondment(scene.db, params.id);
    return { row, owners: pathsOf(row) };
  },
  async run(scene, { params: { id }, body }, row) {
    if (body.until < row.since)
      throw new Refusal('organisation.dates_wrong', { since: row.since, until: body.until });
    const version = await secondments.endSecondment(scene.db, id, body.version, body.until);
    if (row.role_holder_id) {
      const role = await getHeldRole(scene, row.role_holder_id);
      // Ending earlier takes nothing that is not the actor's to give; lasting longer gives it anew.
      const isLonger = role.until !== null && body.until > role.until;
      const permission = isLonger ? beyondOwn(scene.actor, role.grants, role.path) : null;
      if (permission) throw new Refusal('access.beyond_own', { permission });
      await endHolder(scene.db, role.id, role.version, body.until);
    }
    scene.trace('person', row.person_id, { until: body.until });
    return { version };
  },
});
