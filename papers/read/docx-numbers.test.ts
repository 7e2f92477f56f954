import type { Paper } from '@tongchuang/domain/intake/paper.ts';
import { expect, test } from 'vitest';
import { abstractNum, docx, lines, num, numbered, p, r, table, tbl } from './made.ts';
import type { DocxParts } from './made.ts';
import { readPaperFile } from './paper-file.ts';

const read = (body: string, more: DocxParts = {}): Promise<Paper> =>
  readPaperFile('方案.docx', docx(body, more));

// Numbers that Word generates.

test('stand beside the text and not in it, level by level', async () => {
  const numbering =
    abstractNum(0, [
      ['chineseCountingThousand', '%1、'],
      ['chineseCountingThousand', '(%2)'],
      ['decimal', '%3.'],
      ['decimalEnclosedCircleChinese', '%4'],
    ]) + num(1, 0);

  const paper = await read(
    numbered('指导思想', 1) +
      numbered('工作任务', 1) +
      numbered('宣传发动', 1, 1) +
      numbered('召开大会', 1, 2) +
      numbered('印发通知', 1, 3) +
      numbered('张贴公告', 1, 2) +
      numbered('组织实施', 1, 1) +
      numbered('督促检查', 1, 2) +
      numbered('工作要求', 1),
    { numbering },
  );

  expect(lines(paper)).toEqual([
    '一、指导思想',
    '二、工作任务',
    '(一)宣传发动',
    '1.召开大会',
    '①印发通知',
    '2.张贴公告',
    '(二)组织实施',
    '1.督促检查',
    '三、工作要求',
  ]);
  expect(paper.text.startsWith('指导思想\n工作任务\n')).toBe(true);
});

test('count on when two lists share a definition, and start anew where the list says so', async () => {
  const numbering =
    abstractNum(0, [['decimal', '%1.']]) +
    num(1, 0) +
    num(2, 0) +
    num(3, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>') +
    num(
      4,
      0,
      '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1)"/></w:lvl></w:lvlOverride>',
    );

  const paper = await read(
    numbered('甲', 1) + numbered('乙', 2) + numbered('丙', 3) + numbered('丁', 3) + numbered('戊', 4),
    { numbering },
  );

  expect(lines(paper)).toEqual(['1.甲', '2.乙', '1.丙', '2.丁', 'C)戊']);
});

test('of several levels are joined, in digits where the legal form is set, and restart as told', async () => {
  const numbering =
    abstractNum(0, [
      ['upperRoman', '第%1章'],
      ['decimal', '%1.%2', '<w:isLgl/>'],
      ['decimal', '(%3)', '<w:lvlRestart w:val="0"/>'],
    ]) + num(1, 0);

  const paper = await read(
    numbered('总则', 1) +
      numbered('目的', 1, 1) +
      numbered('其一', 1, 2) +
      numbered('范围', 1, 1) +
      numbered('其二', 1, 2) +
      numbered('职责', 1) +
      numbered('牵头', 1, 1),
    { numbering },
  );

  expect(lines(paper)).toEqual([
    '第I章总则',
    '1.1目的',
    '(1)其一',
    '1.2范围',
    '(2)其二',
    '第II章职责',
    '2.1牵头',
  ]);
});

test('come from styles, also inherited ones and list styles', async () => {
  const numbering =
    abstractNum(0, [
      ['japaneseCounting', '%1、', '<w:pStyle w:val="a"/>'],
      ['japaneseCounting', '(%2)', '<w:pStyle w:val="b"/>'],
    ]) +
    '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="liste"/></w:abstractNum>' +
    num(1, 0) +
    num(2, 1);
  const styles =
    '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>' +
    '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>' +
    '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="我的标题"/><w:basedOn w:val="b"/></w:style>' +
    '<w:style w:type="numbering" w:styleId="liste"><w:name w:val="清单"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>';
  const styled = (style: string, text: string, more = '') =>
    p(r(text), `<w:pStyle w:val="${style}"/>${more}`);

  const paper = await read(
    styled('a', '总体要求') +
      styled('b', '目标') +
      styled('c', '原则') +
      styled('a', '附则', '<w:numPr><w:numId w:val="0"/></w:numPr>') +
      numbered('保障', 2),
    { numbering, styles },
  );

  expect(lines(paper)).toEqual(['一、总体要求', '(一)目标', '(二)原则', '附则', '二、保障']);
  expect(paper.blocks.map((block) => block.kind === 'paragraph' && block.outline)).toEqual([
    1,
    2,
    2,
    1,
    null,
  ]);
});

test('are printed inside table cells, because a cell has no other place for them', async () => {
  const numbering =
    abstractNum(0, [['decimal', '%1']]) + abstractNum(1, [['decimal', '%1.']]) + num(1, 0) + num(2, 1);

  const paper = await read(
    tbl(
      [
        ['', numbered('', 1)],
        ['', numbered('整治占道', 2)],
      ],
      [
        ['', numbered('', 1)],
        ['', numbered('清运垃圾', 2) + p('县城管局')],
      ],
      [
        ['', numbered('2026年完成', 1)],
        ['', p('无')],
      ],
    ),
    { numbering },
  );

  expect(table(paper).cells.map(({ text }) => text)).toEqual([
    '1', '1.整治占道', '2', '2.清运垃圾\n县城管局', '3 2026年完成', '无',
  ]); // prettier-ignore
  expect(paper.text).toBe('1\t1.整治占道\n2\t2.清运垃圾\n县城管局\n3 2026年完成\t无\n');
});

test('have no bullets, and custom formats keep their leading zeros', async () => {
  const custom =
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="7"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="T%1"/></w:lvl></w:abstractNum>';
  const numbering = abstractNum(0, [['bullet', '●']]) + custom + num(1, 0) + num(2, 1);

  const paper = await read(numbered('要点', 1) + numbered('任务', 2), { numbering });

  expect(lines(paper)).toEqual(['要点', 'T007任务']);
});
