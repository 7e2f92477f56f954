import type { Comparator, Guard, Measure, Rule, Score, Test } from '../assessment/rule.ts';
import type { Edition, How, Node, NodeKind } from '../assessment/edition.ts';
import { parseFormula, namesIn } from '../assessment/formula.ts';
import { isInside, weighedPoints } from '../assessment/tree.ts';
import type {
  CompiledGrade,
  CompiledGuard,
  CompiledMeasure,
  CompiledRule,
  CompiledScore,
  CompiledTest,
} from './compiled-rule.ts';
import { ONE, ZERO, readDecimal } from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';

/** An edition made ready for scoring: every name is a number, every amount exact. Immutable; many scores share one. */
export interface Compiled {
  edition: Edition;
  nodes: CompiledNode[];
  leaves: Leaf[];
  /** Leaves in such an order that `when` looks backwards only. */
  order: number[];
  slots: Slot[];
  /** Leaves by code and by key. */
  routes: Map<string, Leaf[]>;
  grades: Map<string, CompiledGrade>;
  /** Values are kept as integers of 1 ÷ scale: 10,000, or more where a grade is worth 1/3. */
  scale: number;
  /** Sum of points of all normal and subframework leaves, in hundredths. */
  declared: number;
}

export interface CompiledNode {
  code: string;
  /** Index of its parent; -1 for a root. */
  parent: number;
  children: number[];
  /** Index among the leaves; -1 for a branch. */
  leaf: number;
}

export interface Leaf {
  index: number;
  node: number;
  source: Node;
  kind: NodeKind;
  /** In hundredths. */
  points: number;
  /** Its rule, or one for each method; empty where the rule has not been read. */
  parts: LeafPart[];
  when: CompiledWhen | null;
  /** Leaves whose `when` asks this one. */
  dependants: number[];
  /** The sub-framework that it takes its share from. */
  uses: Compiled | null;
}

export interface LeafPart {
  method: string | null;
  share: Rational;
  rule: CompiledRule;
}

export interface CompiledWhen {
  /** Index of the leaf asked; -1 where there is none of that code. */
  leaf: number;
  slot: number;
  is: Comparator;
  than: Rational;
}

/** What several facts of one name become one in: one for each leaf, method, name and way of becoming one. */
export interface Slot {
  index: number;
  leaf: number;
  /** Facts of this method, and those without one; null: all. */
  method: string | null;
  name: string;
  how: How;
  /** Each site by itself, for `sites` and `members`. */
  bySite: BySite | null;
  forms: { white: Set<string> | null; black: Set<string> } | null;
  /** Points given by hand: only with reason, marker and another second. */
  byHand: boolean;
}

export type BySite =
  | { type: 'members'; members: string[] }
  | {
      type: 'sites';
      counts: 'pass' | 'mean';
      is: Comparator;
      than: Rational;
      /** Empty: all sites together. */
      strata: { name: string; weight: Rational }[];
    };

/**
 * @param edition  as `readEdition` gives it
 * @throws {RangeError} where the edition cannot be scored at all: `when` in a circle, an amount that is no number
 */
export function compile(edition: Edition): Compiled {
  return new Compiler(edition).compile();
}

const exact = (text: string): Rational => {
  const value = readDecimal(text);
  if (value === null) throw new RangeError(`not a number: ${text}`);
  return value;
};

class Compiler {
  private readonly edition: Edition;
  private readonly grades = new Map<string, CompiledGrade>();
  private readonly slots: Slot[] = [];
  private readonly slotByKey = new Map<string, number>();
  private readonly leaves: Leaf[] = [];

  constructor(edition: Edition) {
    this.edition = edition;
    for (const { name, worth, sinks } of edition.grades)
      if (!this.grades.has(name)) this.grades.set(name, { name, worth: exact(worth), sinks });
  }

  compile(): Compiled {
    const { edition } = this;
    const indexOf = new Map(edition.nodes.map((node, index) => [node.code, index]));
    const nodes: CompiledNode[] = edition.nodes.map((node) => ({
      code: node.code,
      parent: node.parent === null ? -1 : (indexOf.get(node.parent) ?? -1),
      children: [],
      leaf: -1,
    }));
    nodes.forEach(({ parent }, index) => nodes[parent]?.children.push(index));

    const subs = new Map(edition.subframeworks.map((sub) => [sub.code, compile(sub.edition)]));
    const points = weighedPoints(edition);
    edition.nodes.forEach((source, node) => {
      if (nodes[node]!.children.length > 0) return;
      const leaf: Leaf = {
        index: this.leaves.length,
        node,
        source,
        kind: source.kind,
        points: points.get(source.code) ?? 0,
        parts: [],
        when: null,
        dependants: [],
        uses: source.kind === 'subframework' ? (subs.get(source.uses ?? '') ?? null) : null,
      };
      nodes[node]!.leaf = leaf.index;
      this.leaves.push(leaf);
      leaf.parts = this.partsOf(leaf);
    });
    this.linkWhens();

    const routes = new Map<string, Leaf[]>();
    for (const leaf of this.leaves)
      for (const name of new Set([leaf.source.code, leaf.source.key ?? leaf.source.code]))
        routes.set(name, [...(routes.get(name) ?? []), leaf]);

    return {
      edition,
      nodes,
      leaves: this.leaves,
      order: this.inOrder(),
      slots: this.slots,
      routes,
      grades: this.grades,
      scale: scaleOf(this.grades),
      declared: this.leaves.reduce((sum, leaf) => sum + (isInside(leaf.source) ? leaf.points : 0), 0),
    };
  }

  private partsOf(leaf: Leaf): LeafPart[] {
    const { parts, rule } = leaf.source;
    if (parts.length > 0)
      return parts.map((part) => ({
        method: part.method,
        share: exact(part.share),
        rule: this.rule(leaf, part.method, part.rule),
      }));
    return rule === null ? [] : [{ method: null, share: ONE, rule: this.rule(leaf, null, rule) }];
  }

  private linkWhens(): void {
    const byCode = new Map(this.leaves.map((leaf) => [leaf.source.code, leaf]));
    for (const leaf of this.leaves) {
      const when = leaf.source.applies.when;
      if (when === null) continue;
      const asked = byCode.get(when.code);
      const slot = asked === undefined ? -1 : this.slot(asked, null, when.fact, 'last');
      leaf.when = { leaf: asked?.index ?? -1, slot, is: when.is, than: exact(when.than) };
      asked?.dependants.push(leaf.index);
    }
  }

  private inOrder(): number[] {
    const order: number[] = [];
    const state = new Uint8Array(this.leaves.length);
    for (const { index } of this.leaves) {
      const chain: number[] = [];
      for (let at = index; at >= 0 && state[at] !== 2; at = this.leaves[at]?.when?.leaf ?? -1) {
        if (state[at] === 1) throw new RangeError(`when in a circle: ${this.leaves[at]?.source.code}`);
        state[at] = 1;
        chain.push(at);
      }
      for (const at of chain.toReversed()) {
        state[at] = 2;
        order.push(at);
      }
    }
    return order;
  }

  private rule(leaf: Leaf, method: string | null, source: Rule): CompiledRule {
    return {
      source,
      guards: source.guards.map((guard) => this.guard(leaf, method, guard)),
      measure: this.measure(leaf, method, source.measure),
      score: this.score(leaf, method, source.score),
    };
  }

  private measure(leaf: Leaf, method: string | null, measure: Measure): CompiledMeasure {
    const slot = (name: string, how: How, more: Partial<Slot> = {}) =>
      this.slot(leaf, method, name, how, more);
    const quotient = (
      above: string,
      below: string,
      more: Partial<Extract<CompiledMeasure, { type: 'quotient' }>> = {},
    ) =>
      ({
        type: 'quotient',
        above: slot(above, 'sum'),
        below: slot(below, 'sum'),
        times: ONE,
        least: ZERO,
        anyForm: null,
        ...more,
      }) as const;
    switch (measure.type) {
      case 'conditions':
        return { type: 'conditions', slots: measure.conditions.map(({ fact }) => slot(fact, 'min')) };
      case 'value':
        return {
          type: 'value',
          slot: slot(measure.fact, 'last', measure.how === null ? {} : { how: measure.how }),
        };
      case 'rate':
        return quotient(measure.of, measure.outOf);
      case 'coverage': {
        const forms = {
          white: measure.white.length > 0 ? new Set(measure.white) : null,
          black: new Set(measure.black),
        };
        if (forms.white === null && forms.black.size === 0) return quotient(measure.covered, measure.whole);
        return quotient(measure.covered, measure.whole, {
          above: slot(measure.covered, 'sum', { forms }),
          anyForm: slot(measure.covered, 'sum'),
        });
      }
      case 'density':
        return quotient(measure.count, measure.over, { times: exact(measure.per) });
      case 'incidence':
        return quotient(measure.cases, measure.base, { times: exact(measure.per) });
      case 'satisfaction':
        return quotient(measure.favourable, measure.asked, { least: exact(String(measure.atLeast)) });
      case 'members':
        return {
          type: 'members',
          slot: slot(measure.fact, 'last', {
            bySite: { type: 'members', members: [...new Set(measure.members)] },
          }),
        };
      case 'observations':
        return { type: 'value', slot: slot(measure.fact, 'mean', { how: 'mean' }) };
      case 'sites': {
        const strata = measure.strata.map(({ name, weight }) => ({ name, weight: exact(weight) }));
        const { is, than } = measure.passes;
        return {
          type: 'sites',
          slot: slot(measure.fact, 'mean', {
            how: 'mean',
            bySite: { type: 'sites', counts: measure.counts, is, than: exact(than), strata },
          }),
        };
      }
      case 'manual':
        return { type: 'value', slot: slot(measure.fact, 'last', { byHand: true }) };
      case 'formula': {
        const parsed = parseFormula(measure.text);
        const formula = 'problem' in parsed ? null : parsed;
        const names = formula === null ? [] : namesIn(formula);
        return {
          type: 'formula',
          formula,
          slots: new Map(names.map((name) => [name, slot(name, 'last')])),
          missing: measure.missing,
        };
      }
    }
  }

  private score(leaf: Leaf, method: string | null, score: Score): CompiledScore {
    switch (score.type) {
      case 'grades':
        return {
          type: 'grades',
          steps: score.steps.map(({ grade, when }) => ({
            grade: this.grade(grade),
            when: when.map((test) => this.test(leaf, method, test)),
          })),
          otherwise: this.grade(score.otherwise),
        };
      case 'proportional':
        return { type: 'proportional', full: exact(score.full), from: exact(score.from) };
      case 'deduct':
        return {
          type: 'deduct',
          floor: exact(score.floor),
          lines: score.lines.map((line) => ({
            slot: line.fact === null ? null : this.slot(leaf, method, line.fact, 'sum'),
            side: line.side,
            limit: exact(line.limit),
            per: exact(line.per),
            points: exact(line.points),
            started: line.started,
          })),
        };
      case 'pass':
        return { type: 'pass', is: score.is, than: exact(score.than) };
      default:
        return score;
    }
  }

  private guard(leaf: Leaf, method: string | null, guard: Guard): CompiledGuard {
    if (guard.type === 'floor')
      return {
        type: 'floor',
        when: guard.when.map((test) => this.test(leaf, method, test)),
        sinks: guard.sinks,
      };
    const how = guard.type === 'absence' ? 'min' : 'sum';
    return { type: guard.type, slot: this.slot(leaf, method, guard.fact, how) };
  }

  private test(leaf: Leaf, method: string | null, test: Test): CompiledTest {
    return {
      slot: test.fact === null ? null : this.slot(leaf, method, test.fact, 'last'),
      is: test.is,
      than: exact(test.than),
    };
  }

  private grade(name: string): CompiledGrade {
    const grade = this.grades.get(name);
    if (grade === undefined) throw new RangeError(`no such grade: ${name}`);
    return grade;
  }

  /** `more.how` is the measure's own word, and stands above what is declared under `facts`. */
  private slot(
    leaf: Leaf,
    method: string | null,
    name: string,
    byDefault: How,
    more: Partial<Slot> = {},
  ): number {
    const declared = leaf.source.facts.find((fact) => fact.name === name)?.how ?? byDefault;
    const how = more.how ?? declared;
    const { bySite = null, forms = null, byHand = false } = more;
    const lists = forms && [forms.white && [...forms.white], [...forms.black]];
    const site = bySite && [
      bySite.type,
      ...(bySite.type === 'members' ? [bySite.members] : [this.slots.length]),
    ];
    const key = JSON.stringify([leaf.index, method, name, how, site, lists, byHand]);
    const known = this.slotByKey.get(key);
    if (known !== undefined) return known;
    const index = this.slots.length;
    this.slots.push({ index, leaf: leaf.index, method, name, how, bySite, forms, byHand });
    this.slotByKey.set(key, index);
    return index;
  }
}

/** The least multiple of 10,000 in which every grade's worth is whole. */
function scaleOf(grades: Map<string, CompiledGrade>): number {
  let scale = 10_000n;
  const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
  for (const { worth } of grades.values()) scale = (scale / gcd(scale, worth.d)) * worth.d;
  if (scale > 10_000_000n) throw new RangeError('grades with such fractions cannot be added up exactly');
  return Number(scale);
}
