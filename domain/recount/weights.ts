import type { Edition, Node } from '../assessment/edition.ts';
import { fractionOf, inHundredths, less, times, total, whole, type Fraction } from './fraction.ts';

/** Points of each leaf, by code; of its own, or through the weights (权重) from the top down. */
export function pointsOfLeaves({ nodes }: Edition): Map<string, Fraction> {
  const points = new Map<string, Fraction>();
  const childrenOf = Map.groupBy(nodes, (node) => node.parent);
  divide(whole(100), childrenOf.get(null) ?? []);
  return new Map([...points].filter(([code]) => !childrenOf.has(code)));

  function divide(all: Fraction, children: readonly Node[]): void {
    const weighted = children
      .filter((node) => node.points === null && node.weight !== null)
      .map((node) => ({ code: node.code, weight: fractionOf(node.weight ?? 0) }));
    const got = weighted.map(({ weight }) => inHundredths(times(all, weight)));
    const wanted = inHundredths(times(all, total(weighted.map(({ weight }) => weight))));
    const over = wanted - got.reduce((sum, each) => sum + each, 0n);
    const heaviest = weighted.reduce(
      (best, { weight }, at) => (less(weighted[best]?.weight ?? weight, weight) ? at : best),
      0,
    );
    weighted.forEach(({ code }, at) => {
      const hundredths = (got[at] ?? 0n) + (at === heaviest ? over : 0n);
      points.set(code, { top: hundredths, bottom: 100n });
    });
    for (const node of children) {
      if (!points.has(node.code)) points.set(node.code, fractionOf(node.points ?? 0));
      divide(points.get(node.code) ?? whole(0), childrenOf.get(node.code) ?? []);
    }
  }
}
