import { exp, ln } from './doubt-arithmetic.ts';

/** One stratum: its share of the whole, its rate as found, its rate as drawn towards the others, its effective answers. */
export interface ScoredStratum {
  weight: number;
  rate: number;
  drawn: number;
  /** With what is open of a finite population taken in; Infinity where all was seen. */
  answers: number;
}

/**
 * Wilson's score interval for strata together (分层得分区间): all P that the test (rate − P)² ≤ z² × Σ weight² p(1 − p) ÷ answers does not
 * reject, where the p of the strata are those most likely at that P. Those follow one path: each stratum's log odds move by a
 * multiple of weight ÷ answers, so that a small stratum of great weight moves most (Miettinen & Nurminen, Statistics in Medicine 4,
 * 1985; restricted likelihood, linear in the log odds). One stratum alone: Wilson 1927.
 */
export function scoreInterval(strata: readonly ScoredStratum[], z: number): { low: number; high: number } {
  const rate = strata.reduce((sum, own) => sum + own.weight * own.rate, 0);
  const open = strata.filter(({ answers }) => answers !== Infinity);
  const sure = strata.reduce((sum, own) => sum + (own.answers === Infinity ? own.weight * own.rate : 0), 0);
  const most = open.reduce((sum, { weight }) => sum + weight, sure);
  // The stratum that moves fastest moves by the step itself.
  const fastest = Math.max(...open.map(({ weight, answers }) => weight / answers));
  const path = open.map((own) => ({
    ...own,
    start: ln(own.drawn / (1 - own.drawn)),
    speed: own.weight / own.answers / fastest,
  }));
  const at = (step: number): { whole: number; variance: number } => {
    let [whole, variance] = [sure, 0];
    for (const { weight, answers, start, speed } of path) {
      const p = 1 / (1 + exp(-(start + speed * step)));
      whole += weight * p;
      variance += (weight * weight * p * (1 - p)) / answers;
    }
    return { whole, variance };
  };
  const isHeld = (step: number): boolean => {
    const { whole, variance } = at(step);
    return (rate - whole) ** 2 <= z * z * variance;
  };
  let middle = 0;
  for (let [from, to, nth] = [-FAR, FAR, 0]; nth < HALVINGS; nth++) {
    middle = (from + to) / 2;
    if (at(middle).whole < rate) from = middle;
    else to = middle;
  }
  const end = (far: number): number => {
    let [inside, outside] = [middle, far];
    for (let nth = 0; nth < HALVINGS; nth++) {
      const half = (inside + outside) / 2;
      if (isHeld(half)) inside = half;
      else outside = half;
    }
    return at((inside + outside) / 2).whole;
  };
  return {
    low: rate <= sure ? rate : Math.min(rate, end(-FAR)),
    high: rate >= most ? rate : Math.max(rate, end(FAR)),
  };
}

/** In log odds; how often a span is halved: to 1e-11. */
const FAR = 40;
const HALVINGS = 46;
