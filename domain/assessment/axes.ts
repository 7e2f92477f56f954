import type { Edition, Node } from './edition.ts';
import { treeOf } from './tree.ts';

/** Of a leaf's result, what an axis adds up; points with two decimals, as `NodeResult` of the scoring has them. */
export interface LeafPoints {
  code: string;
  points: number | null;
  of: number;
  max: number;
  low: number;
  high: number;
  lost: number;
}

export interface AxisSum extends Omit<LeafPoints, 'code'> {
  /** Value of the axis; null: leaves that have none. */
  value: string | null;
  points: number;
  /** Codes of its leaves, in the order of the edition. */
  leaves: string[];
}

/**
 * Points by the values of one theme axis (八大环境): the leaves of each value added up, exactly, in the order of the axis. A leaf has
 * its own values on the axis, else those of the nearest node above that has some; with several values it counts under each.
 * Values that the axis does not know stand behind the others, and last what has none, where there is any.
 */
export function pointsByAxis(edition: Edition, axisName: string, results: Iterable<LeafPoints>): AxisSum[] {
  const tree = treeOf(edition.nodes);
  const axis = edition.axes.find(({ name }) => name === axisName);
  const names = new Map<string, string>();
  for (const { name, aliases } of axis?.values ?? [])
    for (const one of [name, ...aliases]) if (!names.has(one)) names.set(one, name);
  const sums = new Map<string | null, AxisSum>();
  const sumOf = (value: string | null) => {
    const sum = sums.get(value) ?? { value, points: 0, of: 0, max: 0, low: 0, high: 0, lost: 0, leaves: [] };
    sums.set(value, sum);
    return sum;
  };
  for (const { name } of axis?.values ?? []) sumOf(name);

  const byCode = new Map<string, LeafPoints>();
  for (const result of results) byCode.set(result.code, result);
  for (const leaf of tree.leaves) {
    const result = byCode.get(leaf.code);
    if (result === undefined) continue;
    const values = new Set(
      valuesOf(tree.pathOf(leaf.code), axisName).map((value) => names.get(value) ?? value),
    );
    for (const value of values.size === 0 ? [null] : values) {
      const sum = sumOf(value);
      sum.leaves.push(leaf.code);
      for (const field of FIELDS) sum[field] += Math.round((result[field] ?? 0) * 100);
    }
  }
  const inOrder = [...sums.values()].sort(
    (one, other) => Number(one.value === null) - Number(other.value === null),
  );
  return inOrder.map((sum) => {
    const points = { ...sum };
    for (const field of FIELDS) points[field] /= 100;
    return points;
  });
}

const FIELDS = ['points', 'of', 'max', 'low', 'high', 'lost'] as const;

const valuesOf = (path: readonly Node[], axis: string): readonly string[] =>
  path.findLast((node) => (node.axes[axis]?.length ?? 0) > 0)?.axes[axis] ?? [];
