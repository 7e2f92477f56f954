import type { Paper } from '@tongchuang/domain/intake/paper.ts';
import { describe, expect, test } from 'vitest';
import {
  abstractNum,
  docx,
  docxParts,
  grid,
  lines,
  num,
  numbered,
  p,
  r,
  relationshipsXml,
  table,
  tbl,
  zipOf,
} from './made.ts';
import type { DocxParts } from './made.ts';
import { readPaperFile } from './paper-file.ts';

const read = (body: string, more: DocxParts = {}): Promise<Paper> =>
  readPaperFile('方案.docx', docx(body, more));

describe('tables', () => {
  test('keep merged cells once, with their spans', async () => {
    const paper = await read(
      tbl(
        [['<w:gridSpan w:val="3"/>', p('任务分解表')]],
        [['<w:vMerge w:val="restart"/>', p('环境')], '清扫', '县城管局'],
        [['<w:vMerge/>', p('')], '绿化', '县林业局'],
        [
          ['<w:vMerge w:val="restart"/>', p('秩序')],
          ['<w:gridSpan w:val="2"/>', p('县公安局')],
        ],
      ),
    );

    expect(grid(paper)).toEqual([
      [0, 0, 1, 3, '任务分解表'],
      [1, 0, 2, 1, '环境'],
      [1, 1, 1, 1, '清扫'],
      [1, 2, 1, 1, '县城管局'],
      [2, 1, 1, 1, '绿化'],
      [2, 2, 1, 1, '县林业局'],
      [3, 0, 1, 1, '秩序'],
      [3, 1, 1, 2, '县公安局'],
    ]);
    expect(table(paper).columns).toBe(3);
    for (const { text, start, end } of table(paper).cells) expect(paper.text.slice(start, end)).toBe(text);
  });

  test('start further right where the row leaves grid columns empty', async () => {
    const row = `<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr><w:tc>${p('丙')}</w:tc></w:tr>`;

    const paper = await read(tbl(['甲', '乙', '己']).replace('</w:tbl>', `${row}</w:tbl>`));

    expect(grid(paper).at(-1)).toEqual([1, 2, 1, 1, '丙']);
  });

  test('in a cell become its lines; a table that only frames others gives way to them', async () => {
    const inner = tbl(['分值', '3分'], ['扣分', '1分']);

    const data = await read(tbl(['一', '二'], ['三', ['', p('标准') + inner + p('')]]));
    const framed = await read(tbl([['', p('附件1') + inner]]));

    expect(table(data).cells.at(-1)?.text).toBe('标准\n分值 3分\n扣分 1分');
    expect(lines(framed)).toEqual(['附件1']);
    expect(grid(framed).map((cell) => cell.at(-1))).toEqual(['分值', '3分', '扣分', '1分']);
  });
});

describe('what is not on the printed page', () => {
  test('tracked changes are shown as accepted, and said', async () => {
    const by = 'w:id="1" w:author="王"';
    const paper = await read(
      p(
        `${r('每')}<w:ins ${by}>${r('半')}</w:ins>${r('年')}<w:del ${by}><w:r><w:delText>一</w:delText></w:r></w:del>${r('两次')}`,
      ) +
        p(`<w:moveFrom ${by}>${r('旧处')}</w:moveFrom><w:moveTo ${by}>${r('新处')}</w:moveTo>`) +
        p(r('前半'), `<w:rPr><w:del ${by}/></w:rPr>`) +
        p('后半') +
        p(
          r('居中'),
          `<w:jc w:val="center"/><w:pPrChange ${by}><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>`,
        ) +
        tbl(['留', '下'], ['删', '去']).replace(
          /<w:tr>(?=<w:tc><w:tcPr><\/w:tcPr><w:p><w:r><w:t xml:space="preserve">删)/,
          `<w:tr><w:trPr><w:del ${by}/></w:trPr>`,
        ),
      { numbering: abstractNum(0, [['decimal', '%1.']]) + num(1, 0) },
    );

    expect(lines(paper)).toEqual(['每半年两次', '新处', '前半后半', '居中']);
    expect(grid(paper).map((cell) => cell.at(-1))).toEqual(['留', '下']);
    expect(paper.notes).toEqual([{ code: 'tracked_changes_accepted', count: 5 }]);
  });

  test('hidden text is left out, whether hidden directly or by a style', async () => {
    const styles =
      '<w:style w:type="character" w:styleId="h"><w:name w:val="藏"/><w:rPr><w:vanish/></w:rPr></w:style>';

    const paper = await read(
      p(
        r('看得见') +
          r('看不见', '<w:vanish/>') +
          r('也看不见', '<w:rStyle w:val="h"/>') +
          r('。', '<w:vanish w:val="0"/>'),
      ),
      { styles },
    );

    expect(lines(paper)).toEqual(['看得见。']);
  });

  test('fields show their results; a ringed number is in its instruction', async () => {
    const char = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
    const code = (text: string) => `<w:r><w:instrText xml:space="preserve">${text}</w:instrText></w:r>`;

    const paper = await read(
      p(
        `${r('截至')}${char('begin')}${code(' DATE ')}${char('separate')}${r('9月30日')}${char('end')}${r('前')}`,
      ) +
        p(`${char('begin')}${code(' EQ \\o\\ac(○,11) ')}${char('end')}${r('清运')}`) +
        p(`<w:fldSimple w:instr=" REF x ">${r('第二条')}</w:fldSimple>`),
    );

    expect(lines(paper)).toEqual(['截至9月30日前', '⑪清运', '第二条']);
  });

  test('a generated table of contents goes, and is counted', async () => {
    const styles =
      '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>' +
      '<w:style w:type="paragraph" w:styleId="TH"><w:name w:val="TOC Heading"/></w:style>';
    const entry = (text: string) => p(`${r(text)}<w:r><w:tab/></w:r>${r('3')}`, '<w:pStyle w:val="T1"/>');

    const paper = await read(
      p(r('目录'), '<w:pStyle w:val="TH"/>') + entry('一、总体要求') + entry('二、任务') + p('一、总体要求'),
      { styles },
    );

    expect(lines(paper)).toEqual(['一、总体要求']);
    expect(paper.notes).toEqual([{ code: 'page_furniture_removed', count: 3 }]);
  });

  test('the reading above a character is not its text', async () => {
    const ruby = `<w:r><w:ruby><w:rt>${r('chuàng')}</w:rt><w:rubyBase>${r('创')}</w:rubyBase></w:ruby></w:r>`;

    expect(lines(await read(p(`${ruby}${r('建')}`)))).toEqual(['创建']);
  });
});

describe('beside the text', () => {
  test('a text box is told once, after the paragraph that it hangs on', async () => {
    const box = `<w:txbxContent>${p('责任单位:县文明办')}</w:txbxContent>`;
    const shape = `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>${box}</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;

    const paper = await read(p(`${r('一、')}${shape}${r('任务')}`) + p('结尾'));

    expect(lines(paper)).toEqual(['一、任务', '责任单位:县文明办', '结尾']);
    expect(paper.blocks[1]).toMatchObject({ place: 'textbox' });
  });

  test('footnotes and endnotes that the text cites stand at the end', async () => {
    const cite = (kind: string, id: number) => `<w:r><w:${kind}Reference w:id="${id}"/></w:r>`;
    const note = (kind: string, id: number, text: string) => `<w:${kind} w:id="${id}">${p(text)}</w:${kind}>`;

    const paper = await read(p(`${r('达90%')}${cite('footnote', 2)}${r('以上')}${cite('endnote', 1)}`), {
      footnotes:
        note('footnote', 0, '分隔') + note('footnote', 2, '按2025年测评。') + note('footnote', 3, '已删'),
      endnotes: note('endnote', 1, '尾注。'),
    });

    expect(lines(paper)).toEqual(['达90%以上', '按2025年测评。', '尾注。']);
    expect(paper.blocks.map((block) => block.kind === 'paragraph' && block.place)).toEqual([
      'body',
      'footnote',
      'footnote',
    ]);
  });

  test('line breaks start a line, tabs and symbols stay, blanks at the edge need to be kept by intent', async () => {
    const sym = '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>';

    const paper = await read(
      p(
        `${r('第一行')}<w:r><w:br/></w:r>${r('第二行')}<w:r><w:tab/></w:r>${r('达到')}${sym}<w:r><w:t> 90% </w:t></w:r>`,
      ),
    );

    expect(lines(paper)).toEqual(['第一行', '第二行\t达到≥90%']);
  });

  test('outside content is left alone, and said', async () => {
    const parts = docxParts(p('正文'));
    parts['word/_rels/document.xml.rels'] = relationshipsXml([
      { type: 'attachedTemplate', target: 'http://example.invalid/a.dotm', external: true },
      { type: 'hyperlink', target: 'http://example.invalid/', external: true },
    ]);

    const paper = await readPaperFile('方案.docx', zipOf(parts));

    expect(paper.notes).toEqual([{ code: 'external_content_ignored', count: 1 }]);
  });

  test('a page of HTML in the place of the body is read in its place', async () => {
    const parts = docxParts(p('前') + '<w:altChunk r:id="rId1"/>' + p('后'));
    parts['word/page.htm'] =
      '<html><meta charset="utf-8"><p>一、任务</p><table><tr><td>甲<td>乙</table></html>';
    parts['word/_rels/document.xml.rels'] = relationshipsXml([{ type: 'aFChunk', target: 'page.htm' }]);

    const paper = await readPaperFile('a.docx', zipOf(parts));

    expect(lines(paper)).toEqual(['前', '一、任务', '后']);
    expect(grid(paper).map((cell) => cell.at(-1))).toEqual(['甲', '乙']);
  });

  test('prefixes are names only: a writer may call the namespace as it likes', async () => {
    const parts = docxParts(numbered('总则', 1), {
      numbering: abstractNum(0, [['chineseCounting', '%1、']]) + num(1, 0),
    });
    const renamed = Object.entries(parts).map(([name, xml]) => [
      name,
      String(xml).replaceAll('<w:', '<ns0:').replaceAll('</w:', '</ns0:').replaceAll(' w:', ' ns0:').replace('xmlns:w', 'xmlns:ns0'),
    ]); // prettier-ignore

    expect(lines(await readPaperFile('a.docx', zipOf(Object.fromEntries(renamed))))).toEqual(['一、总则']);
  });
});
