import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { civilDate } from '@tongchuang/domain/kernel/civil-date.ts';
import {
  uuidv7,
  type PersonId,
  type RoleHolderId,
  type TenantId,
  type UnitId,
} from '@tongchuang/domain/kernel/ids.ts';
import { makeApp } from '@tongchuang/server/app.ts';
import { follow } from '@tongchuang/server/reactions.ts';
import { inTransaction, openStore, type Db } from '@tongchuang/storage/database.ts';
import { openFolder } from '@tongchuang/storage/files/store.ts';
import type { House } from '@tongchuang/usecases/house.ts';
import { openPlace } from '@tongchuang/usecases/places.ts';
import * as sessions from '@tongchuang/usecases/sessions.ts';
import { ownDatabase } from './own-database.ts';

/** Somebody of the standing cast, signed in. */
export interface Someone {
  id: PersonId;
  name: string;
  unit: UnitId;
  cookie: string;
}

export interface Answer {
  status: number;
  /** Whatever the answer says, as parsed. */
  body: ReturnType<typeof JSON.parse>;
  headers: Record<string, string | string[] | undefined>;
  bytes: Buffer;
}

/** A county of one's own with a clock that stands still until it is moved, and a standing cast. */
export interface County {
  house: House;
  app: FastifyInstance;
  tenant: TenantId;
  ownerUrl: string;
  root: UnitId;
  units: Record<'office' | 'housing' | 'education' | 'chengguan', UnitId>;
  cast: Record<
    | 'admin'
    | 'office'
    | 'leader'
    | 'supervisor'
    | 'head'
    | 'liaison'
    | 'otherHead'
    | 'otherLiaison'
    | 'auditor',
    Someone
  >;
  /** Moves the clock. */
  at: (instant: string) => void;
  freshId: <T extends string>() => T;
  get: (who: Someone | null, path: string) => Promise<Answer>;
  /** Sends an act with a new command id, or the one given. */
  send: (
    who: Someone | null,
    method: string,
    path: string,
    body?: unknown,
    commandId?: string,
  ) => Promise<Answer>;
  post: (who: Someone | null, path: string, body?: unknown, commandId?: string) => Promise<Answer>;
  /** Direct work on this county's rows, as the application's role. */
  rows: <T>(work: (db: Db) => Promise<T>) => Promise<T>;
  close: () => Promise<void>;
}

/** @param now  an instant with its zone: '2026-03-02T09:00+08:00' */
export async function openCounty(now = '2026-03-02T09:00+08:00', code = 'qingyuan'): Promise<County> {
  const database = await ownDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'tongchuang-county-'));
  let clock = new Date(now);
  const house: House = {
    store: openStore(database.ownerUrl, { connections: 8 }),
    files: openFolder(folder),
    clock: () => clock,
    random: (bytes) => randomBytes(bytes),
    point: () => {},
    providers: [],
    follow,
    demo: false,
  };
  const app = await makeApp(house, false);
  const opened = await settle(house, code);
  const request = async (
    method: string,
    url: string,
    who: Someone | null,
    body?: unknown,
    commandId?: string,
  ): Promise<Answer> => {
    const headers: Record<string, string> = who ? { cookie: who.cookie } : {};
    if (method !== 'GET') headers['idempotency-key'] = commandId ?? opened.freshId();
    if (body !== undefined)
      headers['content-type'] = body instanceof Buffer ? 'application/octet-stream' : 'application/json';
    const payload = body === undefined || body instanceof Buffer ? body : JSON.stringify(body);
    const answer = await app.inject({
      method: method as 'GET',
      url: `/api${url}`,
      headers,
      ...(payload === undefined ? {} : { payload }),
    });
    const isJson = String(answer.headers['content-type'] ?? '').includes('json');
    const { statusCode: status, rawPayload: bytes } = answer;
    return {
      status,
      bytes,
      body: isJson && answer.body ? JSON.parse(answer.body) : null,
      headers: answer.headers as Answer['headers'],
    };
  };
  return {
    house,
    app,
    ...opened,
    ownerUrl: database.ownerUrl,
    at: (instant) => {
      clock = new Date(instant);
    },
    get: (who, path) => request('GET', path, who),
    send: (who, method, path, body, commandId) => request(method, path, who, body, commandId),
    post: (who, path, body = {}, commandId) => request('POST', path, who, body, commandId),
    rows: (work) => inTransaction(house.store, opened.tenant, 'write', ({ db }) => work(db)),
    close: async () => {
      await app.close();
      await house.store.close();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A second county in the same house, for tests of the wall between tenants. */
export const anotherCounty = (house: House, code: string) => settle(house, code);

async function settle(house: House, code: string) {
  const freshId = <T extends string>() => uuidv7(Date.now(), randomBytes(10)) as T;
  const administrator = { name: '管理员', login: 'root', password: randomBytes(12).toString('hex') };
  const tenant = await openPlace(house, { code, name: '清源县', isDemo: false, administrator });
  return inTransaction(house.store, tenant, 'write', async ({ db }) => {
    const root = await db.selectFrom('units').select(['id', 'path']).executeTakeFirstOrThrow();
    const unit = async (number: string, name: string, short: string, kind: string) => {
      const id = freshId<UnitId>();
      const row = {
        tenant_id: tenant,
        id,
        code: number,
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
    const someone = async (name: string, at: UnitId, role: string): Promise<Someone> => {
      const id = freshId<PersonId>();
      await db
        .insertInto('people')
        .values({ tenant_id: tenant, id, login: `${role}-${id.slice(-8)}`, name, unit_id: at })
        .execute();
      const held = {
        id: freshId<RoleHolderId>(),
        person_id: id,
        role_code: role,
        unit_id: at,
        since: civilDate(new Date(0)),
      };
      await db
        .insertInto('role_holders')
        .values({ tenant_id: tenant, ...held })
        .execute();
      const begun = await sessions.begin(db, tenant, id, new Date('2099-01-01'), {
        agent: 'test',
        address: '',
      });
      return { id, name, unit: at, cookie: `tongchuang=${begun.tenant}.${begun.token}` };
    };
    const units = {
      office: await unit('001', '清源县创建文明城市工作办公室', '县创建办', 'party'),
      housing: await unit('012', '清源县住房和城乡建设局', '县住建局', 'government'),
      education: await unit('013', '清源县教育体育局', '县教体局', 'government'),
      chengguan: await unit('101', '城关镇', '城关镇', 'township'),
    };
    const cast = {
      admin: await someone('管理员', root.id, 'administrator'),
      office: await someone('周敏', units.office, 'office'),
      leader: await someone('沈国安', root.id, 'leader'),
      supervisor: await someone('何立', root.id, 'supervisor'),
      head: await someone('贺建平', units.housing, 'unit_head'),
      liaison: await someone('陶欣', units.housing, 'liaison'),
      otherHead: await someone('罗文', units.education, 'unit_head'),
      otherLiaison: await someone('江月', units.education, 'liaison'),
      auditor: await someone('方正', root.id, 'auditor'),
    };
    return { tenant, root: root.id, units, cast, freshId };
  });
}
