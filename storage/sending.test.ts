import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ownDatabase, type OwnDatabase } from '@tongchuang/testkit/own-database.ts';
import { inTransaction, openStore, type Store, type Transaction } from './database.ts';

let own: OwnDatabase;
let store: Store;
beforeAll(async () => {
  own = await ownDatabase();
});
beforeEach(() => {
  store = openStore(own.ownerUrl, { connections: 1 }); // every test on one new connection
  return () => store.close();
});
afterAll(() => own.drop());

const writing = <T>(work: (transaction: Transaction) => Promise<T>) =>
  inTransaction(store, null, 'write', work);

test('statements of one moment are answered each with its own rows, whatever their types, before and after they have a name', async () => {
  const when = new Date('2026-03-02T01:02:03.456Z');
  for (let time = 0; time < 3; time++) {
    const answers = await writing(({ query }) =>
      Promise.all([
        query('select $1::int as n, $2::text as none', [7, null]),
        query('select $1::date as day, $2::timestamptz as at', ['2026-02-28', when]),
        query('select 1 as nothing where false'),
        query('select $1::text[] as names, $2::jsonb as facts', [['甲', 'a "b"'], { a: [1] }]),
        query('select $1::int as n, $2::text as none', [8, '乙']),
        query('select $1::bytea as bytes, 5000000000::bigint as big', [Buffer.from('字')]),
      ]),
    );
    expect(answers).toEqual([
      [{ n: 7, none: null }],
      [{ day: '2026-02-28', at: when }],
      [],
      [{ names: ['甲', 'a "b"'], facts: { a: [1] } }],
      [{ n: 8, none: '乙' }],
      [{ bytes: Buffer.from('字'), big: 5_000_000_000 }],
    ]);
  }
});

test('after one that fails the rest is passed over, nothing stays, and the connection works on', async () => {
  await writing(({ query }) => query('create temporary table seen (n int primary key)'));
  const insert = 'insert into seen values ($1::int)';
  for (let time = 0; time < 4; time++) {
    const told: string[] = [];
    const failing = writing(({ query }) =>
      Promise.all(
        [insert, 'select 1 / $1::int', insert].map((text, nth) =>
          query(text, [nth === 1 ? 0 : nth]).then(
            () => told.push('done'),
            (error: Error) => {
              told.push(error.message);
              throw error;
            },
          ),
        ),
      ),
    );
    await expect(failing).rejects.toThrow('division by zero');
    expect(told).toEqual(['done', 'division by zero', 'division by zero']);
  }
  const kept = await writing(async ({ query }) => {
    await query(insert, [5]);
    return query('select n from seen');
  });
  expect(kept).toEqual([{ n: 5 }]);
});

test('a value that cannot be written fails before anything is sent', async () => {
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  await expect(writing(({ query }) => query('select $1::jsonb', [circle]))).rejects.toThrow();
  expect(await writing(({ query }) => query('select 1 as n'))).toEqual([{ n: 1 }]);
});

test('what a transaction left alone when it failed is never sent', async () => {
  await writing(({ query }) => query('create temporary table stray (n int)'));
  let stray: Promise<unknown> = Promise.resolve();
  const failing = writing(async ({ query }) => {
    await query('select 1');
    stray = query('insert into stray values (1)');
    stray.catch(() => {}); // told below
    throw new Error('its work failed');
  });
  await expect(failing).rejects.toThrow('its work failed');
  await expect(stray).rejects.toThrow();
  expect(await writing(({ query }) => query('select * from stray'))).toEqual([]);
});
