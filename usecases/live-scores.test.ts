import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Asked } from '@tongchuang/contract/route.ts';
import { canonical, type Json } from '@tongchuang/domain/kernel/canonical.ts';
import type { CommandId, FactId, RoundId } from '@tongchuang/domain/kernel/ids.ts';
import { counting } from '@tongchuang/domain/scoring/round.ts';
import { score } from '@tongchuang/domain/scoring/score.ts';
import { PLACE } from '@tongchuang/domain/scoring/subject.ts';
import { sha256 } from '@tongchuang/storage/audit/chain.ts';
import { inTransaction, openStore } from '@tongchuang/storage/database.ts';
import { openFolder } from '@tongchuang/storage/files/store.ts';
import type { CountedRow } from '@tongchuang/storage/scoring/counted-row.ts';
import { ALL, findFact, readFacts } from '@tongchuang/storage/scoring/facts.ts';
import { roundState } from '@tongchuang/storage/scoring/rounds.ts';
import { openCounty, type County, type Someone } from '@tongchuang/testkit/county.ts';
import { adoptFramework, openRound } from '@tongchuang/testkit/rounds.ts';
import { dashboardText } from './dashboard-text.ts';
import { enterFacts, withdrawFact } from './facts.ts';
import type { House } from './house.ts';
import { factOf, liveRound } from './live-scores.ts';
import { makePipe, type Credential, type Pipe } from './pipe.ts';

/** Two processes over one database: each a house with a memory of its own. */
interface Process {
  house: House;
  pipe: Pipe;
  /** The next act is written and then not committed. */
  fails: boolean;
}

let county: County;
let edition: string;
let processes: [Process, Process];
const folder = mkdtempSync(join(tmpdir(), 'tongchuang-second-house-'));

function processOf(own: Partial<House>): Process {
  const one = { fails: false } as Process;
  one.house = {
    ...county.house,
    ...own,
    point: (name) => {
      if (name !== 'act.before_commit' || !one.fails) return;
      one.fails = false;
      throw new Error('the process was lost before it committed');
    },
  };
  one.pipe = makePipe(one.house);
  return one;
}

beforeAll(async () => {
  county = await openCounty();
  edition = await adoptFramework(county);
  const second = { store: openStore(county.ownerUrl, { connections: 4 }), files: openFolder(folder) };
  processes = [processOf({ files: openFolder(folder) }), processOf(second)];
});
afterAll(async () => {
  await processes[1].house.store.close();
  await county.close();
  rmSync(folder, { recursive: true, force: true });
});

const credentialOf = (who: Someone): Credential => ({
  tenant: county.tenant,
  tokenHash: sha256(who.cookie.split('=')[1]?.split('.')[1] ?? ''),
});

const CRITERIA = [
  ['1.1', 'value'],
  ['1.2', '缺失处数'],
  ['2.1', '文明校园数'],
  ['2.1', '学校数'],
] as const;

const seldom = fc.integer({ min: 1, max: 6 }).map((nth) => nth === 6);
const said = fc.record({
  id: fc.nat(5),
  criterion: fc.nat(CRITERIA.length - 1),
  value: fc.nat(3),
  unit: fc.nat(2),
  site: fc.nat(2),
});
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant('enter' as const),
      by: fc.nat(1),
      round: fc.nat(1),
      sheet: fc.constantFrom('field' as const, 'first' as const),
      facts: fc.uniqueArray(said, { minLength: 1, maxLength: 4, selector: ({ id }) => id }),
      fails: seldom,
      stale: seldom,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('withdraw' as const),
      by: fc.nat(1),
      round: fc.nat(1),
      sheet: fc.constantFrom('field' as const, 'first' as const),
      id: fc.nat(5),
      fails: seldom,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('look' as const), by: fc.nat(1), round: fc.nat(1) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const enters = (sheet: 'field' | 'first', unit: number, fails = false, id = 0): Step => ({
  does: 'enter',
  by: 0,
  round: 0,
  sheet,
  facts: [{ id, criterion: 1, value: 1 + unit, unit, site: 0 }],
  fails,
  stale: false,
});
const looks = (by: number): Step => ({ does: 'look', by, round: 0 });

/** What once went wrong, or nearly. */
const STORIES: [Step[], boolean][] = [
  // A correction is lost before it is committed: what it corrected still counts.
  [[enters('field', 0), looks(0), enters('field', 1, true), looks(0)], false],
  // A mark is corrected to be of another unit: at the first, what was seen in the field counts again.
  [[enters('field', 0), enters('first', 0), looks(1), enters('first', 1), looks(1)], false],
  // A mark that takes the place of what was seen is lost before it is committed.
  [[enters('field', 0), looks(0), enters('first', 0, true), looks(0), looks(1)], false],
];

test('two processes over one database show the score of the facts that are committed, whatever comes, changes, goes or fails', async () => {
  const { housing, chengguan, education } = county.units;
  const units = [housing, chengguan, education];
  let done = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 20, size: 'max' }),
      fc.boolean(),
      async (steps, together) => {
        const lender = await openRound(county, edition, { name: '借出的一轮' });
        const borrower = await openRound(county, edition, { name: '借入的一轮', borrows: [lender.id] });
        const rounds = [lender.id, borrower.id] as RoundId[];
        for (const round of [lender, borrower]) await round.move('marking');
        const ids = rounds.map(() => ({ field: freshIds(), first: freshIds() }));

        const act = async (one: Step): Promise<void> => {
          const { pipe, house } = processes[one.by as 0 | 1];
          const round = rounds[one.round as 0 | 1]!;
          if (one.does === 'look') return void (await look(one.by as 0 | 1, round));
          const by = credentialOf(one.sheet === 'field' ? county.cast.office : county.cast.supervisor);
          const own = ids[one.round]![one.sheet];
          const version = (id: FactId) =>
            inTransaction(house.store, county.tenant, 'read', async (transaction) => {
              const row = await findFact(transaction, round, id);
              return row === undefined ? 0 : row.version;
            });
          processes[one.by as 0 | 1].fails = one.fails;
          const perform =
            one.does === 'withdraw'
              ? pipe.perform(withdrawFact, by, county.freshId<CommandId>(), {
                  params: { id: round, factId: own[one.id]! },
                  query: {},
                  body: { version: await version(own[one.id]!), reason: '作废' },
                })
              : pipe.perform(enterFacts, by, county.freshId<CommandId>(), {
                  params: { id: round },
                  query: {},
                  body: {
                    sheet: one.sheet,
                    reason: '更正',
                    source: 'inspection',
                    facts: await Promise.all(
                      one.facts.map(async (fact, nth) => ({
                        ...blank(CRITERIA[fact.criterion]!, fact),
                        id: own[fact.id]!,
                        // The last of several was read too early: the others go back with it.
                        version: (await version(own[fact.id]!)) + (one.stale && nth > 0 ? 7 : 0),
                        unitId: units[fact.unit]!,
                      })),
                    ),
                  },
                } as Asked<typeof enterFacts.route>);
          // Refused, raced by the other process, or lost: whichever, only what is committed counts.
          await perform.then(
            () => (done += 1),
            () => {},
          );
          processes[one.by as 0 | 1].fails = false;
        };

        if (together)
          for (let at = 0; at < steps.length; at += 3) await Promise.all(steps.slice(at, at + 3).map(act));
        else for (const one of steps) await act(one);
        for (const by of [0, 1] as const)
          for (const round of rounds) expect(await look(by, round)).toBe(true);
      },
    ),
    { numRuns: 25, examples: STORIES },
  );
  // The stories alone are committed five times.
  expect(done).toBeGreaterThanOrEqual(5);
}, 240_000);

const freshIds = () => Array.from({ length: 6 }, () => county.freshId<FactId>());

const blank = (
  [criterion, name]: readonly [string, string],
  { value, site }: { value: number; site: number },
) => ({
  criterion,
  name,
  state: 'observed',
  value: criterion === '1.1' ? value % 2 : value,
  site: criterion === '1.1' ? `巷${site}` : null,
  siteType: null,
  stratum: null,
  method: null,
  form: null,
  at: null,
  reason: null,
  note: null,
  secondId: null,
  files: [],
});

/** What is kept, beside what all committed facts come to when they are counted afresh. @returns whether both could be told */
async function look(by: 0 | 1, id: RoundId): Promise<boolean> {
  const { house } = processes[by];
  return inTransaction(house.store, county.tenant, 'read', async (transaction) => {
    const scene = { ...transaction, tenant: county.tenant, files: house.files };
    const live = await liveRound(scene, id);
    const subjects = [PLACE, ...live.subjects.values()];
    const shown = subjects.map((subject) => live.score.result(subject));
    const text = JSON.parse(dashboardText(live).text) as { units: { total: number }[] };
    const seen = new Map(live.seen);

    const rows: CountedRow[] = [];
    for (const [source, reached] of seen) {
      const { factsSeq } = await roundState(transaction, source);
      // A look that began before another one's commit may be shown more than it can read itself.
      if (factsSeq < reached) return false;
      await readFacts(transaction, source, Infinity, ALL, (row) => rows.push(row));
    }
    const facts = counting(rows.filter((row) => !row.withdrawn).map((row) => ({ ...row, unit: row.unitId })));
    const fresh = subjects.map((subject) =>
      score(
        live.edition,
        facts.map((row) => factOf(live.codes, row)),
        subject,
      ),
    );
    expect(bytes(shown)).toBe(bytes(fresh));
    expect(text.units.map(({ total }) => total)).toEqual(
      fresh.slice(1).map(({ total }) => total.points ?? 0),
    );
    return true;
  });
}

const bytes = (value: unknown) => canonical(value as Json);
