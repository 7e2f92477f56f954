import type { CellObject, SheetData } from 'write-excel-file/node';
import type { Measure } from '@tongchuang/domain/assessment/rule.ts';
import { textCell } from '../excel-workbook.ts';
import type { Block, SampledSites, SiteRanges } from './calculation.ts';
import { foldSites, type FoldedSites } from './folded-sites.ts';
import { compares, formulaCell, literal } from './formula-text.ts';
import { CELL, HEAD } from './looks.ts';

export const SITE_SHEET = '点位';
export const SITE_HEAD_ROWS = 1;
const COLUMNS = [
  ['指标', 12],
  ['点位', 22],
  ['点位号', 8],
  ['分层', 12],
  ['分层号', 8],
  ['观测数', 8],
  ['均值', 10],
  ['状态', 8],
  ['最低', 10],
  ['最高', 10],
  ['点位数', 8],
] as const;
export const SITE_WIDTHS = COLUMNS.map(([, width]) => width);

/** One row for each leaf and site that is sampled; folded: for each leaf, stratum and state. */
export class SiteSheet implements SampledSites {
  private readonly isFolded: boolean;
  readonly rows: SheetData = [COLUMNS.map(([title]) => textCell(title, HEAD))];

  constructor(isFolded = false) {
    this.isFolded = isFolded;
  }

  /**
   * Writes the sites of a rule; null where no fact names any. `state`: 1 observed, 0 not observed, -1 taken off; what is
   * taken off has empty ends.
   */
  add(block: Block, measure: Extract<Measure, { type: 'sites' }>): SiteRanges | null {
    const from = this.rows.length + 1;
    if (this.isFolded) {
      for (const folded of foldSites(block, measure)) this.rows.push(foldedRow(block, measure, folded));
      return this.ranges(from);
    }
    const wanted = block.wanted(measure.fact);
    const stratumOf = new Map<string | null, string | null>();
    // The facts come in order: the last one says which stratum the site belongs to.
    for (const fact of block.facts.facts)
      if (block.facts.takes(wanted, fact)) stratumOf.set(fact.site, fact.stratum);
    for (const [site, stratum] of stratumOf) {
      const of = measure.strata.findIndex((one) => one.name === stratum) + 1;
      this.rows.push(siteRow(block, measure, this.rows.length + 1, { site, stratum, of }));
    }
    return this.ranges(from);
  }

  private ranges(from: number): SiteRanges | null {
    if (from > this.rows.length) return null;
    const range = (column: string) => `'${SITE_SHEET}'!$${column}$${from}:$${column}$${this.rows.length}`;
    return { strata: range('E'), state: range('H'), low: range('I'), high: range('J'), sites: range('K') };
  }
}

function siteRow(
  block: Block,
  measure: Extract<Measure, { type: 'sites' }>,
  row: number,
  { site, stratum, of }: { site: string | null; stratum: string | null; of: number },
): SheetData[number] {
  const wanted = block.wanted(measure.fact);
  const number = block.facts.siteNumber(site);
  const mean = `IF(F${row}=0,"",(${block.facts.value(wanted, 'mean', number)}))`;
  const off = `${block.facts.notApplicable(wanted, number)}>0`;
  const passes = compares(`G${row}`, measure.passes.is, literal(measure.passes.than));
  const counted = measure.counts === 'mean' ? `G${row}` : `IF(${passes},1,0)`;
  const end = (none: 0 | 1) => `IF(H${row}=1,${counted},IF(H${row}=0,${none},""))`;
  return [
    textCell(block.code, CELL),
    textCell(site ?? '（未写点位）', CELL),
    plain(number),
    stratum === null ? CELL : textCell(stratum, CELL),
    plain(of),
    formulaCell(block.facts.count(wanted, number), CELL),
    formulaCell(mean, CELL),
    formulaCell(`IF(F${row}>0,1,IF(${off},-1,0))`, CELL),
    formulaCell(end(0), CELL),
    formulaCell(end(1), CELL),
    plain(1),
  ];
}

function foldedRow(
  block: Block,
  measure: Extract<Measure, { type: 'sites' }>,
  { stratum, state, sites, observed, low, high }: FoldedSites,
): SheetData[number] {
  const of = measure.strata.findIndex((one) => one.name === stratum) + 1;
  const [code, all] = [textCell(block.code, CELL), textCell(STATE_WORDS[state], CELL)];
  const named = stratum === null ? CELL : textCell(stratum, CELL);
  const ends = state < 0 ? [CELL, CELL] : [plain(low), plain(high)];
  return [code, all, CELL, named, plain(of), plain(observed), CELL, plain(state), ...ends, plain(sites)];
}

const STATE_WORDS = { '1': '已观测的点位', '0': '未观测的点位', '-1': '不适用的点位' } as const;

const plain = (value: number): CellObject => ({ ...CELL, value, type: Number });
