import { AlignmentType, DocumentGridType, LineRuleType, PageOrientation } from 'docx';
import type { IFontAttributesProperties, IRunOptions, ISectionPropertiesOptions, IStylesOptions } from 'docx';

/**
 * Measures and styles of GB/T 9704-2012 党政机关公文格式. Lengths are twips (1/20 pt), sizes half points.
 * The fonts are named as the standard names them and never embedded: 方正小标宋 and the GB2312 faces are licensed,
 * so `pack-docx.ts` gives Word a substitute for each.
 */
export const mm = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4);

export const FACE = {
  title: '方正小标宋简体',
  text: '仿宋_GB2312',
  black: '黑体',
  script: '楷体_GB2312',
  song: '宋体',
};
const LATIN = 'Times New Roman';

/** 2号 title, 3号 text, 4号 page number, 小五 to 小四 in tables. */
export const SIZE = { title: 44, text: 32, pageNumber: 28, cell: 21, smallCell: 18, small: 18 };

/** One character of 3号 text. */
export const CHARACTER = SIZE.text * 10;
/**
 * 28 characters of 16 pt are 2 mm wider than the 156 mm of the text, so each gives up a quarter point (twips).
 * Word's own grid of characters would say the same, but LibreOffice doubles every character that exceeds its cell.
 */
const TIGHTER = -5;
/** Fixed line spacing of the text, 28 pt: 22 lines fill 217 of the 225 mm. */
const LINE = 28 * 20;

export const TEXT_WIDTH = mm(156);
export const WIDE_TEXT_WIDTH = mm(257);

/**
 * Chinese in `face`, letters and digits half width. The hint keeps “ ” … and — in the Chinese face:
 * without it Word sets them as narrow Latin quotes.
 */
export const font = (face: string, latin: string = LATIN): IFontAttributesProperties => ({
  ascii: latin,
  hAnsi: latin,
  cs: latin,
  eastAsia: face,
  hint: 'eastAsia',
});

const exactly = (line: number) => ({ line, lineRule: LineRuleType.EXACT, before: 0, after: 0 });
const heading = (name: string, face: string, bold: boolean) => ({
  name,
  run: { font: font(face), size: SIZE.text, bold, color: '000000', characterSpacing: TIGHTER },
  paragraph: {
    alignment: AlignmentType.LEFT,
    spacing: exactly(LINE),
    indent: { firstLine: 2 * CHARACTER, firstLineChars: 200 },
    keepNext: true,
  },
});
/** Titles, tables and small lines stand off the grid of lines (see `pack-docx.ts`) and at their natural width. */
const offGrid = (face: string, size: number): IRunOptions => ({
  font: font(face),
  size,
  characterSpacing: 0,
});

/** Paragraph styles by id; the office sees their Chinese names in Word's style box and can go on writing in them. */
export const STYLES: IStylesOptions = {
  default: {
    document: {
      run: {
        font: font(FACE.text),
        size: SIZE.text,
        language: { value: 'en-US', eastAsia: 'zh-CN' },
      },
      paragraph: { spacing: exactly(LINE) },
    },
    heading1: heading('heading 1', FACE.black, false),
    heading2: heading('heading 2', FACE.script, false),
    heading3: heading('heading 3', FACE.text, true),
  },
  paragraphStyles: [
    {
      id: 'OfficialTitle',
      name: '公文标题',
      quickFormat: true,
      run: offGrid(FACE.title, SIZE.title),
      paragraph: { alignment: AlignmentType.CENTER, spacing: exactly(35 * 20), keepNext: true },
    },
    {
      id: 'OfficialText',
      name: '公文正文',
      quickFormat: true,
      run: { characterSpacing: TIGHTER },
      paragraph: {
        alignment: AlignmentType.BOTH,
        spacing: exactly(LINE),
        indent: { firstLine: 2 * CHARACTER, firstLineChars: 200 },
      },
    },
    {
      id: 'OfficialPlain',
      name: '公文顶格',
      quickFormat: true,
      run: { characterSpacing: TIGHTER },
      paragraph: { alignment: AlignmentType.LEFT, spacing: exactly(LINE) },
    },
    {
      id: 'OfficialCell',
      name: '公文表格',
      quickFormat: true,
      run: offGrid(FACE.text, SIZE.cell),
      paragraph: { alignment: AlignmentType.LEFT, spacing: exactly(15 * 20) },
    },
    {
      id: 'OfficialSmallCell',
      name: '公文小表格',
      quickFormat: true,
      run: offGrid(FACE.text, SIZE.smallCell),
      paragraph: { alignment: AlignmentType.LEFT, spacing: exactly(13 * 20) },
    },
    {
      id: 'OfficialSmall',
      name: '公文小字',
      run: { ...offGrid(FACE.song, SIZE.small), color: '595959' },
      paragraph: { alignment: AlignmentType.RIGHT, spacing: exactly(14 * 20) },
    },
    {
      id: 'OfficialPageNumber',
      name: '公文页码',
      run: offGrid(FACE.song, SIZE.pageNumber),
      paragraph: { spacing: exactly(14 * 20) },
    },
  ],
};

// The dash of the page number stands 7 mm below the text, so the 14 pt line ends 35 − 7 − 5 mm above the paper's edge.
const FOOTER = mm(23);

/** A4 upright: 37/35/28/26 mm leave 156 × 225 mm for 22 lines of 28 characters. */
export const UPRIGHT_PAGE: ISectionPropertiesOptions = {
  page: {
    size: { width: mm(210), height: mm(297) },
    margin: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), header: mm(20), footer: FOOTER },
  },
  grid: { type: DocumentGridType.LINES, linePitch: Math.round(mm(225) / 22) },
};

/** A4 across, for wide tables: the binding side (28 mm) lies at the top. */
export const WIDE_PAGE: ISectionPropertiesOptions = {
  page: {
    size: { width: mm(210), height: mm(297), orientation: PageOrientation.LANDSCAPE },
    margin: { top: mm(28), bottom: mm(26), left: mm(20), right: mm(20), header: mm(15), footer: mm(15) },
  },
};
