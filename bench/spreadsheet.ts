import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { compile } from '@tongchuang/domain/scoring/compiled.ts';
import { LiveScore } from '@tongchuang/domain/scoring/live.ts';
import { Counted } from '@tongchuang/domain/scoring/score.ts';
import { PLACE } from '@tongchuang/domain/scoring/subject.ts';
import { ensureDatabase, startCluster } from '@tongchuang/storage/embedded/cluster.ts';
import {
  bareTotal,
  columnsOf,
  CRITERIA,
  editionOfSites,
  factAt,
  OBSERVATIONS,
  observations,
  pointsOf,
  TURNED_SITE,
  VALUE_IN_SQL,
} from './sampled-sites.ts';
import type { SpreadsheetFigures } from './spreadsheet-engine.ts';

const run = promisify(execFile);
/** Goals of the engine beside a spreadsheet engine: full score 240 times as fast, one fact to the new total in 10 µs. */
const GOALS = { ratio: 240, factUs: 10 };
// GPL-3.0: fetched when it is measured, into a folder of its own; the house never depends on it.
const LIBRARY = 'hyperformula@3.5.0';
const ENGINE_LIMIT = { megabytes: 8_000, ms: 600_000 };

/**
 * Prints how long 118 criteria over sites take in the engine, in a spreadsheet engine, in one SQL aggregate and in a loop over
 * typed arrays, on the same data in the same run.
 * @throws {Error} where their totals differ
 */
export async function benchSpreadsheet(): Promise<void> {
  const folder = await installed();
  for (const { sites, rounds } of [
    { sites: 1_000, rounds: 3 },
    { sites: 10_000, rounds: 1 },
  ]) {
    const ours = engineFigures(sites, sites > 1_000 ? 10 : 30, true);
    const sheet = folder === null ? null : await spreadsheetFigures(folder, sites, rounds);
    if (sheet === null) continue;
    agree(`${sites} sites, spreadsheet engine`, sheet.total, ours.total);
    agree(`${sites} sites, spreadsheet engine, one fact turned`, sheet.totalTurned, ours.totalTurned);
    const full = middle(sheet.recalculated) / middle(ours.full);
    line('spreadsheet engine: build', sheet.built, `peak ${sheet.peakMegabytes} MB`);
    line(
      'spreadsheet engine: rebuild, compute',
      sheet.recalculated,
      `${full.toFixed(0)}x of our full score (goal ${GOALS.ratio}x)`,
    );
    const change = middle(sheet.changed) / middle(ours.changed);
    line('spreadsheet engine: one cell', sheet.changed, `${change.toFixed(0)}x of our one fact`);
  }
  await database();
  console.log(`  peak memory of the process ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
}

interface EngineFigures {
  full: number[];
  changed: number[];
  total: number;
  totalTurned: number;
}

function engineFigures(sites: number, rounds: number, withChange: boolean): EngineFigures {
  const edition = editionOfSites();
  const rows = CRITERIA * sites * OBSERVATIONS;
  console.log(`spreadsheet: ${CRITERIA} criteria x ${sites} sites x ${OBSERVATIONS} = ${rows} facts`);
  const columns = columnsOf(sites);
  let bareSum = 0;
  const bare = times(rounds, () => (bareSum = bareTotal(columns, sites)));
  line('typed arrays (floor)', bare, perRow(bare, rows));

  const before = columnMegabytes();
  const counted = new Counted(compile(edition), { place: true, units: new Set() });
  const taken = times(1, () => counted.append(observations(sites)));
  const held = columnMegabytes() - before;
  let total = 0;
  const full = times(rounds, () => {
    counted.count();
    total = counted.result(PLACE).total.points ?? Number.NaN;
  });
  line('engine: facts taken in, once', taken, `${held.toFixed(0)} MB in columns`);
  const ratio = `${(middle(full) / middle(bare)).toFixed(1)}x of the floor, ${perRow(full, rows)}`;
  line('engine: full score', full, ratio);
  agree(`${sites} sites, typed arrays`, bareSum, Math.round(total * 100));

  const all = Math.round(total * 100);
  if (!withChange) return { full, changed: [], total: all, totalTurned: all };
  const { changed, totalTurned } = oneFact(sites);
  if (totalTurned === all) throw new Error('a fact that turns a site changes the total');
  line('engine: one fact to the total', changed, `goal ${GOALS.factUs} µs`);
  return { full, changed, total: all, totalTurned };
}

/** Turns one observation of a site that passes, again and again. */
function oneFact(sites: number): { changed: number[]; totalTurned: number } {
  const live = new LiveScore(compile(editionOfSites()));
  live.put([...observations(sites)]);
  const versions = [0, 1].map((value) => [factAt(0, TURNED_SITE, 0, value)]);
  let totalTurned = 0;
  let turn = 0;
  const changed = times(4_000, () => {
    live.put(versions[turn % 2] ?? []);
    const now = live.total().points ?? Number.NaN;
    if (turn === 0) totalTurned = Math.round(now * 100);
    turn += 1;
  });
  return { changed, totalTurned };
}

/** The folder with the spreadsheet engine, fetched once; null, said in one line, where the registry is away. */
async function installed(): Promise<string | null> {
  const folder = join(tmpdir(), `tongchuang-${LIBRARY.replace('@', '-')}`);
  if (existsSync(join(folder, 'node_modules', 'hyperformula', 'package.json'))) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
  console.log(`fetching ${LIBRARY} (GPL-3.0, for this measurement only) into ${folder}`);
  const quiet = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--ignore-scripts'];
  try {
    await run('npm', ['install', ...quiet, '--prefix', folder, LIBRARY], { cwd: folder, timeout: 180_000 });
    return folder;
  } catch (error) {
    const reason =
      error instanceof Error
        ? (error.message.split('\n').find((line) => line.startsWith('npm error')) ?? error.message)
        : '';
    console.log(`  the spreadsheet engine cannot be fetched and is left out: ${reason}`);
    return null;
  }
}

/** In a process of its own, with a limit of memory and time; null, said in one line, where it passes them. */
async function spreadsheetFigures(
  folder: string,
  sites: number,
  rounds: number,
): Promise<SpreadsheetFigures | null> {
  const script = join(import.meta.dirname, 'spreadsheet-engine.ts');
  const limit = `--max-old-space-size=${ENGINE_LIMIT.megabytes}`;
  try {
    const { stdout } = await run(process.execPath, [limit, script, folder, String(sites), String(rounds)], {
      timeout: ENGINE_LIMIT.ms,
      maxBuffer: 1e8,
    });
    return JSON.parse(stdout) as SpreadsheetFigures;
  } catch (error) {
    const reason = String((error as { stderr?: string }).stderr ?? error).match(
      /[^\n]*(?:Error|memory)[^\n]*/,
    )?.[0];
    const { megabytes: most, ms } = ENGINE_LIMIT;
    console.log(`  spreadsheet engine: not within ${most} MB and ${ms / 1_000} s (${reason ?? 'ended'})`);
    return null;
  }
}

/** The bare aggregate on the embedded PostgreSQL, beside the engine on the same facts. */
async function database(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tongchuang-bench-'));
  const cluster = await startCluster(folder);
  const client = new pg.Client({ connectionString: await ensureDatabase(cluster, 'bench') });
  try {
    await client.connect();
    for (const [facts, rounds] of [
      [1e6, 7],
      [1e7, 3],
    ] as const) {
      const sites = Math.ceil(facts / CRITERIA / OBSERVATIONS);
      const ours = engineFigures(sites, rounds, false);
      await fill(client, sites);
      let total = 0;
      const taken: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const start = performance.now();
        const { rows } = await client.query<{ total: string }>(AGGREGATE);
        taken.push(performance.now() - start);
        total = Math.round(Number(rows[0]?.total) * 100);
      }
      agree(`${sites} sites, SQL`, total, ours.total);
      line('SQL aggregate', taken, `${(middle(taken) / middle(ours.full)).toFixed(0)}x of our full score`);
    }
  } finally {
    await client.end();
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const AGGREGATE = `
  select sum(round(points * passed / sites, 2)) as total
  from (
    select criterion, sum(pass) as passed, count(*) as sites
    from (select criterion, site, (avg(value) >= 1)::int as pass from facts group by criterion, site) as sampled
    group by criterion
  ) as criteria join points using (criterion)`;

async function fill(client: pg.Client, sites: number): Promise<void> {
  await client.query(`
    drop table if exists facts, points;
    create table points (criterion int primary key, points numeric not null);
    create unlogged table facts (criterion int not null, site int not null, seen int not null, value int not null);
    insert into facts
      select criterion, site, seen, ${VALUE_IN_SQL}
      from generate_series(0::int8, ${CRITERIA - 1}) as c (criterion),
           generate_series(0::int8, ${sites - 1}) as s (site),
           generate_series(0::int8, ${OBSERVATIONS - 1}) as o (seen);`);
  const points = Array.from(
    { length: CRITERIA },
    (_, criterion) => `(${criterion}, ${pointsOf(criterion) / 100})`,
  );
  await client.query(`insert into points values ${points.join(', ')}`);
  await client.query('vacuum analyze facts');
}

function agree(who: string, theirs: number, ours: number): void {
  if (theirs !== ours) throw new Error(`${who}: ${theirs / 100} points, the engine ${ours / 100}`);
}

/** ms each, after some rounds to warm up. */
function times(rounds: number, work: () => void): number[] {
  const taken: number[] = [];
  const warm = rounds > 1 ? Math.ceil(rounds / 4) : 0;
  for (let round = 0; round < warm + rounds; round++) {
    const start = performance.now();
    work();
    if (round >= warm) taken.push(performance.now() - start);
  }
  return taken;
}

const at = (taken: readonly number[], share: number): number =>
  taken.toSorted((a, b) => a - b)[Math.min(taken.length - 1, Math.floor(taken.length * share))] ?? 0;
const middle = (taken: readonly number[]): number => at(taken, 0.5);
/** Of typed arrays alone: what the collector has not taken yet does not count. */
const columnMegabytes = (): number => process.memoryUsage().arrayBuffers / 1024 / 1024;
const perRow = (taken: readonly number[], rows: number): string =>
  `${((middle(taken) * 1e6) / rows).toFixed(1)} ns a row`;

function line(what: string, taken: readonly number[], more = ''): void {
  const shown = (ms: number) =>
    (ms < 0.1 ? `${(ms * 1_000).toFixed(1)} µs` : `${ms.toFixed(1)} ms`).padStart(11);
  console.log(`  ${what.padEnd(34)} p50 ${shown(middle(taken))}  p95 ${shown(at(taken, 0.95))}  ${more}`);
}
