import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editionFindings } from './findings.ts';
import { readEdition } from './read-edition.ts';
import { readTableEdition } from './table-edition.ts';
import type { FrameworkPiece, TableCell } from './table-piece.ts';

const HEADS = [
  '序号',
  '编号',
  '测评项目',
  '一级指标',
  '测评内容',
  '测评标准',
  '分值',
  '权重',
  '测评方法',
  '评分标准',
  '责任单位',
  '备注',
  '适用条件',
  '材料时限',
  '所属环境',
  '不认识的列',
];
const WORDS = [
  '',
  '一、环境（10分）',
  '（二）道路',
  'Ⅲ-12 市容',
  '1.1.2',
  '1)有规划;2)有队伍',
  '5',
  '１０分',
  '85%',
  '2.2',
  '合计',
  '小计',
  '注：说明',
  '材料审核40%、实地考察60%',
  'A>85%,B>80%,C≤80%',
  '每缺一处扣1分',
  '县城管局（牵头）、各乡镇',
  '一票否决',
  '1.1为是',
  '近12个月',
  '—',
  '路面干净',
];

const table = fc
  .record({
    heads: fc.uniqueArray(fc.constantFrom(...HEADS), { minLength: 2, maxLength: 8 }),
    rows: fc.array(
      fc.array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ maxLength: 6 })), {
        minLength: 8,
        maxLength: 8,
      }),
      { maxLength: 12 },
    ),
    spans: fc.array(
      fc.record({
        row: fc.nat({ max: 12 }),
        column: fc.nat({ max: 7 }),
        down: fc.integer({ min: 1, max: 5 }),
        across: fc.integer({ min: 1, max: 4 }),
      }),
      { maxLength: 6 },
    ),
    name: fc.constantFrom('Sheet1', '负面清单', '政务环境', '表1'),
    isSheet: fc.boolean(),
  })
  .map(({ heads, rows, spans, name, isSheet }): FrameworkPiece => {
    const cells: TableCell[] = [heads, ...rows].flatMap((texts, row) =>
      texts.slice(0, heads.length).map((text, column): TableCell => {
        const span = row === 0 ? undefined : spans.find((each) => each.row === row && each.column === column);
        return { row, column, rowSpan: span?.down ?? 1, columnSpan: span?.across ?? 1, text };
      }),
    );
    return { kind: 'table', name, isSheet, cells, rowNumbers: null, columnsBefore: 0 };
  });
const line = fc
  .constantFrom(
    '云山县测评体系（2026年）',
    '一、基本指标',
    '二、负面清单',
    '共7个测评项目、58项测评内容',
    '普通的一句话。',
  )
  .map((text): FrameworkPiece => ({ kind: 'line', text, heading: false }));

test('whatever stands in the tables, the reading is an edition whose nodes and findings have their cells', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof({ weight: 2, arbitrary: table }, line), { minLength: 1, maxLength: 5 }),
      (pieces) => {
        const read = readTableEdition(pieces, '体系.xlsx');
        if (read === null) return;

        const again = readEdition(JSON.parse(JSON.stringify(read.edition)));
        expect(again).toEqual({ edition: read.edition });
        expect(read.cells.map(({ code }) => code)).toEqual(read.edition.nodes.map(({ code }) => code));
        expect(read.cells.every(({ title }) => title.row >= 1 && title.column >= 1)).toBe(true);
        // A code that the document itself uses twice may lead anywhere; it is a finding of its own.
        if (new Set(read.edition.nodes.map(({ code }) => code)).size < read.edition.nodes.length) return;
        const broken = editionFindings(read.edition).filter(({ code }) =>
          /^(?:parent_|level_|code_missing)/.test(code),
        );
        expect(broken).toEqual([]);
      },
    ),
    { numRuns: 400 },
  );
});

const cells = (rows: string[][]): TableCell[] =>
  rows.flatMap((texts, row) =>
    texts.map((text, column) => ({ row, column, rowSpan: 1, columnSpan: 1, text })),
  );
const sheet = (rows: string[][]): FrameworkPiece[] => [
  { kind: 'table', name: 'Sheet1', isSheet: true, cells: cells(rows), rowNumbers: null, columnsBefore: 0 },
];
const titles = (rows: string[][]) =>
  readTableEdition(sheet(rows), 'a.xlsx')?.edition.nodes.map(
    ({ code, level, title }) => `${level} ${code} ${title}`,
  );

test('columns may stand in any order', () => {
  expect(
    titles([
      ['责任单位', '三级指标', '分值', '一级指标', '二级指标'],
      ['县文明办', '有计划', '2', '组织领导', '工作机制'],
      ['县文明办', '有总结', '2', '组织领导', '工作机制'],
      ['县城管局', '路面干净', '2', '环境', '道路'],
    ]),
  ).toEqual([
    '1 1 组织领导',
    '2 1.1 工作机制',
    '3 1.1.1 有计划',
    '3 1.1.2 有总结',
    '1 2 环境',
    '2 2.1 道路',
    '3 2.1.1 路面干净',
  ]);
});

test('a leaf may stand higher than others, and parents in rows of their own', () => {
  expect(
    titles([
      ['测评项目', '测评内容', '分值'],
      ['环境', '', '10'],
      ['', '道路', '6'],
      ['', '河道', '4'],
      ['民意', '', '5'],
    ]),
  ).toEqual(['1 1 环境', '2 1.1 道路', '2 1.2 河道', '1 2 民意']);
});

test('codes of parents follow from those of their children', () => {
  expect(
    titles([
      ['编码', '测评项目', '测评标准', '分值'],
      ['3.1', '环境', '路面干净', '5'],
      ['3.2', '环境', '河道清洁', '5'],
    ]),
  ).toEqual(['1 3 环境', '2 3.1 路面干净', '2 3.2 河道清洁']);
});

test('a code that is used twice is found at both places by its cell', () => {
  const read = readTableEdition(
    sheet([
      ['编码', '测评标准', '分值'],
      ['A1', '路面干净', '5'],
      ['A1', '河道清洁', '5'],
    ]),
    'a.xlsx',
  );

  expect(read?.cells.map(({ fields }) => fields.code?.row)).toEqual([2, 3]);
  expect(read && editionFindings(read.edition).map(({ code }) => code)).toContain('code_twice');
});
