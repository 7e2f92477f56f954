import { shown } from '../scoring/doubt-arithmetic.ts';

/**
 * Difficulty (难度): what the same work would have earned on average where this unit was looked at. Indirect standardisation
 * (Breslow & Day, Statistical Methods in Cancer Research II, 1987, ch. 2): observed against expected by the base rate of
 * each cell, a criterion or a kind of site.
 */
export interface Observed {
  unit: string;
  /** Criterion, kind of site, or both: whatever is harder in one place than in another. */
  cell: string;
  /** 0 … 1. */
  value: number;
}

export interface Difficulty {
  unit: string;
  observed: number;
  /** Mean base rate of the cells that it was looked at. */
  expected: number;
  /** observed ÷ expected; null where nothing was to be expected. Above 1: better than its difficulty. */
  ratio: number | null;
  /** observed − expected, as a share: how much better it is than its difficulty. */
  beyond: number;
  observations: number;
}

/**
 * The base rate of each cell. Take it from an earlier round or from the whole place once, and keep it: a base that moves
 * with each unit that is added would reorder the others.
 */
export function baseRates(observations: readonly Observed[]): Map<string, number> {
  const sums = new Map<string, { sum: number; count: number }>();
  for (const { cell, value } of observations) {
    const own = sums.get(cell) ?? { sum: 0, count: 0 };
    sums.set(cell, { sum: own.sum + value, count: own.count + 1 });
  }
  return new Map([...sums].map(([cell, { sum, count }]) => [cell, sum / count]));
}

/** One row for each unit, in the order of their codes. Observations of cells without a base rate do not count. */
export function difficulty(
  observations: readonly Observed[],
  base: ReadonlyMap<string, number>,
): Difficulty[] {
  const units = new Map<string, { observed: number; expected: number; count: number }>();
  for (const { unit, cell, value } of observations) {
    const rate = base.get(cell);
    if (rate === undefined) continue;
    const own = units.get(unit) ?? { observed: 0, expected: 0, count: 0 };
    units.set(unit, { observed: own.observed + value, expected: own.expected + rate, count: own.count + 1 });
  }
  return [...units]
    .map(([unit, { observed, expected, count }]) => ({
      unit,
      observed: shown(observed / count),
      expected: shown(expected / count),
      ratio: expected === 0 ? null : shown(observed / expected),
      beyond: shown((observed - expected) / count),
      observations: count,
    }))
    .sort((a, b) => (a.unit < b.unit ? -1 : 1));
}

/**
 * What is added to a unit's own share to compare units of unlike difficulty: as much as it was looked at where all do worse than on
 * the whole. Its own merit is in its points already. By unit; one that was not looked at has none.
 */
export function levelling(rows: readonly Difficulty[]): Map<string, number> {
  const observations = rows.reduce((sum, row) => sum + row.observations, 0);
  const mean = rows.reduce((sum, row) => sum + row.expected * row.observations, 0) / (observations || 1);
  return new Map(rows.map(({ unit, expected }) => [unit, shown(mean - expected)]));
}
