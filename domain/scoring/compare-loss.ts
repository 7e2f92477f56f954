import type { Edition, Node } from '../assessment/edition.ts';
import { treeOf } from '../assessment/tree.ts';
import type { NodeResult, Result } from './result.ts';

/** Where points are lost (失分): by category and unit, and by what the lost criteria have in common. All in points. */
export interface LossTable {
  categories: { code: string; title: string }[];
  rows: LossRow[];
}

export interface LossRow {
  unit: string | null;
  total: Loss;
  /** One for each category. */
  cells: Loss[];
}

export interface Loss {
  lost: number;
  /** The maximum of what is known. */
  of: number;
  /** lost ÷ of, for colours only; null where nothing is known. */
  share: number | null;
  /** What could be gained at most: what is lost, and the best that is not yet seen. */
  lostAndOpen: { lost: number; open: number };
}

export interface UnitResult {
  unit: string | null;
  result: Result;
}

/** The heat map category × unit. Categories are the uppermost nodes; units stand as they were given. */
export function lossTable(edition: Edition, results: readonly UnitResult[]): LossTable {
  const categories = edition.nodes
    .filter((node) => node.parent === null)
    .map(({ code, title }) => ({ code, title }));
  return {
    categories,
    rows: results.map(({ unit, result }) => {
      const nodes = new Map(result.nodes.map((node) => [node.code, node]));
      return {
        unit,
        total: lossOf(result.total),
        cells: categories.map(({ code }) => lossOf(nodes.get(code))),
      };
    }),
  };
}

function lossOf(node: Omit<NodeResult, 'code'> | undefined): Loss {
  const { lost = 0, of = 0, high = 0, points = 0 } = node ?? {};
  const open = Math.max(0, inHundredths(high) - inHundredths(points ?? 0)) / 100;
  return { lost, of, share: of > 0 ? lost / of : null, lostAndOpen: { lost, open } };
}

/** What losses are gathered by; an axis by its name. */
export type LossBy = 'criterion' | 'category' | 'siteType' | 'method' | 'responsible' | { axis: string };

export interface ParetoItem {
  /** Null: of criteria that have none; `caps`: what branches lose by vetoes and hard floors. */
  key: string | null;
  kind: 'named' | 'unnamed' | 'caps';
  lost: number;
  /** Share of all losses up to and with this one, 0 … 1, for the line of the chart. */
  upTo: number;
}

/**
 * The vital few (帕累托): losses of all results, the largest first, of equals in the order of the edition. A criterion with several
 * methods or site types is split evenly among them in whole hundredths, so that all items add up to all that was lost.
 */
export function lossPareto(edition: Edition, results: readonly UnitResult[], by: LossBy): ParetoItem[] {
  const tree = treeOf(edition.nodes);
  const sums = new Map<string | null, number>();
  let caps = 0;
  for (const { result } of results) {
    caps += inHundredths(result.total.lost);
    for (const each of result.nodes) {
      const node = tree.byCode.get(each.code);
      if (node === undefined || !tree.isLeaf(each.code) || each.lost === 0) continue;
      const lost = inHundredths(each.lost);
      caps -= lost;
      const keys = by === 'category' ? [tree.pathOf(node.code)[0]?.code ?? null] : keysOf(node, by);
      keys.forEach((key, n) => sums.set(key, (sums.get(key) ?? 0) + evenPart(lost, keys.length, n)));
    }
  }
  const items: Omit<ParetoItem, 'upTo'>[] = [...sums]
    .map(([key, lost]) => ({ key, kind: key === null ? ('unnamed' as const) : ('named' as const), lost }))
    .sort((a, b) => b.lost - a.lost);
  if (caps !== 0) items.push({ key: null, kind: 'caps', lost: caps });
  items.sort((a, b) => b.lost - a.lost);
  const all = items.reduce((sum, item) => sum + item.lost, 0);
  let sum = 0;
  return items.map((item) => {
    sum += item.lost;
    return { ...item, lost: item.lost / 100, upTo: all === 0 ? 0 : sum / all };
  });
}

function keysOf(node: Node, by: Exclude<LossBy, 'category'>): (string | null)[] {
  const keys =
    by === 'criterion'
      ? [node.code]
      : by === 'siteType'
        ? node.applies.siteTypes
        : by === 'method'
          ? node.methods
          : by === 'responsible'
            ? node.responsible
            : (node.axes[by.axis] ?? []);
  return keys.length === 0 ? [null] : [...new Set(keys)];
}

const evenPart = (whole: number, parts: number, n: number): number =>
  Math.floor(whole / parts) + (n < whole % parts ? 1 : 0);

const inHundredths = (points: number): number => Math.round(points * 100);
