import { inTransaction } from '@tongchuang/storage/database.ts';
import { listPlaces } from '@tongchuang/storage/access/sessions.ts';
import type { PersonId, RoleHolderId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { uuidv7 } from '@tongchuang/domain/kernel/ids.ts';
import { civilDate } from '@tongchuang/domain/kernel/civil-date.ts';
import type { House } from '@tongchuang/usecases/house.ts';
import { openPlace } from '@tongchuang/usecases/places.ts';

/** The fictional county that a first look begins with: loaded once, into an empty database only. */
export async function loadDemo(house: House): Promise<void> {
  const places = await inTransaction(house.store, null, 'read', ({ db }) => listPlaces(db));
  if (places.length > 0) return;
  const password = Buffer.from(house.random(24)).toString('base64url');
  const administrator = { name: '管理员', login: 'administrator', password };
  const tenant = await openPlace(house, { code: 'qingyuan', name: '清源县', isDemo: true, administrator });
  const now = house.clock();
  const fresh = () => uuidv7(now.getTime(), house.random(10));
  await inTransaction(house.store, tenant, 'write', async ({ db }) => {
    const root = await db.selectFrom('units').select(['id', 'path']).executeTakeFirstOrThrow();
    const unit = async (code: string, name: string, short: string, kind: string) => {
      const id = fresh() as UnitId;
      const row = {
        tenant_id: tenant,
        id,
        code,
        name,
        short_name: short,
        kind,
        tier: 'county',
        parent_id: root.id,
      };
      await db
        .insertInto('units')
        .values({ ...row, path: [id, ...root.path] })
        .execute();
      return id;
    };
    const person = async (login: string, name: string, at: UnitId, role: string) => {
      const id = fresh() as PersonId;
      await db.insertInto('people').values({ tenant_id: tenant, id, login, name, unit_id: at }).execute();
      const held = {
        id: fresh() as RoleHolderId,
        person_id: id,
        role_code: role,
        unit_id: at,
        since: civilDate(now),
      };
      await db
        .insertInto('role_holders')
        .values({ tenant_id: tenant, ...held })
        .execute();
    };
    const office = await unit('001', '清源县创建文明城市工作办公室', '县创建办', 'office');
    const housing = await unit('012', '清源县住房和城乡建设局', '县住建局', 'department');
    await person('demo-administrator', '管理员', root.id, 'administrator');
    await person('demo-office', '周敏', office, 'office');
    await person('demo-leader', '沈国安', root.id, 'leader');
    await person('demo-supervisor', '何立', root.id, 'supervisor');
    await person('demo-head', '贺建平', housing, 'unit_head');
    await person('demo-liaison', '陶欣', housing, 'liaison');
    await person('demo-auditor', '方正', root.id, 'auditor');
  });
}
