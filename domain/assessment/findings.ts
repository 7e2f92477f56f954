import { circlesIn, circleWords } from './circles.ts';
import type { Edition, Node } from './edition.ts';
import { findingAt } from './finding.ts';
import type { Finding, Report } from './finding.ts';
import { lackFindings } from './lack-findings.ts';
import { checkedNumber, checkedPoints, checkedSum, twice } from './checks.ts';
import { ruleFindings } from './rule-findings.ts';
import { placeFindings, pointFindings } from './tree-findings.ts';
import { treeOf } from './tree.ts';
import type { Tree } from './tree.ts';

type At = (nth: number | null) => Report;

/**
 * All that is wrong with an edition, or looks so, in the order of its nodes; that of its sub-frameworks behind. Where an error
 * is among it, the edition is not adopted.
 */
export function editionFindings(edition: Edition): Finding[] {
  return [...within(edition, [])];
}

function within(edition: Edition, path: readonly string[]): Finding[] {
  const found: Finding[] = [];
  const place = path.length === 0 ? null : path.join('/');
  const at: At = (nth) =>
    findingAt(found, { edition: place, node: nth === null ? null : (edition.nodes[nth]?.code ?? null), nth });
  const tree = treeOf(edition.nodes);
  placeFindings(edition, tree, at);
  pointFindings(edition, tree, at);
  headFindings(edition, at(null));
  const grades = new Set(edition.grades.map(({ name }) => name));
  edition.nodes.forEach((node, nth) => {
    const report = at(nth);
    if (node.rule !== null) ruleFindings(node.rule, 'rule', grades, report);
    node.parts.forEach(({ rule }, n) => ruleFindings(rule, `parts[${n}].rule`, grades, report));
    partFindings(node, report);
    axisFindings(node, edition, report);
    effectFindings(node, edition, tree, report);
    twice(
      node.facts.map(({ name }) => name),
      'facts',
      report,
    );
  });
  whenFindings(edition, tree, at);
  lackFindings(edition, tree, at);
  const order = (finding: Finding) => finding.where.nth ?? -1;
  found.sort((one, other) => order(one) - order(other));

  const used = new Set(
    edition.nodes.flatMap(({ kind, uses }) => (kind === 'subframework' && uses !== null ? [uses] : [])),
  );
  twice(
    edition.subframeworks.map(({ code }) => code),
    'subframeworks',
    at(null),
  );
  edition.subframeworks.forEach(({ code, edition: inner }, n) => {
    const report = at(null);
    if (!used.has(code)) report('subframework_unused', `subframeworks[${n}]`, { subframework: code });
    // The same code inside itself is a copy that would count itself; what is below it is not looked at again.
    if (path.includes(code))
      report('subframework_circular', `subframeworks[${n}]`, {
        circle: circleWords(path.slice(path.indexOf(code))),
      });
    else found.push(...within(inner, [...path, code]));
  });
  return found;
}

/** What stands above the nodes: names, grades, axes, years. */
function headFindings(edition: Edition, report: Report): void {
  if (edition.year === null) report('year_missing', 'year');
  if (edition.tier === null) report('tier_missing', 'tier');
  twice(
    edition.grades.map(({ name }) => name),
    'grades',
    report,
  );
  edition.grades.forEach(({ worth }, n) => checkedNumber(worth, '0 to 1', `grades[${n}].worth`, report));
  twice(
    edition.axes.map(({ name }) => name),
    'axes',
    report,
  );
  edition.axes.forEach(({ values }, n) => {
    const names = values.flatMap(({ name, aliases }) => [name, ...aliases]);
    twice(names, `axes[${n}].values`, report);
  });
  twice(
    edition.years.map(({ year }) => String(year)),
    'years',
    report,
  );
  const shares = edition.years.map(({ share }, n) =>
    checkedNumber(share, '0 or more', `years[${n}].share`, report),
  );
  if (shares.length > 0) checkedSum(shares, (sum) => report('years_sum', 'years', { sum }));
}

function partFindings(node: Node, report: Report): void {
  if (node.parts.length === 0) return;
  if (node.rule !== null) report('rule_and_parts', 'parts');
  const shares = node.parts.map(({ share }, n) =>
    checkedNumber(share, '0 or more', `parts[${n}].share`, report),
  );
  checkedSum(shares, (sum) => report('shares_sum', 'parts', { sum }));
  node.parts.forEach(({ method }, n) => {
    if (!node.methods.includes(method)) report('part_method', `parts[${n}].method`, { method });
  });
}

function axisFindings(node: Node, edition: Edition, report: Report): void {
  for (const [name, values] of Object.entries(node.axes)) {
    const axis = edition.axes.find((one) => one.name === name);
    if (axis === undefined) {
      report('axis_unknown', `axes.${name}`, { axis: name });
      continue;
    }
    const known = new Set(axis.values.flatMap((value) => [value.name, ...value.aliases]));
    for (const value of values)
      if (!known.has(value)) report('axis_value_unknown', `axes.${name}`, { axis: name, value });
  }
}

/** What a node's kind asks of it, and what has no effect where it stands. */
function effectFindings(node: Node, edition: Edition, tree: Tree, report: Report): void {
  const isLeaf = tree.isLeaf(node.code);
  if (node.veto !== null) checkedPoints(node.veto.cap, 'veto.cap', report);
  if (node.kind === 'veto' && node.veto === null && isLeaf) report('veto_without_effect', 'veto');
  if (node.kind !== 'veto' && node.veto !== null) report('veto_elsewhere', 'veto');
  if (node.kind === 'subframework') {
    if (!isLeaf) report('subframework_branch', 'kind');
    if (node.uses === null) report('uses_missing', 'uses');
    else if (!edition.subframeworks.some(({ code }) => code === node.uses))
      report('uses_unknown', 'uses', { uses: node.uses });
  } else if (node.uses !== null) report('uses_elsewhere', 'uses');
  const hasRule = node.rule !== null || node.parts.length > 0;
  if (hasRule && (!isLeaf || node.kind === 'subframework'))
    report('rule_idle', node.rule === null ? 'parts' : 'rule');
  if (isLeaf) {
    const odd = tree.pathOf(node.code).find(({ kind }) => kind !== 'normal' && kind !== 'subframework');
    if (node.kind === 'normal' && odd !== undefined) report('kind_differs', 'kind', { above: odd.code });
    return;
  }
  const { siteTypes, unitTypes, tiers, when } = node.applies;
  if (siteTypes.length + unitTypes.length + tiers.length > 0 || when !== null)
    report('applies_on_branch', 'applies');
  if (tree.childrenOf(node.code).length === 1) report('only_child', null);
}

function whenFindings({ nodes }: Edition, tree: Tree, at: At): void {
  const next = new Map<string, string>();
  nodes.forEach(({ code, applies: { when } }, nth) => {
    if (when === null) return;
    const report = at(nth);
    checkedNumber(when.than, 'any', 'applies.when.than', report);
    if (when.fact === '') report('rule_no_fact', 'applies.when.fact');
    if (!tree.byCode.has(when.code)) report('when_unknown', 'applies.when.code', { other: when.code });
    else if (!tree.isLeaf(when.code)) report('when_branch', 'applies.when.code', { other: when.code });
    if (!next.has(code)) next.set(code, when.code);
  });
  for (const circle of circlesIn(next)) {
    const nth = nodes.findIndex(({ code }) => code === circle[0]);
    at(nth)('when_circle', 'applies.when', { circle: circleWords(circle) });
  }
}
