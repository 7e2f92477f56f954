import {
  AlignmentType,
  Footer,
  HeadingLevel,
  PageNumber,
  Paragraph,
  Tab,
  TextRun,
  type FileChild,
  type IParagraphOptions,
  type IRunOptions,
} from 'docx';
import {
  CHARACTER,
  SIZE,
  STYLES,
  TEXT_WIDTH,
  UPRIGHT_PAGE,
  WIDE_PAGE,
  WIDE_TEXT_WIDTH,
} from './official-layout.ts';
import { packDocx } from './pack-docx.ts';
import { printable, printableLine } from './printable.ts';
import { characters, titleWidth } from './text-width.ts';

/** A paper in the layout of GB/T 9704-2012; each part starts a new page of its own shape. */
export interface OfficialDocument {
  /** Title in the file's properties; the visible title is a block. */
  title: string;
  /** The moment that the file says it was made at. */
  madeAt: Date;
  parts: { page: 'upright' | 'wide'; blocks: FileChild[] }[];
}

/** The bytes of the .docx, page numbers `— 1 —` at the outer side of every page. */
export function writeOfficialDocument(paper: OfficialDocument): Promise<Uint8Array> {
  const footers = { default: pageNumber('right'), even: pageNumber('left') };
  return packDocx(
    {
      title: printableLine(paper.title),
      creator: '同创 Tongchuang',
      lastModifiedBy: '同创 Tongchuang',
      styles: STYLES,
      evenAndOddHeaderAndFooters: true,
      defaultTabStop: 2 * CHARACTER,
      sections: paper.parts.map((part) => ({
        properties: part.page === 'wide' ? WIDE_PAGE : UPRIGHT_PAGE,
        footers,
        children: part.blocks,
      })),
    },
    paper.madeAt,
  );
}

/** Odd pages: right, one character in; even pages: left, one character in. */
function pageNumber(side: 'right' | 'left'): Footer {
  return new Footer({
    children: [
      new Paragraph({
        style: 'OfficialPageNumber',
        alignment: side === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: { [side]: SIZE.pageNumber * 10 },
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  });
}

/** Text as runs: line feeds become line breaks, tabs tab stops. User text enters a document only here. */
export function runs(text: string, look: IRunOptions = {}): TextRun[] {
  return printable(text)
    .split('\n')
    .map((line, at) => {
      const pieces = line.split('\t').flatMap((piece, tab) => (tab === 0 ? [piece] : [new Tab(), piece]));
      return new TextRun({ ...look, children: pieces, ...(at > 0 ? { break: 1 } : {}) });
    });
}

/** 标题: centred 2号小标宋; a long one is narrowed so that its lines are of like length and break between words. */
export function title(text: string, page: 'upright' | 'wide' = 'upright'): Paragraph {
  const room = page === 'wide' ? WIDE_TEXT_WIDTH : TEXT_WIDTH;
  const side = Math.max(
    0,
    Math.floor((room - titleWidth(text, room / (SIZE.title * 10)) * SIZE.title * 10) / 2),
  );
  return new Paragraph({ style: 'OfficialTitle', indent: { left: side, right: side }, children: runs(text) });
}

/** A centred line below the title: document number (清创办〔2026〕5号), period, table of whom. */
export function underTitle(text: string): Paragraph {
  return new Paragraph({ style: 'OfficialPlain', alignment: AlignmentType.CENTER, children: runs(text) });
}

export const blankLine = (): Paragraph => new Paragraph({ style: 'OfficialPlain' });

/** 一、黑体 · (一)楷体 · 1. 仿宋 bold. The number stands in the text, as it does in the papers themselves. */
export function heading(level: 1 | 2 | 3, text: string): Paragraph {
  const levels = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3];
  return new Paragraph({ heading: levels[level - 1], children: runs(text) });
}

/**
 * A paragraph of text, first line two characters in, its `lead` in bold (一是…, 责任单位:).
 * `withNext` keeps it on the page of what follows, so that a signature never stands alone.
 */
export function text(
  words: string,
  { lead = '', withNext = false, look = {} as IRunOptions } = {},
): Paragraph {
  return new Paragraph({
    style: 'OfficialText',
    keepNext: withNext,
    keepLines: withNext,
    children: [...(lead === '' ? [] : runs(lead, { bold: true })), ...runs(words, look)],
  });
}

/** 主送机关 and other lines that start at the left edge. */
export const flush = (
  words: string,
  options: Pick<IParagraphOptions, 'keepNext' | 'spacing'> = {},
): Paragraph => new Paragraph({ style: 'OfficialPlain', ...options, children: runs(words) });

/**
 * 附件说明: one line below the text, two characters in; further lines hang under the first letter of a name.
 * `withNext` keeps it with the signatures below.
 */
export function attachmentNote(names: readonly string[], { withNext = false } = {}): Paragraph[] {
  if (names.length === 0) return [];
  const label = 5 * CHARACTER; // the two blanks and 附件:
  const numbers = names.length === 1 ? 0 : CHARACTER;
  const lines = names.map((name, at) => {
    const words = names.length === 1 ? name : `${at + 1}.\t${name}`;
    return new Paragraph({
      style: 'OfficialPlain',
      keepNext: withNext,
      indent: { left: label + numbers, hanging: at === 0 ? numbers + 3 * CHARACTER : numbers },
      tabStops: [{ type: 'left', position: label + numbers }],
      children: runs(at === 0 ? `附件：${words}` : words),
    });
  });
  return [new Paragraph({ style: 'OfficialPlain', keepNext: withNext }), ...lines];
}

/**
 * 署名 and 成文日期: the date ends four characters before the right edge, the unit is centred above it;
 * a unit longer than the date stands two characters in and the date is centred below.
 */
export function signature(unit: string, date: string): Paragraph[] {
  const wider = (characters(unit) - characters(date)) / 2;
  const dateIn = wider > 2 ? 2 + wider : 4;
  const line = (words: string, blanks: number, keepNext: boolean) =>
    new Paragraph({
      style: 'OfficialPlain',
      alignment: AlignmentType.RIGHT,
      indent: { right: Math.round(blanks * CHARACTER) },
      keepNext,
      children: runs(printableLine(words)),
    });
  const above = new Paragraph({ style: 'OfficialPlain', keepNext: true });
  return [above, above, line(unit, dateIn - wider, true), line(date, dateIn, false)];
}

/** The small line that ties the paper to the audit chain: the first 16 characters of its head at printing. */
export const auditLine = (head: string | null): Paragraph[] =>
  head === null
    ? []
    : [
        new Paragraph({
          style: 'OfficialSmall',
          spacing: { before: 80 },
          children: runs(`审计链校验码：${head.slice(0, 16)}`),
        }),
      ];
