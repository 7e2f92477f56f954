import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import type { EditionId, RoundId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { compile } from '@tongchuang/domain/scoring/compiled.ts';
import type { Fact } from '@tongchuang/domain/scoring/fact.ts';
import { LiveScore } from '@tongchuang/domain/scoring/live.ts';
import type { Total } from '@tongchuang/domain/scoring/result.ts';
import { PLACE, type Subject } from '@tongchuang/domain/scoring/subject.ts';
import { getEdition } from '@tongchuang/storage/assessment/editions.ts';
import * as facts from '@tongchuang/storage/scoring/facts.ts';
import type { CountedRow, FactRow, WrittenFact } from '@tongchuang/storage/scoring/facts.ts';
import { listRoundUnits } from '@tongchuang/storage/scoring/round-units.ts';
import { getRound, type RoundRow } from '@tongchuang/storage/scoring/rounds.ts';
import type { FileStore } from '@tongchuang/storage/files/store.ts';
import type { Scene } from './act.ts';
import { boundOf } from './bound-edition.ts';

/**
 * Scores of rounds as of the last committed fact (实时得分). A process keeps the tallies of the rounds that are looked at and
 * fetches only what came after the last number that it knows; the database stays the only truth, so any number of processes
 * may do so, and one that starts anew reads the facts once.
 */
export interface LiveRound {
  round: RoundId;
  edition: Edition;
  editionId: EditionId;
  /** What decides whether the tallies still fit: another edition, other units, methods or lenders start anew. */
  fits: string;
  score: LiveScore;
  subjects: ReadonlyMap<UnitId, Subject>;
  codes: ReadonlyMap<UnitId, string>;
  methods: ReadonlySet<string>;
  /** The last number taken in, by the round whose facts they are: its own, and those it borrows from. */
  seen: Map<RoundId, number>;
  /** Groups (unit, criterion) with a mark: which sheet counts there. Others count what was seen in the field. */
  marked: Map<string, number>;
}

/** One process's rounds, by the file store of its house: two houses in one process share nothing. */
const KEPT = new WeakMap<FileStore, Map<string, Promise<LiveRound>>>();
/** Rounds kept at a time in one process; the one looked at longest ago goes. A round of a million facts takes about 100 MB. */
const MOST_KEPT = 12;
/** Facts fetched at a time. */
const PAGE = 50_000;

const RANK = { self: -1, second: -1, field: 0, first: 1, arbiter: 2, final: 3 } as const;

type Reader = Pick<Scene, 'query' | 'tenant' | 'files'>;

/** @param until  numbers above it are not taken in: they belong to the transaction that asks */
export async function liveRound(scene: Reader, id: RoundId, until = Infinity): Promise<LiveRound> {
  const kept = KEPT.get(scene.files) ?? new Map<string, Promise<LiveRound>>();
  KEPT.set(scene.files, kept);
  const key = `${scene.tenant} ${id}`;
  const round = await getRound(scene, id);
  const before = kept.get(key);
  const next = (async () => {
    const old = await before?.catch(() => undefined);
    const live = old?.fits === fitsOf(round) ? old : await startOf(scene, round, until);
    await catchUp(scene, live, until);
    return live;
  })();
  kept.delete(key);
  kept.set(key, next);
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(oldest);
  }
  try {
    return await next;
  } catch (error) {
    if (kept.get(key) === next) kept.delete(key);
    throw error;
  }
}

const fitsOf = (round: RoundRow): string =>
  JSON.stringify([round.editionId, round.version, round.methods, round.borrows]);

async function startOf(scene: Reader, round: RoundRow, until: number): Promise<LiveRound> {
  const [row, units] = await Promise.all([
    getEdition(scene, round.editionId),
    listRoundUnits(scene, round.id),
  ]);
  const { edition, codes } = await boundOf(scene, row);
  const subjects = new Map(
    units.map((unit) => [unit.unitId, { unit: unit.code, unitType: unit.unitType }] as const),
  );
  const sources = [round.id, ...round.borrows];
  const marked = new Map<string, number>();
  for (const source of sources) {
    for (const row of await facts.markedGroups(scene, source, source === round.id ? until : Infinity)) {
      marked.set(group(row), Math.max(marked.get(group(row)) ?? 0, RANK[row.sheet]));
    }
  }
  return {
    round: round.id,
    edition,
    editionId: round.editionId,
    fits: fitsOf(round),
    score: new LiveScore(compile(edition), [PLACE, ...subjects.values()]),
    subjects,
    codes,
    methods: new Set(round.methods),
    seen: new Map(sources.map((source) => [source, 0])),
    marked,
  };
}

const group = ({ unitId, criterion }: Pick<CountedRow, 'unitId' | 'criterion'>): string =>
  `${unitId ?? ''} ${criterion}`;

/** Takes in what was committed since. */
async function catchUp(scene: Reader, live: LiveRound, until: number): Promise<void> {
  for (const [source, last] of live.seen) {
    for (let after = last; ;) {
      const most = source === live.round ? until : Infinity;
      const rows = (await facts.factsAfter(scene, source, after, PAGE)).filter((row) => row.seq < most);
      // A mark takes the place of what was seen, or of an earlier mark; on the first reading that is known beforehand.
      const moved =
        last === 0 ? [] : rows.filter((row) => RANK[row.sheet] > 0 || live.marked.has(group(row)));
      const groups = new Map(moved.map((row) => [group(row), row]));
      apply(
        live,
        rows.filter((row) => !groups.has(group(row))),
      );
      for (const [name, { unitId, criterion }] of groups) {
        const all = await groupRows(scene, live, unitId, criterion, until);
        setMarked(live, name, all);
        apply(live, all);
      }
      after = rows.at(-1)?.seq ?? after;
      live.seen.set(source, Math.max(live.seen.get(source) ?? 0, after));
      if (rows.length < PAGE) break;
    }
  }
}

async function groupRows(
  scene: Reader,
  live: LiveRound,
  unit: UnitId | null,
  criterion: string,
  until: number,
): Promise<CountedRow[]> {
  const all = [...live.seen.keys()].map((source) =>
    facts.factsOfGroup(scene, source, unit, criterion, source === live.round ? until : Infinity),
  );
  return (await Promise.all(all)).flat();
}

/** Which sheet counts in a group: the highest that somebody filled in. */
function setMarked(
  live: LiveRound,
  name: string,
  rows: readonly Pick<CountedRow, 'sheet' | 'withdrawn'>[],
): void {
  const rank = Math.max(0, ...rows.filter((row) => !row.withdrawn).map((row) => RANK[row.sheet]));
  if (rank > 0) live.marked.set(name, rank);
  else live.marked.delete(name);
}

const isCounted = (
  live: LiveRound,
  row: Pick<CountedRow, 'unitId' | 'criterion' | 'sheet' | 'withdrawn' | 'method'>,
): boolean =>
  !row.withdrawn &&
  RANK[row.sheet] >= 0 &&
  RANK[row.sheet] === (live.marked.get(group(row)) ?? 0) &&
  (live.methods.size === 0 || row.method === null || live.methods.has(row.method));

function apply(live: LiveRound, rows: readonly CountedRow[]): void {
  live.score.remove(rows.filter((row) => !isCounted(live, row)).map((row) => row.id));
  live.score.put(rows.filter((row) => isCounted(live, row)).map((row) => factOf(live.codes, row)));
}

/** A row as the engine takes it: units by their codes. */
export const factOf = (
  codes: ReadonlyMap<UnitId, string>,
  row: Omit<CountedRow, 'seq' | 'sheet' | 'withdrawn'>,
): Fact => ({
  id: row.id,
  criterion: row.criterion,
  framework: null,
  name: row.name,
  state: row.state,
  value:
    row.grade !== null ? { grade: row.grade } : row.value !== null ? { tenThousandths: row.value } : null,
  unit: row.unitId === null ? null : (codes.get(row.unitId) ?? row.unitId),
  site: row.site,
  siteType: row.siteType,
  stratum: row.stratum,
  method: row.method,
  form: row.form,
  at: row.at,
  marker: row.markerId,
  second: row.secondId,
  reason: row.reason,
  note: null,
});

const counted = (row: FactRow | WrittenFact): CountedRow => ({
  ...row,
  at: row.seenAt instanceof Date ? row.seenAt.toISOString() : row.seenAt,
});

/**
 * Totals with facts that this transaction has just written, before it is committed: taken in, read, and taken back out, in
 * one breath, since the transaction may still be rolled back.
 */
export async function totalsAfter(
  scene: Scene,
  round: RoundRow,
  before: readonly FactRow[],
  written: readonly WrittenFact[],
  units: readonly (UnitId | null)[],
): Promise<Record<string, Pick<Total, 'points' | 'of' | 'low' | 'high' | 'max'>>> {
  const until = written[0]?.seq ?? Infinity;
  const live = await liveRound(scene, round.id, until);
  const rows = written.map(counted);
  const groups = new Map(
    rows.filter((row) => RANK[row.sheet] > 0 || live.marked.has(group(row))).map((row) => [group(row), row]),
  );
  const around: CountedRow[] = [];
  for (const { unitId, criterion } of groups.values())
    around.push(...(await groupRows(scene, live, unitId, criterion, until)));

  const marked = new Map([...groups.keys()].map((name) => [name, live.marked.get(name)]));
  const ids = new Set<string>(rows.map((row) => row.id));
  const stay = around.filter((row) => !ids.has(row.id));
  for (const name of groups.keys())
    setMarked(
      live,
      name,
      [...stay, ...rows].filter((row) => group(row) === name),
    );
  apply(live, [...stay, ...rows]);
  const read = (unit: UnitId | null) => {
    const { points, of, low, high, max } = live.score.total(
      unit === null ? PLACE : (live.subjects.get(unit) ?? PLACE),
    );
    return [unit ?? 'place', { points, of, low, high, max }] as const;
  };
  const totals = Object.fromEntries(units.map(read));
  live.score.remove(rows.map((row) => row.id));
  for (const [name, rank] of marked) {
    if (rank === undefined) live.marked.delete(name);
    else live.marked.set(name, rank);
  }
  apply(live, [...stay, ...before.map(counted)]);
  return totals;
}

/** Every fact that counts in the round now, by number: for whoever needs more than the tallies. */
export async function* countedFacts(scene: Reader, live: LiveRound): AsyncGenerator<Fact> {
  for (const [source, last] of live.seen) {
    for (let after = 0; after < last;) {
      const rows = (await facts.factsAfter(scene, source, after, PAGE)).filter((row) => row.seq <= last);
      for (const row of rows) if (isCounted(live, row)) yield factOf(live.codes, row);
      const next = rows.at(-1)?.seq;
      if (next === undefined) break;
      after = next;
    }
  }
}
