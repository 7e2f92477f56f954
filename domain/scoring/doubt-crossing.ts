import { normalQuantile, studentQuantile } from './doubt-arithmetic.ts';
import type { LeafModel, TreeModel } from './doubt-model.ts';

/**
 * One site is judged under many criteria, and a bad site is bad under several: draws that take rates as independent are then
 * too narrow. For each branch and the total: the variance over sites of what a site's residuals come to together, less what
 * they would come to apart (the ultimate-cluster variance of Hansen, Hurwitz & Madow, 1953, for a sum of rates in points).
 * It is added, not multiplied: what is common to all sites' criteria is nothing that the draws shrink.
 * Few sites speak together with what is expected of any; never below 0.
 * @returns by node (the total is `model.total`) in squared hundredths, for rules that give points for the rate itself; left
 *   out where 0
 */
export function crossings(model: TreeModel): Map<number, number> {
  const apart = new Map<number, number>();
  const together = new Map<number, Map<string, { sum: number; size: number }>>();
  for (const leaf of model.leaves) {
    if (!leaf.isDrawn || leaf.inner !== null) continue;
    const path = pathOf(model, leaf.leaf.node);
    eachResidual(leaf, (site, residual) => {
      for (const node of path) {
        apart.set(node, (apart.get(node) ?? 0) + residual * residual);
        const bySite = together.get(node) ?? new Map<string, { sum: number; size: number }>();
        const own = bySite.get(site) ?? { sum: 0, size: 0 };
        own.sum += residual;
        own.size += Math.abs(residual);
        together.set(node, bySite.set(site, own));
      }
    });
  }
  const beyonds = new Map<number, number>();
  for (const [node, own] of apart) {
    const sites = [...together.get(node)!.values()];
    const crossed = sites.reduce((all, { sum }) => all + sum * sum, 0);
    const most = sites.reduce((all, { size }) => all + size * size, 0);
    const expected = EXPECTED * (most - own);
    const beyond =
      (sites.length * (crossed - own) + EXPECTED_SITES * expected) / (sites.length + EXPECTED_SITES);
    if (beyond > 1e-9 * own) beyonds.set(node, beyond * fewness(sites.length));
  }
  return beyonds;
}

/** Correlation of two criteria at one site that is expected before anything is seen, and the sites it weighs. */
const EXPECTED = 0.12;
const EXPECTED_SITES = 4;

/** What is learned from few sites is itself in doubt: (t ÷ z)² of as many degrees as there are sites, less one. */
const fewness = (sites: number): number => (studentQuantile(0.975, Math.max(2, sites - 1)) / Z) ** 2;
const Z = normalQuantile(0.975);

function pathOf(model: TreeModel, leaf: number): number[] {
  const path = [model.total];
  for (let node = model.compiled.nodes[leaf]!.parent; node >= 0; node = model.compiled.nodes[node]!.parent)
    path.push(node);
  return path;
}

/** What each site moves the leaf's points by, beyond the rate of its stratum. */
function eachResidual({ leaf, parts }: LeafModel, visit: (site: string, residual: number) => void): void {
  parts.forEach(({ sample, drawn, share }, nth) => {
    if (sample === null || drawn === null) return;
    const strata = sample.strata.filter(({ clusters }) => clusters.length > 0);
    const weights = strata.reduce((sum, { weight }) => sum + weight, 0);
    for (const { clusters, weight, population } of strata) {
      const open = population === null ? 1 : Math.max(0, 1 - clusters.length / population);
      const size = clusters.reduce((sum, cluster) => sum + cluster.size, 0);
      const rate = clusters.reduce((sum, cluster) => sum + cluster.sum, 0) / size;
      clusters.forEach((cluster, index) => {
        const residual =
          (leaf.points * share * Math.sqrt(open) * (weight / weights) * (cluster.sum - rate * cluster.size)) /
          size;
        // What has no site of its own stands for itself.
        visit(cluster.site ?? `\u0000${leaf.index}/${nth}/${index}`, residual);
      });
    }
  });
}
