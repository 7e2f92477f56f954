import type { Comparator, Measure } from '@tongchuang/domain/assessment/rule.ts';
import { worthOfGrades } from '@tongchuang/domain/assessment/grades.ts';
import {
  add,
  compare,
  ONE,
  rational,
  readDecimal,
  toFloat,
  ZERO,
  type Rational,
} from '@tongchuang/domain/kernel/rational.ts';
import type { Fact } from '@tongchuang/domain/scoring/fact.ts';
import type { Block } from './calculation.ts';
import { amountOf } from './tally-sheet.ts';

/** Sites of one stratum and state, put together. */
export interface FoldedSites {
  stratum: string | null;
  /** 1 observed, 0 not observed, -1 taken off. */
  state: 1 | 0 | -1;
  sites: number;
  observed: number;
  /** Sum over the sites of what each counts, at worst and at best. */
  low: number;
  high: number;
}

/** What more sites than a spreadsheet bears come to. */
export function foldSites(block: Block, measure: Extract<Measure, { type: 'sites' }>): FoldedSites[] {
  const wanted = block.wanted(measure.fact);
  const worths = worthOfGrades(block.facts.leaf.of.edition);
  const than = readDecimal(measure.passes.than) ?? ZERO;
  const bySite = Map.groupBy(
    block.facts.facts.filter((fact) => block.facts.takes(wanted, fact)),
    (fact) => fact.site,
  );
  const sums = new Map<string, Omit<FoldedSites, 'low' | 'high'> & { sum: Rational }>();
  for (const facts of bySite.values()) {
    const mean = meanOf(facts, worths);
    const state = mean !== null ? 1 : facts.some((fact) => fact.state === 'not_applicable') ? -1 : 0;
    const stratum = facts.at(-1)?.stratum ?? null;
    const key = `${state} ${stratum ?? ''}`;
    const before = sums.get(key) ?? { stratum, state, sites: 0, observed: 0, sum: ZERO };
    const worth =
      mean === null
        ? ZERO
        : measure.counts === 'mean'
          ? mean
          : holds(mean, measure.passes.is, than)
            ? ONE
            : ZERO;
    sums.set(key, {
      ...before,
      sites: before.sites + 1,
      observed: before.observed + facts.filter((fact) => fact.state === 'observed').length,
      sum: add(before.sum, worth),
    });
  }
  return [...sums.values()].map(({ sum, ...others }) => ({
    ...others,
    low: toFloat(sum),
    high: others.state === 0 ? others.sites : toFloat(sum),
  }));
}

function meanOf(facts: readonly Fact[], worths: ReadonlyMap<string, Rational>): Rational | null {
  const amounts = facts
    .filter((fact) => fact.state === 'observed')
    .map((fact) => amountOf(fact, worths) ?? ZERO);
  if (amounts.length === 0) return null;
  const sum = amounts.reduce(add, ZERO);
  return rational(sum.n, sum.d * BigInt(amounts.length));
}

function holds(a: Rational, is: Comparator, b: Rational): boolean {
  const order = compare(a, b);
  if (is === '=') return order === 0;
  if (is === '<' || is === '<=') return order < 0 || (is === '<=' && order === 0);
  return order > 0 || (is === '>=' && order === 0);
}
