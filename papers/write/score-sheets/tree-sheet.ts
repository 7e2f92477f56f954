import type { CellObject, SheetData } from 'write-excel-file/node';
import { weighedPoints } from '@tongchuang/domain/assessment/tree.ts';
import type { NodeKind } from '@tongchuang/domain/assessment/edition.ts';
import type { NodeResult, Result } from '@tongchuang/domain/scoring/result.ts';
import { textCell } from '../excel-workbook.ts';
import { CALCULATION_SHEET, cellAt } from './calculation.ts';
import { cellsOf, formulaCell, guarded, toHundredths, type Formula } from './formula-text.ts';
import { OUTCOME_COLUMNS } from './leaf-outcomes.ts';
import { CELL, FAINT, HEAD, POINTS, STRONG, TITLE } from './looks.ts';
import { leavesOf, outcomeOf, TREE_HEAD_ROWS, type EditionPlace, type NodePlace } from './score-layout.ts';
import { TREE_COLUMNS, type TreeColumn } from './tree-columns.ts';

const HEADS: Record<TreeColumn, [string, number]> = {
  code: ['代码', 10],
  title: ['指标', 40],
  kind: ['类别', 8],
  points: ['分值', 8],
  earned: ['得分', 8],
  of: ['已定满分', 9],
  max: ['适用满分', 9],
  low: ['最低', 8],
  high: ['最高', 8],
  lost: ['失分', 8],
  state: ['状态', 8],
  sunk: ['封顶', 6],
  why: ['说明', 34],
  official: ['系统得分', 9],
  differs: ['与系统不同', 9],
  rawPoints: ['下级得分', 9],
  rawLow: ['下级最低', 9],
  rawHigh: ['下级最高', 9],
  rawLost: ['下级失分', 9],
  rawOf: ['下级已定', 9],
  out: ['不适用', 7],
  capParent: ['封上级', 7],
  capTotal: ['封全体', 7],
  cap: ['上限', 7],
};
const COLUMNS = Object.keys(HEADS) as TreeColumn[];
const LAST = 25;
export const TREE_WIDTHS = Array.from({ length: LAST }, (_, at) => {
  const column = COLUMNS.find((one) => TREE_COLUMNS[one].charCodeAt(0) - 65 === at);
  return column === undefined ? 2 : HEADS[column][1];
});

const KIND_WORDS: Record<NodeKind, string> = {
  normal: '',
  bonus: '加分',
  deduction: '扣分',
  veto: '一票否决',
  subframework: '子体系',
};

/** Texts at the head of the page, and what the system said when it was written. */
export interface TreeWords {
  title: string;
  head: string;
  result: Result;
}

/** The tree of points: leaves take their share from the calculations, branches add up. */
export function treeRows(places: readonly EditionPlace[], words: TreeWords): SheetData {
  const rows: SheetData = Array.from({ length: TREE_HEAD_ROWS }, () => []);
  rows[0] = [textCell(words.title, TITLE)];
  rows[1] = [textCell(words.head, {})];
  rows[TREE_HEAD_ROWS - 1] = row((column) => textCell(HEADS[column][0], HEAD));
  places.forEach((place, nth) => {
    const official = nth === 0 ? words.result : null;
    rows[place.totalRow - 1] = totalRow(place, nth === 0, official);
    rows[place.totalRow] = projectionRow(place, official);
    const points = weighedPoints(place.edition);
    for (const at of place.nodes) {
      const own = official?.nodes.find((one) => one.code === at.node.code)?.points ?? null;
      rows[at.row - 1] =
        at.outcomeRow === null
          ? branchRow(at, official === null ? undefined : own)
          : leafRow(at, (points.get(at.node.code) ?? 0) / 100, official === null ? undefined : own);
    }
  });
  return Array.from(rows, (one) => one ?? []);
}

type Texts = Partial<Record<TreeColumn, Formula | CellObject>>;

function row(cellOf: (column: TreeColumn) => CellObject | null): SheetData[number] {
  return TREE_WIDTHS.map((_, at) => {
    const column = COLUMNS.find((one) => TREE_COLUMNS[one].charCodeAt(0) - 65 === at);
    return column === undefined ? null : cellOf(column);
  });
}

const WORDS: readonly TreeColumn[] = ['code', 'title', 'kind', 'state', 'sunk', 'why', 'differs'];

function filled(texts: Texts, isStrong: boolean): SheetData[number] {
  return row((column) => {
    const isHelp = COLUMNS.indexOf(column) >= COLUMNS.indexOf('rawPoints');
    const plain = isHelp ? FAINT : isStrong ? STRONG : CELL;
    const look = WORDS.includes(column) ? plain : { ...plain, ...POINTS };
    const text = texts[column];
    if (text === undefined) return plain;
    if (typeof text === 'string') return formulaCell(text, look);
    return { ...(text.type === Number ? look : plain), ...text };
  });
}

const at = (column: TreeColumn, row: number): Formula => `${TREE_COLUMNS[column]}${row}`;
const words = (text: string): CellObject => textCell(text);
const number = (value: number): CellObject => ({ value, type: Number });

/** What the system said, and a mark where the sheet now says something else; undefined where it says nothing of it. */
function officially(row: number, official: number | null | undefined): Texts {
  if (official === undefined) return {};
  const same = `IF(ISNUMBER(${at('earned', row)}),ROUND(${at('earned', row)}-N(${at('official', row)}),2)=0,FALSE)`;
  const isSame = official === null ? `NOT(ISNUMBER(${at('earned', row)}))` : same;
  return {
    ...(official === null ? {} : { official: number(official) }),
    differs: `IF(${isSame},"","≠")`,
  };
}

const STATE = (out: Formula, isKnown: Formula): Formula =>
  `IF(${out}=1,"不适用",IF(${isKnown},"已定","未定"))`;

function leafRow(leaf: NodePlace, points: number, official: number | null | undefined): SheetData[number] {
  const { node, row, parent } = leaf;
  const outcome = (column: keyof typeof OUTCOME_COLUMNS) =>
    `'${CALCULATION_SHEET}'!${cellAt(OUTCOME_COLUMNS[column], outcomeOf(leaf))}`;
  const [low, high, all] = [at('low', row), at('high', row), at('points', row)];
  const isOut = `${at('out', row)}=1`;
  const unlessOut = (text: Formula) => `IF(${isOut},0,${text})`;
  const isKnown =
    node.kind === 'veto'
      ? `${guarded(`${outcome('high')}-${outcome('low')}`)}=0`
      : `ROUND(${high}-${low},2)=0`;
  const known = (text: Formula, other: Formula) => `IF(${isOut},${other},IF(${isKnown},${text},${other}))`;
  const share = (of: Formula) => toHundredths(`${all}*${of}`);
  const amounts: Record<NodeKind, Texts> = {
    normal: { of: known(all, '0'), max: unlessOut(all), lost: known(`ROUND(${all}-${low},2)`, '0') },
    subframework: { of: known(all, '0'), max: unlessOut(all), lost: known(`ROUND(${all}-${low},2)`, '0') },
    bonus: { of: number(0), max: number(0), lost: number(0) },
    deduction: {
      of: number(0),
      max: number(0),
      lost: known(`0-${low}`, '0'),
      low: unlessOut(`0-${share(outcome('high'))}`),
      high: unlessOut(`0-${share(outcome('low'))}`),
    },
    veto: { of: number(0), max: number(0), lost: number(0), low: number(0), high: number(0) },
  };
  const strikes = `AND(NOT(${isOut}),${isKnown},${guarded(outcome('low'))}>0)`;
  const cap = (on: 'parent' | 'total', sinks: Formula): Formula | null => {
    const own = node.kind === 'veto' && node.veto?.on === on ? node.veto.cap : null;
    const struck = own === null ? '""' : `IF(${strikes},${own},"")`;
    return `IF(${sinks}=1,0,${struck})`;
  };
  const byParent = cap('parent', outcome('sinksParent'));
  const byTotal = cap('total', outcome('sinksTotal'));
  const sunkAbove = at('sunk', parent?.row ?? leaf.of.totalRow);
  return filled(
    {
      code: words(node.code),
      title: words('　'.repeat(node.level - 1) + node.title),
      kind: words(KIND_WORDS[node.kind]),
      points: number(points),
      earned: known(node.kind === 'veto' ? '0' : low, '""'),
      low: unlessOut(share(outcome('low'))),
      high: unlessOut(share(outcome('high'))),
      ...amounts[node.kind],
      state: STATE(at('out', row), isKnown),
      sunk: `IF(${isOut},"",${sunkAbove})`,
      why: whyOf(leaf, strikes, outcome('low'), outcome('high')),
      out: outcome('out'),
      capParent: byParent ?? words(''),
      capTotal: byTotal ?? words(''),
      ...officially(row, official),
    },
    false,
  );
}

function whyOf({ node, row }: NodePlace, strikes: Formula, low: Formula, high: Formula): Formula {
  const percent = (share: Formula) => `TEXT(${share},"0.0%")`;
  const known = node.kind === 'veto' ? `IF(${strikes},"已触发","未触发")` : `"得分率"&${percent(low)}`;
  const open = `"有未观测，得分率"&${percent(low)}&"至"&${percent(high)}`;
  return `IF(${at('out', row)}=1,"不计入",IF(${at('state', row)}="未定",${open},${known}))`;
}

const sumOf = (column: TreeColumn, places: readonly NodePlace[]): Formula => {
  const rows = places.map((place) => place.row);
  return rows.length === 0 ? '0' : `ROUND(SUM(${cellsOf(TREE_COLUMNS[column], rows)}),2)`;
};

/** Points of bonus, deduction and veto stand outside of what can be reached. */
const isInside = ({ node, children }: NodePlace): boolean =>
  children.length > 0 || node.kind === 'normal' || node.kind === 'subframework';

/** What a branch and the total have in common: they add up, do not fall below 0, and are cut to a cap. */
function added(row: number, children: readonly NodePlace[], cap: Formula): Texts {
  const rows = children.map((child) => child.row);
  const sum = (column: TreeColumn) => sumOf(column, children);
  const isOut = `${at('out', row)}=1`;
  const limited = (raw: TreeColumn) => {
    const raised = `MAX(0,${at(raw, row)})`;
    return `IF(${isOut},0,IF(ISNUMBER(${at('cap', row)}),MIN(${raised},${at('cap', row)}),${raised}))`;
  };
  const [low, high] = [at('low', row), at('high', row)];
  const isKnown = `ROUND(${high}-${low},2)=0`;
  const grown = `(${at('of', row)}-${at('rawOf', row)})-(${at('earned', row)}-${at('rawPoints', row)})`;
  return {
    points: sumOf('points', children.filter(isInside)),
    earned: `IF(${isOut},"",IF(${isKnown},${low},${limited('rawPoints')}))`,
    of: `IF(${isOut},0,IF(${isKnown},${at('max', row)},${at('rawOf', row)}))`,
    max: sum('max'),
    low: limited('rawLow'),
    high: limited('rawHigh'),
    lost: `IF(${isOut},0,ROUND(${at('rawLost', row)}+${grown},2))`,
    state: STATE(at('out', row), isKnown),
    why: `IF(${isOut},"不计入",IF(ISNUMBER(${at('cap', row)}),"封顶"&${at('cap', row)}&"分",""))`,
    rawPoints: sum('earned'),
    rawLow: sum('low'),
    rawHigh: sum('high'),
    rawLost: sum('lost'),
    rawOf: sum('of'),
    out: rows.length === 0 ? '1' : `MIN(${cellsOf(TREE_COLUMNS.out, rows)})`,
    cap,
  };
}

const least = (cells: string): Formula => `IF(COUNT(${cells})=0,"",MIN(${cells}))`;

function branchRow(
  { node, row, children, parent, of }: NodePlace,
  official: number | null | undefined,
): SheetData[number] {
  const leaves = children.filter((child) => child.outcomeRow !== null).map((child) => child.row);
  const cap = leaves.length === 0 ? '""' : least(cellsOf(TREE_COLUMNS.capParent, leaves));
  const above = at('sunk', parent?.row ?? of.totalRow);
  return filled(
    {
      code: words(node.code),
      title: words('　'.repeat(node.level - 1) + node.title),
      ...added(row, children, cap),
      sunk: `IF(${at('out', row)}=1,"",IF(ISNUMBER(${at('cap', row)}),"是",${above}))`,
      ...officially(row, official),
    },
    true,
  );
}

function totalRow(place: EditionPlace, isMain: boolean, official: Result | null): SheetData[number] {
  const row = place.totalRow;
  const leaves = leavesOf(place);
  const caps = cellsOf(
    TREE_COLUMNS.capTotal,
    leaves.map((leaf) => leaf.row),
  );
  // Above a root stands the total: what sinks its parent sinks it.
  const roots = leaves.filter((leaf) => leaf.parent === null).map((leaf) => leaf.row);
  const rootCaps = roots.length === 0 ? '' : `,${cellsOf(TREE_COLUMNS.capParent, roots)}`;
  return filled(
    {
      code: words(place.edition.code),
      title: words(isMain ? '总分' : `子体系：${place.edition.title}`),
      ...added(row, place.roots, leaves.length === 0 ? '""' : least(`${caps}${rootCaps}`)),
      sunk: `IF(${at('out', row)}=1,"",IF(ISNUMBER(${at('cap', row)}),"是",""))`,
      ...officially(row, official === null ? undefined : official.total.points),
    },
    true,
  );
}

function projectionRow(place: EditionPlace, official: Result | null): SheetData[number] {
  const [row, total] = [place.totalRow + 1, place.totalRow];
  const declared = sumOf('points', leavesOf(place).filter(isInside));
  const share = `${at('earned', total)}*${at('points', row)}/${at('of', total)}`;
  return filled(
    {
      title: words('按已定部分折算'),
      points: declared,
      earned: `IF(${at('of', total)}=0,"",${toHundredths(share)})`,
      ...officially(row, official === null ? undefined : official.total.converted),
    },
    false,
  );
}

const STATE_WORDS = { known: '已定', unknown: '未定', not_applicable: '不适用' } as const;

/** What the system said, by cell: stands there until a spreadsheet computes. */
export function knownCells(place: EditionPlace, { total, nodes }: Result): Map<string, number | string> {
  const cells = new Map<string, number | string>();
  const set = (row: number, { state, points, of, max, low, high, lost, sunk }: Omit<NodeResult, 'code'>) => {
    const amounts = { earned: points ?? '', of, max, low, high, lost };
    const said = { ...amounts, state: STATE_WORDS[state], sunk: sunk ? '是' : '', differs: '' };
    for (const [column, value] of Object.entries(said)) cells.set(at(column as TreeColumn, row), value);
  };
  place.nodes.forEach(({ row }, nth) => {
    const node = nodes[nth];
    if (node !== undefined) set(row, node);
  });
  set(place.totalRow, total);
  cells.set(at('points', place.totalRow + 1), total.declared);
  cells.set(at('earned', place.totalRow + 1), total.converted ?? '');
  return cells;
}
