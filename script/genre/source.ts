/** What a marked source holds: the document to be built and the reading expected of it. */
import type { Expected } from '../../papers/fixtures/expected.ts';

/** A stretch of visible text; `mode` says how Word holds it. */
export interface Run {
  text: string;
  mode: 'plain' | 'ins' | 'del' | 'footnote';
}

export interface SourceCell {
  paragraphs: Run[][];
  /** '^' continues the cell above, '<' the cell at the left. */
  merge: '' | '^' | '<';
  /** A date cell (.xlsx): ISO date and its number format. */
  date: { iso: string; format: string } | null;
  /** A table inside the cell (.docx). */
  inner: SourceTable | null;
}

export interface SourceTable {
  kind: 'table';
  columns: number;
  headerRows: number;
  rows: SourceCell[][];
  hiddenRows: number[];
  hiddenColumns: number[];
}

export interface SourceParagraph {
  kind: 'paragraph';
  runs: Run[];
  /** Word's automatic numbering: list and level. */
  list: { id: number; level: number } | null;
  outline: number | null;
  textbox: boolean;
  align: 'left' | 'center' | 'right';
}

export interface SourceSheet {
  kind: 'sheet';
  name: string;
  hidden: boolean;
}

export type SourceBlock = SourceParagraph | SourceTable | SourceSheet;

export interface Source {
  meta: Map<string, string>;
  blocks: SourceBlock[];
  footnotes: Map<string, string>;
  expected: Expected;
}

export const plainText = (runs: Run[]): string =>
  runs
    .filter((run) => run.mode === 'plain' || run.mode === 'ins')
    .map((run) => run.text)
    .join('');
