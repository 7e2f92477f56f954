import type { Decimal, Edition } from '../assessment/edition.ts';
import { factWord } from '../assessment/rule-sentence.ts';
import type { Comparator, Measure } from '../assessment/rule.ts';
import {
  ONE,
  ZERO,
  add,
  compare,
  multiply,
  rational,
  readDecimal,
  subtract,
  toFloat,
  type Rational,
} from '../kernel/rational.ts';
import { MET, UNMET, type FactChange, type Repair } from './advice-repair.ts';
import { sentenceOf, type Need } from './advice-words.ts';
import { compile, type Leaf, type LeafPart } from './compiled.ts';
import { distinct } from './distinct.ts';
import type { Fact } from './fact.ts';
import { Ground } from './gain-ground.ts';
import { targetOf } from './gain-target.ts';
import { Routing } from './routing.ts';
import { holds } from './site-sums.ts';
import { PLACE, type Subject } from './subject.ts';

/** An open problem (待整改问题) as a repair: the least change that would satisfy it, and what it would take in words. */
export interface OpenRepair extends Repair {
  criterion: string;
  site: string | null;
  need: Need;
}

const SITE_MEASURES = new Set<Measure['type']>(['sites', 'members', 'observations']);

/**
 * Every observed fact that falls short, as single repairs: an unmet condition or observation to met, a failing site to pass, a
 * forbidden occurrence to none, an amount to where the next grade begins. What has not been observed is no repair; it has to be
 * seen first. Costs are left to those who know them. In the order of the edition, then of the facts; no fact is changed.
 */
export function openRepairs(
  edition: Edition,
  facts: readonly Fact[],
  subject: Subject = PLACE,
): OpenRepair[] {
  const compiled = compile(edition);
  const routing = new Routing(compiled);
  const byLeaf = new Map<number, Fact[]>();
  for (const fact of distinct(facts)) {
    if (fact.state !== 'observed' || (subject.unit !== null && fact.unit !== subject.unit)) continue;
    const stream = routing.streamOf(fact);
    if (stream < 0) continue;
    for (const leaf of routing.streams[stream]!.leaves) {
      const list = byLeaf.get(leaf);
      if (list === undefined) byLeaf.set(leaf, [fact]);
      else list.push(fact);
    }
  }
  const amounts = new Set(
    compiled.leaves.flatMap((leaf) =>
      leaf.parts.some(({ rule }) => isAmount(rule.source.measure))
        ? (byLeaf.get(leaf.index) ?? []).map((fact) => fact.id)
        : [],
    ),
  );
  const ground = new Ground(compiled, facts, subject, amounts);
  const found = compiled.leaves.flatMap((leaf) => {
    if (ground.judgements[leaf.index]?.out !== false || isFull(leaf, ground)) return [];
    const own = byLeaf.get(leaf.index) ?? [];
    return leaf.parts.flatMap((part) => new Problems(leaf, part, own, ground, compiled.grades).find());
  });
  return once(found);
}

/** Whether nothing can be gained in it. */
function isFull(leaf: Leaf, ground: Ground): boolean {
  const judgement = ground.judgements[leaf.index]!;
  if (judgement.out) return true;
  const { low, high } = judgement;
  return leaf.kind === 'deduction' || leaf.kind === 'veto'
    ? high.n === 0n
    : low.n === low.d && leaf.points >= 0;
}

const isAmount = (measure: Measure): boolean =>
  measure.type !== 'conditions' && !SITE_MEASURES.has(measure.type);

class Problems {
  private readonly leaf: Leaf;
  private readonly part: LeafPart;
  private readonly facts: readonly Fact[];
  private readonly ground: Ground;
  private readonly grades: ReadonlyMap<string, { worth: Rational }>;

  constructor(
    leaf: Leaf,
    part: LeafPart,
    facts: readonly Fact[],
    ground: Ground,
    grades: ReadonlyMap<string, { worth: Rational }>,
  ) {
    this.leaf = leaf;
    this.part = part;
    this.facts = facts.filter(
      (fact) => part.method === null || fact.method === null || fact.method === part.method,
    );
    this.ground = ground;
    this.grades = grades;
  }

  find(): OpenRepair[] {
    const { measure } = this.part.rule.source;
    return [...this.forbidden(), ...this.measured(measure)];
  }

  private measured(measure: Measure): OpenRepair[] {
    // Deductions and vetoes count what is wrong: there the repair is that it is no longer so.
    const takes = this.leaf.kind === 'deduction' || this.leaf.kind === 'veto';
    switch (measure.type) {
      case 'conditions':
        return measure.conditions.flatMap(({ fact, text }) => {
          const failing = this.named(fact).filter((each) =>
            takes ? this.amount(each) >= 1 : this.amount(each) < 1,
          );
          if (failing.length === 0) return [];
          return [this.repair({ code: 'condition', facts: { text } }, failing, takes ? UNMET : MET, null)];
        });
      case 'observations':
      case 'members':
      case 'sites':
        return this.atSites(measure, takes);
      case 'manual':
      case 'formula':
        return [];
      default:
        return this.towardsNextGrade(measure);
    }
  }

  private atSites(
    measure: Extract<Measure, { type: 'observations' | 'members' | 'sites' }>,
    takes: boolean,
  ): OpenRepair[] {
    const value = takes ? UNMET : MET;
    const failing = this.named(measure.fact).filter((fact) =>
      takes ? this.amount(fact) > 0 : this.amount(fact) < 1,
    );
    if (measure.type === 'sites' && measure.counts === 'pass') {
      const sites = Map.groupBy(this.named(measure.fact), (fact) => fact.site);
      return [...sites].flatMap(([site, list]) => {
        const least = takes
          ? list.filter((fact) => this.amount(fact) > 0)
          : this.leastToPass(list, measure.passes);
        if (least.length === 0) return [];
        return [
          this.repair({ code: 'site', facts: { site: site ?? '', count: least.length } }, least, value, site),
        ];
      });
    }
    return failing.map((fact) =>
      this.repair({ code: 'observation', facts: { site: fact.site ?? '' } }, [fact], value, fact.site),
    );
  }

  /** The fewest observations of a site that must be met for its mean to pass, the worst first; none where it passes. */
  private leastToPass(facts: readonly Fact[], { is, than }: { is: Comparator; than: Decimal }): Fact[] {
    const limit = readDecimal(than);
    if (limit === null || (is !== '>=' && is !== '>')) return [];
    const worstFirst = [...facts].sort(
      (a, b) => compare(this.exact(a), this.exact(b)) || (a.id < b.id ? -1 : 1),
    );
    let sum = facts.reduce((all, fact) => add(all, this.exact(fact)), ZERO);
    const passes = () => holds(is, compare(sum, multiply(limit, rational(facts.length))), 0);
    const chosen: Fact[] = [];
    for (const fact of worstFirst) {
      if (passes()) break;
      const missing = subtract(ONE, this.exact(fact));
      if (missing.n <= 0n) return [];
      sum = add(sum, missing);
      chosen.push(fact);
    }
    return passes() ? chosen : [];
  }

  /** Guards: what must not be there, and what must. */
  private forbidden(): OpenRepair[] {
    return this.part.rule.source.guards.flatMap((guard): OpenRepair[] => {
      if (guard.type === 'floor') return [];
      const isZero = guard.type === 'zero_tolerance';
      const failing = this.named(guard.fact).filter((fact) =>
        isZero ? this.amount(fact) > 0 : this.amount(fact) <= 0,
      );
      if (failing.length === 0) return [];
      const code = isZero ? 'occurrence' : 'absence';
      const text = this.textOf(guard.fact);
      return [
        this.repair({ code, facts: { text, count: failing.length } }, failing, isZero ? UNMET : MET, null),
      ];
    });
  }

  /** The last fact of the amount, moved to where the leaf first comes to more. */
  private towardsNextGrade(measure: Measure): OpenRepair[] {
    const name = movedFact(measure);
    const fact = name === null ? undefined : this.named(name).toSorted(later)[0];
    if (fact === undefined) return [];
    const target = targetOf(this.leaf, fact, measure, this.ground);
    if (target === null) return [];
    const now = Math.round(this.amount(fact) * 10_000);
    const by = Math.abs(target - now) / 10_000;
    const need: Need = {
      code: target > now ? 'more' : 'fewer',
      facts: { text: this.textOf(fact.name), count: by, unit: this.unitOf(fact.name) },
    };
    return [this.repair(need, [fact], { tenThousandths: target }, fact.site)];
  }

  private repair(need: Need, facts: readonly Fact[], value: typeof MET, site: string | null): OpenRepair {
    const { code, title } = this.leaf.source;
    const ids = facts.map((fact) => fact.id);
    return {
      id: `${code}/${need.code}/${ids[0]}`,
      title: sentenceOf(need, 'zh-CN', title),
      changes: ids.map((fact): FactChange => ({ fact, value })),
      cost: {},
      criterion: code,
      site,
      need,
    };
  }

  private readonly named = (name: string): Fact[] => this.facts.filter((fact) => fact.name === name);

  private exact(fact: Fact): Rational {
    if (fact.value === null) return ZERO;
    if ('tenThousandths' in fact.value) return rational(fact.value.tenThousandths, 10_000);
    return this.grades.get(fact.value.grade)?.worth ?? ZERO;
  }

  private readonly amount = (fact: Fact): number => toFloat(this.exact(fact));

  private textOf(name: string): string {
    return this.leaf.source.facts.find((fact) => fact.name === name)?.text || factWord(name);
  }

  private unitOf(name: string): string {
    return this.leaf.source.facts.find((fact) => fact.name === name)?.unit ?? '';
  }
}

/** The fact of an amount that work can move: the share that is met, not the base. */
function movedFact(measure: Measure): string | null {
  switch (measure.type) {
    case 'value':
      return measure.fact;
    case 'rate':
      return measure.of;
    case 'coverage':
      return measure.covered;
    case 'density':
      return measure.count;
    case 'incidence':
      return measure.cases;
    case 'satisfaction':
      return measure.favourable;
    default:
      return null;
  }
}

const later = (a: Fact, b: Fact): number =>
  (a.at ?? '') === (b.at ?? '') ? (a.id < b.id ? 1 : -1) : (a.at ?? '') < (b.at ?? '') ? 1 : -1;

/** Criteria that share a key show the same problem: it is one repair. */
function once(repairs: readonly OpenRepair[]): OpenRepair[] {
  const seen = new Set<string>();
  return repairs.filter((repair) => {
    const key = JSON.stringify(repair.changes);
    return seen.has(key) ? false : seen.add(key);
  });
}
