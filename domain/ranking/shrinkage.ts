import { normalQuantile } from '../scoring/doubt-arithmetic.ts';
import type { Interval } from './apart.ts';

/**
 * Shrinkage (向均值收缩): few observations count less, so that one fast repair does not top a list. Both numbers are taken once
 * from a fixed set (an earlier round, the whole place) and given, never from the list that is ranked.
 */
export interface Shrinkage {
  /** The mean towards which all move, in points. */
  toward: number;
  /** How far the truths of units lie from each other: standard deviation in points. */
  spread: number;
}

const errorOf = ({ low, high }: Interval, confidence: number): number =>
  (high - low) / (2 * normalQuantile((1 + confidence) / 2));

/** Both numbers by the method of moments: variance of the points less what sampling alone would give (Morris, JASA 78, 1983). */
export function shrinkageOf(rows: readonly Interval[], confidence = 0.95): Shrinkage {
  if (rows.length < 2) return { toward: rows[0]?.points ?? 0, spread: 0 };
  const toward = rows.reduce((sum, { points }) => sum + points, 0) / rows.length;
  const variance = rows.reduce((sum, { points }) => sum + (points - toward) ** 2, 0) / (rows.length - 1);
  const chance = rows.reduce((sum, row) => sum + errorOf(row, confidence) ** 2, 0) / rows.length;
  return { toward, spread: Math.sqrt(Math.max(0, variance - chance)) };
}

/** The points after shrinkage: toward + (points − toward) × spread² ÷ (spread² + error²). */
export function shrink(row: Interval, { toward, spread }: Shrinkage, confidence = 0.95): number {
  const error = errorOf(row, confidence);
  if (error === 0) return row.points;
  return toward + ((row.points - toward) * spread ** 2) / (spread ** 2 + error ** 2);
}
