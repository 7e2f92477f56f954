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

test('what only grows is not shortened by a slip of the owner', async () => {
  for (const slip of [
    'delete from snapshots',
    'truncate snapshots cascade',
    `update round_approvals set note = 'x'`,
    'delete from round_approvals',
    `update fact_changes set reason = 'x'`,
    'truncate fact_changes',
    'delete from facts',
    'delete from editions',
  ])
    await expect(asOwner(slip), slip).rejects.toThrow(/cannot be changed|cannot be removed|only grows/);
});

test('a fact that is corrected, or tampered with, after the publication is no fault of what was published', async () => {
  await asOwner('update facts set value = 0, withdrawn = true');
  expect((await verify()).faults).toEqual([]);
});

/** What is changed with the guard taken away, and put back. */
const TAMPERED: [string, string, RegExp][] = [
  ['results', `'{}'`, /hash does not fit/],
  ['ranking', `'[]'`, /hash does not fit/],
  ['changes', `'[{"code":"x"}]'`, /hash does not fit/],
  ['reason', `'another'`, /hash does not fit/],
  ['subjects', `'[]'`, /hash does not fit/],
  ['number', '2', /hash does not fit/],
  ['facts_count', '2', /number of its facts/],
  ['hash', `repeat('0', 64)`, /trail kept/],
  ['edition_hash', `repeat('0', 64)`, /edition was changed/],
  ['edition', `jsonb_set(edition::jsonb, '{title}', '"x"')::json`, /edition was changed/],
  ['facts_sha256', '(select sha256 from files where sha256 <> facts_sha256 limit 1)', /holds no facts/],
];

test.each(TAMPERED)('a published %s that is set to %s is found', async (column, value, what) => {
  const kept = `create table kept as select * from snapshots; alter table snapshots disable trigger snapshot_stays`;
  await asOwner(`${kept}; update snapshots set ${column} = ${value}`);
  const { faults } = await verify();
  await asOwner(
    `update snapshots s set ${column} = k.${column} from kept k where k.id = s.id; drop table kept; alter table snapshots enable trigger snapshot_stays`,
  );
  expect(faults.map((one) => one.what).join('\n')).toMatch(what);
  expect((await verify()).faults).toEqual([]);
});

test('a result or an edition that is swapped whole, hashes and all, is not the one in the trail; nor is one that is gone', async () => {
  const off =
    'alter table editions disable trigger edition_stays; alter table snapshots disable trigger snapshot_stays';
  const on =
    'alter table editions enable trigger edition_stays; alter table snapshots enable trigger snapshot_stays';
  await asOwner(`${off}; update editions set hash = repeat('0', 64)`);
  expect((await verify()).faults.map(({ what }) => what)).toContainEqual(expect.stringMatching(/trail kept/));
  await asOwner(
    `update editions e set hash = (select facts->>'hash' from audit_rows where act = 'framework.adopt')`,
  );
  await asOwner('create table kept as select * from snapshots; delete from snapshots');
  expect((await verify()).faults.map(({ what }) => what)).toContainEqual(expect.stringMatching(/not there/));
  await asOwner(
    `alter table snapshots disable trigger all; insert into snapshots select * from kept; drop table kept; alter table snapshots enable trigger all; ${on}`,
  );
  expect((await verify()).faults).toEqual([]);
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
