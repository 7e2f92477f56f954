import * as routes from '@tongchuang/contract/pairings.ts';
import type { PairingKind } from '@tongchuang/domain/organisation/body.ts';
import { mustBeAllowed, type UnitPath } from '@tongchuang/domain/access/may.ts';
import { maskPhone } from '@tongchuang/domain/kernel/phone.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { getPersonRow } from '@tongchuang/storage/access/people.ts';
import { getDivision, ownerOfDivision } from '@tongchuang/storage/organisation/divisions.ts';
import * as pairings from '@tongchuang/storage/organisation/pairings.ts';
import { pathOf } from '@tongchuang/storage/organisation/units.ts';
import { act, view } from './act.ts';
import { mustNotBeAhead } from './units.ts';

export const listPairings = view(routes.listPairings, {
  async run(scene, { query }) {
    const rows = await pairings.listPairings(scene, scene.today, query.kind ?? null);
    return {
      pairings: rows.map((row) => ({
        id: row.id,
        kind: row.kind as PairingKind,
        person: { id: row.person_id, name: row.person_name, title: row.title, unit: row.unit_name },
        with: { id: row.with_id, name: row.with_name },
        since: row.since,
        until: row.until,
        note: row.note,
        version: row.version,
      })),
    };
  },
});

export const pair = act(routes.pair, {
  async about(scene, { body }) {
    const person = await getPersonRow(scene.db, body.personId);
    return { row: person, owners: [await pathOf(scene.db, person.unit_id)] };
  },
  async run(scene, { body }) {
    const { id, kind, personId: person_id, since, note } = body;
    const pairing = { tenant_id: scene.tenant, id, kind, person_id, since, note };
    await pairings.insertPairing(scene, pairing, body.withId);
    scene.trace('person', person_id, { kind, with: body.withId, since });
    scene.trace('pairing', id);
    return { id };
  },
});

export const endPairing = act(routes.endPairing, {
  async about(scene, { params }) {
    const row = await pairings.getPairing(scene, params.id);
    return { row, owners: [row.path as unknown as UnitPath] };
  },
  async run({ db, today, trace }, { params: { id }, body }, row) {
    mustNotBeAhead(body.until, today);
    if (body.until < row.since)
      throw new Refusal('organisation.dates_wrong', { since: row.since, until: body.until });
    const version = await pairings.endPairing(db, id, body.version, body.until);
    trace('pairing', id, { until: body.until });
    trace('person', row.person_id);
    return { version };
  },
});

export const listHouseholds = view(routes.listHouseholds, {
  async about(scene, { query }) {
    await getDivision(scene.db, query.divisionId);
    return { row: undefined, owners: [await ownerOfDivision(scene, query.divisionId)] };
  },
  async run(scene, { query }) {
    const rows = await pairings.listHouseholds(scene, query.divisionId);
    return {
      households: rows.map(({ division_id, phone, note, ...row }) => ({
        ...row,
        divisionId: division_id,
        phone: phone && maskPhone(phone),
        hasNote: note !== null,
      })),
    };
  },
});

export const saveHousehold = act(routes.saveHousehold, {
  async about(scene, { params, body }) {
    await getDivision(scene.db, body.divisionId);
    const before = await pairings.findHousehold(scene.db, params.id);
    return { row: before, owners: [await ownerOfDivision(scene, body.divisionId)] };
  },
  async run(scene, { params: { id }, body }, before) {
    // A family that moves must be one's own at both ends.
    if (before) {
      const from = await ownerOfDivision(scene, before.division_id);
      mustBeAllowed(scene.actor, 'household.edit', [from], 'household');
    }
    const { version, divisionId: division_id, ...rest } = body;
    const household = { tenant_id: scene.tenant, id, division_id, ...rest };
    const next = await pairings.saveHousehold(scene.db, household, version);
    scene.trace('household', id);
    return { version: next };
  },
});
