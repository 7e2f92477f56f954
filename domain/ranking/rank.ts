import { shown } from '../scoring/doubt-arithmetic.ts';
import { toldApart } from './apart.ts';
import type { Interval } from './apart.ts';
import { shrink } from './shrinkage.ts';
import type { Shrinkage } from './shrinkage.ts';

/** One unit to be ranked (排名). */
export interface RankInput {
  unit: string;
  name: string;
  /** Peer group (同类组): it is ranked among these only. */
  group: string | null;
  /** Null: it has no points. */
  points: number | null;
  /** Where the truth of its points lies; null: they were not sampled, and are what they are. */
  low: number | null;
  high: number | null;
  /** Sites (or answers) behind the points; null: they were not sampled. */
  sample: number | null;
  /** Points to compare with where difficulty is taken out: its own column, never put in place of `points` silently. */
  adjusted?: number | null;
}

export interface RankOptions {
  /** Of the intervals given, and of all comparisons of a group together. */
  confidence?: number;
  /** Fewer sites than that, and the unit is not ranked. */
  minimum?: number;
  /** What orders the list. `shrunk` needs `shrinkage`. Ties and groups of equals go by the same column. */
  by?: 'points' | 'adjusted' | 'shrunk';
  shrinkage?: Shrinkage | null;
  /** An earlier ranking, for the arrows. */
  earlier?: readonly Pick<RankedRow, 'unit' | 'rank' | 'rankLow' | 'rankHigh'>[];
}

export type Unranked = { code: 'no_points' } | { code: 'too_few'; sample: number; minimum: number };

export interface RankedRow extends RankInput {
  /** The column that ordered the list, to hundredths. */
  value: number | null;
  shrunk: number | null;
  /** Competition ranking: equal values share a rank, and the next is counted on (1-2-2-4). Null: not ranked, see `reason`. */
  rank: number | null;
  /** The ranks that cannot be excluded, best and worst, for all units of the group at once. */
  rankLow: number | null;
  rankHigh: number | null;
  /** Shares its rank with another. Inside a tie the order is that of the unit's code, and means nothing. */
  tie: boolean;
  /** Number of its group of equals (可并列组), 1 the best: no two in it can be told apart. */
  groupOfEquals: number | null;
  /** May its rank be published as a number? Else as its group or its range. */
  publishable: boolean;
  reason: Unranked | null;
  /** Against the earlier ranking; `sure` where the two ranges do not touch. Null: it was not ranked then. */
  moved: { from: number; by: number; sure: boolean } | null;
}

/** Sites below which a unit is not ranked: with fewer, even 5 of 5 leaves 0.57 … 1 open (Wilson, 95 %). */
export const LEAST_SAMPLE = 5;

/**
 * Ranks units within their peer groups. Ranks come with the ranges that the sample leaves open: one below each unit that stands
 * surely above, one above each that stands surely below (Al Mohamad, Goeman, van Zwet, "Simultaneous confidence intervals for
 * ranks with application to ranking institutions", Biometrics 78, 2022, there with Tukey's, here with Holm's comparisons).
 * A group of equals ends before the first unit that is told apart from one inside.
 * Rows come back group by group, best first, the unranked last; the order of `rows` plays no part.
 */
export function rank(rows: readonly RankInput[], options: RankOptions = {}): RankedRow[] {
  const groups = new Map<string, RankInput[]>();
  for (const row of rows) {
    const key = row.group ?? '';
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups].sort(([a], [b]) => byCode(a, b)).flatMap(([, members]) => rankGroup(members, options));
}

/** True where every rank of the list may be published as a number. */
export const allPublishable = (rows: readonly RankedRow[]): boolean =>
  rows.every((row) => row.rank === null || row.publishable);

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const hundredths = (x: number): number => Math.round(x * 100) / 100;

function rankGroup(members: readonly RankInput[], options: RankOptions): RankedRow[] {
  const {
    confidence = 0.95,
    minimum = LEAST_SAMPLE,
    by = 'points',
    shrinkage = null,
    earlier = [],
  } = options;
  const before = new Map(earlier.map((row) => [row.unit, row]));
  const judged = members.map((row) => {
    const reason = unranked(row, minimum);
    const interval = intervalOf(row);
    const shrunk =
      interval === null || shrinkage === null ? null : hundredths(shrink(interval, shrinkage, confidence));
    const column =
      by === 'points'
        ? row.points
        : by === 'adjusted'
          ? (row.adjusted ?? row.points)
          : (shrunk ?? row.points);
    return { row, reason, shrunk, interval, value: column === null ? null : hundredths(column) };
  });
  const ranked = judged
    .filter((one) => one.reason === null)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0) || byCode(a.row.unit, b.row.unit));
  const compared = ranked.map(({ row, interval, value }): Interval => {
    const own = interval ?? { points: 0, low: 0, high: 0 };
    // Taking difficulty out moves the whole interval; shrinkage orders the list, and tests stay with what was seen.
    const shift = by === 'adjusted' ? (value ?? 0) - (row.points ?? 0) : 0;
    return { points: own.points + shift, low: own.low + shift, high: own.high + shift };
  });
  const apart = toldApart(compared, confidence);
  const groupsOfEquals = groupNumbers(apart);
  const result = ranked.map(({ row, shrunk, value }, nth): RankedRow => {
    const above = ranked.filter((other) => (other.value ?? 0) > (value ?? 0)).length;
    const sharing = ranked.filter((other) => other.value === value).length;
    const place = above + 1;
    const surelyAbove = apart.filter((line) => line[nth] === true).length;
    const surelyBelow = (apart[nth] ?? []).filter(Boolean).length;
    const rankLow = Math.min(place, 1 + surelyAbove);
    const rankHigh = Math.max(place, ranked.length - surelyBelow);
    const then = before.get(row.unit);
    return {
      ...row,
      value,
      shrunk,
      rank: place,
      rankLow,
      rankHigh,
      tie: sharing > 1,
      groupOfEquals: groupsOfEquals[nth] ?? null,
      publishable: rankHigh - rankLow === sharing - 1 && rankLow === place,
      reason: null,
      moved: moveOf(place, rankLow, rankHigh, then),
    };
  });
  const rest = judged
    .filter((one) => one.reason !== null)
    .sort((a, b) => byCode(a.row.unit, b.row.unit))
    .map(({ row, reason, shrunk, value }): RankedRow => ({
      ...row,
      value,
      shrunk,
      rank: null,
      rankLow: null,
      rankHigh: null,
      tie: false,
      groupOfEquals: null,
      publishable: false,
      reason,
      moved: null,
    }));
  return [...result, ...rest];
}

function unranked(row: RankInput, minimum: number): Unranked | null {
  if (row.points === null) return { code: 'no_points' };
  if (row.sample !== null && row.sample < minimum) return { code: 'too_few', sample: row.sample, minimum };
  return null;
}

function intervalOf({ points, low, high }: RankInput): Interval | null {
  if (points === null) return null;
  return { points, low: shown(low ?? points), high: shown(high ?? points) };
}

/** Down the list: a new group begins with the first unit that is told apart, either way, from one of the present group. */
function groupNumbers(apart: readonly boolean[][]): number[] {
  const numbers: number[] = [];
  let number = 1;
  let first = 0;
  for (let nth = 0; nth < apart.length; nth++) {
    for (let other = first; other < nth; other++) {
      if (apart[other]?.[nth] === true || apart[nth]?.[other] === true) {
        number += 1;
        first = nth;
        break;
      }
    }
    numbers.push(number);
  }
  return numbers;
}

function moveOf(
  place: number,
  low: number,
  high: number,
  then: Pick<RankedRow, 'rank' | 'rankLow' | 'rankHigh'> | undefined,
): RankedRow['moved'] {
  if (!then || then.rank === null) return null;
  const sure = high < (then.rankLow ?? then.rank) || low > (then.rankHigh ?? then.rank);
  return { from: then.rank, by: then.rank - place, sure };
}
