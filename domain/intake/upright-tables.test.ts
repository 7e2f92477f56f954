import { expect, test } from 'vitest';
import type { Cell, Paper } from './paper.ts';
import { readPaper } from './read-paper.ts';

/** A paper of one table, its rows given as lists of cells, with a line above and one below. */
function paperOf(rows: readonly (readonly string[])[], below = ''): Paper {
  let text = '清源县2026年任务分解表\n';
  const start = text.length;
  const cells: Cell[] = [];
  for (const [row, words] of rows.entries()) {
    for (const [column, word] of words.entries()) {
      const from = text.length;
      text += `${word}${column === words.length - 1 ? '\n' : '\t'}`;
      cells.push({
        row,
        column,
        rowSpan: 1,
        columnSpan: 1,
        text: word,
        start: from,
        end: from + word.length,
        hidden: false,
      });
    }
  }
  const end = text.length - 1;
  text += below;
  const line = (a: number, b: number) => ({
    kind: 'paragraph' as const,
    start: a,
    end: b,
    number: null,
    outline: null,
    place: 'body' as const,
  });
  return {
    name: '任务分解表.docx',
    format: 'docx',
    text,
    notes: [],
    blocks: [
      line(0, start - 1),
      { kind: 'table', start, end, sheet: null, columns: rows[0]?.length ?? 0, cells },
      ...(below === '' ? [] : [line(end + 1, text.length)]),
    ],
  };
}

const told = (paper: Paper) =>
  readPaper(paper).tasks.map((task) => ({
    no: task.no,
    text: task.text,
    due: task.deadline?.due,
    units: task.units.map(({ name, role }) => `${name} ${role}`),
  }));

test('a card with its heads at the left is one task', () => {
  const cards = [
    ['任务编号', '1', '任务类别', '市容环境'],
    ['任务名称', '整治门头牌匾', '完成时限', '2026年6月底前'],
    ['牵头单位', '县城管局', '配合单位', '县住建局'],
  ];
  expect(told(paperOf(cards))).toEqual([
    { no: '1', text: '整治门头牌匾', due: '2026-06-30', units: ['县城管局 lead', '县住建局 cooperating'] },
  ]);
});

test('with the heads in the first column each other column is a task', () => {
  const columns = [
    ['序号', '1', '2'],
    ['工作任务', '修补路面', '更换路灯'],
    ['责任单位', '县住建局', '县城管局'],
    ['完成时限', '2026年5月底', '2026年8月底'],
  ];
  expect(told(paperOf(columns))).toEqual([
    { no: '1', text: '修补路面', due: '2026-05-31', units: ['县住建局 responsible'] },
    { no: '2', text: '更换路灯', due: '2026-08-31', units: ['县城管局 responsible'] },
  ]);
});

const MATRIX = [
  ['序号', '工作任务', '县城管局', '县住建局', '各乡镇', '完成时限'],
  ['1', '整治市容', '●', '', '○', '2026年5月底'],
  ['2', '修补路面', '○', '●', '', '2026年6月底'],
];

test('the legend says what a mark under a unit means', () => {
  expect(told(paperOf(MATRIX, '注:●为牵头单位,○为配合单位。')).map(({ units }) => units)).toEqual([
    ['县城管局 lead', '各乡镇 cooperating'],
    ['县城管局 cooperating', '县住建局 lead'],
  ]);
});

test('a mark that nobody explains gives no more than responsibility', () => {
  expect(told(paperOf(MATRIX)).map(({ units }) => units)).toEqual([
    ['县城管局 responsible', '各乡镇 responsible'],
    ['县城管局 responsible', '县住建局 responsible'],
  ]);
});

const LISTED = [
  ['序号', '工作任务', '责任单位'],
  ['1', '整治市容', '县城管局、县住建局'],
];

test('being named first leads only where the paper says so', () => {
  expect(told(paperOf(LISTED, '注:责任单位中排第一位的为牵头单位。'))[0]?.units).toEqual([
    '县城管局 lead',
    '县住建局 responsible',
  ]);
  expect(told(paperOf(LISTED))[0]?.units).toEqual(['县城管局 responsible', '县住建局 responsible']);
});
