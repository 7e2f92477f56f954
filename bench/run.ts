/** `npm run bench [name …]`: every benchmark beside its bare limit, in one run. Absolute figures vary; the ratios count. */
import { benchActs } from './acts.ts';
import { benchFirstLoad } from './first-load.ts';
import { benchPlanTree } from './plan-tree.ts';
import { benchReading } from './reading.ts';
import { benchScoreServer } from './score-server.ts';
import { benchScoring } from './scoring.ts';
import { benchSpreadsheet } from './spreadsheet.ts';

const BENCHMARKS: Record<string, () => Promise<void>> = {
  reading: benchReading,
  'plan-tree': benchPlanTree,
  acts: benchActs,
  'first-load': benchFirstLoad,
  scoring: benchScoring,
  'score-server': benchScoreServer,
  spreadsheet: benchSpreadsheet,
};

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !(name in BENCHMARKS));
if (unknown.length > 0) {
  console.error(`No benchmark ${unknown.join(', ')}; there are ${Object.keys(BENCHMARKS).join(', ')}.`);
  process.exit(2);
}
for (const [name, run] of Object.entries(BENCHMARKS)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  console.log(`\n== ${name}`);
  await run();
}
