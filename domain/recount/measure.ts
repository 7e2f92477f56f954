import type { How } from '../assessment/edition.ts';
import type { Measure } from '../assessment/rule.ts';
import type { Fact } from '../scoring/fact.ts';
import { evaluate, namesIn } from './expression.ts';
import { ALL, fractionOf, less, NONE, over, plus, same, times, whole, type Fraction } from './fraction.ts';
import { isTakenOff, lastOf, meanOf, named, type Seen } from './seen.ts';

/**
 * What a measure gives: the values to be tried (one where it is known); `unknown` where nothing can be said; `out` where
 * there is nothing to measure.
 */
export type Measured = 'out' | 'unknown' | readonly Fraction[];

export function measured(measure: Measure, seen: Seen): Measured {
  const { read } = seen;
  switch (measure.type) {
    case 'conditions': {
      const answers = measure.conditions.map(({ fact }) => read(fact, 'min'));
      const met = answers.filter((answer) => answer !== null && !less(answer, ALL)).length;
      const open = answers.filter((answer) => answer === null).length;
      return steps(met, open).map(whole);
    }
    case 'value':
      return one(
        seen.fold(named(seen.facts, measure.fact), measure.how ?? seen.declared(measure.fact) ?? 'last'),
      );
    case 'rate':
      return share(read(measure.of, 'sum'), read(measure.outOf, 'sum'));
    case 'coverage':
      return share(covered(measure, seen), read(measure.whole, 'sum'));
    case 'members':
      return members(
        measure.members,
        named(seen.facts, measure.fact),
        seen,
        seen.declared(measure.fact) ?? 'last',
      );
    case 'density':
      return share(read(measure.count, 'sum'), read(measure.over, 'sum'), fractionOf(measure.per));
    case 'incidence':
      return share(read(measure.cases, 'sum'), read(measure.base, 'sum'), fractionOf(measure.per));
    case 'satisfaction': {
      const asked = read(measure.asked, 'sum');
      if (asked && less(asked, fractionOf(measure.atLeast))) return 'unknown';
      return share(read(measure.favourable, 'sum'), asked);
    }
    case 'observations': {
      const observed = named(seen.facts, measure.fact).filter((fact) => fact.state === 'observed');
      return one(meanOf(observed.map(seen.amount)));
    }
    case 'sites':
      return sites(measure, seen);
    case 'manual': {
      const lawful = named(seen.facts, measure.fact).filter(
        ({ reason, marker, second }) => reason && marker && second && marker !== second,
      );
      return one(seen.fold(lawful, seen.declared(measure.fact) ?? 'last'));
    }
    case 'formula': {
      const amounts = new Map(namesIn(measure.text).map((name) => [name, read(name, 'last')]));
      const open = [...amounts.values()].includes(null);
      if (open && measure.missing === 'not_applicable') return 'out';
      const otherwise = measure.missing === 'zero' ? NONE : null;
      return one(evaluate(measure.text, (name) => amounts.get(name) ?? otherwise));
    }
  }
}

const one = (value: Fraction | null): Measured => (value ? [value] : 'unknown');

/** part ÷ base × per. A base of 0 leaves nothing to measure, whatever the part is; below 0 it is no base. */
function share(part: Fraction | null, base: Fraction | null, per = ALL): Measured {
  if (base && same(base, NONE)) return 'out';
  return one(part && base && less(NONE, base) ? over(times(part, per), base) : null);
}

/** from, from + 1 … from + open */
const steps = (from: number, open: number): number[] =>
  Array.from({ length: open + 1 }, (_, at) => from + at);

function covered({ covered: name, white, black }: Extract<Measure, { type: 'coverage' }>, seen: Seen) {
  const all = named(seen.facts, name);
  const allowed = all.filter(
    ({ form }) =>
      (white.length === 0 || (form !== null && white.includes(form))) &&
      (form === null || !black.includes(form)),
  );
  const how = seen.declared(name) ?? 'sum';
  return seen.fold(allowed, how) ?? (seen.fold(all, how) && NONE);
}

function members(list: readonly string[], facts: readonly Fact[], seen: Seen, how: How): Measured {
  const bySite = Map.groupBy(facts, (fact) => fact.site);
  const own = list.map((member) => bySite.get(member) ?? []).filter((each) => !isTakenOff(each));
  const answers = own.map((each) => seen.fold(each, how));
  const have = answers.filter((answer) => answer !== null && !less(answer, ALL)).length;
  const open = answers.filter((answer) => answer === null).length;
  if (own.length === 0) return 'out';
  return steps(have, open).map((count) => ({ top: BigInt(count), bottom: BigInt(own.length) }));
}

/** What a site or a stratum comes to, at worst and at best. */
type Range = readonly [Fraction, Fraction];
const ANYTHING: Range = [NONE, ALL];

function sites(measure: Extract<Measure, { type: 'sites' }>, seen: Seen): Measured {
  const strata = measure.strata.map(({ name }) => name);
  const all = [...Map.groupBy(named(seen.facts, measure.fact), (fact) => fact.site).values()]
    .map((facts) => ({ facts, stratum: lastOf(facts)?.stratum ?? null }))
    .filter(({ stratum }) => strata.length === 0 || (stratum !== null && strata.includes(stratum)));
  const inPlay = all.filter(({ facts }) => !isTakenOff(facts));
  if (inPlay.length === 0) return all.length > 0 ? 'out' : 'unknown';

  const judged = inPlay.map(({ facts, stratum }) => {
    const mean = meanOf(facts.filter((fact) => fact.state === 'observed').map(seen.amount));
    const passes = mean && holds(mean, measure.passes.is, fractionOf(measure.passes.than));
    const worth = measure.counts === 'mean' ? mean : passes ? ALL : NONE;
    return { stratum, range: mean && worth ? ([worth, worth] as const) : ANYTHING, isKnown: mean !== null };
  });
  if (!judged.some(({ isKnown }) => isKnown)) return 'unknown';

  const [low, high] = strata.length === 0 ? mean(judged.map(({ range }) => range)) : byStratum();
  return same(low, high) ? [low] : [low, high];

  function byStratum(): Range {
    const weighted = measure.strata.map(({ name, weight }) => {
      const own = judged.filter(({ stratum }) => stratum === name).map(({ range }) => range);
      return { weight: fractionOf(weight), range: own.length > 0 ? mean(own) : ANYTHING };
    });
    return weightedMean(weighted) ?? ANYTHING;
  }
}

const mean = (ranges: readonly Range[]): Range =>
  weightedMean(ranges.map((range) => ({ weight: ALL, range }))) ?? ANYTHING;

/** Σ weight × range ÷ Σ weight, each end by itself; null where the weights come to nothing. */
export function weightedMean(parts: readonly { weight: Fraction; range: Range }[]): Range | null {
  const weights = parts.map(({ weight }) => weight).reduce(plus, NONE);
  const end = (at: 0 | 1) =>
    over(parts.map(({ weight, range }) => times(weight, range[at])).reduce(plus, NONE), weights);
  const [low, high] = [end(0), end(1)];
  return low && high && [low, high];
}

export function holds(a: Fraction, is: string, b: Fraction): boolean {
  if (is === '=') return same(a, b);
  if (is === '<') return less(a, b);
  if (is === '>') return less(b, a);
  return is === '<=' ? !less(b, a) : !less(a, b);
}
