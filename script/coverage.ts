import { RATE_SCENARIOS, coverRate } from '../domain/scoring/doubt-simulation.ts';

/**
 * How often the intervals hold the truth: the long run behind docs/decisions/0008. `npm run coverage -- [RUNS]`, by default 2,000
 * worlds for each of 19 true rates.
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
