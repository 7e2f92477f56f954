import type { Edition, Node } from './edition.ts';
import type { FindingCode, Report } from './finding.ts';
import type { Tree } from './tree.ts';

/** Methods that look at papers: 材料审核, 网上申报. */
const BY_MATERIAL = /材料|申报/;
/** Where more than half of so many leaves lack something, the edition does not give it at all: said once. */
const MANY = 4;

/** What leaves do not say, and what they say twice. */
export function lackFindings({ nodes }: Edition, tree: Tree, at: (nth: number | null) => Report): void {
  const judged = nodes.flatMap((node, nth) =>
    tree.isLeaf(node.code) && (node.kind === 'normal' || node.kind === 'bonus') ? [{ node, nth }] : [],
  );
  const lacks: [FindingCode, string, (node: Node) => boolean][] = [
    ['method_missing', 'methods', (node) => node.methods.length === 0],
    ['unit_missing', 'responsible', (node) => node.responsible.length === 0],
    [
      'evidence_missing',
      'evidence',
      (node) => node.evidence.length === 0 && node.methods.some((one) => BY_MATERIAL.test(one)),
    ],
  ];
  for (const [code, field, lacking] of lacks) {
    const without = judged.filter(({ node }) => lacking(node));
    if (without.length >= MANY && without.length > judged.length / 2)
      at(null)('mostly_missing', field, { count: without.length, of: judged.length });
    else for (const { nth } of without) at(nth)(code, field);
  }
  const texts = new Map<string, string>();
  nodes.forEach((node, nth) => {
    if (!tree.isLeaf(node.code) || node.kind === 'subframework') return;
    if (node.rule === null && node.parts.length === 0)
      at(nth)(node.ruleText === null ? 'rule_missing' : 'rule_unread', 'rule');
    const words = `${node.title}\n${node.ruleText ?? ''}`.replaceAll(/[^\p{L}\p{N}\n]/gu, '');
    const other = texts.get(words);
    if (other === undefined) texts.set(words, node.code);
    else if (other !== node.code) at(nth)('text_twice', 'title', { other });
  });
}
