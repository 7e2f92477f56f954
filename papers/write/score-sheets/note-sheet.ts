import type { SheetData } from 'write-excel-file/node';
import { readDecimal, ZERO } from '@tongchuang/domain/kernel/rational.ts';
import { textCell } from '../excel-workbook.ts';
import { formulaCell, literalOf, type Formula } from './formula-text.ts';
import { CELL, HEAD, TITLE } from './looks.ts';
import type { GradeCells } from './observation-sheet.ts';
import type { EditionPlace } from './score-layout.ts';

export const NOTE_SHEET = '说明';
export const NOTE_WIDTHS = [26, 14, 60];

const TALLIED =
  '观测太多，“观测”表不逐条列出，每个指标、组、点位一行：合计、观测数、最小、最大、末次值。可以改这些数，“点位”“计算”“得分”自动重算；末次次序、不适用次序只说先后，未计入的观测不列。';
const FOLDED =
  '点位太多，“点位”表不逐个列出，每个指标、分层、状态一行：点位数和计入值之和，由系统算好，不随“观测”表改变，可以直接改。';
const BY_FACT = [
  '“观测”表淡黄色的“填报值”可以改：数（至多四位小数）、档次名、“是”或“否”、“不适用”，清空即未观测。改后“点位”“计算”“得分”自动重算，“系统得分”一列不变，不同之处标“≠”。',
  '“得分”表的分值可以改。要加一条观测，请在该指标的行中间插入一行，填次序、填报值、组和点位号（同组同号），并向下复制计算值的公式。',
];
const ALWAYS = [
  '不随手工修改变化的：次序（按时间和编号排好）、组（同一指标下事实、方法、形式相同且手工评分要件相同的为一组）、点位号、分层归属，以及等级、单位类型等适用范围。改这些列的文字不影响得分；表中没有的点位不会自动出现。',
  '得分精确到百分之一分，四舍五入。电子表格按二进制小数计算，公式先取十位小数再取两位，比较大小也取十位小数，结果与系统一致。',
  '未观测不等于零分：以最低、最高表示可能的范围；“已定满分”只计已定的指标。不适用的指标不计入满分。',
];

export interface Notes {
  rows: SheetData;
  grades: GradeCells;
}

/** What may be changed and what follows; and what the grades of each edition are worth. */
export function writeNotes(
  places: readonly EditionPlace[],
  head: string,
  fullness: { isTallied: boolean; areSitesFolded: boolean },
): Notes {
  const notes = [
    ...(fullness.isTallied ? [TALLIED] : BY_FACT),
    ...(fullness.areSitesFolded ? [FOLDED] : []),
    ...ALWAYS,
  ];
  const rows: SheetData = [
    [textCell('怎样看、怎样改', TITLE)],
    [textCell(head, {})],
    ...notes.map((note) => [textCell(note, { columnSpan: 3, wrap: true, height: 48 }), null, null]),
  ];
  const found = new Map<EditionPlace, { names: Formula; worths: Formula }>();
  for (const place of places) {
    rows.push([], [textCell(`档次：${place.edition.title}`, HEAD), textCell('占分值的比例', HEAD)]);
    const from = rows.length + 1;
    const { grades } = place.edition;
    const answers = [
      { name: '是', worth: '1' },
      { name: '否', worth: '0' },
    ];
    const seen = new Set<string>();
    for (const { name, worth } of [...grades, ...answers]) {
      if (seen.has(name)) continue;
      seen.add(name);
      rows.push([textCell(name, CELL), formulaCell(literalOf(readDecimal(worth) ?? ZERO), CELL)]);
    }
    const range = (column: string) => `'${NOTE_SHEET}'!$${column}$${from}:$${column}$${rows.length}`;
    found.set(place, { names: range('A'), worths: range('B') });
  }
  return {
    rows,
    grades: (leaf) => {
      const cells = found.get(leaf.of);
      if (cells === undefined) throw new Error(`no grades: ${leaf.of.edition.code}`);
      return cells;
    },
  };
}
