import type { Comparator } from '../assessment/rule.ts';
import { ONE, ZERO, add, compare, divide, rational } from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';
import type { Compiled, Leaf } from './compiled.ts';
import type { CompiledRule, CompiledTest } from './compiled-rule.ts';
import type { Fact } from './fact.ts';
import { guarded } from './guards.ts';
import { takenBy } from './scores.ts';
import { holds } from './site-sums.ts';
import type { Tally } from './tally.ts';

/** The facts of each slot, as they are given. */
export type FactsOfSlots = ReadonlyMap<number, readonly Fact[]>;

/** The exact amount of an observed fact; null for any other. */
export function amountOf(compiled: Compiled, fact: Fact): Rational | null {
  if (fact.state !== 'observed' || fact.value === null) return null;
  if ('grade' in fact.value) return compiled.grades.get(fact.value.grade)?.worth ?? null;
  return rational(fact.value.tenThousandths, 10_000);
}

/**
 * Ids of the facts that cost points (失分观测): those that fall short where the rule says what short is, else all that went into
 * what fell short. Empty where only what is missing costs.
 */
export function losingFacts(leaf: Leaf, given: FactsOfSlots, tally: Tally, group: number): Set<string> {
  const isTaking = leaf.kind === 'deduction' || leaf.kind === 'veto';
  const losses = new Losses(given, tally, group, isTaking);
  const found = leaf.parts.flatMap(({ rule }) => losingFactsOf(rule, losses));
  const isMissing = leaf.parts.some(({ rule }) => lacksFacts(rule, tally, group));
  if (found.length === 0 && !isMissing) found.push(...[...given.keys()].flatMap((slot) => losses.all(slot)));
  return new Set(found.map(({ id }) => id));
}

/** Whether conditions or members are not observed: they cost too, and have no fact. */
function lacksFacts({ measure }: CompiledRule, tally: Tally, group: number): boolean {
  if (measure.type === 'conditions') return measure.slots.some((slot) => tally.amount(slot, group) === null);
  if (measure.type !== 'members') return false;
  const site = tally.compiled.slots[measure.slot]!.bySite;
  return (
    site?.type === 'members' && site.members.some((name) => tally.member(measure.slot, group, name) === null)
  );
}

function losingFactsOf(rule: CompiledRule, losses: Losses): Fact[] {
  const { tally, group } = losses;
  const guard = guarded(rule.guards, tally, group);
  if (guard.state === 'struck') {
    const struck = rule.guards[guard.index]!;
    if (struck.type === 'floor') return losses.ofTests(struck.when, true);
    return struck.type === 'absence'
      ? losses.where(struck.slot, '<=', ZERO)
      : losses.where(struck.slot, '>', ZERO);
  }
  const found = losses.ofMeasure(rule);
  const { score } = rule;
  if (score.type === 'grades')
    for (const { when } of score.steps)
      found.push(
        ...losses.ofTests(
          when.filter(({ slot }) => slot !== null),
          false,
        ),
      );
  if (score.type === 'deduct') {
    const byFacts = score.lines.filter(({ slot }) => slot !== null);
    for (const line of byFacts) {
      const taken = takenBy(line, ZERO, tally, group);
      if (taken !== null && taken.n > 0n) found.push(...losses.ofLine(line.slot!, line.side));
    }
  }
  return found;
}

class Losses {
  readonly tally: Tally;
  readonly group: number;
  private readonly given: FactsOfSlots;
  /** A negative list: what is there costs, not what is lacking. */
  private readonly isTaking: boolean;

  constructor(given: FactsOfSlots, tally: Tally, group: number, isTaking: boolean) {
    this.given = given;
    this.tally = tally;
    this.group = group;
    this.isTaking = isTaking;
  }

  all(slot: number): Fact[] {
    return (this.given.get(slot) ?? []).filter((fact) => fact.state === 'observed');
  }

  /** Those facts of the slot; all of them where none is so by itself. */
  where(slot: number, is: Comparator, than: Rational): Fact[] {
    const all = this.all(slot);
    const short = all.filter((fact) => {
      const amount = amountOf(this.tally.compiled, fact);
      return amount !== null && holds(is, compare(amount, than), 0);
    });
    return short.length > 0 ? short : all;
  }

  ofTests(tests: readonly CompiledTest[], holding: boolean): Fact[] {
    return tests.flatMap(({ slot, is, than }) => {
      const amount = slot === null ? null : this.tally.amount(slot, this.group);
      if (slot === null || amount === null || holds(is, compare(amount, than), 0) !== holding) return [];
      return this.all(slot);
    });
  }

  ofMeasure({ measure, score }: CompiledRule): Fact[] {
    if (score.type === 'deduct' && score.lines.every(({ slot }) => slot !== null)) return [];
    switch (measure.type) {
      case 'conditions':
        return measure.slots.flatMap((slot) => {
          const amount = this.tally.amount(slot, this.group);
          const isMet = amount !== null && compare(amount, ONE) >= 0;
          if (this.isTaking) return isMet ? this.all(slot) : [];
          return isMet ? [] : this.where(slot, '<', ONE);
        });
      case 'quotient':
        return [...this.all(measure.above), ...this.all(measure.anyForm ?? measure.below)];
      case 'formula':
        return [...measure.slots.values()].flatMap((slot) => this.all(slot));
      case 'members':
        return this.all(measure.slot).filter((fact) => {
          const amount = this.tally.member(measure.slot, this.group, fact.site ?? '');
          return amount !== null && amount !== 'off' && compare(amount, ONE) < 0 !== this.isTaking;
        });
      case 'sites': {
        const rule = this.tally.compiled.slots[measure.slot]!.bySite;
        if (rule?.type !== 'sites') return [];
        return rule.counts === 'mean'
          ? this.where(measure.slot, this.isTaking ? '>' : '<', this.isTaking ? ZERO : ONE)
          : this.bySites(measure.slot, rule.is, rule.than);
      }
      case 'value': {
        const { how } = this.tally.compiled.slots[measure.slot]!;
        const amount = this.tally.amount(measure.slot, this.group);
        if ((how === 'min' || how === 'max') && amount !== null) return this.where(measure.slot, '=', amount);
        if (how === 'mean')
          return this.where(measure.slot, this.isTaking ? '>' : '<', this.isTaking ? ZERO : ONE);
        if (how === 'last') return this.last(this.all(measure.slot));
        const isAbove =
          score.type === 'deduct' && score.lines.some(({ slot, side }) => slot === null && side === 'above');
        return this.isTaking || isAbove ? this.ofLine(measure.slot, 'above') : this.all(measure.slot);
      }
    }
  }

  /** Where too much costs, what adds nothing to a sum costs nothing. */
  ofLine(slot: number, side: 'above' | 'below'): Fact[] {
    const isSum = this.tally.compiled.slots[slot]!.how === 'sum';
    return side === 'above' && isSum ? this.where(slot, '>', ZERO) : this.all(slot);
  }

  private last(facts: readonly Fact[]): Fact[] {
    const later = (one: Fact, other: Fact) =>
      (one.at ?? '') !== (other.at ?? '') ? (one.at ?? '') > (other.at ?? '') : one.id > other.id;
    const last = facts.reduce<Fact | null>(
      (kept, fact) => (kept === null || later(fact, kept) ? fact : kept),
      null,
    );
    return last === null ? [] : [last];
  }

  /** Of each site that falls short, the observations that do; all of the site where only their mean does. */
  private bySites(slot: number, is: Comparator, than: Rational): Fact[] {
    return [...Map.groupBy(this.all(slot), (fact) => fact.site).values()].flatMap((facts) => {
      const amounts = facts.map((fact) => amountOf(this.tally.compiled, fact) ?? ZERO);
      const mean = divide(amounts.reduce(add, ZERO), rational(facts.length));
      if (holds(is, compare(mean, than), 0) !== this.isTaking) return [];
      const short = facts.filter(
        (_, index) => holds(is, compare(amounts[index]!, than), 0) === this.isTaking,
      );
      return short.length > 0 ? short : facts;
    });
  }
}
