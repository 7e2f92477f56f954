/**
 * One spreadsheet engine in a process of its own, so that its memory can be limited and told apart:
 * `node spreadsheet-engine.ts FOLDER SITES ROUNDS` prints one line of JSON.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { CRITERIA, OBSERVATIONS, pointsOf, TURNED_SITE, valueAt } from './sampled-sites.ts';

/** What we use of HyperFormula (GPL-3.0, not in our lockfile). */
interface Engine {
  getSheetId(name: string): number | undefined;
  getCellValue(cell: { sheet: number; row: number; col: number }): unknown;
  setCellContents(cell: { sheet: number; row: number; col: number }, content: unknown): unknown;
  rebuildAndRecalculate(): void;
}
interface Library {
  HyperFormula: { buildFromSheets(sheets: Record<string, unknown[][]>, options: object): Engine };
}

export interface SpreadsheetFigures {
  /** ms each. */
  built: number[];
  recalculated: number[];
  changed: number[];
  /** In hundredths: of the whole data, and with one observation turned. */
  total: number;
  totalTurned: number;
  peakMegabytes: number;
}

const [folder = '', sitesText = '', roundsText = ''] = process.argv.slice(2);
const [sites, rounds] = [Number(sitesText), Number(roundsText)];
const { HyperFormula } = createRequire(join(folder, 'package.json'))('hyperformula') as Library;

/** As a spreadsheet does it best: a sheet a criterion, a row a site, no formula looks further than its own row or column. */
function workbook(): Record<string, unknown[][]> {
  const sheets: Record<string, unknown[][]> = {};
  const points = Array.from({ length: CRITERIA }, (_, criterion) => [
    pointsOf(criterion) / 100,
    `=ROUND(ROUND(A${criterion + 1}*AVERAGE(c${criterion}!E1:E${sites}),10),2)`,
  ]);
  for (let criterion = 0; criterion < CRITERIA; criterion++)
    sheets[`c${criterion}`] = Array.from({ length: sites }, (_, site) => [
      ...Array.from({ length: OBSERVATIONS }, (_, seen) => valueAt(criterion, site, seen)),
      `=AVERAGE(A${site + 1}:C${site + 1})`,
      `=IF(ROUND(D${site + 1}-1,10)>=0,1,0)`,
    ]);
  sheets['total'] = [...points, [null, `=ROUND(SUM(B1:B${CRITERIA}),2)`]];
  return sheets;
}

// Who asked for the figures is gone: nobody will read them.
const askedBy = process.ppid;
const orphaned = (): void => {
  if (process.ppid !== askedBy) process.exit(1);
};

const options = { licenseKey: 'gpl-v3', maxRows: Math.max(sites, CRITERIA + 1) + 10 };
const figures: SpreadsheetFigures = {
  built: [],
  recalculated: [],
  changed: [],
  total: 0,
  totalTurned: 0,
  peakMegabytes: 0,
};
const timed = (times: number[], run: () => void): void => {
  orphaned();
  const start = performance.now();
  run();
  times.push(performance.now() - start);
};

let engine: Engine | null = null;
for (let round = 0; round < rounds; round++) {
  const sheets = workbook();
  engine = null;
  timed(figures.built, () => (engine = HyperFormula.buildFromSheets(sheets, options)));
}
if (engine === null) throw new Error('no round');
const built: Engine = engine;
for (let round = 0; round < rounds; round++) timed(figures.recalculated, () => built.rebuildAndRecalculate());

const total = (): number =>
  Math.round(
    Number(built.getCellValue({ sheet: built.getSheetId('total') ?? -1, row: CRITERIA, col: 1 })) * 100,
  );
figures.total = total();
const first = { sheet: built.getSheetId('c0') ?? -1, row: TURNED_SITE, col: 0 };
for (let round = 0; round < rounds * 20; round++) {
  const value = round % 2 === 0 ? 0 : 1;
  timed(figures.changed, () => {
    built.setCellContents(first, value);
    const now = total();
    if (round === 0) figures.totalTurned = now;
  });
}
figures.peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(JSON.stringify(figures));
