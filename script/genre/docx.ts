import { escaped, officeZip } from './xml.ts';
import type { Run, Source, SourceBlock, SourceCell, SourceParagraph, SourceTable } from './source.ts';

const W =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ' +
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ' +
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" ' +
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ' +
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" ' +
  'xmlns:v="urn:schemas-microsoft-com:vml"';
const FONT = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋_GB2312"/>';
const AUTHOR = 'w:id="900" w:author="创建办" w:date="2024-01-05T09:00:00Z"';

/** Word tears a sentence into runs where somebody edited it; so do we, at fixed places. */
function torn(text: string, seed: number): string[] {
  const pieces: string[] = [];
  let at = 0;
  let step = 5 + (seed % 7);
  while (at < text.length) {
    pieces.push(text.slice(at, at + step));
    at += step;
    step = 3 + ((step * 7 + seed) % 19);
  }
  return pieces;
}

/** Tabs and line breaks are elements of their own in Word; ↵ stands for a line break in a source. */
function texts(text: string, tag: 'w:t' | 'w:delText'): string {
  return text
    .split(/(\t|↵)/)
    .filter((piece) => piece !== '')
    .map((piece) =>
      piece === '\t'
        ? '<w:tab/>'
        : piece === '↵'
          ? '<w:br/>'
          : `<${tag} xml:space="preserve">${escaped(piece)}</${tag}>`,
    )
    .join('');
}

let seed = 1;

function runXml(run: Run): string {
  if (run.mode === 'footnote')
    return `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="${run.text}"/></w:r>`;
  seed += 1;
  const runs = torn(run.text, seed)
    .map((piece) => {
      const tag = run.mode === 'del' ? 'w:delText' : 'w:t';
      return `<w:r><w:rPr>${FONT}<w:sz w:val="32"/></w:rPr>${texts(piece, tag)}</w:r>`;
    })
    .join(seed % 3 === 0 ? '<w:proofErr w:type="gramStart"/>' : '');
  if (run.mode === 'ins') return `<w:ins ${AUTHOR}>${runs}</w:ins>`;
  if (run.mode === 'del') return `<w:del ${AUTHOR}>${runs}</w:del>`;
  return runs;
}

function paragraphXml(block: SourceParagraph): string {
  const style = block.outline ? `<w:pStyle w:val="${block.outline}"/>` : '';
  const list = block.list
    ? `<w:numPr><w:ilvl w:val="${block.list.level}"/><w:numId w:val="${block.list.id}"/></w:numPr>`
    : '';
  const align = block.align === 'left' ? '' : `<w:jc w:val="${block.align}"/>`;
  return `<w:p><w:pPr>${style}${list}${align}</w:pPr>${block.runs.map(runXml).join('')}</w:p>`;
}

/** The same words twice, as Word writes a text box: for itself and for older readers. */
function textboxXml(paragraphs: SourceParagraph[]): string {
  const content = `<w:txbxContent>${paragraphs.map(paragraphXml).join('')}</w:txbxContent>`;
  return (
    '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>' +
    '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">' +
    '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>' +
    '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx="4800000" cy="1200000"/>' +
    '<wp:wrapTopAndBottom/><wp:docPr id="7" name="文本框 7"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">' +
    '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="4800000" cy="1200000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>' +
    `<wps:txbx>${content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>` +
    `<mc:Fallback><w:pict><v:shape id="box7" style="width:378pt;height:94pt"><v:textbox>${content}</v:textbox></v:shape></w:pict></mc:Fallback>` +
    '</mc:AlternateContent></w:r></w:p>'
  );
}

function cellXml(cell: SourceCell, across: number, goesDown: boolean): string {
  const span = across > 1 ? `<w:gridSpan w:val="${across}"/>` : '';
  const merge = cell.merge === '^' ? '<w:vMerge/>' : goesDown ? '<w:vMerge w:val="restart"/>' : '';
  const inner = cell.inner ? tableXml(cell.inner) : '';
  const paragraphs = cell.paragraphs.map((runs) => `<w:p>${runs.map(runXml).join('')}</w:p>`).join('');
  return `<w:tc><w:tcPr><w:tcW w:w="${across * 1500}" w:type="dxa"/>${span}${merge}</w:tcPr>${inner}${paragraphs}</w:tc>`;
}

function tableXml(table: SourceTable): string {
  const border = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
    .map((side) => `<w:${side} w:val="single" w:sz="4"/>`)
    .join('');
  const grid = '<w:gridCol w:w="1500"/>'.repeat(table.columns);
  const rows = table.rows.map((row, i) => {
    const cells: string[] = [];
    row.forEach((cell, column) => {
      if (cell.merge === '<') return;
      let across = 1;
      while (row[column + across]?.merge === '<') across += 1;
      cells.push(cellXml(cell, across, table.rows[i + 1]?.[column]?.merge === '^'));
    });
    const head = i < table.headerRows ? '<w:trPr><w:tblHeader/></w:trPr>' : '';
    return `<w:tr>${head}${cells.join('')}</w:tr>`;
  });
  return `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>${border}</w:tblBorders></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${rows.join('')}</w:tbl>`;
}

function bodyXml(blocks: SourceBlock[]): string {
  const parts: string[] = [];
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i];
    if (block?.kind === 'table') parts.push(tableXml(block));
    if (block?.kind !== 'paragraph') continue;
    if (!block.textbox) {
      parts.push(paragraphXml(block));
      continue;
    }
    const box: SourceParagraph[] = [];
    for (let next = blocks[i]; next?.kind === 'paragraph' && next.textbox; next = blocks[++i]) box.push(next);
    i -= 1;
    parts.push(textboxXml(box));
  }
  return parts.join('');
}

/**
 * `@@list1: chineseCounting:%1、 decimal:%2.`: format and text of each level. A blank in the text is written ␣.
 */
function numberingXml(source: Source): string {
  const lists = [...source.meta].filter(([key]) => /^list\d+$/.test(key));
  const abstracts = lists.map(([key, spec]) => {
    const levels = spec.split(' ').map((level, i) => {
      const [format = '', text = ''] = level.split(/:(.*)/s);
      const style =
        source.meta.get('headinglist') === key.slice(4) && i < 3 ? `<w:pStyle w:val="${i + 1}"/>` : '';
      return `<w:lvl w:ilvl="${i}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${style}<w:suff w:val="nothing"/><w:lvlText w:val="${escaped(text.replaceAll('␣', ' '))}"/><w:lvlJc w:val="left"/></w:lvl>`;
    });
    return `<w:abstractNum w:abstractNumId="${key.slice(4)}"><w:multiLevelType w:val="multilevel"/>${levels.join('')}</w:abstractNum>`;
  });
  const numbers = lists.map(
    ([key]) => `<w:num w:numId="${key.slice(4)}"><w:abstractNumId w:val="${key.slice(4)}"/></w:num>`,
  );
  return `<w:numbering ${W}>${abstracts.join('')}${numbers.join('')}</w:numbering>`;
}

function stylesXml(source: Source): string {
  const list = source.meta.get('headinglist');
  const heading = (level: number) => {
    const number = list
      ? `<w:numPr>${level > 1 ? `<w:ilvl w:val="${level - 1}"/>` : ''}<w:numId w:val="${list}"/></w:numPr>`
      : '';
    return `<w:style w:type="paragraph" w:styleId="${level}"><w:name w:val="heading ${level}"/><w:basedOn w:val="a"/><w:pPr>${number}<w:outlineLvl w:val="${level - 1}"/></w:pPr></w:style>`;
  };
  return `<w:styles ${W}><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>${[1, 2, 3].map(heading).join('')}</w:styles>`;
}

function footnotesXml(source: Source): string {
  const notes = [...source.footnotes].map(
    ([id, text]) =>
      `<w:footnote w:id="${id}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> ${escaped(text)}</w:t></w:r></w:p></w:footnote>`,
  );
  return `<w:footnotes ${W}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>${notes.join('')}</w:footnotes>`;
}

const FOOTER =
  '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p>';

const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const PARTS = ['styles', 'numbering', 'footnotes', 'header1', 'footer1'] as const;

/** The document as a Word file, written part by part so that every oddity is exactly where the source says. */
export function docxOf(source: Source): Uint8Array {
  seed = 1;
  const header = source.meta.get('header') ?? '';
  const landscape = source.meta.get('landscape') === 'yes';
  const size = landscape ? 'w:w="16838" w:h="11906" w:orient="landscape"' : 'w:w="11906" w:h="16838"';
  const section = `<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/><w:pgSz ${size}/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>`;
  const kind = (part: string) => part.replace(/\d/, '');
  const relations = PARTS.map(
    (part, i) =>
      `<Relationship Id="rId${i + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind(part)}" Target="${part}.xml"/>`,
  );
  const overrides = PARTS.map(
    (part) => `<Override PartName="/word/${part}.xml" ContentType="${TYPE}.${kind(part)}+xml"/>`,
  );
  return officeZip({
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/>${overrides.join('')}</Types>`,
    '_rels/.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join('')}</Relationships>`,
    'word/document.xml': `<w:document ${W} mc:Ignorable=""><w:body>${bodyXml(source.blocks)}${section}</w:body></w:document>`,
    'word/styles.xml': stylesXml(source),
    'word/numbering.xml': numberingXml(source),
    'word/footnotes.xml': footnotesXml(source),
    'word/header1.xml': `<w:hdr ${W}><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>${escaped(header)}</w:t></w:r></w:p></w:hdr>`,
    'word/footer1.xml': `<w:ftr ${W}>${FOOTER}</w:ftr>`,
  });
}
