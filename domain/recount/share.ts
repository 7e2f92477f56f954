import type { Grade, Sinks } from '../assessment/edition.ts';
import type { Guard, Rule, Score, Test } from '../assessment/rule.ts';
import {
  ALL,
  cut,
  fractionOf,
  larger,
  less,
  minus,
  NONE,
  over,
  same,
  smaller,
  startedUnits,
  times,
  total,
  type Fraction,
} from './fraction.ts';
import { holds, measured } from './measure.ts';
import type { Seen } from './seen.ts';

/** A share of the points at worst and at best, and how far hard floors that are certain reach. */
export interface Share {
  low: Fraction;
  high: Fraction;
  floors: Sinks[];
}

/** What one rule gives; `out` where there is nothing to measure. `points`: of the whole leaf. */
export function shareOf(rule: Rule, seen: Seen, points: Fraction, grades: readonly Grade[]): Share | 'out' {
  const verdicts = rule.guards.map((guard) => ({ guard, strikes: strikes(guard, seen) }));
  const struck = verdicts.find((each) => each.strikes === true);
  if (struck) {
    return { low: NONE, high: NONE, floors: struck.guard.type === 'floor' ? [struck.guard.sinks] : [] };
  }
  const isOpen = verdicts.some((each) => each.strikes === null);

  const values = measured(rule.measure, seen);
  if (values === 'out') return 'out';
  const { score } = rule;
  const hasNoPoints = same(points, NONE) && (score.type === 'points' || score.type === 'deduct');
  if (hasNoPoints) return { low: NONE, high: NONE, floors: [] };

  if (score.type === 'grades') {
    const possible = grades.filter((grade) => {
      if (values !== 'unknown')
        return values.some((value) => gradesAt(score, value, seen).includes(grade.name));
      return score.otherwise === grade.name || score.steps.some((step) => step.grade === grade.name);
    });
    const [only, ...more] = possible;
    const worths = possible.map(({ worth }) => fractionOf(worth));
    const floors = only && more.length === 0 && !isOpen ? [only.sinks] : [];
    return { ...hull(worths, isOpen), floors };
  }
  const ends =
    values === 'unknown'
      ? [score.type === 'deduct' ? left(score, points, points) : NONE, ALL]
      : values.flatMap((value) => worthAt(score, value, seen, points));
  return { ...hull(ends, isOpen), floors: [] };
}

const hull = (shares: readonly Fraction[], isOpen: boolean): { low: Fraction; high: Fraction } => ({
  low: isOpen ? NONE : shares.reduce(smaller),
  high: shares.reduce(larger),
});

/** Null: cannot be decided. */
function strikes(guard: Guard, seen: Seen): boolean | null {
  if (guard.type === 'floor') return allHold(guard.when, null, seen);
  const value = seen.read(guard.fact, guard.type === 'absence' ? 'min' : 'sum');
  if (value === null) return null;
  return guard.type === 'absence' ? !less(NONE, value) : less(NONE, value);
}

function allHold(tests: readonly Test[], value: Fraction | null, seen: Seen): boolean | null {
  const answers = tests.map(({ fact, is, than }) => {
    const compared = fact === null ? value : seen.read(fact, 'last');
    return compared && holds(compared, is, fractionOf(than));
  });
  if (answers.includes(false)) return false;
  return answers.includes(null) ? null : true;
}

function gradesAt(score: Extract<Score, { type: 'grades' }>, value: Fraction, seen: Seen): string[] {
  const possible: string[] = [];
  for (const { grade, when } of score.steps) {
    const answer = allHold(when, value, seen);
    if (answer !== false) possible.push(grade);
    if (answer === true) return possible;
  }
  return [...possible, score.otherwise];
}

type Continuous = Exclude<Score, { type: 'grades' }>;

/** The shares that this value of the measure makes possible. */
function worthAt(score: Continuous, value: Fraction, seen: Seen, points: Fraction): Fraction[] {
  switch (score.type) {
    case 'proportional': {
      const from = fractionOf(score.from);
      const reached = over(minus(value, from), minus(fractionOf(score.full), from));
      return [reached ? cut(reached, NONE, ALL) : NONE];
    }
    case 'pass':
      return [holds(value, score.is, fractionOf(score.than)) ? ALL : NONE];
    case 'points':
      return [cut(over(value, points) ?? NONE, NONE, ALL)];
    case 'share':
      return [cut(value, NONE, ALL)];
    case 'deduct': {
      const taken = score.lines.map((line) => {
        const amount = line.fact === null ? value : seen.read(line.fact, 'sum');
        if (amount === null) return null;
        const limit = fractionOf(line.limit);
        const beyond = larger(line.side === 'above' ? minus(amount, limit) : minus(limit, amount), NONE);
        const units = over(beyond, fractionOf(line.per)) ?? NONE;
        return times(fractionOf(line.points), line.started ? startedUnits(units) : units);
      });
      const known = left(score, points, total(taken.filter((each) => each !== null)));
      return taken.includes(null) ? [left(score, points, points), known] : [known];
    }
  }
}

/** The share that is left when so many points are taken; all of them leave the floor. */
function left({ floor }: Extract<Score, { type: 'deduct' }>, points: Fraction, taken: Fraction): Fraction {
  return over(cut(minus(points, taken), fractionOf(floor), points), points) ?? NONE;
}
