import type { Edition } from '../assessment/edition.ts';
import type { Result } from './result.ts';

/** One published or kept score on the line of time. */
export interface Snapshot {
  /** ISO 8601; sorts as text. */
  at: string;
  label: string;
  edition: Edition;
  /** Names the edition; where it changes, numbers before and after are not of one kind. */
  editionId: string;
  result: Result;
}

/** Scores over time (趋势). Points in the order of time; of equal times in the order given. */
export interface Trend {
  points: { at: string; label: string; editionId: string }[];
  /** Positions in `points` at which another edition begins. */
  breaks: number[];
  /** The total first, then the categories in the order in which they first come. */
  series: Series[];
}

export interface Series {
  /** Null: the total. */
  code: string | null;
  title: string;
  /** One for each point; null where the category is not in that edition or nothing of it applies. */
  values: (TrendValue | null)[];
}

export interface TrendValue {
  points: number | null;
  low: number;
  high: number;
  of: number;
  max: number;
  /** points ÷ of, for lines over a break of editions; null where nothing is known. */
  rate: number | null;
}

/** A category goes on over a break where an edition has one of the same title; else its line ends and another begins. */
export function trend(snapshots: readonly Snapshot[]): Trend {
  const ordered = snapshots
    .map((snapshot, n) => ({ snapshot, n }))
    .sort((a, b) => (a.snapshot.at < b.snapshot.at ? -1 : a.snapshot.at > b.snapshot.at ? 1 : a.n - b.n))
    .map(({ snapshot }) => snapshot);
  const total: Series = { code: null, title: '', values: [] };
  const categories = new Map<string, Series>();
  ordered.forEach((snapshot, n) => {
    total.values.push(valueOf(snapshot.result.total));
    const nodes = new Map(snapshot.result.nodes.map((node) => [node.code, node]));
    for (const { code, title, parent } of snapshot.edition.nodes) {
      const node = nodes.get(code);
      if (parent !== null || node === undefined) continue;
      const series = categories.get(title) ?? { code, title, values: ordered.map(() => null) };
      categories.set(title, series);
      series.values[n] = valueOf(node);
    }
  });
  return {
    points: ordered.map(({ at, label, editionId }) => ({ at, label, editionId })),
    breaks: ordered.flatMap((snapshot, n) =>
      n > 0 && ordered[n - 1]!.editionId !== snapshot.editionId ? [n] : [],
    ),
    series: [total, ...categories.values()],
  };
}

function valueOf(node: Omit<Result['nodes'][number], 'code'>): TrendValue | null {
  if (node.state === 'not_applicable') return null;
  const { points, low, high, of, max } = node;
  return { points, low, high, of, max, rate: of > 0 && points !== null ? points / of : null };
}
