import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx';
import { FACE, font, mm } from './official-layout.ts';
import { runs } from './official-document.ts';
import { characters } from './text-width.ts';

export interface TableColumn {
  head: string;
  /** Millimetres. The widths of all columns add up to the text width of the page (156 or 257). */
  width: number;
  align?: 'left' | 'center' | 'right';
}

/** A cell: its text, or a text that covers rows below it. The covered cells are left out of their rows. */
export type TableText = string | { text: string; rowSpan: number; verticalAlign?: 'top' | 'center' };

const ALIGN = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT };
const LINE = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
// A row of more lines may break across pages: kept whole it would leave half a page empty.
const KEEPS_WHOLE = 15;
const POINTS = { cell: 10.5, small: 9 };

/** Lines that a text takes in a column of `width` millimetres; 2.5 mm are the cell's margins. */
function lines(text: string, width: number, points: number): number {
  const room = Math.max(1, Math.floor(((width - 2.5) * 72) / 25.4 / points));
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(characters(line) / room)), 0);
}

/**
 * A table with fixed column widths whose head row is repeated on every page.
 * @param size  'cell' 10.5 pt for upright pages, 'small' 9 pt for wide tables of many columns
 */
export function officialTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly (TableText | null)[])[],
  size: 'cell' | 'small' = 'cell',
): Table {
  const style = size === 'cell' ? 'OfficialCell' : 'OfficialSmallCell';
  const widths = columns.map((column) => mm(column.width));
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(
      (column, at) =>
        new TableCell({
          width: { size: widths[at] ?? 0, type: WidthType.DXA },
          verticalAlign: VerticalAlign.CENTER,
          children: [
            new Paragraph({
              style,
              alignment: AlignmentType.CENTER,
              keepNext: true,
              children: runs(column.head, { font: font(FACE.black) }),
            }),
          ],
        }),
    ),
  });
  const body = rows.map((row, index) => {
    // The last row stays with what follows, so that no small line stands alone on a page.
    const isLast = index === rows.length - 1;
    const tallest = Math.max(
      0,
      ...row.map((cell, at) =>
        typeof cell === 'string' ? lines(cell, columns[at]?.width ?? 10, POINTS[size]) : 0,
      ),
    );
    return new TableRow({
      cantSplit: tallest <= KEEPS_WHOLE,
      children: row.flatMap((cell, at) =>
        cell === null ? [] : [bodyCell(cell, columns[at], widths[at] ?? 0, style, isLast)],
      ),
    });
  });
  return new Table({
    rows: [head, ...body],
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    alignment: AlignmentType.CENTER,
    margins: { top: 40, bottom: 40, left: 70, right: 70, marginUnitType: WidthType.DXA },
    borders: {
      top: LINE,
      bottom: LINE,
      left: LINE,
      right: LINE,
      insideHorizontal: LINE,
      insideVertical: LINE,
    },
  });
}

function bodyCell(
  cell: TableText,
  column: TableColumn | undefined,
  width: number,
  style: string,
  keepNext: boolean,
): TableCell {
  const {
    text,
    rowSpan,
    verticalAlign = 'center',
  } = typeof cell === 'string' ? { text: cell, rowSpan: 1 } : cell;
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign,
    ...(rowSpan > 1 ? { rowSpan } : {}),
    children: [
      new Paragraph({ style, keepNext, alignment: ALIGN[column?.align ?? 'left'], children: runs(text) }),
    ],
  });
}
