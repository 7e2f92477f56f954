import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { route } from '@tongchuang/contract/route.ts';
import { done } from '@tongchuang/contract/words.ts';
import type { CommandId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { sha256 } from '@tongchuang/storage/audit/chain.ts';
import { sealTenant, verifyTenant } from '@tongchuang/storage/audit/queries.ts';
import { openCounty, type County, type Someone } from '@tongchuang/testkit/county.ts';
import { act } from './act.ts';
import { makePipe, type Credential, type Pipe } from './pipe.ts';
import { saveView } from './saved-views.ts';

let county: County;
let pipe: Pipe;
beforeAll(async () => {
  county = await openCounty();
  pipe = makePipe(county.house);
});
afterAll(() => county.close());

/** An act of the test's own: renames a unit, and refuses one name after it has written. */
const rename = act(
  route({
    name: 'session.revoke',
    method: 'POST',
    path: '/test/rename',
    summary: 'for this test',
    body: z.strictObject({ unit: z.string(), name: z.string() }),
    reply: done({ name: z.string() }),
  }),
  {
    async run({ db, lastly, trace }, { body }) {
      await db
        .updateTable('units')
        .set({ short_name: body.name })
        .where('id', '=', body.unit as never)
        .execute();
      if (body.name === 'refused')
        throw new Refusal('row.changed_meanwhile', { what: 'unit', id: body.unit });
      if (body.name === 'broken') await sql`select 1 / 0`.execute(db);
      if (body.name === 'broken at last') lastly(sql`select 1 / 0`.execute(db));
      trace('unit', body.unit, { name: body.name });
      return { name: body.name };
    },
  },
);

const by = (who: Someone): Credential => {
  const [tenant = '', token = ''] = who.cookie.replace('tongchuang=', '').split('.');
  return { tenant: tenant as never, tokenHash: sha256(token) };
};
const asked = (unit: string, name: string) => ({ params: {}, query: {}, body: { unit, name } });
const shortName = (unit: string) =>
  county.rows((db) =>
    db
      .selectFrom('units')
      .select('short_name')
      .where('id', '=', unit as never)
      .executeTakeFirstOrThrow(),
  );
const send = (unit: string, name: string, id = county.freshId<CommandId>(), who = county.cast.office) =>
  pipe.perform(rename, by(who), id, asked(unit, name));

test('the same command sent twice is done once and answers the same receipt', async () => {
  const id = county.freshId<CommandId>();
  const first = await send(county.units.housing, '住建', id);
  await send(county.units.housing, '别的');

  const second = await send(county.units.housing, '住建', id);

  expect(second).toEqual(first);
  expect(await shortName(county.units.housing)).toEqual({ short_name: '别的' });
});

test('the same command sent ten times at once is done once', async () => {
  const id = county.freshId<CommandId>();
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => send(county.units.chengguan, '城关', id)),
  );

  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  const rows = await county.rows((db) =>
    db.selectFrom('audit_rows').selectAll().where('command_id', '=', id).execute(),
  );
  expect(rows).toHaveLength(1);
});

test('the same command sent to several processes at once is answered by one receipt: a row made, and a version written', async () => {
  const processes = Array.from({ length: 4 }, () => makePipe(county.house));
  const credential = by(county.cast.office);
  const params = { id: county.freshId<never>() };
  const body = { page: 'tasks', name: '逾期', query: 'light=late', shared: false };

  for (const version of [0, 1, 2, 3, 4]) {
    const command = county.freshId<CommandId>();
    const answers = await Promise.all(
      [...processes, ...processes].map((process) =>
        process.perform(saveView, credential, command, { params, query: {}, body: { ...body, version } }),
      ),
    );

    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ receipt: { commandId: command } });
  }
});

test('an id that was used for other content is refused, and nothing changes', async () => {
  const id = county.freshId<CommandId>();
  await send(county.units.education, '教体', id);

  await expect(send(county.units.education, '教育', id)).rejects.toMatchObject({ code: 'request.id_reused' });
  expect(await shortName(county.units.education)).toEqual({ short_name: '教体' });
});

test('a colleague who sends the very same command is told that its id is used, and never gets the stored reply', async () => {
  const { office, leader } = county.cast;
  const id = county.freshId<CommandId>();
  const first = await send(county.units.education, '教体', id, office);

  await expect(send(county.units.education, '教体', id, leader)).rejects.toMatchObject({
    code: 'request.id_reused',
  });
  expect(await send(county.units.education, '教体', id, office)).toEqual(first);
});

test('one command sent by two people and a stranger in the same moment answers one of them only', async () => {
  const { office, leader } = county.cast;
  const id = county.freshId<CommandId>();
  const unknown: Someone = { ...office, cookie: `tongchuang=${county.tenant}.guessed` };
  const who = [office, leader, unknown, office, leader, unknown];

  const outcomes = await Promise.allSettled(
    who.map((someone) => send(county.units.education, '教体局', id, someone)),
  );

  const told = outcomes.map((outcome) =>
    outcome.status === 'fulfilled' ? 'done' : (outcome.reason as Refusal).code,
  );
  expect(told[2]).toBe('access.sign_in_needed');
  expect(told.slice(0, 2).toSorted()).toEqual(['done', 'request.id_reused']);
  expect(told.slice(3)).toEqual(told.slice(0, 3));
});

test('acts that share a transaction do not suffer for one that refuses or breaks, nor does it leave anything behind', async () => {
  await send(county.units.housing, '之前');
  const { housing, education, chengguan, office } = county.units;
  const outcomes = await Promise.allSettled([
    send(education, '甲'),
    send(housing, 'refused'),
    send(chengguan, '乙'),
    send(housing, 'broken'),
    send(housing, 'broken at last'),
    send(office, '丙'),
  ]);

  expect(outcomes.map((outcome) => outcome.status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'rejected',
    'rejected',
    'fulfilled',
  ]);
  expect(await shortName(housing)).toEqual({ short_name: '之前' });
  expect(await Promise.all([education, chengguan, office].map(shortName))).toEqual([
    { short_name: '甲' },
    { short_name: '乙' },
    { short_name: '丙' },
  ]);
});

test('a stranger and a stolen tenant name are asked to sign in', async () => {
  const stranger: Credential = { tenant: county.tenant, tokenHash: sha256('guessed') };
  const call = (credential: Credential) =>
    pipe.perform(rename, credential, county.freshId<CommandId>(), asked(county.units.housing, 'x'));

  await expect(call(stranger)).rejects.toMatchObject({ code: 'access.sign_in_needed' });
  const elsewhere = { ...by(county.cast.office), tenant: county.freshId() as never };
  await expect(call(elsewhere)).rejects.toMatchObject({ code: 'access.sign_in_needed' });
});

test('a crash before the commit leaves nothing, and the same command then succeeds', async () => {
  const id = county.freshId<CommandId>();
  const point = vi.spyOn(county.house, 'point').mockImplementation(() => {
    throw new Error('the power went');
  });
  await expect(send(county.units.office, '断电', id)).rejects.toThrow('the power went');
  point.mockRestore();

  expect(await shortName(county.units.office)).not.toEqual({ short_name: '断电' });
  await send(county.units.office, '断电', id);
  expect(await shortName(county.units.office)).toEqual({ short_name: '断电' });
});

test('the sealed chain verifies, and a change by the database owner is found and located', async () => {
  const { house, tenant } = county;
  while ((await sealTenant(house.store, tenant)) > 0);
  const sound = await verifyTenant(house.store, tenant);
  expect(sound.faults).toEqual([]);
  expect(sound.sealed).toBe(sound.rows);

  const { default: pg } = await import('pg');
  const owner = new pg.Client({ connectionString: county.ownerUrl });
  await owner.connect();
  const { rows } = await owner.query(
    `update audit_rows set facts = '{"name":"改过"}' where command_id =
       (select command_id from audit_seals where tenant_id = $1 and position = 2) returning command_id`,
    [tenant],
  );
  await owner.end();

  const broken = await verifyTenant(house.store, tenant);
  expect(broken.faults).toContainEqual({ commandId: rows[0].command_id, position: 2, what: 'row_changed' });
});

test('the application itself cannot change or remove a trace', async () => {
  const tamper = (statement: string) => county.rows((db) => sql.raw(statement).execute(db));

  await expect(tamper(`update audit_rows set act = 'x'`)).rejects.toThrow(/permission denied/);
  await expect(tamper('delete from audit_rows')).rejects.toThrow(/permission denied/);
  await expect(tamper('delete from audit_seals')).rejects.toThrow(/permission denied/);
  await expect(tamper('delete from receipts')).rejects.toThrow(/permission denied/);
});
