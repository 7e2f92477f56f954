import type { CellObject, SheetData } from 'write-excel-file/node';
import type { Measure } from '@tongchuang/domain/assessment/rule.ts';
import { textCell } from '../excel-workbook.ts';
import type { Block } from './calculation.ts';
import { compares, formulaCell, literal, type Formula } from './formula-text.ts';
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
] as const;
export const SITE_WIDTHS = COLUMNS.map(([, width]) => width);

/** One row for each leaf and site that is sampled. */
export class SiteSheet {
  readonly rows: SheetData = [COLUMNS.map(([title]) => textCell(title, HEAD))];

  /**
   * Writes the sites of a rule; null where no fact names any. `state`: 1 observed, 0 not observed, -1 taken off; what is
   * taken off has empty ends.
   */
  add(block: Block, measure: Extract<Measure, { type: 'sites' }>): SiteRanges | null {
    const wanted = block.wanted(measure.fact);
    const stratumOf = new Map<string | null, string | null>();
    // The facts come in order: the last one says which stratum the site belongs to.
    for (const fact of block.facts.facts)
      if (block.facts.takes(wanted, fact)) stratumOf.set(fact.site, fact.stratum);
    if (stratumOf.size === 0) return null;
    const from = this.rows.length + 1;
    for (const [site, stratum] of stratumOf) {
      const of = measure.strata.findIndex((one) => one.name === stratum) + 1;
      this.rows.push(siteRow(block, measure, this.rows.length + 1, { site, stratum, of }));
    }
    const range = (column: string) => `'${SITE_SHEET}'!$${column}$${from}:$${column}$${this.rows.length}`;
    return { strata: range('E'), state: range('H'), low: range('I'), high: range('J') };
  }
}

export interface SiteRanges {
  strata: Formula;
  state: Formula;
  low: Formula;
  high: Formula;
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
  ];
}

const plain = (value: number): CellObject => ({ ...CELL, value, type: Number });
