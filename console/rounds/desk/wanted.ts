import { leavesWithin } from '@tongchuang/domain/assessment/bound.ts';
import type { Edition, Grade, Node } from '@tongchuang/domain/assessment/edition.ts';
import { factsAskedBy } from '@tongchuang/domain/assessment/rule-facts.ts';
import type { Measure, Rule } from '@tongchuang/domain/assessment/rule.ts';

/** What one answer looks like: a tick, a number, a grade of the edition. */
export type AnswerKind = 'yes_no' | 'number' | 'grade';

/** One thing that a criterion's rule asks of whoever marks it. */
export interface Wanted {
  /** Name of the fact in the rule. */
  name: string;
  /** What it means, for who enters it. */
  label: string;
  /** Unit of measure: %, 处, 米. */
  unit: string | null;
  kind: AnswerKind | 'manual';
  /** Several answers, one a site, a member or a form; null: one answer. */
  each: { by: 'site' | 'form'; fixed: readonly string[]; strata: readonly string[] } | null;
  /** The part of the criterion that it belongs to; null where it has one rule. */
  method: string | null;
}

/** A criterion as the desk shows it. */
export interface Criterion {
  node: Node;
  /** Titles from the uppermost level down to the node above it. */
  path: readonly string[];
  wanted: readonly Wanted[];
  grades: readonly Grade[];
}

/** Every criterion of the edition and its sub-frameworks, in order. */
export function criteriaOf(edition: Edition): Criterion[] {
  const home = new Map(
    [edition, ...withinOf(edition)].flatMap((one) => one.nodes.map((node) => [node, one] as const)),
  );
  return leavesWithin(edition)
    .filter((node) => node.kind !== 'subframework')
    .map((node) => {
      const own = home.get(node) ?? edition;
      return { node, path: pathOf(own, node), wanted: wantedBy(node), grades: own.grades };
    });
}

const withinOf = (edition: Edition): Edition[] =>
  edition.subframeworks.flatMap((one) => [one.edition, ...withinOf(one.edition)]);

function pathOf(edition: Edition, node: Node): string[] {
  const byCode = new Map(edition.nodes.map((one) => [one.code, one]));
  const path: string[] = [];
  let at = byCode.get(node.parent ?? '');
  while (at !== undefined && path.length < 20) {
    path.unshift(at.title);
    at = byCode.get(at.parent ?? '');
  }
  return path;
}

/** What the rules of a leaf ask for, each once. */
export function wantedBy(node: Node): Wanted[] {
  const own = node.rule === null ? [] : [{ rule: node.rule, method: null }];
  const rules: readonly { rule: Rule; method: string | null }[] = node.parts.length > 0 ? node.parts : own;
  const found = rules.flatMap(({ rule, method }) => ofRule(node, rule, method));
  return [...new Map(found.map((one) => [`${one.method ?? ''}\u0000${one.name}`, one])).values()];
}

type Plain = (name: string, more?: Partial<Wanted>) => Wanted;

function ofRule(node: Node, rule: Rule, method: string | null): Wanted[] {
  const named = new Map(node.facts.map((fact) => [fact.name, fact]));
  const plain: Plain = (name, more = {}) => {
    const said = named.get(name);
    const label = (said?.text ?? '') || (name === 'value' ? node.title : name);
    return { name, label, unit: said?.unit ?? null, kind: 'number', each: null, method, ...more };
  };
  const measured = ofMeasure(rule, node, plain);
  const seen = new Set(measured.map((one) => one.name));
  const absent = new Set(rule.guards.flatMap((guard) => (guard.type === 'absence' ? [guard.fact] : [])));
  const others = [...new Set(factsAskedBy(rule).map(({ name }) => name))]
    .filter((name) => !seen.has(name))
    .map((name) => plain(name, absent.has(name) ? { kind: 'yes_no' } : {}));
  return [...measured, ...others];
}

function ofMeasure({ measure, score }: Rule, node: Node, plain: Plain): Wanted[] {
  const asShare: AnswerKind = score.type === 'share' ? 'grade' : 'number';
  const strikes = node.kind === 'veto' && score.type === 'pass';
  const sites = { by: 'site' as const, fixed: [], strata: [] };
  switch (measure.type) {
    case 'conditions':
      return measure.conditions.map(({ fact, text }) =>
        plain(fact, { kind: 'yes_no', ...(text === '' ? {} : { label: text }) }),
      );
    case 'value':
      return [plain(measure.fact, { kind: strikes ? 'yes_no' : asShare })];
    case 'members':
      return [plain(measure.fact, { kind: 'yes_no', each: { ...sites, fixed: measure.members } })];
    case 'observations':
      return [plain(measure.fact, { kind: asShare, each: sites })];
    case 'sites': {
      const strata = measure.strata.map(({ name }) => name);
      return [plain(measure.fact, { kind: kindOfSites(measure), each: { ...sites, strata } })];
    }
    case 'coverage': {
      const forms = [...measure.white, ...measure.black];
      const each = forms.length === 0 ? null : { by: 'form' as const, fixed: forms, strata: [] };
      return [plain(measure.covered, { each }), plain(measure.whole)];
    }
    case 'manual':
      return [plain(measure.fact, { kind: 'manual' })];
    default: {
      const asked = factsAskedBy({ measure, score: { type: 'share' }, guards: [] });
      return [...new Set(asked.map(({ name }) => name))].map((name) => plain(name));
    }
  }
}

/** A site that passes where all is met is ticked; where it is graded or measured, that is asked. */
function kindOfSites(measure: Extract<Measure, { type: 'sites' }>): AnswerKind {
  if (measure.counts === 'mean') return 'grade';
  const { is, than } = measure.passes;
  return (is === '>=' || is === '=') && Number(than) === 1 ? 'yes_no' : 'number';
}
