import { toFloat } from '../kernel/rational.ts';
import type { Sinks } from '../assessment/edition.ts';
import type { CompiledScore, CompiledTest } from './compiled-rule.ts';
import { holds } from './site-sums.ts';

/** How far a grade sinks what stands above: 0 itself, 1 its parent, 2 the total. */
export const SINKS: Record<Sinks, number> = { self: 0, parent: 1, total: 2 };

/** What a measure earns, as floats: for draws only, never for points. */
export interface DrawnScore {
  share: number;
  sinks: number;
}

/**
 * A score as a function of its measure. All other facts that it asks stay as they were reported.
 * @param points    of the leaf
 * @param amountOf  what a slot comes to; null where unknown
 * @returns null where another fact that it needs is unknown: then the score is a range, and no draw narrows it
 */
export function scoreOf(
  score: CompiledScore,
  points: number,
  amountOf: (slot: number) => number | null,
): ((measure: number) => DrawnScore) | null {
  const whole = (share: number): DrawnScore => ({ share: Math.min(1, Math.max(0, share)), sinks: 0 });
  switch (score.type) {
    case 'share':
      return whole;
    case 'points':
      return (measure) => whole(points === 0 ? 0 : measure / points);
    case 'pass': {
      const than = toFloat(score.than);
      return (measure) => whole(holds(score.is, measure, than) ? 1 : 0);
    }
    case 'proportional': {
      const from = toFloat(score.from);
      const span = toFloat(score.full) - from;
      return (measure) => whole((measure - from) / span);
    }
    case 'grades': {
      const steps = score.steps.map(({ grade, when }) => ({
        earned: { share: toFloat(grade.worth), sinks: SINKS[grade.sinks] },
        tests: testsOf(when, amountOf),
      }));
      const otherwise = { share: toFloat(score.otherwise.worth), sinks: SINKS[score.otherwise.sinks] };
      const own: typeof steps = [];
      for (const step of steps) {
        if (step.tests === 'unknown') return null;
        if (step.tests !== 'never') own.push(step);
      }
      return (measure) => own.find(({ tests }) => isFunction(tests) && tests(measure))?.earned ?? otherwise;
    }
    case 'deduct': {
      const floor = toFloat(score.floor);
      const lines: { side: number; limit: number; per: number; points: number; started: boolean }[] = [];
      let sure = 0;
      for (const line of score.lines) {
        const own = {
          side: line.side === 'above' ? 1 : -1,
          limit: toFloat(line.limit),
          per: toFloat(line.per),
          points: toFloat(line.points),
          started: line.started,
        };
        if (line.slot === null) {
          lines.push(own);
          continue;
        }
        const amount = amountOf(line.slot);
        if (amount === null) return null;
        sure += takenBy(own, amount);
      }
      return (measure) => {
        let left = points - sure;
        for (const line of lines) left -= takenBy(line, measure);
        return whole(points === 0 ? 0 : Math.min(points, Math.max(floor, left)) / points);
      };
    }
  }
}

/** A float is taken for the whole number that it was meant to be. */
const SLACK = 1e-9;

function takenBy(
  line: { side: number; limit: number; per: number; points: number; started: boolean },
  amount: number,
): number {
  const units = Math.max(0, line.side * (amount - line.limit)) / line.per;
  return line.points * (line.started ? Math.ceil(units - SLACK) : units);
}

type Tests = ((measure: number) => boolean) | 'never' | 'unknown';
const isFunction = (tests: Tests): tests is (measure: number) => boolean => typeof tests === 'function';

function testsOf(tests: readonly CompiledTest[], amountOf: (slot: number) => number | null): Tests {
  const own: { is: CompiledTest['is']; than: number }[] = [];
  let isOpen = false;
  for (const test of tests) {
    const than = toFloat(test.than);
    if (test.slot === null) {
      own.push({ is: test.is, than });
      continue;
    }
    const amount = amountOf(test.slot);
    if (amount === null) isOpen = true;
    else if (!holds(test.is, amount, than)) return 'never';
  }
  return isOpen ? 'unknown' : (measure) => own.every(({ is, than }) => holds(is, measure, than));
}
