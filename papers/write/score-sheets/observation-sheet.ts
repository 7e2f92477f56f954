import type { CellObject, SheetData } from 'write-excel-file/node';
import type { How } from '@tongchuang/domain/assessment/edition.ts';
import type { Fact } from '@tongchuang/domain/scoring/fact.ts';
import { columnLetters, textCell } from '../excel-workbook.ts';
import { formulaCell, type Formula } from './formula-text.ts';
import { CELL, HEAD, OPEN_CELL } from './looks.ts';
import type { NodePlace } from './score-layout.ts';

/** What a person reads for the states of a fact in the column that is filled in. */
export const NOT_APPLICABLE = '不适用';

const COLUMNS = [
  ['次序', 6],
  ['指标', 10],
  ['事实', 14],
  ['填报值', 12],
  ['计算值', 12],
  ['组', 6],
  ['点位号', 8],
  ['点位', 18],
  ['分层', 10],
  ['单位', 16],
  ['方法', 10],
  ['形式', 10],
  ['时间', 20],
  ['记录人', 10],
  ['复核人', 10],
  ['理由', 24],
  ['编号', 16],
] as const;
const letterOf = (name: (typeof COLUMNS)[number][0]): string =>
  columnLetters(COLUMNS.findIndex(([title]) => title === name) + 1);
const ORDER = letterOf('次序');
const ENTERED = letterOf('填报值');
const VALUE = letterOf('计算值');
const GROUP = letterOf('组');
const SITE = letterOf('点位号');

export const OBSERVATION_SHEET = '观测';
export const OBSERVATION_WIDTHS = COLUMNS.map(([, width]) => width);
const HEAD_ROWS = 1;

/** Which facts an input takes: those of one name, and of a method, a form, or given by hand as the rule asks. */
export interface Wanted {
  name: string;
  method: string | null;
  forms: { white: readonly string[]; black: readonly string[] } | null;
  byHand: boolean;
}

/** Facts of one leaf that no rule tells apart. Its number stands in the column 组. */
interface Group {
  number: number;
  name: string;
  method: string | null;
  form: string | null;
  byHand: boolean;
}

/** The rows of one leaf on the sheet of observations, and how formulas find them. */
export class LeafRows {
  readonly leaf: NodePlace;
  readonly facts: readonly Fact[];
  private readonly groups: Group[] = [];
  private readonly sites = new Map<string, number>();
  /** Decimals of a sum: facts have four, worths of grades may have more. */
  private readonly decimals: number;
  private from = 0;
  private to = -1;

  /** @param facts  those that count for this leaf, the earliest first */
  constructor(leaf: NodePlace, facts: readonly Fact[]) {
    this.leaf = leaf;
    this.facts = facts;
    const fine = leaf.of.edition.grades.some(({ worth }) => !/^[+-]?\d+(\.\d{1,4})?$/.test(worth));
    this.decimals = fine ? 10 : 4;
    for (const fact of facts) this.groupOf(fact);
  }

  /** Rows that wait for a value: inputs of the rule that no fact speaks of. */
  readonly blanks: Fact[] = [];

  addBlank(wanted: Wanted): void {
    // Points by hand need a reason and two people: a number alone would not count.
    if (wanted.byHand || this.numbersOf(wanted).length > 0) return;
    const blank: Fact = {
      ...BLANK,
      criterion: this.leaf.node.code,
      name: wanted.name,
      method: wanted.method,
      form: wanted.forms?.white[0] ?? null,
    };
    this.groupOf(blank);
    this.blanks.push(blank);
  }

  /** 1 while nothing was entered at all. */
  isUntouched(): Formula {
    if (this.facts.length > 0) return '0';
    return this.to < this.from ? '1' : `IF(COUNTA(${this.range(ENTERED)})=0,1,0)`;
  }

  groupOf(fact: Fact): number {
    const byHand = isByHand(fact);
    const same = (one: Group) =>
      one.name === fact.name && one.method === fact.method && one.form === fact.form && one.byHand === byHand;
    const found = this.groups.find(same);
    if (found !== undefined) return found.number;
    const { name, method, form } = fact;
    this.groups.push({ number: this.groups.length + 1, name, method, form, byHand });
    return this.groups.length;
  }

  /** 0 stands for facts without a site. */
  siteNumber(site: string | null): number {
    if (site === null) return 0;
    const number = this.sites.get(site) ?? this.sites.size + 1;
    this.sites.set(site, number);
    return number;
  }

  span(from: number, to: number): void {
    this.from = from;
    this.to = to;
  }

  takes(wanted: Wanted, fact: Fact): boolean {
    return takes(wanted, { ...fact, byHand: isByHand(fact) });
  }

  private range(column: string): Formula {
    return `'${OBSERVATION_SHEET}'!$${column}$${this.from}:$${column}$${this.to}`;
  }

  private numbersOf(wanted: Wanted): number[] {
    return this.groups.filter((group) => takes(wanted, group)).map((group) => group.number);
  }

  /** How many observed facts an input has; of one site where a site is given. */
  count(wanted: Wanted, site: number | null = null): Formula {
    return this.summed(wanted, (group) => `COUNTIFS(${this.where(group, site)},${this.observed()})`);
  }

  /** How many of its facts say that it does not apply. */
  notApplicable(wanted: Wanted, site: number): Formula {
    const out = `${this.range(ENTERED)},"${NOT_APPLICABLE}"`;
    return this.summed(wanted, (group) => `COUNTIFS(${this.where(group, site)},${out})`);
  }

  /** The facts of an input as one; meant to be read only where `count` is above 0. */
  value(wanted: Wanted, how: How, site: number | null = null): Formula {
    const groups = this.numbersOf(wanted);
    if (groups.length === 0) return '""';
    const sum = this.summed(wanted, (group) => `SUMIFS(${this.range(VALUE)},${this.where(group, site)})`);
    if (how === 'sum') return `ROUND(${sum},${this.decimals})`;
    if (how === 'count') return this.count(wanted, site);
    if (how === 'mean') return `(${sum})/(${this.count(wanted, site)})`;
    if (how === 'last')
      return `SUMIFS(${this.range(VALUE)},${this.range(ORDER)},${this.latest(groups, site)})`;
    const pick = how === 'min' ? 'MIN' : 'MAX';
    const of = (group: number) =>
      `_xlfn.${pick}IFS(${this.range(VALUE)},${this.where(group, site)},${this.observed()})`;
    if (groups.length === 1) return of(groups[0] ?? 0);
    const none = how === 'min' ? '1E+300' : '-1E+300';
    const any = (group: number) => `COUNTIFS(${this.where(group, site)},${this.observed()})`;
    return `${pick}(${groups.map((group) => `IF(${any(group)}=0,${none},${of(group)})`).join(',')})`;
  }

  /**
   * 1 where the latest word about the whole leaf is that it does not apply: such a fact without a site, not earlier than
   * every observed one.
   */
  isOut(): Formula {
    if (this.to < this.from) return '0';
    const order = this.range(ORDER);
    const out = `_xlfn.MAXIFS(${order},${this.range(ENTERED)},"${NOT_APPLICABLE}",${this.range(SITE)},0)`;
    return `IF(${out}>_xlfn.MAXIFS(${order},${this.observed()}),1,0)`;
  }

  private latest(groups: readonly number[], site: number | null): Formula {
    const one = (group: number) =>
      `_xlfn.MAXIFS(${this.range(ORDER)},${this.where(group, site)},${this.observed()})`;
    return groups.length === 1 ? one(groups[0] ?? 0) : `MAX(${groups.map(one).join(',')})`;
  }

  private summed(wanted: Wanted, term: (group: number) => Formula): Formula {
    const groups = this.numbersOf(wanted);
    return groups.length === 0 ? '0' : groups.map(term).join('+');
  }

  private where(group: number, site: number | null): Formula {
    const inGroup = `${this.range(GROUP)},${group}`;
    return site === null ? inGroup : `${inGroup},${this.range(SITE)},${site}`;
  }

  // Only numbers are at or above it: neither texts nor empty cells.
  private observed(): Formula {
    return `${this.range(VALUE)},">=-1E+300"`;
  }
}

const BLANK: Fact = {
  id: '',
  criterion: '',
  framework: null,
  name: '',
  state: 'not_observed',
  value: null,
  unit: null,
  site: null,
  siteType: null,
  stratum: null,
  method: null,
  form: null,
  at: null,
  marker: null,
  second: null,
  reason: null,
  note: null,
};

/** Points given by hand count only with a reason and a second person. */
const isByHand = ({ reason, marker, second }: Fact): boolean =>
  Boolean(reason) && Boolean(marker) && Boolean(second) && second !== marker;

function takes(wanted: Wanted, group: Omit<Group, 'number'>): boolean {
  if (group.name !== wanted.name) return false;
  if (wanted.method !== null && group.method !== null && group.method !== wanted.method) return false;
  if (wanted.byHand && !group.byHand) return false;
  if (wanted.forms === null) return true;
  const { white, black } = wanted.forms;
  const form = group.form ?? '';
  return (white.length === 0 || white.includes(form)) && !black.includes(form);
}

/** Where the names of grades and what they are worth stand, for the leaf's edition. */
export type GradeCells = (leaf: NodePlace) => { names: Formula; worths: Formula };

/** Writes the rows of all leaves; a fact that several leaves take is entered once and followed by the others. */
export function observationRows(
  leaves: readonly LeafRows[],
  leftOut: readonly Fact[],
  grades: GradeCells,
): SheetData {
  const rows: SheetData = [COLUMNS.map(([title]) => textCell(title, HEAD))];
  const firstRowOf = new Map<string, number>();
  for (const leaf of leaves) {
    const from = rows.length + 1;
    [...leaf.facts, ...leaf.blanks].forEach((fact, nth) => {
      const row = rows.length + 1;
      const first = fact.id === '' ? undefined : firstRowOf.get(fact.id);
      if (first === undefined) firstRowOf.set(fact.id, row);
      const entered =
        first === undefined
          ? enteredCell(fact)
          : formulaCell(`IF(${ENTERED}${first}="","",${ENTERED}${first})`, CELL);
      const { names, worths } = grades(leaf.leaf);
      const own = `${ENTERED}${row}`;
      const value = `IF(ISNUMBER(${own}),${own},IF(SUMPRODUCT(--EXACT(${own},${names}))=0,"",SUMPRODUCT(EXACT(${own},${names})*${worths})))`;
      const numbers = { order: nth + 1, group: leaf.groupOf(fact), site: leaf.siteNumber(fact.site) };
      rows.push(factRow(fact, entered, formulaCell(value, CELL), numbers));
    });
    leaf.span(from, rows.length);
  }
  for (const fact of leftOut)
    rows.push(
      factRow(fact, enteredCell(fact), textCell('未计入', CELL), { order: null, group: null, site: null }),
    );
  return rows;
}

const numberCell = (value: number | null): CellObject =>
  value === null ? CELL : { ...CELL, value, type: Number };

function factRow(
  fact: Fact,
  entered: CellObject,
  value: CellObject,
  { order, group, site }: { order: number | null; group: number | null; site: number | null },
): SheetData[number] {
  const texts = [fact.site, fact.stratum, fact.unit, fact.method, fact.form, fact.at];
  const people = [fact.marker, fact.second, fact.reason ?? fact.note, fact.id];
  const words = [...texts, ...people].map((text) => (text === null ? CELL : textCell(text, CELL)));
  return [
    numberCell(order),
    textCell(fact.criterion, CELL),
    textCell(fact.name, CELL),
    entered,
    value,
    numberCell(group),
    numberCell(site),
    ...words,
  ];
}

function enteredCell({ state, value }: Fact): CellObject {
  if (state === 'not_applicable') return textCell(NOT_APPLICABLE, OPEN_CELL);
  if (state === 'not_observed' || value === null) return OPEN_CELL;
  return 'grade' in value
    ? textCell(value.grade, OPEN_CELL)
    : { ...OPEN_CELL, value: value.tenThousandths / 10_000, type: Number };
}

export const OBSERVATION_HEAD_ROWS = HEAD_ROWS;
