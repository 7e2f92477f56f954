import { factWord } from '../assessment/rule-sentence.ts';
import { hundredths, rational } from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';
import { amountText, percentText, pointsText, shareText } from './amount-text.ts';
import type { Leaf } from './compiled.ts';
import type { CompiledMeasure, CompiledRule, CompiledTest } from './compiled-rule.ts';
import { guarded } from './guards.ts';
import { outBy } from './judge.ts';
import { measure } from './measures.ts';
import { reason } from './reason-words.ts';
import type { Reason } from './reason-words.ts';
import type { NodeResult } from './result.ts';
import type { Counted } from './score.ts';
import { shares, takenBy } from './scores.ts';
import type { Subject } from './subject.ts';
import type { Tally } from './tally.ts';

/** Why a leaf has what it has, in the order in which it was judged; what was lost stands last. */
export function reasonsOfLeaf(leaf: Leaf, counted: Counted, subject: Subject, node: NodeResult): Reason[] {
  const { tally } = counted;
  const group = tally.groupOf(subject.unit);
  const judged = counted.judgements(subject);
  const out = outBy(leaf, tally, group, subject, (index) => judged[index]?.out ?? false);
  if (out === 'when') return [reason('out.when', { code: leaf.source.applies.when?.code ?? '' })];
  if (out !== null) return [reason(`out.${out}`, {})];
  const judgement = judged[leaf.index]!;
  const why = leaf.kind === 'subframework' ? ofSub(leaf, counted, subject) : ofRules(leaf, tally, group);
  if (judgement.out) return [...why, reason('out.nothing', {})];
  const isKnown = node.state === 'known';
  if (isKnown && !why.some(({ code }) => code.startsWith('guard.') && code !== 'guard.undecided'))
    why.push(reason('rate', { rate: shareText(judgement.low) }));
  return [...why, ...outcome(leaf, node)];
}

function outcome(leaf: Leaf, node: NodeResult): Reason[] {
  if (leaf.kind === 'veto') return [];
  if (node.state === 'unknown')
    return [reason('range', { low: pointsText(node.low), high: pointsText(node.high) })];
  if (leaf.kind === 'bonus') return [reason('added', { points: pointsText(node.points ?? 0) })];
  return node.lost > 0 ? [reason('lost', { lost: pointsText(node.lost) })] : [];
}

function ofSub(leaf: Leaf, counted: Counted, subject: Subject): Reason[] {
  const inner = leaf.uses === null ? undefined : counted.inner.get(leaf.uses);
  if (inner === undefined) return [reason('unread', {})];
  const { low, high, max } = inner.sums(subject).range;
  const words = [low, high, max].map((points) => pointsText(points / 100));
  return [
    reason('subframework', {
      title: leaf.uses!.edition.title,
      low: words[0]!,
      high: words[1]!,
      max: words[2]!,
    }),
  ];
}

function ofRules(leaf: Leaf, tally: Tally, group: number): Reason[] {
  if (leaf.parts.length === 0) return [reason('unread', {})];
  return leaf.parts.flatMap(({ method, share, rule }) => [
    ...(method === null ? [] : [reason('part', { method, share: percentText(share) })]),
    ...ofRule(rule, rational(leaf.points, 100), tally, group),
  ]);
}

function ofRule(rule: CompiledRule, points: Rational, tally: Tally, group: number): Reason[] {
  const nameOf = (slot: number) => factWord(tally.compiled.slots[slot]!.name);
  const guard = guarded(rule.guards, tally, group);
  if (guard.state === 'struck') {
    const struck = rule.guards[guard.index]!;
    if (struck.type === 'floor') return [reason('guard.floor', { names: namesOf(struck.when, nameOf) })];
    const name = nameOf(struck.slot);
    if (struck.type === 'absence') return [reason('guard.absence', { name })];
    return [reason('guard.zero_tolerance', { name, amount: textOf(tally.amount(struck.slot, group)) })];
  }
  const found: Reason[] = guard.state === 'undecided' ? [reason('guard.undecided', {})] : [];
  found.push(...ofMeasure(rule.measure, tally, group));
  const measured = measure(rule.measure, tally, group);
  if (measured === 'out') return found;
  const { score } = rule;
  if (score.type === 'grades') {
    const { grades } = shares(score, measured, points, tally, group);
    const names = grades.map(({ name }) => name);
    found.push(
      names.length === 1
        ? reason('grade', { grade: names[0]! })
        : reason('grades', { grades: names.join('、') }),
    );
  }
  if (score.type === 'deduct' && measured !== 'unknown')
    for (const line of score.lines) {
      const name = line.slot === null ? '' : nameOf(line.slot);
      const taken = takenBy(line, measured[0]!, tally, group);
      const amount = line.slot === null ? measured[0]! : tally.amount(line.slot, group);
      if (taken === null) found.push(reason('line.open', { name }));
      else if (taken.n > 0n)
        found.push(
          reason('line', {
            name: name || '实测值',
            amount: textOf(amount),
            points: pointsText(hundredths(taken) / 100),
          }),
        );
    }
  return found;
}

const textOf = (amount: Rational | null): string => (amount === null ? '–' : amountText(amount));

const namesOf = (tests: readonly CompiledTest[], nameOf: (slot: number) => string) =>
  [...new Set(tests.flatMap(({ slot }) => (slot === null ? [] : [nameOf(slot)])))].join('、');

function ofMeasure(rule: CompiledMeasure, tally: Tally, group: number): Reason[] {
  const { slots, leaves } = tally.compiled;
  const nameOf = (slot: number) => factWord(slots[slot]!.name);
  const unknown = (asked: readonly number[]) => {
    const names = asked.filter((slot) => tally.amount(slot, group) === null).map(nameOf);
    return names.length === 0 ? [] : [reason('unknown', { names: [...new Set(names)].join('、') })];
  };
  switch (rule.type) {
    case 'conditions': {
      const textOfSlot = (slot: number) =>
        leaves[slots[slot]!.leaf]!.source.facts.find(({ name }) => name === slots[slot]!.name)?.text ||
        nameOf(slot);
      const amounts = rule.slots.map((slot) => ({ slot, amount: tally.amount(slot, group) }));
      const lacking = amounts
        .filter(({ amount }) => amount !== null && amount.n < amount.d)
        .map(({ slot }) => textOfSlot(slot));
      const open = amounts.filter(({ amount }) => amount === null).map(({ slot }) => textOfSlot(slot));
      const met = amounts.length - lacking.length - open.length;
      return [
        reason('conditions', { all: amounts.length, met }),
        ...(lacking.length > 0 ? [reason('conditions.lacking', { texts: lacking.join('、') })] : []),
        ...(open.length > 0 ? [reason('conditions.open', { texts: open.join('、') })] : []),
      ];
    }
    case 'value': {
      const { name, how } = slots[rule.slot]!;
      const amount = tally.amount(rule.slot, group);
      if (amount === null) return unknown([rule.slot]);
      const count = tally.countOf(rule.slot, group);
      if (how === 'mean' && count > 1) return [reason('observations', { count, mean: amountText(amount) })];
      return [reason('value', { name, amount: amountText(amount) })];
    }
    case 'quotient': {
      const [above, below] = [tally.amount(rule.above, group), tally.amount(rule.below, group)];
      const measured = measure(rule, tally, group);
      if (typeof measured === 'string') return unknown([rule.below, rule.above]);
      const isRate = rule.times.n === rule.times.d;
      return [
        reason('quotient', {
          above: nameOf(rule.above),
          amount: above === null ? '0' : amountText(above),
          below: nameOf(rule.below),
          base: textOf(below),
          rate: isRate ? percentText(measured[0]!) : amountText(measured[0]!),
        }),
      ];
    }
    case 'members':
      return ofMembers(rule.slot, tally, group);
    case 'sites':
      return ofSites(rule.slot, tally, group);
    case 'formula': {
      const measured = measure(rule, tally, group);
      if (typeof measured === 'string' || rule.formula === null) return unknown([...rule.slots.values()]);
      const names = [...rule.slots.keys()].join('、');
      return [reason('formula', { text: names, amount: amountText(measured[0]!) })];
    }
  }
}

function ofMembers(slot: number, tally: Tally, group: number): Reason[] {
  const { bySite } = tally.compiled.slots[slot]!;
  const members = bySite?.type === 'members' ? bySite.members : [];
  const seen = members.map((name) => ({ name, amount: tally.member(slot, group, name) }));
  const asked = seen.filter(({ amount }) => amount !== 'off');
  const open = asked.filter(({ amount }) => amount === null).map(({ name }) => name);
  const lacking = asked
    .filter(({ amount }) => amount !== null && amount !== 'off' && amount.n < amount.d)
    .map(({ name }) => name);
  return [
    reason('members', { all: asked.length, failed: lacking.length }),
    ...(lacking.length > 0 ? [reason('members.lacking', { names: lacking.join('、') })] : []),
    ...(open.length > 0 ? [reason('members.open', { names: open.join('、') })] : []),
  ];
}

function ofSites(slot: number, tally: Tally, group: number): Reason[] {
  const sums = tally.sitesOf(slot, group);
  const total = (column: readonly number[] | undefined) =>
    (column ?? []).reduce((sum, count) => sum + count, 0);
  const all = total(sums?.seen);
  const open = total(sums?.unseen);
  if (sums === null || all === 0) return [reason('unknown', { names: tally.compiled.slots[slot]!.name })];
  const measured = measure({ type: 'sites', slot }, tally, group);
  const mean = typeof measured !== 'string' && measured.length === 1 ? amountText(measured[0]!) : '–';
  return [
    sums.rule.counts === 'pass'
      ? reason('sites', { all, failed: all - total(sums.passed) })
      : reason('sites.mean', { all, mean }),
    ...(open > 0 ? [reason('sites.open', { open })] : []),
  ];
}
