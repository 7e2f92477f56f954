import type { Edition } from '../assessment/edition.ts';

/**
 * Finds the criteria, codes and keys, whose facts can touch a node: its own, those below it, and what its `when` asks. Null: all facts
 * can, since a sub-framework is scored below it, or it is none of the edition's own nodes.
 */
export function criteriaTouching(edition: Edition): (code: string) => ReadonlySet<string> | null {
  const byCode = new Map(edition.nodes.map((node) => [node.code, node]));
  const childrenOf = Map.groupBy(edition.nodes, (node) => node.parent);

  /** False: all facts can touch it. */
  function gather(of: string, found: Set<string>, seen: Set<string>): boolean {
    if (seen.has(of)) return true;
    seen.add(of);
    const node = byCode.get(of);
    if (node === undefined) return true;
    if (node.kind === 'subframework') return false;
    found.add(of);
    if (node.key !== null) found.add(node.key);
    const { when } = node.applies;
    const others = [...(childrenOf.get(of) ?? []).map((child) => child.code), ...(when ? [when.code] : [])];
    return others.every((other) => gather(other, found, seen));
  }

  return (code) => {
    const found = new Set<string>();
    return byCode.has(code) && gather(code, found, new Set()) ? found : null;
  };
}
