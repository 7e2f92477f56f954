/**
 * A document as it stands on paper (原件): its text and blocks in reading order, nothing interpreted.
 * `papers/read` makes it from bytes; `read-paper.ts` makes a Reading of it.
 *
 * All positions are UTF-16 offsets into `text`, half open. For a text file `text` is the decoded file itself;
 * for other formats it is the visible text, one line a paragraph, table cells joined by tabs and rows by line feeds.
 */
export interface Paper {
  /** File name as given, without folders; it may hold the title or the year. */
  name: string;
  format: 'docx' | 'doc' | 'rtf' | 'html' | 'pdf' | 'xlsx' | 'txt';
  text: string;
  blocks: Block[];
  /** What the reader saw and kept visible: accepted tracked changes, hidden rows, lost characters, removed page heads. */
  notes: PaperNote[];
}

export type Block = Paragraph | Table;

export interface Paragraph {
  kind: 'paragraph';
  start: number;
  end: number;
  /** The number that Word generated and that is not part of `text`, as it is printed: "一、", "(三)", "12.". */
  number: string | null;
  /** 1 to 9 where a heading style or an outline level says so. */
  outline: number | null;
  place: 'body' | 'textbox' | 'footnote';
}

export interface Table {
  kind: 'table';
  start: number;
  end: number;
  /** Name of the worksheet it stands on (.xlsx only). */
  sheet: string | null;
  /** Number of grid columns. */
  columns: number;
  /** Where the worksheet counts otherwise, because empty rows and columns are left out: its rows and its first column, from 1. */
  origin?: { rows: readonly number[]; column: number };
  /** Cells in reading order; a merged cell stands once, at its upper left, with its spans. */
  cells: Cell[];
}

export interface Cell {
  row: number;
  column: number;
  rowSpan: number;
  columnSpan: number;
  /** Text of the cell, its paragraphs joined by line feeds; equals `paper.text.slice(start, end)`. */
  text: string;
  start: number;
  end: number;
  /** Stands in a hidden row, column or sheet. */
  hidden: boolean;
}

export interface PaperNote {
  code:
    | 'tracked_changes_accepted'
    | 'hidden_cells'
    | 'page_furniture_removed'
    | 'characters_lost'
    | 'macro_ignored'
    | 'external_content_ignored'
    | 'encoding_guessed';
  count: number;
}
