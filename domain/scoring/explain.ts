import type { Edition } from '../assessment/edition.ts';
import { ruleSentence } from '../assessment/rule-sentence.ts';
import { rational } from '../kernel/rational.ts';
import { amountText, pointsText } from './amount-text.ts';
import { compile } from './compiled.ts';
import type { Compiled, Leaf } from './compiled.ts';
import { distinct } from './distinct.ts';
import { reasonsOfLeaf } from './explain-leaf.ts';
import { amountOf, losingFacts } from './explain-losses.ts';
import type { Fact, FactState } from './fact.ts';
import { paperSentence, reason, reasonSentence } from './reason-words.ts';
import type { Reason } from './reason-words.ts';
import type { NodeResult, Result } from './result.ts';
import { Routing } from './routing.ts';
import { Counted } from './score.ts';
import { PLACE } from './subject.ts';
import type { Subject } from './subject.ts';
import type { Sums } from './sum.ts';

/** One number opened (得分说明): what it is made of, what was lost where and why, one level down. */
export interface Explanation {
  code: string;
  title: string;
  node: NodeResult;
  /** The rule as it was read, in words, and as the edition writes it. Null for a branch. */
  rule: string | null;
  ruleText: string | null;
  /** Named facts as they went into the rule. */
  inputs: ExplainedInput[];
  /** With their clauses in Chinese. What they say to be lost adds up to what the node lost. */
  reasons: (Reason & { sentence: string })[];
  /** For papers: `扣0.33分：3个点位中1个未达标，得分率66.67%`; null where nothing was lost. */
  sentence: string | null;
  children: (NodeResult & { title: string })[];
  /** The facts that count for a leaf, those that cost points first, then by id. */
  facts: ExplainedFact[];
  /** Ids of those that cost points. */
  losses: string[];
}

export interface ExplainedInput {
  name: string;
  text: string | null;
  /** Null where it is unknown, or each site counts by itself. */
  value: string | null;
  /** Unit of measure. */
  unit: string | null;
  /** How many facts it came from, and their ids. */
  facts: number;
  ids: string[];
}

export interface ExplainedFact {
  id: string;
  name: string;
  /** A decimal, or the grade as it was given; null unless observed. */
  value: string | null;
  state: FactState;
  unit: string | null;
  site: string | null;
  at: string | null;
  marker: string | null;
  note: string | null;
  costs: boolean;
}

/** What stands above the roots, where a code is asked for. */
export const TOTAL_CODE = 'total';

/**
 * @param code  of a node, or `total`; `minors/1.2` for node 1.2 of the sub-framework `minors`
 * @returns     null where the edition has no such node
 */
export function explain(
  edition: Edition,
  facts: Iterable<Fact>,
  subject: Subject = PLACE,
  code: string = TOTAL_CODE,
): Explanation | null {
  const compiled = compile(edition);
  const place = compiled.nodes.findIndex((node) => node.code === code);
  if (place < 0 && code !== TOTAL_CODE) {
    const within = edition.subframeworks.find((sub) => code.startsWith(`${sub.code}/`));
    const found = within && explain(within.edition, facts, subject, code.slice(within.code.length + 1));
    return found ? named(found, within.code) : null;
  }
  const kept = [...distinct(facts)].filter(({ unit }) => subject.unit === null || unit === subject.unit);
  const counted = new Counted(
    compiled,
    subject.unit === null
      ? { place: true, units: new Set() }
      : { place: false, units: new Set([subject.unit]) },
  );
  counted.append(kept);
  const sums = counted.sums(subject);
  const result = sums.result();
  const leaf = place < 0 ? -1 : compiled.nodes[place]!.leaf;
  return leaf < 0
    ? explainBranch(compiled, sums, result, place)
    : explainLeaf(compiled.leaves[leaf]!, counted, subject, kept, result.nodes[place]!);
}

/**
 * A branch, or the total, opened from sums that are kept: it takes no facts.
 * @returns  null for a leaf, and where the edition has no such node
 */
export function explainSums(compiled: Compiled, sums: Sums, code: string = TOTAL_CODE): Explanation | null {
  const place = compiled.nodes.findIndex((node) => node.code === code);
  if (place < 0 ? code !== TOTAL_CODE : compiled.nodes[place]!.leaf >= 0) return null;
  return explainBranch(compiled, sums, sums.result(), place);
}

/** Codes of a sub-framework's nodes, as they are asked for from outside it. */
function named(explanation: Explanation, within: string): Explanation {
  const code = (own: string) => `${within}/${own}`;
  return {
    ...explanation,
    code: code(explanation.code),
    node: { ...explanation.node, code: code(explanation.node.code) },
    children: explanation.children.map((child) => ({ ...child, code: code(child.code) })),
  };
}

/** The uppermost nodes of the sub-framework that a leaf takes its share from. */
function childrenOfSub(
  { uses, source }: Leaf,
  { inner }: Counted,
  subject: Subject,
): Explanation['children'] {
  const counted = uses === null ? undefined : inner.get(uses);
  if (uses === null || counted === undefined) return [];
  return counted
    .result(subject)
    .nodes.flatMap((node, index) =>
      uses.nodes[index]!.parent >= 0
        ? []
        : [{ ...node, code: `${source.uses}/${node.code}`, title: uses.edition.nodes[index]!.title }],
    );
}

const worded = (reasons: readonly Reason[]) =>
  reasons.map((one) => ({ ...one, sentence: reasonSentence(one) }));

function explainBranch(compiled: Compiled, sums: Sums, { total, nodes }: Result, place: number): Explanation {
  const { declared: _, converted: __, vetoes: ___, ...amounts } = total;
  const node: NodeResult = place < 0 ? { code: TOTAL_CODE, ...amounts } : nodes[place]!;
  const source = compiled.edition.nodes[place];
  const children = nodes.flatMap((child, index) =>
    compiled.nodes[index]!.parent === place
      ? [{ ...child, title: compiled.edition.nodes[index]!.title }]
      : [],
  );
  const reasons = reasonsOfBranch(compiled, sums, node, children, place);
  return {
    code: node.code,
    title: source?.title ?? compiled.edition.title,
    node,
    rule: null,
    ruleText: source?.ruleText ?? null,
    inputs: [],
    reasons: worded(reasons),
    sentence: paperSentence(
      node.lost > 0 ? [...reasons, reason('lost', { lost: pointsText(node.lost) })] : reasons,
    ),
    children,
    facts: [],
    losses: [],
  };
}

/** What children lost, and what clamps, caps and the end of doubt changed about it. In hundredths, so that it adds up. */
function reasonsOfBranch(
  compiled: Compiled,
  sums: Sums,
  node: NodeResult,
  children: Explanation['children'],
  place: number,
): Reason[] {
  if (node.state === 'not_applicable') return [reason('out.nothing', {})];
  const inHundredths = (points: number | null) => Math.round((points ?? 0) * 100);
  const words = (amount: number) => pointsText(amount / 100);
  const reasons: Reason[] = children
    .filter(({ lost }) => lost !== 0)
    .toSorted((a, b) => b.lost - a.lost)
    .map(({ code, title, lost }) => reason('child', { code, title, lost: pointsText(lost) }));
  let points = children.reduce((sum, child) => sum + inHundredths(child.points), 0);
  let lost = children.reduce((sum, child) => sum + inHundredths(child.lost), 0);
  if (points < 0) {
    reasons.push(reason('raised', { lost: words(-points) }));
    lost += points;
    points = 0;
  }
  for (const { leaf, cap } of sums.capsOn(place < 0 ? null : place)) {
    const cut = Math.max(0, points - cap);
    const { code, title } = compiled.leaves[leaf]!.source;
    reasons.push(reason('capped', { code, title, cap: words(cap), lost: words(cut) }));
    lost += cut;
    points -= cut;
  }
  const settled = inHundredths(node.lost) - lost;
  if (settled !== 0) reasons.push(reason('settled', { lost: words(settled) }));
  return reasons;
}

function explainLeaf(
  leaf: Leaf,
  counted: Counted,
  subject: Subject,
  facts: readonly Fact[],
  node: NodeResult,
): Explanation {
  const { tally } = counted;
  const { compiled } = tally;
  const group = tally.groupOf(subject.unit);
  const routing = new Routing(compiled);
  const ofLeaf: Fact[] = [];
  const ofSlots = new Map<number, Fact[]>();
  for (const fact of facts) {
    const stream = routing.streams[routing.streamOf(fact)];
    const isRead = fact.state !== 'observed' || amountOf(compiled, fact) !== null;
    if (stream === undefined || !isRead || !stream.leaves.includes(leaf.index)) continue;
    ofLeaf.push(fact);
    for (const slot of stream.slots) {
      if (compiled.slots[slot]!.leaf !== leaf.index) continue;
      const others = ofSlots.get(slot);
      if (others === undefined) ofSlots.set(slot, [fact]);
      else others.push(fact);
    }
  }
  const fallsShort =
    node.state === 'known' ? node.lost > 0 || leaf.kind === 'veto' : node.high < node.max || node.low < 0;
  const losing = fallsShort ? losingFacts(leaf, ofSlots, tally, group) : new Set<string>();
  const reasons = reasonsOfLeaf(leaf, counted, subject, node);
  const { source } = leaf;
  return {
    code: source.code,
    title: source.title,
    node,
    rule: leaf.parts.length === 0 ? null : leaf.parts.map(ruleInWords).join('；'),
    ruleText: source.ruleText,
    inputs: inputsOf(leaf, ofSlots, counted, group),
    reasons: worded(reasons),
    sentence: paperSentence(reasons),
    children: childrenOfSub(leaf, counted, subject),
    facts: ofLeaf
      .map((fact) => shown(fact, losing.has(fact.id)))
      .sort((a, b) => Number(b.costs) - Number(a.costs) || (a.id < b.id ? -1 : 1)),
    losses: [...losing].sort(),
  };
}

const ruleInWords = ({ method, rule }: Leaf['parts'][number]) =>
  method === null ? ruleSentence(rule.source) : `${method}：${ruleSentence(rule.source)}`;

function inputsOf(
  leaf: Leaf,
  ofSlots: ReadonlyMap<number, readonly Fact[]>,
  { tally }: Counted,
  group: number,
): ExplainedInput[] {
  return tally.compiled.slots
    .filter((slot) => slot.leaf === leaf.index)
    .map((slot) => {
      const named = leaf.source.facts.find(({ name }) => name === slot.name);
      const ids = (ofSlots.get(slot.index) ?? [])
        .filter(({ state }) => state === 'observed')
        .map(({ id }) => id);
      const amount = slot.bySite === null ? tally.amount(slot.index, group) : null;
      return {
        name: slot.name,
        text: named?.text ?? null,
        value: amount === null ? null : amountText(amount),
        unit: named?.unit ?? null,
        facts: ids.length,
        ids: ids.sort(),
      };
    });
}

const shown = (fact: Fact, costs: boolean): ExplainedFact => ({
  id: fact.id,
  name: fact.name,
  value:
    fact.value === null
      ? null
      : 'grade' in fact.value
        ? fact.value.grade
        : amountText(rational(fact.value.tenThousandths, 10_000)),
  state: fact.state,
  unit: fact.unit,
  site: fact.site,
  at: fact.at,
  marker: fact.marker,
  note: fact.note,
  costs,
});
