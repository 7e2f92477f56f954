import { OpenTables } from './edge-table.ts';
import type { RowDefinition } from './edge-table.ts';
import type { Flow, FlowParagraph } from './flow.ts';

/** A story of an RTF file (body, footnote, text box): paragraphs and the tables that they stand in. */
export class RtfStory {
  /** Text of the number that the writer generated for the open paragraph. */
  number = '';
  readonly #flow: Flow;
  readonly #place: FlowParagraph['place'];
  readonly #tables: OpenTables;
  #text = '';
  #inTable = false;
  #depth = 1;
  #outline: number | null = null;
  #row: RowDefinition = { edges: [], merges: [] };
  /** The outer row's definition, while that of a nested one is told. */
  #outerRow: RowDefinition | null = null;
  #nextCell: RowDefinition['merges'][number] = { left: false, vertical: 'none' };
  #boxes: Flow = [];

  constructor(flow: Flow, place: FlowParagraph['place']) {
    this.#flow = flow;
    this.#place = place;
    this.#tables = new OpenTables(flow);
  }

  write(text: string): void {
    this.#text += text;
  }

  /** A text box hangs on the open paragraph and follows it. */
  after(box: RtfStory): void {
    if (box.#place === 'textbox') this.#boxes.push(...box.#flow);
  }

  /** Takes a control word that shapes paragraphs or tables; others mean nothing here. */
  tell(word: string, value: number | null): void {
    switch (word) {
      case 'par':
      case 'sect':
      case 'page':
        if (word === 'par' || this.#text !== '') this.#endParagraph();
        break;
      case 'pard':
        this.#inTable = false;
        this.#depth = 1;
        this.#outline = null;
        break;
      case 'intbl':
        this.#inTable = true;
        break;
      case 'itap':
        this.#depth = Math.max(1, value ?? 1);
        this.#inTable = value !== 0;
        break;
      case 'outlinelevel':
        this.#outline = value !== null && value >= 0 && value < 9 ? value + 1 : null;
        break;
      case 'cell':
      case 'nestcell':
        this.#inTable = true;
        if (word === 'cell') this.#depth = 1;
        this.#endParagraph();
        this.#tables.endCell();
        break;
      case 'row':
      case 'nestrow':
        this.#tables.setDepth(word === 'row' ? 1 : this.#depth);
        this.#tables.endRow(this.#row);
        if (this.#outerRow) this.#row = this.#outerRow;
        this.#outerRow = null;
        break;
      case 'nesttableprops':
        this.#outerRow ??= this.#row;
        break;
      case 'trowd':
        this.#row = { edges: [], merges: [] };
        break;
      case 'trleft':
        this.#row.edges[0] = value ?? 0;
        break;
      case 'cellx':
        if (this.#row.edges.length === 0) this.#row.edges.push(Math.min(0, (value ?? 0) - 1));
        this.#row.edges.push(value ?? 0);
        this.#row.merges.push(this.#nextCell);
        this.#nextCell = { left: false, vertical: 'none' };
        break;
      case 'clvmgf':
        this.#nextCell.vertical = 'starts';
        break;
      case 'clvmrg':
        this.#nextCell.vertical = 'continues';
        break;
      case 'clmrg':
        this.#nextCell.left = true;
        break;
    }
  }

  finish(): void {
    if (this.#text !== '' || this.number !== '') this.#endParagraph();
    this.#tables.setDepth(0);
  }

  #endParagraph(): void {
    this.#tables.setDepth(this.#inTable ? this.#depth : 0);
    const number = this.number.trim();
    // A bullet is no number.
    const counts = /[\p{L}\p{N}]/u.test(number);
    const { flow } = this.#tables;
    flow.push({
      kind: 'paragraph',
      text: this.#text,
      number: counts ? number : null,
      outline: this.#outline,
      place: this.#place,
    });
    flow.push(...this.#boxes);
    this.#boxes = [];
    this.#text = '';
    this.number = '';
  }
}
