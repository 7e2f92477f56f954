import * as routes from '@tongchuang/contract/divisions.ts';
import type { Division } from '@tongchuang/contract/divisions.ts';
import { mayStandBelow, type DivisionLevel } from '@tongchuang/domain/organisation/divisions.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import * as divisions from '@tongchuang/storage/organisation/divisions.ts';
import { act, view } from './act.ts';
import { given } from './units.ts';

export const listDivisions = view(routes.listDivisions, {
  async run(scene) {
    const rows = await divisions.listDivisions(scene);
    return { divisions: rows.map(describeDivision) };
  },
});

const describeDivision = (row: divisions.DivisionRow): Division => ({
  id: row.id,
  code: row.code,
  name: row.name,
  level: row.level as DivisionLevel,
  parentId: row.parent_id,
  unit: row.unit_id && { id: row.unit_id, name: row.unit_name ?? '', shortName: row.unit_short },
  version: row.version,
});

export const createDivision = act(routes.createDivision, {
  async about(scene, { body }) {
    const row = await divisions.getDivision(scene.db, body.parentId);
    return { row, owners: [await divisions.ownerOfDivision(scene, body.parentId)] };
  },
  async run({ db, tenant, trace }, { body }, above) {
    if (!mayStandBelow(body.level, above.level as DivisionLevel))
      throw new Refusal('organisation.level_wrong', { level: body.level, above: above.level });
    const { parentId: parent_id, ...rest } = body;
    await divisions.insertDivision(db, { tenant_id: tenant, ...rest, parent_id });
    trace('division', body.id, { name: body.name, code: body.code });
    return { id: body.id };
  },
});

export const editDivision = act(routes.editDivision, {
  async about(scene, { params }) {
    const row = await divisions.getDivision(scene.db, params.id);
    return { row, owners: [await divisions.ownerOfDivision(scene, params.id)] };
  },
  async run({ db, trace }, { params: { id }, body: { version, ...to } }) {
    const next = await divisions.updateDivision(db, id, version, given(to));
    trace('division', id, given(to));
    return { version: next };
  },
});
