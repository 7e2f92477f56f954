import type { ReplyOf } from '@tongchuang/contract/route.ts';
import type { getMapping } from '@tongchuang/contract/frameworks.ts';
import type { Edition } from '@tongchuang/domain/assessment/edition.ts';

type Pairing = ReplyOf<typeof getMapping>['pairs'][number];

/** What goes over into what, as codes. */
export interface Pair {
  from: string;
  to: string;
}

/** One line of the comparison: a pair, or a node that stands alone. */
export interface PairLine extends Omit<Pairing, 'confidence'> {
  id: string;
  /** 0 … 1; null where a person chose. */
  confidence: number | null;
}

export const pairsOf = (pairings: readonly Pairing[]): Pair[] =>
  pairings.flatMap(({ from, to }) => (from === null || to === null ? [] : [{ from, to }]));

/** What nothing follows first, then what has no origin, then the pairs in the order of the new edition. */
export function pairLines(
  pairs: readonly Pair[],
  suggested: readonly Pairing[],
  old: Edition,
  fresh: Edition,
): PairLine[] {
  const known = new Map(suggested.map((one) => [`${one.from} ${one.to}`, one]));
  const followed = new Set(pairs.map(({ from }) => from));
  const byTo = Map.groupBy(pairs, ({ to }) => to);
  const alone = { likeness: 'none', confidence: null, changed: [] } as const;
  const lines: PairLine[] = old.nodes
    .filter(({ code }) => !followed.has(code))
    .map(({ code }) => ({ ...alone, id: `${code} →`, from: code, to: null, changed: [] }));
  for (const { code } of fresh.nodes) {
    if (!byTo.has(code)) lines.push({ ...alone, id: `→ ${code}`, from: null, to: code, changed: [] });
  }
  for (const { code } of fresh.nodes) {
    for (const { from, to } of byTo.get(code) ?? []) {
      const same = known.get(`${from} ${to}`);
      lines.push({
        id: `${from} → ${to}`,
        from,
        to,
        likeness: same?.likeness ?? 'chosen',
        confidence: same === undefined || same.likeness === 'chosen' ? null : same.confidence,
        changed: same?.changed ?? [],
      });
    }
  }
  return lines;
}

/** The pairs after a person chose the other side of a line; null: it stands alone from now on. */
export function rePaired(
  pairs: readonly Pair[],
  line: Pick<PairLine, 'from' | 'to'>,
  side: 'from' | 'to',
  code: string | null,
): Pair[] {
  const without = pairs.filter(({ from, to }) => from !== line.from || to !== line.to);
  const next = { ...line, [side]: code };
  if (next.from === null || next.to === null) return without;
  const isThere = without.some(({ from, to }) => from === next.from && to === next.to);
  return isThere ? without : [...without, { from: next.from, to: next.to }];
}
