import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { ROUND_STAGES, SEATS, SHEETS } from '@tongchuang/domain/scoring/round.ts';
import { makeApp } from '@tongchuang/server/app.ts';
import { sealTenant, verifyTenant } from '@tongchuang/storage/audit/queries.ts';
import { openStore, type Store } from '@tongchuang/storage/database.ts';
import { openCounty, type County } from '@tongchuang/testkit/county.ts';
import { adoptFramework, openRound } from '@tongchuang/testkit/rounds.ts';
import { verifyResults } from './verify-results.ts';

/**
 * Any acts on a round, by anybody of the cast, in any order, each sent up to twice, at once, to two servers on one database: what
 * the servers keep of the score is what a third one counts that has just begun, and what is published stays. PROPERTY_RUNS=1000
 * for a long look.
 */
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 25);

let county: County;
let edition: string;
let second: { app: FastifyInstance; store: Store };
beforeAll(async () => {
  county = await openCounty();
  edition = await adoptFramework(county);
  const store = openStore(county.ownerUrl, { connections: 8 });
  second = { store, app: await makeApp({ ...county.house, store, files: twin() }, false) };
});
afterAll(async () => {
  await second.app.close();
  await second.store.close();
  await county.close();
});
/** The same files by another hand: what a server keeps of its scores, it keeps by its file store. */
const twin = () => ({ ...county.house.files });

const CAST = [
  'office',
  'leader',
  'supervisor',
  'liaison',
  'head',
  'otherLiaison',
  'auditor',
  'admin',
] as const;
const UNITS = ['housing', 'education', 'chengguan'] as const;

const asked = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant('enter' as const),
      sheet: fc.constantFrom(...SHEETS),
      nth: fc.nat({ max: 5 }),
      criterion: fc.constantFrom('1.1', '1.2', '2.1'),
      unit: fc.constantFrom(...UNITS),
      value: fc.nat({ max: 3 }),
      version: fc.nat({ max: 3 }),
      state: fc.constantFrom('observed', 'observed', 'not_applicable'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('withdraw' as const),
      nth: fc.nat({ max: 5 }),
      version: fc.nat({ max: 3 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ act: fc.constant('move' as const), to: fc.constantFrom(...ROUND_STAGES) }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('approve' as const) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('publish' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ act: fc.constant('save' as const), methods: fc.constantFrom([], ['实地考察']) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ act: fc.constant('seats' as const), seat: fc.constantFrom(...SEATS) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constantFrom('self' as const, 'approval' as const),
      unit: fc.constantFrom(...UNITS),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ act: fc.constant('reply' as const), unit: fc.constantFrom(...UNITS) }),
  },
);
type Asked = typeof asked extends fc.Arbitrary<infer A> ? A : never;

const command = fc.record({
  /** Null: whose act it is, so that rounds come somewhere. */
  anybody: fc.option(fc.constantFrom(...CAST), { freq: 1, nil: null }),
  asked,
  to: fc.constantFrom('a', 'b', 'both'),
});
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

const waves = fc.array(fc.array(command, { minLength: 1, maxLength: 5 }), { minLength: 3, maxLength: 10 });

interface Played {
  round: string;
  facts: string[];
  version: number;
}

function onTheWire(one: Asked, { round, facts, version }: Played): [string, string, object] {
  const at = `/api/rounds/${round}`;
  switch (one.act) {
    case 'enter': {
      const { sheet, nth, criterion, unit, value, state, version: read } = one;
      const name =
        criterion === '1.1'
          ? 'value'
          : criterion === '1.2'
            ? '缺失处数'
            : value > 1
              ? '文明校园数'
              : '学校数';
      const given = state === 'observed' ? value : null;
      const fact = {
        id: facts[nth],
        criterion,
        name,
        state,
        value: given,
        unitId: county.units[unit],
        site: `点位${nth}`,
        version: read,
      };
      return ['POST', `${at}/facts`, { sheet, facts: [fact], reason: '更正' }];
    }
    case 'withdraw':
      return ['POST', `${at}/facts/${facts[one.nth]}/withdrawal`, { version: one.version, reason: '作废' }];
    case 'move':
      return ['POST', `${at}/stage`, { version, to: one.to, reason: '按需要' }];
    case 'approve':
      return ['POST', `${at}/approvals`, { version }];
    case 'publish':
      return ['POST', `${at}/snapshots`, { id: county.freshId(), version, reason: '公布' }];
    case 'save': {
      const { methods } = one;
      return [
        'PUT',
        at,
        {
          name: '任意',
          kind: 'mock',
          editionId: edition,
          from: '2026-03-01',
          to: '2026-03-31',
          methods,
          version,
        },
      ];
    }
    case 'seats':
      return [
        'PUT',
        `${at}/markers`,
        { version, markers: [{ seat: one.seat, personId: county.cast.supervisor.id }] },
      ];
    case 'self':
    case 'approval':
      return ['POST', `${at}/units/${county.units[one.unit]}/${one.act}`, { version: 1 }];
    case 'reply':
      return ['PUT', `${at}/units/${county.units[one.unit]}/replies/1.2`, { version: 0, stance: 'agree' }];
  }
}

function whoseActIs(one: Asked): (typeof CAST)[number] {
  if (one.act === 'publish') return 'leader';
  if (one.act === 'self' || one.act === 'reply') return 'liaison';
  if (one.act === 'approval') return 'head';
  if (one.act !== 'enter') return 'office';
  return one.sheet === 'self' ? 'liaison' : one.sheet === 'final' ? 'office' : 'supervisor';
}

async function send({ anybody, asked: one, to }: Command, played: Played) {
  const who = anybody ?? whoseActIs(one);
  const [method, url, body] = onTheWire(one, played);
  const request = {
    method: method as 'POST',
    url,
    headers: {
      cookie: county.cast[who].cookie,
      'idempotency-key': county.freshId<string>(),
      'content-type': 'application/json',
    },
    payload: JSON.stringify(body),
  };
  const apps = to === 'a' ? [county.app] : to === 'b' ? [second.app] : [county.app, second.app];
  const answers = await Promise.all(apps.map((app) => app.inject(request)));
  for (const answer of answers) expect(answer.statusCode, `${who} ${url} ${answer.body}`).toBeLessThan(500);
  const done = answers.filter((answer) => answer.statusCode === 200);
  if (done.length === 0) return;
  const again = await county.app.inject(request);
  for (const answer of [...done, again]) expect(answer.json()).toEqual(done[0]?.json());
}

/** What a server says of the round, live. */
const scoreBy = async (app: FastifyInstance, round: string) => {
  const headers = { cookie: county.cast.auditor.cookie };
  const show = async (path: string) =>
    (await app.inject({ url: `/api/rounds/${round}/${path}`, headers })).json();
  const units = UNITS.map((unit) => show(`score?unitId=${county.units[unit]}`));
  return { place: await show('score'), units: await Promise.all(units) };
};

test(
  `after any acts in any order every server counts what a new one counts (${RUNS} runs)`,
  { timeout: 60_000 + RUNS * 6_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(waves, async (all) => {
        const {
          id: round,
          version,
          move,
        } = await openRound(county, edition, {
          name: '任意',
          unitIds: UNITS.map((unit) => county.units[unit]),
        });
        const facts = Array.from({ length: 6 }, () => county.freshId<string>());
        await move('marking');
        const published = new Map<string, unknown>();
        for (const wave of all) {
          const played = { round, facts, version: await version() };
          await Promise.all(wave.map((one) => send(one, played)));
          const { rows } = (await county.get(county.cast.auditor, `/rounds/${round}/snapshots`)).body;
          for (const { id, ...rest } of rows) {
            const { body } = await county.get(county.cast.auditor, `/rounds/${round}/score?snapshot=${id}`);
            const whole = { rest, body };
            if (published.has(id)) expect(whole).toEqual(published.get(id));
            published.set(id, whole);
          }
        }
        for (const asked of [
          { act: 'move', to: 'settling' },
          { act: 'approve' },
          { act: 'publish' },
        ] as const)
          await send({ anybody: null, asked, to: 'a' }, { round, facts, version: await version() });
        const third = openStore(county.ownerUrl, { connections: 2 });
        const fresh = await makeApp({ ...county.house, store: third, files: twin() }, false);
        const [a, b, c] = await Promise.all(
          [county.app, second.app, fresh].map((app) => scoreBy(app, round)),
        );
        await fresh.close();
        await third.close();
        expect(a).toEqual(c);
        expect(b).toEqual(c);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  },
);

test('after all that, the chain holds, and every published result is what its facts give', async () => {
  while ((await sealTenant(county.house.store, county.tenant)) > 0);
  expect((await verifyTenant(county.house.store, county.tenant)).faults).toEqual([]);
  const results = await verifyResults(county.house.store, county.house.files, county.tenant);
  expect(results.faults).toEqual([]);
  expect(results.snapshots).toBeGreaterThan(0);
});
