import type { CellObject, SheetData } from 'write-excel-file/node';
import type { How } from '@tongchuang/domain/assessment/edition.ts';
import type { Measure } from '@tongchuang/domain/assessment/rule.ts';
import { columnLetters, textCell } from '../excel-workbook.ts';
import { formulaCell, type Formula } from './formula-text.ts';
import { CELL, FAINT, STRONG } from './looks.ts';
import type { LeafRows, Wanted } from './leaf-rows.ts';

export const CALCULATION_SHEET = '计算';

/** From here on stand values; the columns before hold the code and what the row is. */
const FIRST = 3;
export const cellAt = (column: number, row: number): Formula => `${columnLetters(FIRST + column)}${row}`;

/** Where the sites of a rule are written, and what the calculation refers to then. */
export interface SampledSites {
  add: (block: Block, measure: Extract<Measure, { type: 'sites' }>) => SiteRanges | null;
}

export interface SiteRanges {
  strata: Formula;
  state: Formula;
  low: Formula;
  high: Formula;
  /** How many sites a row stands for. */
  sites: Formula;
}

/** Rows of the sheet of calculations that are filled from the top; rows above are kept for the outcomes of the leaves. */
export class Calculation {
  readonly rows: SheetData;
  readonly sites: SampledSites;

  constructor(keptRows: number, sites: SampledSites) {
    this.rows = Array.from({ length: keptRows }, () => []);
    this.sites = sites;
  }

  /** The number of the row that `add` writes next. */
  get next(): number {
    return this.rows.length + 1;
  }

  title(text: string): void {
    this.rows.push([textCell(text, STRONG)]);
  }

  /** One row: what it is, then formulas; null leaves a cell empty. Gives the row's number. */
  add(code: string, what: string, formulas: readonly (Formula | null)[]): number {
    const cells = formulas.map((one): CellObject => (one === null ? CELL : formulaCell(one, CELL)));
    this.rows.push([textCell(code, FAINT), textCell(what, CELL), ...cells]);
    return this.rows.length;
  }
}

/** One leaf, or one of its parts, while its rule is written: its inputs, each once. */
export class Block {
  readonly sheet: Calculation;
  readonly facts: LeafRows;
  readonly code: string;
  /** Null: facts of every method. */
  readonly method: string | null;
  private readonly inputs = new Map<string, Formula>();
  private readonly asked: ((wanted: Wanted) => void) | null;

  /** @param asked  told of each input that the rule asks for */
  constructor(
    sheet: Calculation,
    facts: LeafRows,
    method: string | null,
    asked: ((wanted: Wanted) => void) | null = null,
  ) {
    this.sheet = sheet;
    this.asked = asked;
    this.facts = facts;
    this.code = facts.leaf.node.code;
    this.method = method;
  }

  add(what: string, formulas: readonly (Formula | null)[]): number {
    return this.sheet.add(this.code, what, formulas);
  }

  wanted(name: string, more: Partial<Wanted> = {}): Wanted {
    return { name, method: this.method, forms: null, byHand: false, ...more };
  }

  /** How several facts of a name become one here: as declared, else by the default of where it is used. */
  how(name: string, byDefault: How): How {
    return this.facts.leaf.node.facts.find((fact) => fact.name === name)?.how ?? byDefault;
  }

  /** The cell of a named input: a number, or the empty text where nothing was observed. */
  input(name: string, how: How, more: Partial<Wanted> = {}): Formula {
    const wanted = this.wanted(name, more);
    this.asked?.(wanted);
    const key = JSON.stringify([wanted, how]);
    const known = this.inputs.get(key);
    if (known !== undefined) return known;
    const row = this.sheet.next;
    const count = cellAt(1, row);
    const value = `IF(${count}=0,"",${this.facts.value(wanted, how)})`;
    this.add(`${name}（${HOW_WORDS[how]}；个数）`, [value, this.facts.count(wanted)]);
    const cell = cellAt(0, row);
    this.inputs.set(key, cell);
    return cell;
  }
}

const HOW_WORDS: Record<How, string> = {
  last: '最近一次',
  sum: '合计',
  mean: '平均',
  min: '最小',
  max: '最大',
  count: '次数',
};
