import type { Paper } from '@tongchuang/domain/intake/paper.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { printed } from './counting.ts';
import { type Flow, type FlowCell, layOut, Notes, paragraph } from './flow.ts';
import { htmlTokens } from './html-tokens.ts';
import { decodeText, lostCharacters } from './text.ts';

/**
 * A page of HTML, as many a .doc and .xls from web systems really is.
 *
 * @throws {Refusal} `paper.empty`
 */
export function readHtml(name: string, page: string): Paper {
  const { flow, changes } = flowOfHtml(page);
  const notes = new Notes();
  notes.add('tracked_changes_accepted', changes);
  const paper = layOut(name, 'html', flow, notes);
  if (paper.text.trim() === '') throw new Refusal('paper.empty', { name });
  notes.add('characters_lost', lostCharacters(paper.text));
  return { ...paper, notes: notes.list() };
}

export function flowOfHtml(page: string): { flow: Flow; changes: number } {
  const reader = new HtmlReader();
  for (const token of htmlTokens(page)) {
    if (token.kind === 'text') reader.text(token.text);
    else if (token.kind === 'open') reader.open(token.name, token.attributes);
    else reader.close(token.name);
  }
  return { flow: reader.finish(), changes: reader.changes };
}

/** By the charset that the page declares, if its bytes agree. */
export function decodePage(bytes: Uint8Array, charset?: string): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(4_096, bytes.length)).toString('latin1');
  const declared = charset ?? /(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1];
  try {
    if (declared && !/^utf-16/i.test(declared))
      return new TextDecoder(declared, { fatal: true }).decode(bytes);
  } catch {
    // A wrong or unknown name: the bytes themselves know better.
  }
  return decodeText(bytes).text;
}

/** Elements that begin and end a line of their own. */
const BLOCKS = new Set([
  'p', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'dt', 'dd', 'dl', 'ul', 'ol', 'blockquote', 'pre', 'section', 'article', 'header', 'footer',
  'nav', 'aside', 'main', 'center', 'form', 'fieldset', 'legend', 'hr', 'address', 'body', 'html', 'caption', 'figure', 'figcaption', 'option',
  'table', 'tr', 'td', 'th', 'thead', 'tbody', 'tfoot',
]); // prettier-ignore

const SKIPPED = new Set(['head', 'del', 'rt', 'rp', 'select', 'object']);
const LIST_FORMATS: Record<string, string> = {
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
};
const MOST_COLUMNS = 1_000;
const MOST_ROWS = 65_534;
const DEEPEST = 100;

interface OpenTable {
  cells: FlowCell[];
  row: number;
  column: number;
  inCell: boolean;
  /** Columns that cells from above still fill, with the last row they reach. */
  filled: Map<number, number>;
}

interface OpenList {
  format: string | null;
  next: number;
}

class HtmlReader {
  changes = 0;
  readonly #flows: Flow[] = [[]];
  readonly #tables: OpenTable[] = [];
  readonly #lists: OpenList[] = [];
  #text = '';
  #outline: number | null = null;
  #number: string | null = null;
  #preformatted = 0;
  #skipping: { name: string; depth: number } | null = null;

  text(text: string): void {
    if (this.#skipping) return;
    if (this.#preformatted > 0) this.#text += text;
    else
      this.#text += text
        .replace(/[ \t\r\n\f]+/g, (blank) => (blank.includes('\n') ? '\n' : ' '))
        .replaceAll('\n', LINE_END);
  }

  open(name: string, attributes: ReadonlyMap<string, string>): void {
    if (this.#skipping) {
      if (this.#skipping.name === name) this.#skipping.depth++;
      return;
    }
    if (name === 'del' || name === 'ins') this.changes++;
    const style = attributes.get('style') ?? '';
    if (
      SKIPPED.has(name) ||
      isNoteMark(name, attributes) ||
      (!VOID.has(name) && /display\s*:\s*none|mso-hide\s*:\s*all/i.test(style))
    ) {
      this.#skipping = { name, depth: 1 };
      return;
    }
    if (name === 'br') this.#text += '\n';
    if (BLOCKS.has(name)) this.#endLine();
    if (/^h[1-6]$/.test(name)) this.#outline = Number(name[1]);
    else if (name === 'pre') this.#preformatted++;
    else if (name === 'ol' || name === 'ul') this.#openList(name, attributes);
    else if (name === 'li') this.#openItem(attributes);
    else if (name === 'table') this.#openTable();
    else if (name === 'tr') this.#openRow();
    else if (name === 'td' || name === 'th') this.#openCell(attributes);
  }

  close(name: string): void {
    if (this.#skipping) {
      if (this.#skipping.name === name && --this.#skipping.depth === 0) this.#skipping = null;
      // A head that nobody closed ends where the body does.
      return;
    }
    if (BLOCKS.has(name)) this.#endLine();
    if (/^h[1-6]$/.test(name)) this.#outline = null;
    else if (name === 'pre') this.#preformatted = Math.max(0, this.#preformatted - 1);
    else if (name === 'ol' || name === 'ul') this.#lists.pop();
    else if (name === 'li') this.#endItem();
    else if (name === 'td' || name === 'th') this.#closeCell();
    else if (name === 'table') this.#closeTable();
  }

  finish(): Flow {
    this.#endLine();
    while (this.#tables.length > 0) this.#closeTable();
    return this.#flows[0] ?? [];
  }

  #endLine(): void {
    const text = this.#text
      .replace(JOIN, joined)
      .replace(/ *\n */g, '\n')
      .replace(/^[ \n]+|[ \n]+$/g, '');
    this.#text = '';
    if (text.trim() === '') return;
    this.#flows
      .at(-1)
      ?.push({ kind: 'paragraph', text, number: this.#number, outline: this.#outline, place: 'body' });
    this.#number = null;
  }

  #openList(name: string, attributes: ReadonlyMap<string, string>): void {
    const plain = name === 'ul' || /list-style(-type)?\s*:\s*none/i.test(attributes.get('style') ?? '');
    const format = plain ? null : (LIST_FORMATS[attributes.get('type') ?? ''] ?? 'decimal');
    this.#lists.push({ format, next: Number.parseInt(attributes.get('start') ?? '1', 10) || 1 });
  }

  #openItem(attributes: ReadonlyMap<string, string>): void {
    this.#endItem();
    const list = this.#lists.at(-1);
    if (!list?.format) return;
    list.next = Number.parseInt(attributes.get('value') ?? '', 10) || list.next;
    this.#number = `${printed(list.next++, list.format)}.`;
  }

  /** An item without text shows its number all the same: a column of 序号. */
  #endItem(): void {
    if (this.#number !== null) this.#flows.at(-1)?.push(paragraph('', { number: this.#number }));
    this.#number = null;
  }

  #openTable(): void {
    if (this.#tables.length >= DEEPEST) return;
    this.#tables.push({ cells: [], row: -1, column: 0, inCell: false, filled: new Map() });
  }

  #openRow(): void {
    this.#closeCell();
    const table = this.#tables.at(-1);
    if (!table) return;
    table.row++;
    table.column = 0;
  }

  #openCell(attributes: ReadonlyMap<string, string>): void {
    this.#closeCell();
    const table = this.#tables.at(-1);
    if (!table) return;
    if (table.row < 0) table.row = 0;
    while ((table.filled.get(table.column) ?? -1) >= table.row) table.column++;
    const columnSpan = span(attributes.get('colspan'), MOST_COLUMNS);
    // 0 means down to the end of the table.
    const rowSpan =
      attributes.get('rowspan') === '0' ? MOST_ROWS : span(attributes.get('rowspan'), MOST_ROWS);
    const cell = { row: table.row, column: table.column, rowSpan, columnSpan, flow: [], hidden: false };
    for (let at = 0; at < columnSpan; at++) table.filled.set(table.column + at, table.row + rowSpan - 1);
    table.column += columnSpan;
    table.cells.push(cell);
    table.inCell = true;
    this.#flows.push(cell.flow);
  }

  #closeCell(): void {
    const table = this.#tables.at(-1);
    if (!table?.inCell) return;
    this.#endLine();
    this.#endItem();
    table.inCell = false;
    this.#flows.pop();
  }

  #closeTable(): void {
    this.#closeCell();
    const table = this.#tables.pop();
    if (!table || table.cells.length === 0) return;
    for (const cell of table.cells) cell.rowSpan = Math.min(cell.rowSpan, table.row - cell.row + 1);
    this.#flows.at(-1)?.push({ kind: 'table', sheet: null, cells: table.cells });
  }
}

/** The small number of a footnote would run into the text: 达¹90%. */
function isNoteMark(name: string, attributes: ReadonlyMap<string, string>): boolean {
  return name === 'a' && /^#_?(?:ftn|edn|sdfootnote|sdendnote)/i.test(attributes.get('href') ?? '');
}

const VOID = new Set([
  'br',
  'hr',
  'img',
  'input',
  'meta',
  'link',
  'col',
  'wbr',
  'area',
  'base',
  'embed',
  'source',
  'param',
]);

/** Stands for a line end of the page's source, which no one sees, until it is known what stands around it. */
const LINE_END = '\u0001';
const JOIN = new RegExp(` *${LINE_END}[ ${LINE_END}]*`, 'g');
const CHINESE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…]/;

/** A line end of the source is a blank between words and nothing beside a Chinese character. */
function joined(_: string, at: number, whole: string): string {
  const after = whole.slice(at).replace(JOIN, '')[0] ?? '';
  return CHINESE.test(whole[at - 1] ?? '') || CHINESE.test(after) ? '' : ' ';
}

function span(value: string | undefined, most: number): number {
  return Math.min(most, Math.max(1, Number.parseInt(value ?? '1', 10) || 1));
}
