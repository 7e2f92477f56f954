import { strToU8, zipSync } from 'fflate';
import type { Paper } from '@tongchuang/domain/intake/paper.ts';

// Documents that the tests build for themselves, part by part.

export type Parts = Record<string, string | Uint8Array>;

export function zipOf(parts: Parts): Uint8Array {
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
    ),
  );
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SPACES = `xmlns:w="${W}" xmlns:r="${OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"`;

export const relationshipsXml = (list: { type: string; target: string; external?: boolean }[]): string =>
  `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list
    .map(
      ({ type, target, external }, at) =>
        `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"${external ? ' TargetMode="External"' : ''}/>`,
    )
    .join('')}</Relationships>`;

export interface DocxParts {
  styles?: string;
  numbering?: string;
  footnotes?: string;
  endnotes?: string;
  /** Further parts, and replacements of the ones above. */
  parts?: Parts;
}

/** A .docx with the given content of w:body; the other parts by the content of their root. */
export function docxParts(
  body: string,
  { styles, numbering, footnotes, endnotes, parts }: DocxParts = {},
): Parts {
  const made: Parts = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': relationshipsXml([{ type: 'officeDocument', target: 'word/document.xml' }]),
    'word/document.xml': `${HEAD}<w:document ${SPACES}><w:body>${body}</w:body></w:document>`,
  };
  const related: { type: string; target: string }[] = [];
  for (const [type, content] of Object.entries({ styles, numbering, footnotes, endnotes })) {
    if (content === undefined) continue;
    related.push({ type, target: `${type}.xml` });
    made[`word/${type}.xml`] = `${HEAD}<w:${type} ${SPACES}>${content}</w:${type}>`;
  }
  made['word/_rels/document.xml.rels'] = relationshipsXml(related);
  return { ...made, ...parts };
}

export const docx = (body: string, more: DocxParts = {}): Uint8Array => zipOf(docxParts(body, more));

/** A run, and a paragraph of one run; `properties` is the content of w:rPr and w:pPr. */
export const r = (text: string, properties = ''): string =>
  `<w:r>${properties ? `<w:rPr>${properties}</w:rPr>` : ''}<w:t xml:space="preserve">${text}</w:t></w:r>`;
export const p = (content: string, properties = ''): string =>
  `<w:p>${properties ? `<w:pPr>${properties}</w:pPr>` : ''}${content.startsWith('<') ? content : r(content)}</w:p>`;

export const numbered = (text: string, numId: number, level = 0): string =>
  p(r(text), `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr>`);

/** A list definition from the formats and texts of its levels: [['chineseCounting', '%1、'], …]. */
export const abstractNum = (id: number, levels: [format: string, text: string, more?: string][]): string =>
  `<w:abstractNum w:abstractNumId="${id}">${levels
    .map(
      ([format, text, more = ''], at) =>
        `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`,
    )
    .join('')}</w:abstractNum>`;
export const num = (id: number, abstract: number, overrides = ''): string =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${abstract}"/>${overrides}</w:num>`;

/** Rows of cells; a cell is its text, or [properties of w:tcPr, content]. */
export const tbl = (...rows: (string | [string, string])[][]): string =>
  `<w:tbl><w:tblPr/>${rows
    .map(
      (cells) =>
        `<w:tr>${cells
          .map((cell) => (typeof cell === 'string' ? ['', p(cell)] : cell))
          .map(([properties, content]) => `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`)
          .join('')}</w:tr>`,
    )
    .join('')}</w:tbl>`;

/** Number and text of every paragraph, as a person would read them. */
export const lines = (paper: Paper): string[] =>
  paper.blocks.flatMap((block) =>
    block.kind === 'paragraph' ? [`${block.number ?? ''}${paper.text.slice(block.start, block.end)}`] : [],
  );

export const table = (paper: Paper, at = 0) => {
  const found = paper.blocks.filter((block) => block.kind === 'table')[at];
  if (!found) throw new Error('no table');
  return found;
};

export const grid = (paper: Paper, at = 0) =>
  table(paper, at).cells.map(({ row, column, rowSpan, columnSpan, text }) => [
    row,
    column,
    rowSpan,
    columnSpan,
    text,
  ]);
