import { expect, test } from 'vitest';
import { HOSTILE, UNPRINTABLE } from './hostile.ts';
import {
  attachmentNote,
  auditLine,
  flush,
  heading,
  signature,
  text,
  title,
  underTitle,
  writeOfficialDocument,
} from './official-document.ts';
import { officialTable } from './official-table.ts';
import { all, isOn, paragraphs, unpacked, words, type Element } from './unpacked.ts';

const madeAt = new Date('2026-03-02T01:00:00Z');

const notice = () =>
  writeOfficialDocument({
    title: '关于做好春季环境整治的通知',
    madeAt,
    parts: [
      {
        page: 'upright',
        blocks: [
          title('清源县创建文明城市指挥部办公室关于做好春季环境整治工作的通知'),
          underTitle('清创办〔2026〕5号'),
          flush('各乡镇、各成员单位：'),
          heading(1, '一、总体要求'),
          heading(2, '（一）时间'),
          heading(3, '1.安排'),
          text('即日起至4月底。', { lead: '一是时间。' }),
          officialTable(
            [
              { head: '序号', width: 20 },
              { head: '内容', width: 136 },
            ],
            [['1', '“五乱”整治']],
          ),
          ...attachmentNote(['清单', '联系表']),
          ...signature('清源县创建办', '2026年3月2日'),
          ...auditLine('a1b2c3d4e5f60718ffff'),
        ],
      },
      { page: 'wide', blocks: [title('清单', 'wide')] },
    ],
  });

const styleOf = (styles: Element, id: string): Element | undefined =>
  all(styles, 'w:style').find((style) => style.attributes['w:styleId'] === id);
const value = (root: Element | undefined, name: string, attribute = 'w:val') =>
  root === undefined ? undefined : all(root, name)[0]?.attributes[attribute];

test('page, margins and lines are those of GB/T 9704: 156 × 225 mm of text', async () => {
  const [upright, wide] = all(unpacked(await notice()).part('word/document.xml'), 'w:sectPr');

  const twips = (mm: number) => String(Math.round((mm * 1440) / 25.4));
  expect(all(upright!, 'w:pgSz')[0]?.attributes).toMatchObject({ 'w:w': twips(210), 'w:h': twips(297) });
  expect(all(upright!, 'w:pgMar')[0]?.attributes).toMatchObject({
    'w:top': twips(37),
    'w:bottom': twips(35),
    'w:left': twips(28),
    'w:right': twips(26),
  });
  expect(all(upright!, 'w:docGrid')[0]?.attributes).toMatchObject({
    'w:type': 'lines',
    'w:linePitch': '580',
  });
  expect(all(wide!, 'w:pgSz')[0]?.attributes).toMatchObject({ 'w:w': twips(297), 'w:orient': 'landscape' });
});

test('title, text and headings have their faces, sizes and the fixed 28 points', async () => {
  const styles = unpacked(await notice()).part('word/styles.xml');

  const looks = ['OfficialTitle', 'Heading1', 'Heading2', 'Heading3'].map((id) => {
    const style = styleOf(styles, id);
    return [
      value(style, 'w:rFonts', 'w:eastAsia'),
      value(style, 'w:sz'),
      value(style, 'w:spacing', 'w:line'),
    ];
  });
  expect(looks).toEqual([
    ['方正小标宋简体', '44', '700'],
    ['黑体', '32', '560'],
    ['楷体_GB2312', '32', '560'],
    ['仿宋_GB2312', '32', '560'],
  ]);
  expect(value(all(styles, 'w:docDefaults')[0], 'w:rFonts', 'w:eastAsia')).toBe('仿宋_GB2312');
  const body = styleOf(styles, 'OfficialText');
  expect(all(body!, 'w:spacing').map((each) => each.attributes)).toContainEqual(
    expect.objectContaining({ 'w:line': '560', 'w:lineRule': 'exact' }),
  );
  expect(value(body, 'w:ind', 'w:firstLineChars')).toBe('200');
  expect(value(styleOf(styles, 'OfficialTitle'), 'w:snapToGrid')).toBe('0');
});

test('page numbers stand at the outer side, in dashes', async () => {
  const paper = unpacked(await notice());
  const [section] = all(paper.part('word/document.xml'), 'w:sectPr');
  const types = all(section!, 'w:footerReference').map((each) => each.attributes['w:type']);
  const footers = paper.paths
    .filter((path) => /^word\/footer\d+\.xml$/.test(path))
    .map((path) => paper.part(path));

  expect(types.toSorted()).toEqual(['default', 'even']);
  expect(new Set(footers.map((footer) => value(footer, 'w:jc')))).toEqual(new Set(['right', 'left']));
  expect(footers.map(words)).toEqual(footers.map(() => '—  —'));
  expect(footers.flatMap((footer) => all(footer, 'w:instrText').map((each) => each.text))).toContain('PAGE');
  expect(all(paper.part('word/settings.xml'), 'w:evenAndOddHeaders')).toHaveLength(1);
});

test('the licensed fonts are named with a substitute and none is in the file', async () => {
  const paper = unpacked(await notice());
  const fonts = all(paper.part('word/fontTable.xml'), 'w:font');

  expect(fonts.map((font) => [font.attributes['w:name'], value(font, 'w:altName')])).toContainEqual([
    '仿宋_GB2312',
    '仿宋',
  ]);
  expect(paper.paths.filter((path) => /odttf|\.ttf|\.otf/.test(path))).toEqual([]);
  expect(paper.outward).toEqual([]);
});

test('the head row of a table is repeated on every page', async () => {
  const document = unpacked(await notice()).part('word/document.xml');

  expect(all(document, 'w:tr').map((row) => isOn(row, 'w:tblHeader'))).toEqual([true, false]);
});

test.each([
  ['清源县创建办', 4, 4],
  ['县委宣传部', 4.5, 4],
  ['清源县创建文明城市指挥部办公室', 2, 6.5],
])('%s signs %d characters in, its date %d, one centred on the other', async (unit, unitIn, dateIn) => {
  const blocks = [text('特此通知。', { withNext: true }), ...signature(unit, '2026年3月2日')];
  const bytes = await writeOfficialDocument({ title: '通知', madeAt, parts: [{ page: 'upright', blocks }] });

  const lines = all(unpacked(bytes).part('word/document.xml'), 'w:p');
  expect(lines.slice(-2).map((line) => Number(value(line, 'w:ind', 'w:right')) / 320)).toEqual([
    unitIn,
    dateIn,
  ]);
  expect(lines.map((line) => isOn(line, 'w:keepNext'))).toEqual([true, true, true, true, false]);
});

test('attachments hang below their label and the audit line shows 16 characters', async () => {
  const lines = paragraphs(unpacked(await notice()).part('word/document.xml'));

  expect(lines).toContain('附件：1.\t清单');
  expect(lines).toContain('2.\t联系表');
  expect(lines).toContain('审计链校验码：a1b2c3d4e5f60718');
});

test('hostile text stays text in every block', async () => {
  const texts = [...HOSTILE, UNPRINTABLE];
  const bytes = await writeOfficialDocument({
    title: texts.join(''),
    madeAt,
    parts: [
      {
        page: 'upright',
        blocks: [
          ...texts.flatMap((each) => [
            title(each),
            heading(1, each),
            text(each, { lead: each }),
            flush(each),
          ]),
          ...attachmentNote(texts),
          ...signature(texts.join(''), '2026年3月2日'),
          officialTable(
            [{ head: texts.join(''), width: 156 }],
            texts.map((each) => [each]),
          ),
        ],
      },
    ],
  });

  const paper = unpacked(bytes);
  const document = paper.part('word/document.xml');
  for (const path of paper.paths) if (/\.(xml|rels)$/.test(path)) paper.part(path);
  expect(paragraphs(document)).toEqual(
    expect.arrayContaining(HOSTILE.map((each) => each.replace('\r', '\n'))),
  );
  expect(paragraphs(document)).toContain('甲乙\uFFFD丙丁');
  expect(all(document, 'w:p')).toHaveLength(texts.length * 6 + 1 + 4 + 1);
  expect(paper.outward).toEqual([]);
});

test('the same paper gives the same bytes', async () => {
  expect(Buffer.compare(await notice(), await notice())).toBe(0);
});
