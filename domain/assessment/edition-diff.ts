import { canonical } from '../kernel/canonical.ts';
import type { Json } from '../kernel/canonical.ts';
import type { Edition, Node } from './edition.ts';
import { dice, lettersBook, plainText, sharing } from './likeness.ts';
import type { Letters } from './likeness.ts';
import { treeOf, weighedPoints } from './tree.ts';

/**
 * same: code and text · text: same text, other code · code: same code, text alike · likely: text alike · part: one text is within
 * the other, as where a criterion was split or two were joined · none: nothing follows, or no origin · chosen: by a person.
 */
export const LIKENESSES = ['same', 'text', 'code', 'likely', 'part', 'none', 'chosen'] as const;
export type Likeness = (typeof LIKENESSES)[number];

export const CHANGES = [
  'code',
  'title',
  'kind',
  'points',
  'methods',
  'rule',
  'applies',
  'responsible',
  'evidence',
] as const;
export type Change = (typeof CHANGES)[number];

/** One line of the comparison of two editions (体系比对). */
export interface NodePair {
  from: string | null;
  to: string | null;
  likeness: Likeness;
  /** 0 … 1 in hundredths; 0 for none. */
  confidence: number;
  changed: Change[];
}

export interface EditionDiff {
  /** In the order of the new edition; what nothing follows stands at the end. A split origin stands in several. */
  pairs: NodePair[];
  orphans: { old: string[]; fresh: string[] };
}

/** From here texts are taken for one: with the same code, and without; and so much of the smaller must be in the greater. */
const ALIKE_CODED = 0.4;
const ALIKE = 0.55;
const WITHIN = 0.8;
/** Where boilerplate makes everything alike, so many are looked at for each node. */
const CANDIDATES = 40;
/** Shorter texts lie in others by chance. */
const WITHIN_PAIRS = 4;

/**
 * How an older edition goes over into a newer one, suggested by code and text; a person confirms it. Leaves go over into
 * leaves, branches into branches. Strongest first: code and text, text (nearest by heading and rule), code and likeness, likeness;
 * each node at most once. Then what is left is looked for inside the texts of the others.
 */
export function compareEditions(old: Edition, fresh: Edition): EditionDiff {
  const both: NodePair[] = [];
  for (const leaves of [false, true]) both.push(...matched(side(old, leaves), side(fresh, leaves)));
  const [pointsBefore, pointsAfter] = [weighedPoints(old), weighedPoints(fresh)];
  const [nodesBefore, nodesAfter] = [treeOf(old.nodes).byCode, treeOf(fresh.nodes).byCode];
  for (const pair of both) {
    const [before, after] = [nodesBefore.get(pair.from ?? ''), nodesAfter.get(pair.to ?? '')];
    if (before === undefined || after === undefined) continue;
    pair.changed = changes(before, after);
    if (pointsBefore.get(before.code) !== pointsAfter.get(after.code)) pair.changed.push('points');
  }

  const byTo = Map.groupBy(both, ({ to }) => to);
  const followed = new Set(both.map(({ from }) => from));
  const none = { likeness: 'none', confidence: 0, changed: [] } as const;
  const orphans = {
    old: [...nodesBefore.keys()].filter((code) => !followed.has(code)),
    fresh: [...nodesAfter.keys()].filter((code) => !byTo.has(code)),
  };
  const pairs = [...nodesAfter.keys()].flatMap(
    (to): NodePair[] => byTo.get(to) ?? [{ ...none, from: null, to, changed: [] }],
  );
  pairs.push(...orphans.old.map((from) => ({ ...none, from, to: null, changed: [] })));
  return { pairs, orphans };
}

/** Fields in which two nodes differ, points aside: those need the whole tree. */
function changes(before: Node, after: Node): Change[] {
  const same: Partial<Record<Change, (node: Node) => unknown>> = {
    code: ({ code }) => code,
    title: ({ title }) => plainText(title),
    kind: ({ kind }) => kind,
    methods: ({ methods }) => methods.toSorted(),
    rule: ({ rule, parts, ruleText }) =>
      rule === null && parts.length === 0 ? { ruleText } : { rule, parts },
    applies: ({ applies }) => ({ ...applies, when: applies.when?.fact ?? null }),
    responsible: ({ responsible }) => responsible.toSorted(),
    evidence: ({ evidence }) => evidence,
  };
  return CHANGES.filter((field) => {
    const of = same[field];
    return of !== undefined && canonical(of(before) as Json) !== canonical(of(after) as Json);
  });
}

interface Side {
  nodes: Node[];
  /** Title of the node above, or nothing. */
  above: string[];
}

function side(edition: Edition, leaves: boolean): Side {
  const tree = treeOf(edition.nodes);
  const nodes = [...tree.byCode.values()].filter(({ code }) => tree.isLeaf(code) === leaves);
  return { nodes, above: nodes.map(({ parent }) => tree.byCode.get(parent ?? '')?.title ?? '') };
}

function matched(old: Side, fresh: Side): NodePair[] {
  const book = lettersBook();
  const [olds, news] = [old, fresh].map(({ nodes }) => nodes.map(({ title }) => book.of(title))) as [
    Letters[],
    Letters[],
  ];
  const pairs: NodePair[] = [];
  const freeOld = new Set(olds.keys());
  const freeNew = new Set(news.keys());
  const take = (b: number, a: number, likeness: Likeness, confidence: number) => {
    freeOld.delete(b);
    freeNew.delete(a);
    const [from, to] = [old.nodes[b]?.code ?? null, fresh.nodes[a]?.code ?? null];
    pairs.push({ from, to, likeness, confidence: Math.round(confidence * 100) / 100, changed: [] });
  };
  const oldByCode = new Map(old.nodes.map(({ code }, b) => [code, b]));
  const sameCode = (a: number) => oldByCode.get(fresh.nodes[a]?.code ?? '');

  const [oldByText, newByText] = [olds, news].map((all) =>
    Map.groupBy(all.keys(), (n) => all[n]?.whole ?? ''),
  ) as [Map<string, number[]>, Map<string, number[]>];
  // A text that stands under several headings (地面干净) is known by its heading, not by a number that may have moved on.
  for (const a of freeNew) {
    const b = sameCode(a);
    const text = news[a]?.whole ?? '';
    if (b === undefined || olds[b]?.whole !== text) continue;
    const isAlone = oldByText.get(text)?.length === 1 && newByText.get(text)?.length === 1;
    if (isAlone || old.above[b] === fresh.above[a]) take(b, a, 'same', 1);
  }
  for (const nearness of [3, 2, 1, 0])
    for (const a of freeNew) {
      const all = oldByText.get(news[a]?.whole ?? '') ?? [];
      const near = (b: number) =>
        (old.above[b] === fresh.above[a] ? 2 : 0) +
        (old.nodes[b]?.ruleText === fresh.nodes[a]?.ruleText ? 1 : 0);
      const found = all.find((b) => freeOld.has(b) && near(b) >= nearness);
      if (found !== undefined) take(found, a, 'text', all.length === 1 ? 0.95 : 0.55 + 0.1 * nearness);
    }

  for (const a of freeNew) {
    const b = sameCode(a);
    if (b === undefined || !freeOld.has(b)) continue;
    const likeness = dice(olds[b] ?? NOTHING, news[a] ?? NOTHING);
    if (likeness >= ALIKE_CODED) take(b, a, 'code', 0.4 + likeness / 2);
  }

  const [restNew, restOld] = [[...freeNew], [...freeOld]];
  const candidates: Candidate[] = [];
  const lettersOf = (all: Letters[], some: number[]) => some.map((n) => all[n] ?? NOTHING);
  for (const { text, others } of sharing(lettersOf(news, restNew), lettersOf(olds, restOld), book.size())) {
    const a = restNew[text] ?? 0;
    const alike = others.flatMap(({ other, common }): Candidate[] => {
      const b = restOld[other] ?? 0;
      const likeness = dice(olds[b] ?? NOTHING, news[a] ?? NOTHING, common);
      return likeness < ALIKE
        ? []
        : [{ b, a, likeness: likeness + (old.above[b] === fresh.above[a] ? 0.02 : 0) }];
    });
    candidates.push(...alike.sort(closer).slice(0, CANDIDATES));
  }
  candidates.sort(closer);
  for (const { b, a, likeness } of candidates)
    if (freeOld.has(b) && freeNew.has(a)) take(b, a, 'likely', Math.min(0.9, likeness));

  split(olds, news, freeNew, book.size(), (a, b, within) => take(b, a, 'part', within * 0.7));
  split(news, olds, freeOld, book.size(), (b, a, within) => take(b, a, 'part', within * 0.7));
  return pairs;
}

interface Candidate {
  b: number;
  a: number;
  likeness: number;
}
/** The most alike, then those that stand nearest, then the first. */
const closer = (x: Candidate, y: Candidate) =>
  y.likeness - x.likeness || Math.abs(x.a - x.b) - Math.abs(y.a - y.b) || x.a - y.a || x.b - y.b;

const NOTHING: Letters = { whole: '', pairs: new Uint32Array() };

/** Texts of `free` within one of `greater`: a criterion split in two, or (the other way round) two that became one. */
function split(
  greater: readonly Letters[],
  smaller: readonly Letters[],
  free: ReadonlySet<number>,
  size: number,
  found: (small: number, great: number, within: number) => void,
): void {
  const some = [...free].filter((n) => (smaller[n]?.pairs.length ?? 0) >= WITHIN_PAIRS);
  const best = new Map<number, { great: number; within: number }>();
  for (const { text, others } of sharing(
    some.map((n) => smaller[n] ?? NOTHING),
    greater,
    size,
  )) {
    const small = some[text] ?? 0;
    const length = smaller[small]?.pairs.length ?? 0;
    for (const { other, common } of others) {
      if (length >= (greater[other]?.pairs.length ?? 0)) continue;
      const within = common / length;
      const held = best.get(small);
      const better =
        held === undefined || within > held.within || (within === held.within && other < held.great);
      if (within >= WITHIN && better) best.set(small, { great: other, within });
    }
  }
  for (const [small, { great, within }] of best) found(small, great, within);
}
