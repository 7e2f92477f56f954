import {
  RATE_SCENARIOS,
  TOTAL_SCENARIOS,
  coverRate,
  coverTotal,
} from '../domain/scoring/doubt-simulation.ts';
import { PLANTED, mistaken } from '../domain/ranking/planted.ts';

/**
 * How often the intervals hold the truth: the long run behind docs/decisions/0008. `npm run coverage -- [RUNS]`, by default 2,000
 * worlds for each of 19 true rates, a quarter of them for totals, and 2,000 rounds of planted pairs.
 */
const runs = Number(process.argv[2] ?? 2000);

console.log('rates, nominal 95 %'.padEnd(32), 'mean  ', 'worst ', 'at rate', 'width');
for (const scenario of RATE_SCENARIOS) {
  const { name, mean, worst, at, width } = coverRate(scenario, runs, 7);
  console.log(
    name.padEnd(32),
    mean.toFixed(4),
    worst.toFixed(4),
    at.toFixed(2).padStart(7),
    width.toFixed(3),
  );
}

console.log(`\n${'totals, nominal 95 %'.padEnd(84)} held   below  above  width`);
for (const scenario of TOTAL_SCENARIOS) {
  const { name, held, below, above, width } = coverTotal(scenario, Math.ceil(runs / 4), 3);
  console.log(name.padEnd(84), held.toFixed(3), below.toFixed(3), above.toFixed(3), width.toFixed(2));
}

console.log(`\n${'units of equal truth told apart, at most 5 % of rounds'.padEnd(84)} rounds with a mistake`);
for (const { name, rates, sites } of PLANTED)
  console.log(name.padEnd(84), mistaken(rates, sites, runs, 11).toFixed(4));
