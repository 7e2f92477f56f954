import { normalQuantile, normalTail } from '../scoring/doubt-arithmetic.ts';

/** What is compared: points with the interval in which the truth lies. */
export interface Interval {
  points: number;
  low: number;
  high: number;
}

/**
 * The interval of a − b from the two intervals, their distances added in squares: MOVER (Newcombe, Statistics in Medicine
 * 17, 1998; Zou & Donner 2008). Keeps the lopsidedness of each. The two must come from different observations.
 */
export function difference(a: Interval, b: Interval): Interval {
  const points = a.points - b.points;
  return {
    points,
    low: points - Math.sqrt((a.points - a.low) ** 2 + (b.high - b.points) ** 2),
    high: points + Math.sqrt((a.high - a.points) ** 2 + (b.points - b.low) ** 2),
  };
}

/**
 * Which pairs are told apart (可区分): `apart[i][j]` is true where row i stands surely above row j. Two-sided, by Holm's step-down
 * procedure (1979) over all pairs of the family: the chance to part ANY pair of equal truth is at most 1 − confidence,
 * whatever else is true and however the pairs hang together.
 * @param confidence of the intervals, and of the whole family
 */
export function toldApart(rows: readonly Interval[], confidence: number): boolean[][] {
  const z = normalQuantile((1 + confidence) / 2);
  const pairs: { above: number; below: number; p: number }[] = [];
  for (let i = 0; i < rows.length; i++) {
    for (let j = i + 1; j < rows.length; j++) {
      const first = centred(rows[i] as Interval);
      const second = centred(rows[j] as Interval);
      if (first.points === second.points) continue;
      const [above, below] = first.points > second.points ? [i, j] : [j, i];
      const gap = first.points > second.points ? difference(first, second) : difference(second, first);
      const reach = gap.points - gap.low;
      pairs.push({ above, below, p: reach === 0 ? 0 : 2 * normalTail((z * gap.points) / reach) });
    }
  }
  pairs.sort((a, b) => a.p - b.p);
  const all = (rows.length * (rows.length - 1)) / 2;
  const apart = rows.map(() => rows.map(() => false));
  for (const [nth, pair] of pairs.entries()) {
    if (pair.p > (1 - confidence) / (all - nth)) break;
    const row = apart[pair.above];
    if (row) row[pair.below] = true;
  }
  return apart;
}

/** Points that rules with steps put outside of their interval stand at its nearer end. */
const centred = ({ points, low, high }: Interval): Interval => ({
  points: Math.min(high, Math.max(low, points)),
  low,
  high,
});
