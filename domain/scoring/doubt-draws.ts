import { exp, ln, lnGamma } from './doubt-arithmetic.ts';
import type { Chance } from './doubt-chance.ts';
import type { Cell } from './estimate.ts';

/**
 * Draws of all true rates together, given what was seen (后验抽样). A hundred rates of three observations each may not be drawn one
 * by one: any fixed prior moves each a little to its own side, and in the sum that little is a hundred times as much. So the
 * rates are taken as alike in kind, and how alike is learned from them: the beta-binomial hierarchy of Gelman et al.,
 * Bayesian Data Analysis, 3rd ed., 5.3. Common mean m (Jeffreys' prior) and concentration k (prior ∝ k^−1/2 on ln k, which
 * is their (a + b)^−5/2) come from a grid, each rate from its beta given m and k; what of a finite population was seen stays
 * as it is, and only the unseen rest is drawn.
 */
export class RateDraws {
  private readonly cells: readonly Cell[];
  private readonly cumulated: number[];
  /** How likely each concentration of the grid is, over all means; need not sum to 1. */
  private readonly concentrations = new Float64Array(CONCENTRATIONS);
  private readonly means: { from: number; step: number; count: number };

  constructor(cells: readonly Cell[]) {
    this.cells = cells;
    const groups = new Map<string, { hits: number; answers: number; times: number }>();
    let hits = 0;
    let answers = 0;
    for (const cell of cells) {
      const own = { hits: cell.rate * cell.answers, answers: cell.answers, times: 1 };
      const key = `${own.hits}/${own.answers}`;
      const group = groups.get(key);
      if (group) group.times += 1;
      else groups.set(key, own);
      hits += own.hits;
      answers += own.answers;
    }
    const middle = (hits + 0.5) / (answers + 1);
    const logit = ln(middle / (1 - middle));
    // Never wider than the answers of as many independent cells would leave it, were each cell one answer.
    const spread = Math.min(3, 1 / Math.sqrt((Math.min(answers, cells.length) + 1) * middle * (1 - middle)));
    this.means = {
      from: logit - REACH * spread,
      step: (2 * REACH * spread) / (MEANS - 1),
      count: MEANS,
    };
    const weights: number[] = [];
    for (let nthMean = 0; nthMean < MEANS; nthMean++) {
      const m = inverseLogit(this.means.from + nthMean * this.means.step);
      for (let nth = 0; nth < CONCENTRATIONS; nth++) {
        const k = exp(LEAST + nth * STEP);
        const a = m * k;
        const b = (1 - m) * k;
        // Jeffreys on m is (m(1 − m))^−1/2; on the logit scale that leaves its positive root.
        let weight = 0.5 * ln(m * (1 - m)) - 0.5 * ln(k);
        const whole = lnGamma(k) - lnGamma(a) - lnGamma(b);
        for (const group of groups.values())
          weight +=
            group.times *
            (whole +
              lnGamma(a + group.hits) +
              lnGamma(b + group.answers - group.hits) -
              lnGamma(k + group.answers));
        weights.push(weight);
      }
    }
    const top = Math.max(...weights);
    let sum = 0;
    this.cumulated = weights.map((weight, at) => {
      const own = exp(weight - top);
      this.concentrations[at % CONCENTRATIONS]! += own;
      return (sum += own);
    });
  }

  /** Of a rate of so many answers: the share of what was found in the mean of its draws, n ÷ (n + k), averaged over k. */
  own(answers: number): number {
    let [sum, all] = [0, 0];
    for (let nth = 0; nth < CONCENTRATIONS; nth++) {
      const weight = this.concentrations[nth]!;
      sum += (weight * answers) / (answers + exp(LEAST + nth * STEP));
      all += weight;
    }
    return sum / all;
  }

  /** One draw of every cell's rate, in their order. */
  draw(chance: Chance, into: Float64Array): void {
    const total = this.cumulated[this.cumulated.length - 1] ?? 0;
    const at = chance.uniform() * total;
    let low = 0;
    let high = this.cumulated.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.cumulated[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    const nthMean = Math.floor(low / CONCENTRATIONS);
    const nth = low - nthMean * CONCENTRATIONS;
    const m = inverseLogit(this.means.from + (nthMean + chance.uniform() - 0.5) * this.means.step);
    const k = exp(LEAST + (nth + chance.uniform() - 0.5) * STEP);
    for (let index = 0; index < this.cells.length; index++) {
      const { rate, answers, unseen } = this.cells[index] as Cell;
      if (unseen === 0) {
        into[index] = rate;
        continue;
      }
      const hits = rate * answers;
      const drawn = chance.beta(m * k + hits, (1 - m) * k + answers - hits);
      if (unseen === Infinity) {
        into[index] = drawn;
        continue;
      }
      const rest = Math.max(1, Math.round(unseen));
      into[index] = (hits + (chance.binomial(rest, drawn) / rest) * unseen) / (answers + unseen);
    }
  }
}

/** Grid of the mean, in steps on the logit scale, so many spreads to each side. */
const MEANS = 25;
const REACH = 4;
/** Grid of ln k: k from 0.5 to about 2,000. */
const CONCENTRATIONS = 15;
const LEAST = -0.7;
const STEP = 0.6;

const inverseLogit = (x: number): number => Math.min(1 - 1e-9, Math.max(1e-9, 1 / (1 + exp(-x))));
