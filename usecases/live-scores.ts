import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import type { EditionId, RoundId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { compile } from '@tongchuang/domain/scoring/compiled.ts';
import type { Fact } from '@tongchuang/domain/scoring/fact.ts';
import { LiveScore } from '@tongchuang/domain/scoring/live.ts';
import type { Total } from '@tongchuang/domain/scoring/result.ts';
import { PLACE, type Subject } from '@tongchuang/domain/scoring/subject.ts';
import { getEdition } from '@tongchuang/storage/assessment/editions.ts';
import * as facts from '@tongchuang/storage/scoring/facts.ts';
import type { FactRow, WrittenFact } from '@tongchuang/storage/scoring/facts.ts';
import type { CountedRow } from '@tongchuang/storage/scoring/counted-row.ts';
import { listRoundUnits } from '@tongchuang/storage/scoring/round-units.ts';
import {
  factNumbers,
  getRound,
  roundState,
  type RoundRow,
  type RoundState,
} from '@tongchuang/storage/scoring/rounds.ts';
import type { FileStore } from '@tongchuang/storage/files/store.ts';
import type { Scene } from './act.ts';
import { boundOf } from './bound-edition.ts';
import { lentTo, type Lent } from './lent-criteria.ts';

/**
 * Scores of rounds as of the last committed fact (实时得分). A process keeps the tallies of the rounds that are looked at and
 * fetches only what came after the last number that it knows; the database stays the only truth, so any number of processes
 * may do so, and one that starts anew reads the facts once.
 */
export interface LiveRound {
  round: RoundId;
  /** Of the round, when last looked at. */
  version: number;
  edition: Edition;
  editionId: EditionId;
  /** What decides whether the tallies still fit: another edition, other units, methods or lenders begin anew. */
  fits: string;
  score: LiveScore;
  subjects: ReadonlyMap<UnitId, Subject>;
  codes: ReadonlyMap<UnitId, string>;
  methods: ReadonlySet<string>;
  /** The last number taken in, by the round whose facts they are: its own, and those it borrows from. */
  seen: Map<RoundId, number>;
  /** What criteria are called here, by the round whose facts they are. */
  lent: ReadonlyMap<RoundId, Lent>;
  /** Groups (unit, criterion) with a mark: which sheet counts there. Others count what was seen in the field. */
  marked: Map<string, number>;
}

/** What one process keeps of a round. */
interface Kept {
  /** As last brought up to date; whoever asks no more than it knows is answered at once. */
  live: LiveRound | null;
  /** Whoever asks for more waits for those who asked before. */
  next: Promise<LiveRound>;
}

/** One process's rounds, by the file store of its house: two houses in one process share nothing. */
const KEPT = new WeakMap<FileStore, Map<string, Kept>>();
/** Rounds kept at a time in one process; the one looked at longest ago goes. A round of a million facts takes about 50 MB. */
const MOST_KEPT = 12;
/** Facts fetched at a time. */
const PAGE = 50_000;

const RANK = { self: -1, second: -1, field: 0, first: 1, arbiter: 2, final: 3 } as const;

export type Reader = Pick<Scene, 'query' | 'copy' | 'tenant' | 'files'>;

/**
 * @param until     numbers from it on are not taken in: they belong to the transaction that asks
 * @param state     of the round, where the asker has read it already in this transaction
 */
export async function liveRound(
  scene: Reader,
  id: RoundId,
  until = Infinity,
  state?: RoundState,
): Promise<LiveRound> {
  const now = state ?? (await roundState(scene, id));
  const rounds = KEPT.get(scene.files) ?? new Map<string, Kept>();
  KEPT.set(scene.files, rounds);
  const key = `${scene.tenant} ${id}`;
  const before = rounds.get(key);
  const due = Math.min(now.factsSeq, until - 1);
  if (before?.live && isAbreast(before.live, now, due)) {
    rounds.delete(key);
    rounds.set(key, before);
    return before.live;
  }
  const next = (async () => {
    const known = (await before?.next.catch(() => null)) ?? before?.live ?? null;
    const live =
      known !== null && (await stillFits(scene, known, now)) ? known : await startOf(scene, id, until);
    await catchUp(scene, live, until, due);
    return live;
  })();
  const kept: Kept = { live: before?.live ?? null, next };
  rounds.delete(key);
  rounds.set(key, kept);
  for (const oldest of rounds.keys()) {
    if (rounds.size <= MOST_KEPT) break;
    rounds.delete(oldest);
  }
  try {
    kept.live = await next;
    return kept.live;
  } catch (error) {
    if (rounds.get(key) === kept && kept.live === null) rounds.delete(key);
    throw error;
  }
}

/** One that is further on serves as well: what it knows is committed. */
const isAbreast = (live: LiveRound, { version, borrows }: RoundState, due: number): boolean =>
  version <= live.version && borrows.length === 0 && due <= (live.seen.get(live.round) ?? 0);

/** A round that was moved, or whose markers were set, is another version; its tallies fit as long as nothing else is. */
async function stillFits(scene: Reader, live: LiveRound, { version }: RoundState): Promise<boolean> {
  if (version <= live.version) return true;
  const round = await getRound(scene, live.round);
  const { fits } = await termsOf(scene, round);
  if (fits !== live.fits) return false;
  live.version = round.version;
  return true;
}

/** What a round is scored by; what decides whether tallies still fit. */
async function termsOf(scene: Reader, round: RoundRow) {
  const [row, units] = await Promise.all([
    getEdition(scene, round.editionId),
    listRoundUnits(scene, round.id),
  ]);
  const { edition, codes } = await boundOf(scene, row);
  const subjects = new Map(
    units.map((unit) => [unit.unitId, { unit: unit.code, unitType: unit.unitType }] as const),
  );
  const terms = [round.editionId, row.version, round.methods, round.borrows, [...subjects], [...codes]];
  return { edition, codes, subjects, fits: JSON.stringify(terms) };
}

/** Reads a round for the first time. */
async function startOf(scene: Reader, id: RoundId, until: number): Promise<LiveRound> {
  const round = await getRound(scene, id);
  const { edition, codes, subjects, fits } = await termsOf(scene, round);
  // Numbers that are given from now on are taken in afterwards, whether or not this reading meets them already.
  const given = await factNumbers(scene, [id, ...round.borrows]);
  const live: LiveRound = {
    round: id,
    version: round.version,
    edition,
    editionId: round.editionId,
    fits,
    score: new LiveScore(compile(edition), [PLACE, ...subjects.values()]),
    subjects,
    codes,
    methods: new Set(round.methods),
    seen: new Map(
      [...given].map(([source, last]) => [source, source === id ? Math.min(last, until - 1) : last]),
    ),
    lent: await lentTo(scene, round, edition),
    marked: new Map(),
  };
  for (const source of live.seen.keys()) {
    const groups = await facts.markedGroups(scene, source, source === id ? until : Infinity);
    for (const row of lentRows(live, source, groups)) {
      live.marked.set(group(row), Math.max(live.marked.get(group(row)) ?? 0, RANK[row.sheet]));
    }
  }
  for (const source of live.seen.keys()) {
    await facts.readFacts(scene, source, source === id ? until : Infinity, facts.ALL, (given) => {
      const row = source === id ? given : lentRows(live, source, [given])[0];
      if (row !== undefined && isCounted(live, row)) live.score.load(factOf(codes, row));
    });
  }
  return live;
}

/** Rows of a source by what their criteria are called here; those that nothing here shares are left out. */
function lentRows<R extends { criterion: string }>(
  live: Pick<LiveRound, 'round' | 'lent'>,
  source: RoundId,
  rows: readonly R[],
): readonly R[] {
  if (source === live.round) return rows;
  return rows.flatMap((row) => {
    const criterion = live.lent.get(source)?.here(row.criterion) ?? null;
    return criterion === null ? [] : [criterion === row.criterion ? row : { ...row, criterion }];
  });
}

const criteriaThere = (live: LiveRound, source: RoundId, criteria: readonly string[]): string[] =>
  source === live.round ? [...criteria] : criteria.flatMap((one) => live.lent.get(source)?.there(one) ?? []);

const group = ({ unitId, criterion }: Pick<CountedRow, 'unitId' | 'criterion'>): string =>
  `${unitId ?? ''} ${criterion}`;

/**
 * Takes in what was committed since: all is read before anything is counted, so that nobody meets half of it, and a reading that
 * fails leaves no trace.
 */
async function catchUp(scene: Reader, live: LiveRound, until: number, due: number): Promise<void> {
  const news: CountedRow[] = [];
  const reached = new Map<RoundId, number>();
  for (const [source, last] of live.seen) {
    const isOwn = source === live.round;
    if (isOwn && due <= last) continue;
    let after = last;
    for (;;) {
      const page = await facts.factsAfter(scene, source, after, PAGE);
      const rows = page.filter((row) => !isOwn || row.seq < until);
      for (const row of lentRows(live, source, rows)) news.push(row);
      after = rows.at(-1)?.seq ?? after;
      if (rows.length < PAGE) break;
    }
    reached.set(source, isOwn ? Math.max(after, due) : after);
  }
  if (reached.size === 0) return;
  const groups = await groupsOf(scene, live, news);
  const around = await groupRows(scene, live, groups, until);
  for (const [name, rows] of around) setMarked(live, name, rows);
  apply(
    live,
    news.filter((row) => !around.has(group(row))),
  );
  for (const rows of around.values()) apply(live, rows);
  for (const [source, last] of reached) live.seen.set(source, Math.max(live.seen.get(source) ?? 0, last));
}

type Group = Pick<CountedRow, 'unitId' | 'criterion'>;

/** Groups of which another sheet may count now: a mark came, was corrected, or was written for something else before. */
async function groupsOf(scene: Reader, live: LiveRound, rows: readonly CountedRow[]): Promise<Group[]> {
  const marks = rows.filter((row) => RANK[row.sheet] > 0);
  const left =
    marks.length === 0
      ? []
      : await facts.groupsBefore(
          scene,
          marks.map((row) => row.id),
        );
  return [...marks, ...left, ...rows.filter((row) => live.marked.has(group(row)))];
}

/** Every fact of each of these groups, its own and what is borrowed, by the group's name. */
async function groupRows(
  scene: Reader,
  live: LiveRound,
  groups: readonly Group[],
  until: number,
): Promise<Map<string, CountedRow[]>> {
  const once = new Map(groups.map((one) => [group(one), one]));
  const found = await Promise.all(
    [...once].map(async ([name, { unitId, criterion }]) => {
      const all = [...live.seen.keys()].flatMap((source) =>
        criteriaThere(live, source, [criterion]).map(async (there) => {
          const below = source === live.round ? until : Infinity;
          return lentRows(live, source, await facts.factsOfGroup(scene, source, unitId, there, below));
        }),
      );
      return [name, (await Promise.all(all)).flat()] as const;
    }),
  );
  return new Map(found);
}

/** Which sheet counts in a group: the highest that somebody filled in. */
function setMarked(
  live: LiveRound,
  name: string,
  rows: readonly Pick<CountedRow, 'sheet' | 'withdrawn'>[],
): void {
  const rank = rows.reduce((most, row) => (row.withdrawn ? most : Math.max(most, RANK[row.sheet])), 0);
  if (rank > 0) live.marked.set(name, rank);
  else live.marked.delete(name);
}

const isCounted = (
  live: LiveRound,
  row: Pick<CountedRow, 'unitId' | 'criterion' | 'sheet' | 'withdrawn' | 'method'>,
): boolean =>
  !row.withdrawn &&
  RANK[row.sheet] >= 0 &&
  RANK[row.sheet] === (live.marked.size === 0 ? 0 : (live.marked.get(group(row)) ?? 0)) &&
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
  const live = await liveRound(scene, round.id, until, round);
  const rows = written.map(counted);
  const was = before.map(counted);
  const moved = [...rows, ...was].filter((row) => RANK[row.sheet] > 0 || live.marked.has(group(row)));
  const around = await groupRows(scene, live, moved, until);

  const marked = new Map([...around.keys()].map((name) => [name, live.marked.get(name)]));
  const ids = new Set<string>(rows.map((row) => row.id));
  const stay = [...around.values()].flat().filter((row) => !ids.has(row.id));
  const then = [...stay, ...rows];
  for (const name of around.keys())
    setMarked(
      live,
      name,
      then.filter((row) => group(row) === name),
    );
  apply(live, then);
  const read = (unit: UnitId | null) => {
    const { points, of, low, high, max } = live.score.total(
      unit === null ? PLACE : (live.subjects.get(unit) ?? PLACE),
    );
    return [unit ?? 'place', { points, of, low, high, max }] as const;
  };
  const totals = Object.fromEntries(units.map(read));
  live.score.remove([...ids]);
  for (const [name, rank] of marked) {
    if (rank === undefined) live.marked.delete(name);
    else live.marked.set(name, rank);
  }
  apply(live, [...stay, ...was]);
  return totals;
}

/** The facts that count in the round now, in no order: for whoever needs more than the tallies. */
export async function countedFacts(
  scene: Reader,
  live: LiveRound,
  only: facts.Wanted = facts.ALL,
): Promise<Fact[]> {
  const found: Fact[] = [];
  for (const [source, last] of live.seen) {
    const criteria = only.criteria && criteriaThere(live, source, only.criteria);
    await facts.readFacts(scene, source, last + 1, { ...only, criteria }, (given) => {
      const row = source === live.round ? given : lentRows(live, source, [given])[0];
      if (row && isCounted(live, row)) found.push(factOf(live.codes, row));
    });
  }
  return found;
}
