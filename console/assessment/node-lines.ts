import type { Framework } from '@tongchuang/contract/frameworks.ts';
import type { Edition, Node } from '@tongchuang/domain/assessment/edition.ts';
import { sumsOfPoints, treeOf, weighedPoints } from '@tongchuang/domain/assessment/tree.ts';
import { sayAside, sayParts } from '@tongchuang/ui/speech.ts';
import { sayRule } from '../pieces/say-rule.ts';

/** One row of the tree. */
export interface NodeLine {
  /** Its code; a second node with the same code has a name of its own. */
  id: string;
  parent: string | null;
  node: Node;
  isLeaf: boolean;
  /** A node before it has the same code: changes by code mean that one. */
  isTwin: boolean;
  /** In points: what it is worth by itself or through its weight; null where nothing says so. */
  worth: number | null;
  /** In points: what stands below it comes to; of a leaf its worth. */
  sum: number;
  errors: number;
  warnings: number;
}

export function nodeLines(edition: Edition, findings: Framework['findings']): NodeLine[] {
  const tree = treeOf(edition.nodes);
  const points = weighedPoints(edition);
  const sums = sumsOfPoints(edition, points);
  const noted = Map.groupBy(findings, ({ node }) => node);
  const seen = new Set<string>();
  return edition.nodes.map((node, n) => {
    const isTwin = seen.has(node.code);
    seen.add(node.code);
    const count = (severity: string) =>
      isTwin ? 0 : (noted.get(node.code) ?? []).filter((one) => one.severity === severity).length;
    return {
      id: isTwin ? `${node.code} #${n}` : node.code,
      parent: node.parent,
      node,
      isLeaf: tree.isLeaf(node.code),
      isTwin,
      worth: node.points ?? (node.weight === null ? null : (points.get(node.code) ?? 0) / 100),
      sum: (sums.get(node.code) ?? 0) / 100,
      errors: count('error'),
      warnings: count('warning'),
    };
  });
}

/** What a branch says of itself less what stands below it; null where they agree or it says nothing. */
export function differenceOf({ isLeaf, worth, sum }: NodeLine): number | null {
  if (isLeaf || worth === null) return null;
  const hundredths = Math.round(worth * 100) - Math.round(sum * 100);
  return hundredths === 0 ? null : hundredths / 100;
}

/** How a leaf is judged: by which rule, or by a text that nobody has read yet. */
export type Judged = { kind: 'rule'; text: string } | { kind: 'unread'; text: string } | { kind: 'none' };

export function judgedBy({ rule, parts, ruleText }: Node): Judged {
  if (rule !== null) return { kind: 'rule', text: sayRule(rule) };
  if (parts.length > 0) {
    const words = parts.map((part) => `${part.method}${sayAside(part.share)} ${sayRule(part.rule)}`);
    return { kind: 'rule', text: sayParts(words) };
  }
  return ruleText === null ? { kind: 'none' } : { kind: 'unread', text: ruleText };
}

/** `4` are points, `15%` or `1/3` a weight, nothing is neither; null for what is no number. */
export function readWorth(text: string): { points: number | null; weight: string | null } | null {
  const typed = text.trim().replaceAll('％', '%');
  if (typed === '') return { points: null, weight: null };
  if (/^\d+(\.\d+)?%$|^\d+\/\d+$/.test(typed)) return { points: null, weight: typed };
  return /^\d+(\.\d{1,2})?$/.test(typed) ? { points: Number(typed), weight: null } : null;
}

export const worthText = ({ points, weight }: Pick<Node, 'points' | 'weight'>): string =>
  points === null ? (weight ?? '') : String(points);

/** 甲、乙，丙 → three names. */
export const namesIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[、,，;；\n]/)
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  ),
];
