import type { CellObject, SheetData } from 'write-excel-file/node';
import { worthOfGrades } from '@tongchuang/domain/assessment/grades.ts';
import { add, compare, rational, toFloat, ZERO, type Rational } from '@tongchuang/domain/kernel/rational.ts';
import type { Fact } from '@tongchuang/domain/scoring/fact.ts';
import { columnLetters, textCell } from '../excel-workbook.ts';
import type { LeafRows, RowColumns } from './leaf-rows.ts';
import { HEAD } from './looks.ts';

const COLUMNS = [
  ['指标', 10],
  ['事实', 14],
  ['合计', 12],
  ['观测数', 8],
  ['最小', 10],
  ['最大', 10],
  ['末次值', 10],
  ['末次次序', 8],
  ['组', 6],
  ['点位号', 8],
  ['点位', 18],
  ['不适用数', 8],
  ['不适用次序', 8],
] as const;
const letterOf = (name: (typeof COLUMNS)[number][0]): string =>
  columnLetters(COLUMNS.findIndex(([title]) => title === name) + 1);

export const TALLY_WIDTHS = COLUMNS.map(([, width]) => width);

/** The facts of a leaf, a group and a site in one row. */
export const TALLY_COLUMNS: RowColumns = {
  group: letterOf('组'),
  site: letterOf('点位号'),
  order: letterOf('末次次序'),
  sum: letterOf('合计'),
  least: letterOf('最小'),
  greatest: letterOf('最大'),
  last: letterOf('末次值'),
  entered: null,
  count: letterOf('观测数'),
  outs: letterOf('不适用数'),
  outOrder: letterOf('不适用次序'),
};

interface Tally {
  name: string;
  group: number;
  site: string | null;
  sum: Rational;
  count: number;
  least: Rational;
  greatest: Rational;
  last: Rational;
  order: number;
  outs: number;
  outOrder: number;
}

/**
 * What more facts than a spreadsheet bears come to: one row for each leaf, group and site.
 * @param areSitesFolded  only sites that a rule names as members stay apart
 */
export function tallyRows(leaves: readonly LeafRows[], areSitesFolded: boolean): SheetData {
  const rows: SheetData = [COLUMNS.map(([title]) => textCell(title, HEAD))];
  for (const leaf of leaves) {
    const from = rows.length + 1;
    for (const tally of talliesOf(leaf, areSitesFolded ? membersOf(leaf) : null))
      rows.push(tallyRow(leaf, tally));
    leaf.span(from, rows.length);
  }
  return rows;
}

function membersOf({ leaf: { node } }: LeafRows): Set<string> {
  const rules = node.rule === null ? node.parts.map((part) => part.rule) : [node.rule];
  return new Set(rules.flatMap(({ measure }) => (measure.type === 'members' ? measure.members : [])));
}

/** @param apart  sites that keep a row of their own; null: all */
function talliesOf(leaf: LeafRows, apart: ReadonlySet<string> | null): Iterable<Tally> {
  const worths = worthOfGrades(leaf.leaf.of.edition);
  const tallies = new Map<string, Tally>();
  leaf.facts.forEach((fact, nth) => {
    const group = leaf.groupOf(fact);
    const site = fact.site !== null && (apart === null || apart.has(fact.site)) ? fact.site : null;
    const key = `${group} ${leaf.siteNumber(site)}`;
    const tally = tallies.get(key) ?? { ...NOTHING, name: fact.name, group, site };
    tallies.set(key, tally);
    const value = fact.state === 'observed' ? amountOf(fact, worths) : null;
    if (fact.state === 'not_applicable') {
      tally.outs += 1;
      if (fact.site === null) tally.outOrder = nth + 1;
    }
    if (value === null) return;
    const isFirst = tally.count === 0;
    tally.sum = add(tally.sum, value);
    tally.count += 1;
    if (isFirst || compare(value, tally.least) < 0) tally.least = value;
    if (isFirst || compare(value, tally.greatest) > 0) tally.greatest = value;
    tally.last = value;
    tally.order = nth + 1;
  });
  return tallies.values();
}

const NOTHING = {
  sum: ZERO,
  count: 0,
  least: ZERO,
  greatest: ZERO,
  last: ZERO,
  order: 0,
  outs: 0,
  outOrder: 0,
};

/** What an observed fact amounts to; null for a grade that the edition does not have. */
export function amountOf({ value }: Fact, worths: ReadonlyMap<string, Rational>): Rational | null {
  if (value === null) return null;
  return 'grade' in value ? (worths.get(value.grade) ?? null) : rational(value.tenThousandths, 10_000);
}

function tallyRow(leaf: LeafRows, tally: Tally): SheetData[number] {
  const observed = (value: Rational) => (tally.count === 0 ? null : plain(toFloat(value)));
  return [
    textCell(leaf.leaf.node.code),
    textCell(tally.name),
    observed(tally.sum),
    plain(tally.count),
    observed(tally.least),
    observed(tally.greatest),
    observed(tally.last),
    plain(tally.order),
    plain(tally.group),
    plain(leaf.siteNumber(tally.site)),
    tally.site === null ? null : textCell(tally.site),
    plain(tally.outs),
    plain(tally.outOrder),
  ];
}

const plain = (value: number): CellObject => ({ value, type: Number });
