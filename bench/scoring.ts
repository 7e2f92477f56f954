import { newEdition, newNode } from '@tongchuang/domain/assessment/new-edition.ts';
import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import { compile } from '@tongchuang/domain/scoring/compiled.ts';
import { newFact, type Fact } from '@tongchuang/domain/scoring/fact.ts';
import { LiveScore } from '@tongchuang/domain/scoring/live.ts';
import { Counted, scoreUnits } from '@tongchuang/domain/scoring/score.ts';
import { PLACE } from '@tongchuang/domain/scoring/subject.ts';

const CRITERIA = 118;
/** Goals of performance.md, part scores: they say what a leader at the desk does not notice. */
const GOALS = { fullMs: 5, nsPerRow: 8, tenfoldMs: 20, tenfoldMB: 150, factUs: 10, pointsMs: 1 };
const DISTRICTS = Array.from({ length: 20 }, (_, index) => `第${index + 1}片区`);

/**
 * Prints, each beside a bare loop over typed arrays in the same run: the full score of 118 criteria over sites, the roll-up of ten
 * thousand to ten million facts, one pass for twenty districts, one fact to the new total, and other points for one criterion.
 */
export async function benchScoring(): Promise<void> {
  const edition = editionOfSites();
  fullScore(edition, 1_000, `goal ${GOALS.fullMs} ms`);
  fullScore(edition, 10_000, `goal ${GOALS.tenfoldMs} ms, ${GOALS.tenfoldMB} MB`);
  for (const rows of [1e4, 1e5, 1e6, 1e7]) rollUp(rows);
  districts(1e6);
  oneFact(edition);
}

/** 118 criteria in seven categories, each judged by the share of sampled sites that pass. */
function editionOfSites(): Edition {
  const categories = Array.from({ length: 7 }, (_, index) =>
    newNode({ code: `${index + 1}`, level: 1, title: `第${index + 1}项` }),
  );
  const criteria = Array.from({ length: CRITERIA }, (_, index) =>
    newNode({
      code: `${(index % 7) + 1}.${index}`,
      parent: `${(index % 7) + 1}`,
      level: 2,
      title: `第${index + 1}条标准`,
      points: 1,
      rule: {
        measure: {
          type: 'sites',
          fact: 'value',
          counts: 'pass',
          passes: { is: '>=', than: '1' },
          strata: [],
        },
        score: { type: 'share' },
        guards: [],
      },
    }),
  );
  return newEdition({ title: '基准体系', nodes: [...categories, ...criteria] });
}

const codesOf = (edition: Edition) =>
  edition.nodes.filter(({ parent }) => parent !== null).map(({ code }) => code);

function* observations(edition: Edition, sites: number, each: number, units = false): Generator<Fact> {
  let line = 0;
  const names = Array.from({ length: sites }, (_, site) => `点位${site}`);
  const at = Array.from(
    { length: 28 },
    (_, day) => `2026-03-${String(day + 1).padStart(2, '0')}T08:00:00.000Z`,
  );
  for (let seen = 0; seen < each; seen++)
    for (let site = 0; site < sites; site++)
      for (const criterion of codesOf(edition)) {
        line++;
        yield newFact({
          id: `line ${line}`,
          criterion,
          value: { tenThousandths: (line * 7919) % 97 < 80 ? 10_000 : 0 },
          site: names[site]!,
          unit: units ? DISTRICTS[site % DISTRICTS.length]! : null,
          at: at[line % 28]!,
        });
      }
}

function fullScore(edition: Edition, sites: number, goal: string): void {
  globalThis.gc?.();
  const before = memory();
  const counted = new Counted(compile(edition), { place: true, units: new Set() });
  const start = performance.now();
  counted.tally.reserve(CRITERIA * sites * 3);
  counted.append(observations(edition, sites, 3));
  const taken = performance.now() - start;
  globalThis.gc?.();
  const megabytes = memory() - before;
  const { tally } = counted;
  const bare = timed(() =>
    bareLoop(tally.columns.cell, tally.columns.value, tally.rows, CRITERIA * sites + 1),
  );
  const ours = timed(() => {
    counted.count();
    return counted.result(PLACE).total.points;
  });
  console.log(
    `scoring: ${CRITERIA} criteria x ${sites} sites x 3 = ${tally.rows} facts, ${Math.round(megabytes)} MB`,
  );
  console.log(`  taken in from objects, once          ${taken.toFixed(0)} ms`);
  line('bare loop (sums by site)', bare);
  line(
    'full score',
    ours,
    `${(ours.p50 / bare.p50).toFixed(1)}x of bare, ${nsPerRow(ours, tally.rows)}; ${goal}`,
  );
}

/** The roll-up of plain facts: means of criteria, without sites. */
function rollUp(rows: number): void {
  const edition = editionOfMeans();
  const counted = new Counted(compile(edition), { place: true, units: new Set() });
  counted.append(plainFacts(edition, rows));
  const { tally } = counted;
  const bare = timed(() => bareLoop(tally.columns.cell, tally.columns.value, tally.rows, CRITERIA + 1));
  const ours = timed(() => {
    counted.count();
    return counted.result(PLACE).total.points;
  });
  line(`roll-up of ${rows.toExponential(0)} facts, bare`, bare, nsPerRow(bare, rows));
  line(
    `roll-up of ${rows.toExponential(0)} facts`,
    ours,
    `${nsPerRow(ours, rows)}, goal ${GOALS.nsPerRow} ns a row from 1e5`,
  );
}

function editionOfMeans(): Edition {
  const edition = editionOfSites();
  for (const node of edition.nodes)
    if (node.rule !== null) node.rule.measure = { type: 'observations', fact: 'value' };
  return edition;
}

function* plainFacts(edition: Edition, rows: number, units = false): Generator<Fact> {
  const codes = codesOf(edition);
  for (let index = 0; index < rows; index++)
    yield newFact({
      id: `line ${index}`,
      criterion: codes[(index * 7919) % CRITERIA]!,
      value: { tenThousandths: (index * 31) % 10_001 },
      unit: units ? DISTRICTS[(index * 13) % DISTRICTS.length]! : null,
    });
}

function districts(rows: number): void {
  const edition = editionOfMeans();
  const subjects = DISTRICTS.map((unit) => ({ unit, unitType: null }));
  const counted = new Counted(compile(edition), { place: false, units: new Set(DISTRICTS) });
  counted.append(plainFacts(edition, rows, true));
  const ours = timed(() => {
    counted.count();
    return subjects.map((subject) => counted.result(subject).total.points);
  });
  line(`20 districts of ${rows.toExponential(0)} facts, in columns`, ours, nsPerRow(ours, rows));
  const facts = [...plainFacts(edition, rows, true)];
  const start = performance.now();
  scoreUnits(edition, facts, subjects);
  console.log(`  20 districts, scoreUnits from objects  ${(performance.now() - start).toFixed(0)} ms`);
}

function oneFact(edition: Edition): void {
  const subjects = [PLACE, ...DISTRICTS.map((unit) => ({ unit, unitType: null }))];
  const live = new LiveScore(compile(edition), subjects);
  const facts = [...observations(edition, 1_000, 3, true)];
  live.put(facts);
  for (const subject of subjects) live.total(subject);
  const times: number[] = [];
  for (let round = 0; round < 20_000; round++) {
    const fact = facts[(round * 7919) % facts.length]!;
    const changed: Fact = { ...fact, value: { tenThousandths: round % 3 === 0 ? 0 : 10_000 } };
    const start = performance.now();
    live.put([changed]);
    live.total(PLACE);
    times.push((performance.now() - start) * 1000);
  }
  const { p50, p95 } = spread(times.slice(5_000));
  console.log(
    `  one fact to the new total, ${live.size} facts  p50 ${p50.toFixed(1)} us  p95 ${p95.toFixed(1)} us  goal ${GOALS.factUs} us`,
  );
  const code = codesOf(edition)[0]!;
  let points = 1;
  const ours = timed(() => {
    points = (points % 5) + 1;
    live.reweigh(new Map([[code, { points, weight: null }]]));
    return live.total(PLACE).points;
  });
  line('other points for one criterion', ours, `goal ${GOALS.pointsMs} ms`);
}

/** The least that any roll-up must do: each row's value into the sum of its place. */
function bareLoop(place: Int32Array, value: Int32Array | Float64Array, rows: number, places: number): number {
  const sum = new Float64Array(places);
  const count = new Int32Array(places);
  for (let row = 0; row < rows; row++) {
    const at = place[row]!;
    sum[at]! += value[row]!;
    count[at]! += 1;
  }
  return sum[0]! / count[0]!;
}

interface Timing {
  p50: number;
  p95: number;
}

/** At least seven rounds after two to warm up, and no more than about two seconds. */
function timed(run: () => unknown): Timing {
  const times: number[] = [];
  for (let round = 0, spent = 0; round < 9 || (round < 200 && spent < 1_000); round++) {
    const start = performance.now();
    run();
    const took = performance.now() - start;
    spent += took;
    if (round >= 2) times.push(took);
  }
  return spread(times);
}

function spread(times: number[]): Timing {
  times.sort((a, b) => a - b);
  return {
    p50: times[Math.floor(times.length * 0.5)] ?? 0,
    p95: times[Math.floor(times.length * 0.95)] ?? 0,
  };
}

const nsPerRow = ({ p50 }: Timing, rows: number) => `${((p50 * 1e6) / rows).toFixed(1)} ns a row`;

const memory = () => {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
};

function line(what: string, { p50, p95 }: Timing, more = ''): void {
  console.log(
    `  ${what.padEnd(36)} p50 ${p50.toFixed(2).padStart(8)} ms  p95 ${p95.toFixed(2).padStart(8)} ms  ${more}`,
  );
}
