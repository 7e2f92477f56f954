import type { Score } from '@tongchuang/contract/scores.ts';
import { found } from '@tongchuang/ui/pinyin.ts';

export type ScoredNode = Score['nodes'][number];

export const titleOf = (node: ScoredNode): string => `${node.code} ${node.title}`;

const parentsOf = new WeakMap<readonly ScoredNode[], ReadonlySet<string | null>>();
export function isLeaf(nodes: readonly ScoredNode[], node: ScoredNode): boolean {
  const parents = parentsOf.get(nodes) ?? new Set(nodes.map((one) => one.parent));
  parentsOf.set(nodes, parents);
  return !parents.has(node.code);
}

/** The nodes that fit, each with what stands above it. */
export function narrowed(nodes: readonly ScoredNode[], only: string, wanted: string): readonly ScoredNode[] {
  if (only === '' && wanted === '') return nodes;
  const parents = new Map(nodes.map((node) => [node.code, node.parent]));
  const kept = new Set<string>();
  for (const node of nodes) {
    const state = only === 'lost' ? node.lost > 0 : only !== 'unknown' || node.state === 'unknown';
    const fits = state && (only === '' || isLeaf(nodes, node)) && found(titleOf(node), wanted);
    for (
      let at: string | null = node.code;
      fits && at !== null && !kept.has(at);
      at = parents.get(at) ?? null
    )
      kept.add(at);
  }
  return nodes.filter((node) => kept.has(node.code));
}
