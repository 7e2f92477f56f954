import type { Edition, Node } from '@tongchuang/domain/assessment/edition.ts';
import { sumsOfPoints, treeOf, weighedPoints } from '@tongchuang/domain/assessment/tree.ts';
import type { FrameworkFile } from './framework-file.ts';

/**
 * The edition as the command prints it: its own JSON with `totals` and `findings` besides. Nodes that declare no points get
 * those that follow from weights or, branches, the sum below them.
 */
export function frameworkAsJson({ edition, findings }: FrameworkFile): object {
  const { title, levels, nodes, ...rest } = edition;
  const worth = worthOf(edition);
  return {
    title,
    levels: levels.map(({ name, count }) => ({ name, count })),
    nodes: nodes.map((node) => inOrder({ ...node, points: node.points ?? worth.of(node) })),
    totals: { points: worth.total },
    findings: findings.map(({ code, message, where }) => ({ code, message, where })),
    ...rest,
  };
}

/** The fields that the issue of a framework names come first. */
const inOrder = ({
  code,
  level,
  title,
  parent,
  points,
  methods,
  rule,
  responsible,
  ...rest
}: Node): object => ({
  code,
  level,
  title,
  parent,
  points,
  methods,
  rule,
  responsible,
  ...rest,
});

function worthOf(edition: Edition): { of: (node: Node) => number | null; total: number } {
  const points = weighedPoints(edition);
  const sums = sumsOfPoints(edition, points);
  const tree = treeOf(edition.nodes);
  // What no leaf below has, a branch has not either: unknown, not 0.
  const known = new Set<string>();
  for (const { code, parent, ...node } of edition.nodes.toReversed()) {
    if (node.points !== null || node.weight !== null) known.add(code);
    if (known.has(code) && parent !== null) known.add(parent);
  }
  const hundredths = ({ code, weight }: Node): number | null => {
    if (weight !== null) return points.get(code) ?? null;
    return tree.isLeaf(code) || !known.has(code) ? null : (sums.get(code) ?? null);
  };
  const total = tree.leaves
    .filter(({ kind }) => kind === 'normal' || kind === 'subframework')
    .reduce((sum, { code }) => sum + (points.get(code) ?? 0), 0);
  return {
    of: (node) => {
      const own = hundredths(node);
      return own === null ? null : own / 100;
    },
    total: total / 100,
  };
}

const KINDS = {
  normal: '',
  bonus: '〔加分〕',
  deduction: '〔扣分〕',
  veto: '〔一票否决〕',
  subframework: '〔子体系〕',
};

/** The tree and the findings for a person. */
export function frameworkAsTree(file: FrameworkFile): string {
  const { edition, findings } = file;
  const worth = worthOf(edition);
  const levels = edition.levels
    .map(({ name, count }) => (count === null ? name : `${name} ${count}`))
    .join(' > ');
  const lines = [`${edition.title} · ${worth.total} 分 · ${edition.nodes.length} 项`, levels, ''];
  for (const node of edition.nodes) {
    const points = node.points ?? worth.of(node);
    const more = [
      points === null ? null : `${points}分`,
      node.methods.join('、'),
      node.responsible.join('、'),
      node.ruleText !== null && node.rule === null && node.parts.length === 0 ? '规则未识读' : null,
    ].filter((each) => each !== null && each !== '');
    const title = node.title.replaceAll(/\s*\n\s*/g, ' ');
    lines.push(
      `${'  '.repeat(node.level - 1)}${node.code} ${KINDS[node.kind]}${title}${more.length > 0 ? `（${more.join('；')}）` : ''}`,
    );
  }
  if (findings.length > 0) lines.push('', `发现 ${findings.length} 处：`);
  for (const { message, where } of findings) lines.push(`- ${message}（${where}）`);
  return `${lines.join('\n')}\n`;
}
