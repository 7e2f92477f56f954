import type { Edition, Grade, How, Node, NodeKind, Sinks } from '@tongchuang/domain/assessment/edition.ts';
import {
  COMPARATORS,
  type Guard,
  type Measure,
  type Rule,
  type Score,
  type Test,
} from '@tongchuang/domain/assessment/rule.ts';
import { newEdition, newNode } from '@tongchuang/domain/assessment/new-edition.ts';
import { HOWS } from '@tongchuang/domain/assessment/edition.ts';
import type { Fact } from '@tongchuang/domain/scoring/fact.ts';
import { chance, type Chance } from './chance.ts';
import { factsFor } from './framework-facts.ts';
import { FORMS, METHODS, NAMES, SITES, SITE_TYPES, STRATA, UNIT_TYPES, UNITS } from './framework-names.ts';

/** A framework that nobody would write, facts that somebody might send, and whom to score by them. */
export interface FrameworkCase {
  edition: Edition;
  facts: Fact[];
  subjects: { unit: string | null; unitType: string | null }[];
}

const TIERS = ['county', 'city'] as const;
const LEVELS = ['项目', '内容', '标准'].map((name) => ({ name, count: null }));

/** The same seed gives the same case. Every edition is one that `readEdition` takes and whose amounts are lawful. */
export function frameworkCase(seed: number): FrameworkCase {
  const draw = chance(seed);
  const edition = anEdition(draw, `f${draw.whole(1, 2)}`, 0);
  const facts = factsFor(edition, draw);
  const place = { unit: null, unitType: null };
  const units = draw
    .shuffled(UNITS)
    .slice(0, 2)
    .map((unit) => ({ unit, unitType: draw.likely(0.7) ? draw.one(UNIT_TYPES) : null }));
  return { edition, facts, subjects: [place, ...units] };
}

function anEdition(draw: Chance, code: string, depth: number): Edition {
  const grades = someGrades(draw);
  const subframeworks =
    depth < 2 && draw.likely(0.3)
      ? [{ code: 'young', edition: anEdition(draw, `${code}.young`, depth + 1) }]
      : [];
  const nodes: Node[] = [];
  const roots = draw.whole(1, 3);
  const rootsWeighted = draw.likely(0.3);
  for (let at = 0; at < roots; at += 1) {
    grow(draw, null, `${at + 1}`, 1, rootsWeighted, nodes, grades, subframeworks.length > 0);
  }
  const leaves = nodes.filter(
    (node) => node.rule !== null || node.parts.length > 0 || node.kind === 'subframework',
  );
  leaves.forEach((node, at) => {
    if (at === 0 || draw.likely(0.8)) return;
    const earlier = draw.one(leaves.slice(0, at));
    node.applies.when = {
      code: earlier.code,
      fact: draw.one(NAMES),
      is: draw.one(COMPARATORS),
      than: draw.one(['0', '1', '0.5', '-2']),
    };
  });
  return newEdition({
    title: '随机体系',
    code,
    tier: draw.likely(0.5) ? draw.one(TIERS) : null,
    levels: LEVELS,
    grades,
    nodes,
    subframeworks,
  });
}

function someGrades(draw: Chance): Grade[] {
  const sinks = (): Sinks => draw.one(['self', 'parent', 'total'] as const);
  return [
    { name: 'A', worth: '1', sinks: 'self' },
    { name: 'B', worth: draw.one(['0.6', '80%', '2/3', '0.7']), sinks: 'self' },
    { name: 'İ', worth: draw.one(['0.6', '1/3', '0.125']), sinks: draw.likely(0.1) ? sinks() : 'self' },
    { name: 'C', worth: '0', sinks: 'self' },
    { name: 'C#', worth: '0', sinks: sinks() },
  ];
}

function grow(
  draw: Chance,
  parent: string | null,
  code: string,
  level: number,
  weighted: boolean,
  nodes: Node[],
  grades: readonly Grade[],
  hasSub: boolean,
): void {
  const isLeaf = level === 3 || draw.likely(0.35);
  const node = newNode({ code, parent, level, title: `第${code}项` });
  nodes.push(node);
  const amount = draw.whole(0, 4_000) / 100;
  if (weighted) node.weight = draw.one(['0.3', '33.33%', '1/3', '0.1237', '12%']);
  if (!weighted || draw.likely(0.1)) node.points = draw.likely(0.05) ? 0 : amount;
  if (!isLeaf) {
    const childrenWeighted = draw.likely(0.3);
    const count = draw.whole(1, 4);
    for (let at = 0; at < count; at += 1) {
      grow(draw, code, `${code}.${at + 1}`, level + 1, childrenWeighted, nodes, grades, hasSub);
    }
    return;
  }
  const kinds: NodeKind[] = ['normal', 'normal', 'normal', 'normal', 'normal', 'bonus', 'deduction', 'veto'];
  node.kind = draw.one(hasSub ? [...kinds, 'subframework', 'subframework'] : kinds);
  if (node.kind === 'veto')
    node.veto = { on: draw.one(['parent', 'total']), cap: draw.one([0, 5, 12.5, 60]) };
  node.key = draw.likely(0.2) ? draw.one(['shared', '1.1', 'İ']) : null;
  node.responsible = draw.some(UNITS);
  if (draw.likely(0.2)) node.applies.siteTypes = draw.some(SITE_TYPES);
  if (draw.likely(0.2)) node.applies.unitTypes = draw.some(UNIT_TYPES);
  if (draw.likely(0.2)) node.applies.tiers = draw.some(TIERS);
  node.facts = draw
    .some(NAMES)
    .filter(() => draw.likely(0.4))
    .map((name) => ({ name, text: '', unit: null, how: draw.likely(0.8) ? draw.one(HOWS) : null }));
  if (node.kind === 'subframework') node.uses = 'young';
  else if (draw.likely(0.25)) {
    node.parts = draw
      .shuffled(METHODS)
      .slice(0, draw.whole(1, 3))
      .map((method) => ({ method, share: draw.one(['0.4', '20%', '1/3', '1']), rule: aRule(draw, grades) }));
  } else if (draw.likely(0.95)) node.rule = aRule(draw, grades);
}

function aRule(draw: Chance, grades: readonly Grade[]): Rule {
  const guards = draw.likely(0.35) ? [aGuard(draw), ...(draw.likely(0.35) ? [aGuard(draw)] : [])] : [];
  return { measure: aMeasure(draw), score: aScore(draw, grades), guards };
}

const amountOf = (draw: Chance): string =>
  draw.one(['0', '1', '2', '0.5', '85%', '1/3', '3', '-0.5', '0.8501', '60', '10']);
const perOf = (draw: Chance): string => draw.one(['1', '0.5', '1/3', '2', '10000', '200']);
const howOf = (draw: Chance): How | null => (draw.likely(0.3) ? draw.one(HOWS) : null);

function aMeasure(draw: Chance): Measure {
  const name = () => draw.one(NAMES);
  const measures: (() => Measure)[] = [
    () => ({
      type: 'conditions',
      conditions: draw
        .shuffled(NAMES)
        .slice(0, draw.whole(1, 5))
        .map((fact) => ({ fact, text: fact })),
    }),
    () => ({ type: 'value', fact: name(), how: howOf(draw) }),
    () => ({ type: 'rate', of: name(), outOf: name() }),
    () => ({
      type: 'coverage',
      covered: name(),
      whole: name(),
      white: draw.likely(0.4) ? draw.some(FORMS) : [],
      black: draw.likely(0.6) ? draw.some(FORMS) : [],
    }),
    () => ({
      type: 'members',
      members: draw.shuffled(SITES).slice(0, draw.one([1, 1, 2, 4, 6])),
      fact: name(),
    }),
    () => ({ type: 'density', count: name(), over: name(), per: perOf(draw) }),
    () => ({ type: 'incidence', cases: name(), base: name(), per: perOf(draw) }),
    () => ({ type: 'satisfaction', favourable: name(), asked: name(), atLeast: draw.one([0, 1, 3]) }),
    () => ({ type: 'observations', fact: name() }),
    () => ({
      type: 'sites',
      fact: name(),
      counts: draw.one(['pass', 'mean']),
      passes: { is: draw.one(COMPARATORS), than: amountOf(draw) },
      strata: draw.likely(0.5)
        ? draw
            .shuffled(STRATA)
            .slice(0, draw.whole(1, 3))
            .map((stratum) => ({ name: stratum, weight: draw.one(['0.7', '30%', '1/3', '2']) }))
        : [],
    }),
    () => ({ type: 'manual', fact: name() }),
    () => ({
      type: 'formula',
      text: aFormula(draw, 3),
      missing: draw.one(['unknown', 'zero', 'not_applicable']),
    }),
  ];
  return draw.one(measures)();
}

function aFormula(draw: Chance, depth: number): string {
  if (depth === 0 || draw.likely(0.25))
    return draw.likely(0.7) ? draw.one(NAMES) : draw.one(['2', '0.5', '85%', '0']);
  const inner = () => aFormula(draw, depth - 1);
  return draw.one([
    () => `${inner()} ${draw.one(['+', '-', '*', '/'])} ${inner()}`,
    () => `(${inner()}${draw.one(['+', '-', '*', '/'])}${inner()})`,
    () => `-${inner()}`,
    () => `${draw.one(['min', 'max'])}(${inner()}, ${inner()})`,
    () => `max(${inner()})`,
  ])();
}

function aScore(draw: Chance, grades: readonly Grade[]): Score {
  const names = grades.map(({ name }) => name);
  const scores: (() => Score)[] = [
    () => ({
      type: 'grades',
      steps: Array.from({ length: draw.whole(0, 3) }, () => ({
        grade: draw.one(names),
        when: Array.from({ length: draw.whole(1, 2) }, () => aTest(draw, 0.7)),
      })),
      otherwise: draw.one(names),
    }),
    () => ({ type: 'proportional', ...draw.one([{ full: '1', from: '0' }, { full: '0.5', from: '2' }, { full: '3', from: '1/3' }]) }), // prettier-ignore
    () => ({
      type: 'deduct',
      lines: Array.from({ length: draw.whole(1, 3) }, () => ({
        fact: draw.likely(0.5) ? draw.one(NAMES) : null,
        side: draw.one(['above', 'below'] as const),
        limit: amountOf(draw),
        per: perOf(draw),
        points: draw.one(['1', '0.5', '0.25', '4', '1/3']),
        started: draw.likely(0.5),
      })),
      floor: draw.one(['0', '0', '0', '1.5', '30']),
    }),
    () => ({ type: 'pass', is: draw.one(COMPARATORS), than: amountOf(draw) }),
    () => ({ type: 'points' }),
    () => ({ type: 'share' }),
  ];
  // Grades are what most criteria are judged by, and have the most ways to go.
  return draw.one([...scores, ...scores.slice(0, 1)])();
}

const aTest = (draw: Chance, ofMeasure: number): Test => ({
  fact: draw.likely(ofMeasure) ? null : draw.one(NAMES),
  is: draw.one(COMPARATORS),
  than: amountOf(draw),
});

function aGuard(draw: Chance): Guard {
  const type = draw.one(['absence', 'zero_tolerance', 'floor'] as const);
  if (type !== 'floor') return { type, fact: draw.one(NAMES) };
  const when = Array.from({ length: draw.whole(1, 2) }, () => aTest(draw, 0));
  return { type, when, sinks: draw.one(['self', 'parent', 'total']) };
}
