import type { CellObject, SheetData } from 'write-excel-file/node';
import type { Edition, Node } from '@tongchuang/domain/assessment/edition.ts';
import { textCell, writeWorkbook, type ExcelSheet } from './excel-workbook.ts';
import {
  LEAF_FIELDS,
  LEAF_HEADS,
  LEVEL_HEADS,
  frameworkTable,
  leafText,
  levelText,
  readingText,
  type LeafField,
  type LevelField,
} from './framework-table.ts';
import { asCells } from './json-cells.ts';

/** Names of the sheets, by which the reader knows a workbook of ours again. */
export const FRAMEWORK_SHEETS = {
  table: '测评体系',
  edition: '版本',
  rules: '规则',
  fields: '字段',
} as const;

/** Of the edition itself, each a row of the sheet 版本. */
export const EDITION_FIELDS = [
  'format',
  'code',
  'title',
  'tier',
  'year',
  'levels',
  'grades',
  'axes',
  'years',
  'subframeworks',
] as const;

/** Of a node, each a column of JSON on the sheet 规则. */
export const RULE_FIELDS = { rule: '规则（JSON）', parts: '分项（JSON）', facts: '观测项（JSON）' } as const;

const BORDER = { borderStyle: 'thin', borderColor: '#7F7F7F' } as const;
const HEAD = {
  ...BORDER,
  fontFamily: '黑体',
  backgroundColor: '#EDEDED',
  align: 'center',
  alignVertical: 'center',
  wrap: true,
} as const;
const BODY = { ...BORDER, alignVertical: 'center', wrap: true } as const;
const LEVEL_WIDTHS: Record<LevelField, number> = { code: 9, title: 22, points: 7, weight: 8 };
const LEAF_WIDTHS: Record<LeafField, number> = {
  kind: 9,
  methods: 13,
  ruleText: 34,
  reading: 30,
  responsible: 18,
  evidence: 22,
  window: 13,
  siteTypes: 16,
};

/**
 * The edition (测评体系) as .xlsx: a table to read, edit and print, and behind it sheets with all of it as data. Read in
 * again it is the same edition; what was changed in the table meanwhile is taken from there.
 */
export function writeFrameworkWorkbook(edition: Edition): Promise<Uint8Array> {
  return writeWorkbook([
    tableSheet(edition),
    editionSheet(edition),
    rulesSheet(edition),
    fieldsSheet(edition),
  ]);
}

function tableSheet(edition: Edition): ExcelSheet {
  const { title, groups, rows } = frameworkTable(edition);
  const width = groups.reduce((sum, { columns }) => sum + columns.length, 0) + LEAF_FIELDS.length;
  const nulls = (count: number): null[] => Array.from({ length: count }, () => null);
  const data: SheetData = [
    [
      textCell(title, {
        fontFamily: '黑体',
        fontSize: 16,
        align: 'center',
        alignVertical: 'center',
        height: 32,
        columnSpan: width,
      }),
      ...nulls(width - 1),
    ],
    [
      ...groups.flatMap(({ name, columns }) => [
        textCell(name, { ...HEAD, columnSpan: columns.length }),
        ...nulls(columns.length - 1),
      ]),
      ...LEAF_FIELDS.map((field) => textCell(LEAF_HEADS[field], { ...HEAD, rowSpan: 2 })),
    ],
    [
      ...groups.flatMap(({ columns }) => columns.map((field) => textCell(LEVEL_HEADS[field], HEAD))),
      ...LEAF_FIELDS.map(() => null),
    ],
  ];
  // By group: how many more rows the cell above covers.
  const covered = groups.map(() => 0);
  for (const { levels, leaf } of rows) {
    const node = edition.nodes[leaf];
    data.push([
      ...groups.flatMap(({ columns }, at): (CellObject | null)[] => {
        const begins = levels[at];
        const above = covered[at] ?? 0;
        if (begins == null) {
          covered[at] = Math.max(0, above - 1);
          return columns.map(() => (above > 0 ? null : BODY));
        }
        covered[at] = begins.span - 1;
        const own = edition.nodes[begins.node];
        return columns.map((field) => levelCell(own, field, begins.span));
      }),
      ...LEAF_FIELDS.map((field) => textCell(node === undefined ? '' : leafText(node, field), BODY)),
    ]);
  }
  return {
    name: FRAMEWORK_SHEETS.table,
    widths: [
      ...groups.flatMap(({ columns }) => columns.map((field) => LEVEL_WIDTHS[field])),
      ...LEAF_FIELDS.map((field) => LEAF_WIDTHS[field]),
    ],
    rows: data,
    headRows: 3,
    across: true,
  };
}

function levelCell(node: Node | undefined, field: LevelField, span: number): CellObject {
  const look = {
    ...BODY,
    ...(span > 1 ? { rowSpan: span } : {}),
    ...(field === 'title' ? {} : { align: 'center' as const }),
  };
  if (node === undefined) return look;
  const { points } = node;
  if (field === 'points' && points !== null && isPlain(points))
    return { ...look, value: points, type: Number };
  return textCell(levelText(node, field), look);
}

/** A number that every spreadsheet shows as it is. */
const isPlain = (points: number): boolean =>
  Math.round(points * 100) / 100 === points && Math.abs(points) < 1e9 && !Object.is(points, -0);

const KEEP = '本页由系统生成，供再次导入时使用，请勿修改。';

function editionSheet(edition: Edition): ExcelSheet {
  const rows = EDITION_FIELDS.flatMap((field) =>
    asCells(edition[field]).map((piece, at) => [
      textCell(at === 0 ? field : '', BODY),
      textCell(piece, BODY),
    ]),
  );
  return dataSheet(FRAMEWORK_SHEETS.edition, ['字段', '内容（JSON）'], [14, 100], rows);
}

function rulesSheet({ nodes }: Edition): ExcelSheet {
  const fields = Object.keys(RULE_FIELDS) as (keyof typeof RULE_FIELDS)[];
  const rows = nodes.flatMap((node, at) =>
    inRows(
      fields.map((field) => asCells(node[field])),
      [String(at + 1), node.code, readingText(node)],
    ),
  );
  const heads = ['行', '编号', '规则说明', ...Object.values(RULE_FIELDS)];
  return dataSheet(FRAMEWORK_SHEETS.rules, heads, [6, 10, 40, 40, 30, 30], rows);
}

function fieldsSheet({ nodes }: Edition): ExcelSheet {
  const rows = nodes.flatMap((node, at) => {
    const { rule: _rule, parts: _parts, facts: _facts, ...rest } = node;
    return inRows([asCells(rest)], [String(at + 1), node.code]);
  });
  return dataSheet(FRAMEWORK_SHEETS.fields, ['行', '编号', '内容（JSON）'], [6, 10, 110], rows);
}

/** Long texts go on in the rows below, under empty leading cells. */
function inRows(columns: readonly (readonly string[])[], leading: readonly string[]): CellObject[][] {
  const height = Math.max(...columns.map((pieces) => pieces.length));
  return Array.from({ length: height }, (_, row) => [
    ...leading.map((text) => textCell(row === 0 ? text : '', BODY)),
    ...columns.map((pieces) => textCell(pieces[row] ?? '', BODY)),
  ]);
}

function dataSheet(
  name: string,
  heads: readonly string[],
  widths: readonly number[],
  rows: CellObject[][],
): ExcelSheet {
  return {
    name,
    widths,
    rows: [
      [textCell(KEEP, { columnSpan: heads.length }), ...heads.slice(1).map(() => null)],
      heads.map((head) => textCell(head, HEAD)),
      // One line a row: nobody reads it here.
      ...rows.map((row) => row.map((cell) => ({ ...cell, wrap: false, height: 16 }))),
    ],
    headRows: 2,
    across: true,
  };
}
