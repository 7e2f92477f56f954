import { chmodSync, writeFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCounty, type County } from '@tongchuang/testkit/county.ts';
import { adoptFramework, openRound } from '@tongchuang/testkit/rounds.ts';
import { verifyResults } from './verify-results.ts';

let county: County;
let factsHash: string;
beforeAll(async () => {
  county = await openCounty();
  const { office, leader, supervisor } = county.cast;
  const round = await openRound(county, await adoptFramework(county));
  await round.move('marking');
  const fact = (criterion: string, value: unknown, more: object) => ({
    id: county.freshId(),
    criterion,
    value,
    unitId: county.units.housing,
    ...more,
  });
  await round.enter(supervisor, 'first', [
    fact('1.1', true, { site: '甲巷' }),
    fact('1.1', false, { site: '乙巷' }),
    fact('1.2', 1, { name: '缺失处数' }),
  ]);
  await round.move('settling');
  await county.post(office, `/rounds/${round.id}/approvals`, { version: await round.version() });
  await county.post(leader, `/rounds/${round.id}/snapshots`, {
    id: county.freshId(),
    version: await round.version(),
  });
  const { rows } = (await county.get(office, `/rounds/${round.id}/snapshots`)).body;
  factsHash = rows[0].factsHash;
});
afterAll(() => county.close());

const verify = () => verifyResults(county.house.store, county.house.files, county.tenant);
const asOwner = async (sql: string) => {
  const client = new pg.Client({ connectionString: county.ownerUrl });
  await client.connect();
  await client.query(sql).finally(() => client.end());
};

test('a published result is what the second engine counts from its facts', async () => {
  expect(await verify()).toEqual({ editions: 1, snapshots: 1, facts: 3, faults: [] });
});

test('a published result and an adopted edition are not changed by the application, nor by a slip of the owner', async () => {
  const change = (table: string) =>
    county.rows((db) =>
      db
        .updateTable(table as 'snapshots')
        .set({ hash: 'x' } as never)
        .execute(),
    );
  await expect(change('snapshots')).rejects.toThrow(/permission denied/);
  await expect(change('editions')).rejects.toThrow(/cannot be changed/);
  await expect(asOwner(`update snapshots set results = '{}'`)).rejects.toThrow(/cannot be changed/);
});

test('whoever takes the guard away and changes a number, or a fact, is found out', async () => {
  const raise = `update snapshots set results = replace(results, '"points":1.5', '"points":2')`;
  await asOwner(`alter table snapshots disable trigger snapshot_stays; ${raise}`);
  const faults = (await verify()).faults.map(({ what }) => what);
  expect(faults).toContain('the hash does not fit what it was made of');
  expect(faults.join('\n')).toMatch(/published 2, recounted 1.5/);

  const file = county.house.files.path(factsHash as never);
  chmodSync(file, 0o600);
  writeFileSync(file, 'not the facts');
  expect((await verify()).faults.map(({ what }) => what)).toContain('the file of its facts was changed');
});
