import { RARE_SCENARIOS, RATE_SCENARIOS, coverRate } from '../domain/scoring/doubt-simulation.ts';
import { HARD_SCENARIOS, TOTAL_SCENARIOS, coverTotal } from '../domain/scoring/doubt-worlds.ts';
import { PLANTED, PLANTED_FRAMEWORKS, planted, plantedFrameworks } from '../domain/ranking/planted.ts';

/**
 * How often the intervals hold the truth: the long run behind docs/decisions/0008. `npm run coverage -- [RUNS]`, by default 2,000
 * worlds for each of 19 true rates and rounds of planted units, half as many for totals, a quarter for units under whole frameworks.
 */
const runs = Number(process.argv[2] ?? 2000);
/** What is aimed at where exactness is possible, at a nominal 95 %. */
const [LEAST, MOST] = [0.93, 0.97];
let outside = 0;

const verdict = (held: number): string => {
  if (held >= LEAST && held <= MOST) return '';
  outside += 1;
  return '  outside 93 – 97 %';
};

function rates(title: string, scenarios: typeof RATE_SCENARIOS, isAimed: boolean): void {
  console.log(title.padEnd(36), 'mean  ', 'worst ', 'at rate', 'width');
  for (const scenario of scenarios) {
    const { name, mean, worst, at, width } = coverRate(scenario, runs, 7);
    console.log(
      name.padEnd(36),
      mean.toFixed(4),
      worst.toFixed(4),
      at.toFixed(3).padStart(7),
      width.toFixed(3) + (isAimed ? verdict(mean) : ''),
    );
  }
}
rates('rates, nominal 95 %', RATE_SCENARIOS, true);
rates('\nrare failures: said, not aimed at', RARE_SCENARIOS, false);

function totals(title: string, scenarios: typeof TOTAL_SCENARIOS, isAimed: boolean): void {
  console.log(`\n${title.padEnd(84)} held   below  above  width`);
  for (const scenario of scenarios) {
    const { name, held, below, above, width } = coverTotal(scenario, Math.ceil(runs / 2), 3);
    const figures = [held, below, above].map((share) => share.toFixed(3)).join('  ');
    console.log(name.padEnd(84), figures, width.toFixed(2) + (isAimed ? verdict(held) : ''));
  }
}
totals('totals, nominal 95 %', TOTAL_SCENARIOS, true);
totals('hard totals: said, not aimed at', HARD_SCENARIOS, false);

console.log(
  `\n${'units with pairs of equal truth: at most 5 % of rounds mistaken'.padEnd(66)} mistaken  ranks held  mean range`,
);
const say = (name: string, { mistaken, held, width }: ReturnType<typeof planted>) => {
  if (mistaken > 0.05 || held < 0.95) outside += 1;
  console.log(name.padEnd(66), mistaken.toFixed(4).padEnd(9), held.toFixed(4).padEnd(11), width.toFixed(1));
};
for (const { name, rates: truth, sites } of PLANTED) say(name, planted(truth, sites, runs, 11));
for (const family of PLANTED_FRAMEWORKS) say(family.name, plantedFrameworks(family, Math.ceil(runs / 4), 13));
console.log(`\n${outside} outside what is aimed at`);
