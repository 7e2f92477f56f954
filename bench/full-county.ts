import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { civilDate } from '@tongchuang/domain/kernel/civil-date.ts';
import {
  uuidv7,
  type PersonId,
  type PlanId,
  type TaskId,
  type UnitId,
} from '@tongchuang/domain/kernel/ids.ts';
import { follow } from '@tongchuang/server/reactions.ts';
import { inTransaction, openStore } from '@tongchuang/storage/database.ts';
import { ensureDatabase, startCluster } from '@tongchuang/storage/embedded/cluster.ts';
import { openFolder } from '@tongchuang/storage/files/store.ts';
import { migrate } from '@tongchuang/storage/migrate.ts';
import { insertRows } from '@tongchuang/storage/rows.ts';
import { refreshStatistics } from '@tongchuang/storage/statistics.ts';
import type { EditionTask } from '@tongchuang/storage/tasks/edition-words.ts';
import { insertPlanEdition } from '@tongchuang/storage/tasks/editions.ts';
import type { House } from '@tongchuang/usecases/house.ts';
import { openPlace } from '@tongchuang/usecases/places.ts';
import * as sessions from '@tongchuang/usecases/sessions.ts';

/** A county at full size: 80 units with a liaison and a head each, one plan of 2,000 issued tasks with three units each. */
export const SIZE = { units: 80, tasks: 2000, unitsPerTask: 3 };

/** Who is signed in where, and what there is to do: everything that a load generator needs. */
export interface FullCounty {
  url: string;
  office: string;
  /** Cookies by unit. */
  liaisons: Record<string, string>;
  heads: Record<string, { cookie: string; person: PersonId }>;
  /** Tasks with their units, the lead first. */
  tasks: { id: TaskId; units: UnitId[] }[];
  plan: PlanId;
  filesFolder: string;
  close: () => Promise<void>;
}

export const makeHouse = (county: Pick<FullCounty, 'url' | 'filesFolder'>): House => ({
  store: openStore(county.url),
  files: openFolder(county.filesFolder),
  clock: () => new Date(),
  random: (bytes) => randomBytes(bytes),
  point: () => {},
  follow,
  demo: false,
  providers: [],
});

/** Builds the county in a database of its own, with synchronous commits as everywhere. */
export async function openFullCounty(): Promise<FullCounty> {
  const folder = mkdtempSync(join(tmpdir(), 'tongchuang-bench-'));
  const filesFolder = mkdtempSync(join(tmpdir(), 'tongchuang-files-'));
  const cluster = await startCluster(folder);
  const url = await ensureDatabase(cluster, 'bench');
  await migrate(url);
  const house = makeHouse({ url, filesFolder });
  const fresh = <T extends string>() => uuidv7(Date.now(), randomBytes(10)) as T;
  const administrator = { name: '管理员', login: 'root', password: randomBytes(12).toString('hex') };
  const tenant = await openPlace(house, { code: 'bench', name: '清源县', isDemo: false, administrator });
  const liaisons: FullCounty['liaisons'] = {};
  const heads: FullCounty['heads'] = {};
  const plan = fresh<PlanId>();
  const { tasks, office } = await inTransaction(house.store, tenant, 'write', async (transaction) => {
    const [root] = await transaction.query<{ id: UnitId }>('select id from units limit 1');
    if (!root) throw new Error('a place has its root unit');
    const someone = async (name: string, unit: UnitId, role: string) => {
      const person = fresh<PersonId>();
      const row = {
        tenant_id: tenant,
        id: person,
        login: `${role}-${person}`,
        name,
        unit_id: unit,
        active: true,
      };
      await insertRows(transaction, 'people', [{ ...row, version: 1, password_must_change: false }]);
      const held = { tenant_id: tenant, id: fresh(), person_id: person, role_code: role, unit_id: unit };
      await insertRows(transaction, 'role_holders', [{ ...held, since: civilDate(new Date(0)), version: 1 }]);
      const origin = { agent: 'bench', address: '' };
      const begun = await sessions.begin(transaction.db, tenant, person, new Date(), origin);
      return { cookie: `tongchuang=${begun.tenant}.${begun.token}`, person };
    };
    const units = Array.from({ length: SIZE.units }, () => fresh<UnitId>());
    await insertRows(
      transaction,
      'units',
      units.map((id, at) => ({
        tenant_id: tenant,
        id,
        code: String(at + 1).padStart(3, '0'),
        name: `清源县第${at + 1}局`,
        short_name: `第${at + 1}局`,
        kind: 'government',
        tier: 'county',
        parent_id: root.id,
        path: [id, root.id],
        position: at,
        version: 1,
      })),
    );
    for (const unit of units) {
      liaisons[unit] = (await someone('陶欣', unit, 'liaison')).cookie;
      heads[unit] = await someone('贺建平', unit, 'unit_head');
    }
    const officer = await someone('周敏', root.id, 'office');
    const planned = Array.from({ length: SIZE.tasks }, (_, at) => taskAt(at, units));
    const { taskIds } = await insertPlanEdition(transaction, {
      tenant,
      now: new Date(),
      newId: fresh,
      planId: plan,
      campaignId: null,
      kind: 'plan',
      title: '清源县创建文明城市工作实施方案',
      docNumber: null,
      issuedOn: null,
      documentId: null,
      fileSha256: null,
      confirmedBy: officer.person,
      tasks: planned,
    });
    await transaction.query(`update tasks set state = 'issued', issued_on = current_date`);
    const written = taskIds.map((id, at) => ({
      id,
      units: (planned[at]?.units ?? []).map((unit) => unit.unitId),
    }));
    return { tasks: written, office: officer.cookie };
  });
  await inTransaction(house.store, tenant, 'write', (transaction) => refreshStatistics(transaction));
  await house.store.close();
  return {
    url,
    office,
    liaisons,
    heads,
    tasks,
    plan,
    filesFolder,
    close: async () => {
      await cluster.stop();
      for (const each of [folder, filesFolder]) rmSync(each, { recursive: true, force: true });
    },
  };
}

/** Twenty sections of a hundred tasks; every third has a target, most have a day. */
function taskAt(at: number, units: readonly UnitId[]): EditionTask {
  const year = new Date().getUTCFullYear();
  const month = (at % 12) + 1;
  const due = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
  const roles = ['lead', 'responsible', 'cooperating'] as const;
  return {
    no: String(at + 1),
    sectionPath: [
      `${Math.floor(at / 500) + 1}、环境整治`,
      `(${Math.floor(at / 100) + 1})第${Math.floor(at / 100) + 1}类`,
    ],
    text: `第${at + 1}项:开展背街小巷、老旧小区、集贸市场等重点区域环境卫生综合整治,建立长效管护机制,确保责任到人、措施到位。`,
    objective: null,
    standard: at % 2 === 0 ? '路面无积存垃圾,立面无乱贴乱画,管线规整,秩序井然。' : null,
    deadline: at % 5 === 4 ? null : { phrase: `${month}月底前`, from: null, due, inherited: false },
    recurrence: at % 50 === 0 ? '每月25日前' : null,
    targets: at % 3 === 0 ? [{ text: '达标率90%以上', comparator: '>=', value: 90, unit: '%' }] : [],
    units: roles.map((role, nth) => ({
      unitId: units[(at + nth * 27) % units.length] as UnitId,
      role,
      writtenAs: null,
    })),
    unexpanded: [],
  };
}
