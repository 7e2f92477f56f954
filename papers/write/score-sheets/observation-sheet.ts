import type { CellObject, SheetData } from 'write-excel-file/node';
import type { Fact } from '@tongchuang/domain/scoring/fact.ts';
import { columnLetters, textCell } from '../excel-workbook.ts';
import { formulaCell, type Formula } from './formula-text.ts';
import { NOT_APPLICABLE, type LeafRows, type RowColumns } from './leaf-rows.ts';
import { CELL, HEAD, OPEN_CELL } from './looks.ts';
import type { NodePlace } from './score-layout.ts';

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
const ENTERED = letterOf('填报值');
const VALUE = letterOf('计算值');

/** Each fact in a row of its own. */
export const FACT_COLUMNS: RowColumns = {
  group: letterOf('组'),
  site: letterOf('点位号'),
  order: letterOf('次序'),
  sum: VALUE,
  least: VALUE,
  greatest: VALUE,
  last: VALUE,
  entered: ENTERED,
  count: null,
};

export const OBSERVATION_WIDTHS = COLUMNS.map(([, width]) => width);
const HEAD_ROWS = 1;

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
