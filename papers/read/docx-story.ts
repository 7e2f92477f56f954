// Above 400 lines because one pass over a story is one machine: its states read best beside each other.
import { isOn } from './docx-styles.ts';
import type { Styles } from './docx-styles.ts';
import { ringedNumber } from './fields.ts';
import type { Flow, FlowParagraph } from './flow.ts';
import { paragraph } from './flow.ts';
import { onGrid } from './grid.ts';
import type { GridRow, RowCell } from './grid.ts';
import type { Numbering } from './numbering.ts';
import { symbolOf } from './symbols.ts';
import type { Attributes, XmlEvents } from './xml.ts';

/** What stories meet on their way: for the notes, and for the parts to read next. */
export interface Seen {
  trackedChanges: number;
  contentsLines: number;
  footnotes: Set<string>;
  endnotes: Set<string>;
  /** Reads a page of HTML that stands in the place of body text (w:altChunk), by its relationship id. */
  readChunk: (id: string) => Flow;
}

/** Left out with everything inside: what was deleted or moved away, former formatting, page set-up, readings above characters. */
const SKIPPED = new Set([
  'w:moveFrom',
  'w:delText',
  'w:pPrChange',
  'w:rPrChange',
  'w:tblPrChange',
  'w:tblGridChange',
  'w:trPrChange',
  'w:tcPrChange',
  'w:tblPrExChange',
  'w:sectPr',
  'w:rt',
]);

interface OpenParagraph {
  text: string;
  style: string | null;
  numId: string | undefined;
  level: number | undefined;
  outline: number | undefined;
  markDeleted: boolean;
  markHidden: boolean;
  contents: boolean;
  boxes: Flow;
  inProperties: boolean;
  inRunProperties: boolean;
  /** The run now open: hidden, shown, or as the paragraph's style says. */
  hidden: boolean | undefined;
}

interface OpenRow extends GridRow {
  deleted: boolean;
  inProperties: boolean;
}

interface OpenCell extends RowCell {
  deleted: boolean;
  joinsLeft: boolean;
}

interface OpenTable {
  rows: OpenRow[];
  cell: OpenCell | null;
}

interface Field {
  instruction: string;
  inResult: boolean;
  contents: boolean;
}

/** One pass over a story (body, footnotes) of WordprocessingML, written into `flow`; call `finish` at its end. */
export class DocxStory implements XmlEvents {
  readonly #styles: Styles;
  readonly #numbering: Numbering;
  readonly #place: FlowParagraph['place'];
  readonly #seen: Seen;
  readonly #flows: Flow[];
  /** Text of paragraphs whose end mark was deleted: it goes on in the next paragraph of the same flow. */
  readonly #carried = new Map<Flow, string>();
  readonly #paragraphs: OpenParagraph[] = [];
  readonly #tables: OpenTable[] = [];
  readonly #fields: Field[] = [];
  readonly #choices: boolean[] = [];
  /** Depth inside something left out. */
  #skipping = 0;
  #boxes = 0;
  #listening = false;
  #keepsBlanks = false;
  #heard = '';

  constructor(flow: Flow, styles: Styles, numbering: Numbering, place: FlowParagraph['place'], seen: Seen) {
    this.#flows = [flow];
    this.#styles = styles;
    this.#numbering = numbering;
    this.#place = place;
    this.#seen = seen;
  }

  open(name: string, attributes: Attributes): void {
    if (this.#skipping > 0 || this.#isLeftOut(name)) {
      this.#skipping++;
      return;
    }
    const current = this.#paragraphs.at(-1);
    if (current?.inProperties) tellParagraph(current, name, attributes);
    else if (current?.inRunProperties) this.#tellRun(current, name, attributes);
    else if (current) this.#inParagraph(current, name, attributes);
    if (STRUCTURE.has(name)) this.#openStructure(name, attributes);
  }

  text(text: string): void {
    if (this.#listening && this.#skipping === 0) this.#heard += text;
  }

  close(name: string): void {
    if (this.#skipping > 0) {
      this.#skipping--;
      return;
    }
    const current = this.#paragraphs.at(-1);
    switch (name) {
      case 'w:t':
      case 'm:t':
        this.#listening = false;
        this.#write(this.#keepsBlanks ? this.#heard : this.#heard.trim());
        break;
      case 'w:instrText': {
        this.#listening = false;
        const field = this.#fields.at(-1);
        if (field && !field.inResult) field.instruction += this.#heard;
        break;
      }
      case 'w:pPr':
        if (current) current.inProperties = false;
        break;
      case 'w:rPr':
        if (current) current.inRunProperties = false;
        break;
      case 'w:r':
        if (current) current.hidden = undefined;
        break;
      case 'w:p':
        if (current) this.#endParagraph(current);
        break;
      case 'w:fldSimple':
        this.#fields.pop();
        break;
      case 'mc:AlternateContent':
        this.#choices.pop();
        break;
      default:
        if (STRUCTURE.has(name)) this.#closeStructure(name);
    }
  }

  finish(): void {
    for (const [flow, text] of this.#carried) flow.push(paragraph(text, { place: this.#place }));
    this.#carried.clear();
  }

  /** Counts tracked changes, and lets one telling of alternatives through. */
  #isLeftOut(name: string): boolean {
    switch (name) {
      case 'w:ins':
      case 'w:moveTo':
        this.#seen.trackedChanges++;
        return false;
      case 'w:del': {
        this.#seen.trackedChanges++;
        const ofMark = this.#paragraphs.at(-1)?.inProperties === true;
        return !ofMark && this.#row?.inProperties !== true;
      }
      case 'mc:AlternateContent':
        this.#choices.push(false);
        return false;
      case 'mc:Choice':
      case 'mc:Fallback': {
        const taken = this.#choices.pop() ?? false;
        this.#choices.push(true);
        return taken;
      }
      default:
        return SKIPPED.has(name);
    }
  }

  #inParagraph(current: OpenParagraph, name: string, attributes: Attributes): void {
    switch (name) {
      case 'w:pPr':
        current.inProperties = true;
        break;
      case 'w:rPr':
        current.inRunProperties = true;
        break;
      case 'w:r':
        current.hidden = undefined;
        break;
      case 'w:t':
      case 'm:t':
      case 'w:instrText':
        this.#listening = true;
        this.#keepsBlanks = attributes['xml:space'] === 'preserve';
        this.#heard = '';
        break;
      case 'w:tab':
      case 'w:ptab':
        this.#write('\t');
        break;
      case 'w:br':
      case 'w:cr':
        this.#write('\n');
        break;
      case 'w:noBreakHyphen':
        this.#write('-');
        break;
      case 'w:sym':
        this.#write(
          symbolOf(attributes['w:font'] ?? '', Number.parseInt(attributes['w:char'] ?? '', 16) || 0),
        );
        break;
      case 'w:fldChar':
        this.#field(attributes['w:fldCharType']);
        break;
      case 'w:fldSimple':
        this.#fields.push({ ...emptyField(), instruction: attributes['w:instr'] ?? '', inResult: true });
        break;
      case 'w:footnoteReference':
        this.#seen.footnotes.add(attributes['w:id'] ?? '');
        break;
      case 'w:endnoteReference':
        this.#seen.endnotes.add(attributes['w:id'] ?? '');
        break;
      case 'v:textpath':
        // WordArt, often the red head of a document.
        if (attributes['string']) current.boxes.push(paragraph(attributes['string'], { place: 'textbox' }));
        break;
    }
  }

  #tellRun(current: OpenParagraph, name: string, attributes: Attributes): void {
    if (name === 'w:vanish') current.hidden = isOn(attributes);
    else if (name === 'w:rStyle') current.hidden ??= this.#styles.facts(attributes['w:val'] ?? null).hidden;
  }

  #field(type: string | undefined): void {
    const field = this.#fields.at(-1);
    if (type === 'begin') this.#fields.push(emptyField());
    else if (type === 'separate' && field) {
      field.inResult = true;
      field.contents = /^\s*TOC\b/i.test(field.instruction);
    } else if (type === 'end' && field) {
      this.#fields.pop();
      if (!field.inResult) this.#write(ringedNumber(field.instruction) ?? '');
    }
  }

  #write(text: string): void {
    const current = this.#paragraphs.at(-1);
    if (!current || text === '') return;
    for (const field of this.#fields) {
      if (!field.inResult) return;
      if (field.contents) current.contents = true;
    }
    const hidden = current.hidden ?? this.#styles.facts(current.style ?? this.#styles.standard).hidden;
    if (hidden !== true) current.text += text;
  }

  #endParagraph(current: OpenParagraph): void {
    this.#paragraphs.pop();
    const flow = this.#flow;
    const place = this.#boxes > 0 ? 'textbox' : this.#place;
    const facts = this.#styles.facts(current.style ?? this.#styles.standard);
    const text = (this.#carried.get(flow) ?? '') + current.text;
    this.#carried.delete(flow);
    const isContents = (facts.contents && text.length < 120) || (current.contents && /\d\s*$/.test(text));
    if (isContents && text !== '') this.#seen.contentsLines++;
    else if (current.markDeleted) this.#carried.set(flow, text);
    else if (text !== '' || !current.markHidden) {
      const outline = current.outline ?? facts.outline ?? 9;
      const number = this.#isShown ? this.#number(current, facts.numId, facts.level) : null;
      flow.push({
        kind: 'paragraph',
        text,
        number,
        outline: outline >= 0 && outline < 9 ? outline + 1 : null,
        place,
      });
    }
    flow.push(...current.boxes);
  }

  #number(
    current: OpenParagraph,
    styleNumId: string | undefined,
    styleLevel: number | undefined,
  ): string | null {
    const numId = current.numId ?? styleNumId;
    if (numId === undefined || numId === '0') return null;
    const style = current.style ?? this.#styles.standard;
    const ofStyle =
      current.numId === undefined && style !== null ? this.#numbering.levelOfStyle(numId, style) : null;
    return this.#numbering.next(numId, current.level ?? ofStyle ?? styleLevel ?? 0);
  }

  get #flow(): Flow {
    return this.#flows.at(-1) ?? [];
  }

  get #row(): OpenRow | undefined {
    return this.#tables.at(-1)?.rows.at(-1);
  }

  /** Deleted rows and the lower parts of merged cells show nothing and count nothing. */
  get #isShown(): boolean {
    return this.#tables.every(({ rows, cell }) => !rows.at(-1)?.deleted && cell?.merge !== 'continues');
  }

  #openStructure(name: string, attributes: Attributes): void {
    const table = this.#tables.at(-1);
    const row = table?.rows.at(-1);
    const cell = table?.cell;
    switch (name) {
      case 'w:p':
        this.#paragraphs.push(emptyParagraph());
        break;
      case 'w:altChunk':
        this.#flow.push(...this.#seen.readChunk(attributes['r:id'] ?? ''));
        break;
      case 'w:txbxContent':
        this.#boxes++;
        this.#flows.push([]);
        break;
      case 'w:tbl':
        this.#tables.push({ rows: [], cell: null });
        break;
      case 'w:tr':
        table?.rows.push({ before: 0, hidden: false, cells: [], deleted: false, inProperties: false });
        break;
      case 'w:trPr':
        if (row) row.inProperties = true;
        break;
      case 'w:gridBefore':
        if (row) row.before = Number(attributes['w:val']);
        break;
      case 'w:hidden':
        if (row?.inProperties) row.hidden = isOn(attributes);
        break;
      case 'w:del':
        if (row?.inProperties) row.deleted = true;
        break;
      case 'w:tc':
        if (!table) break;
        table.cell = { columnSpan: 1, merge: 'none', flow: [], deleted: false, joinsLeft: false };
        this.#flows.push(table.cell.flow);
        break;
      case 'w:gridSpan':
        if (cell) cell.columnSpan = Number(attributes['w:val']);
        break;
      case 'w:vMerge':
        if (cell) cell.merge = attributes['w:val'] === 'restart' ? 'starts' : 'continues';
        break;
      case 'w:hMerge':
        if (cell) cell.joinsLeft = attributes['w:val'] !== 'restart';
        break;
      case 'w:cellDel':
        if (cell) cell.deleted = true;
        break;
    }
  }

  #closeStructure(name: string): void {
    const table = this.#tables.at(-1);
    const row = table?.rows.at(-1);
    if (name === 'w:trPr' && row) row.inProperties = false;
    else if (name === 'w:txbxContent' && this.#boxes > 0) {
      this.#boxes--;
      const box = this.#flows.pop() ?? [];
      (this.#paragraphs.at(-1)?.boxes ?? this.#flow).push(...box);
    } else if (name === 'w:tc' && table?.cell) {
      const left = row?.cells.at(-1);
      this.#closeFlow(table.cell.flow);
      if (table.cell.joinsLeft && left) left.columnSpan += table.cell.columnSpan;
      else if (!table.cell.deleted) row?.cells.push(table.cell);
      table.cell = null;
    } else if (name === 'w:tbl' && table) {
      this.#tables.pop();
      const rows = table.rows.filter((each) => !each.deleted && each.cells.length > 0);
      if (rows.length > 0) this.#flow.push(onGrid(rows));
    }
  }

  #closeFlow(flow: Flow): void {
    this.#flows.pop();
    const carried = this.#carried.get(flow);
    if (carried !== undefined) flow.push(paragraph(carried, { place: this.#place }));
    this.#carried.delete(flow);
  }
}

/** Elements that build paragraphs, boxes and tables. */
const STRUCTURE = new Set([
  'w:p',
  'w:altChunk',
  'w:txbxContent',
  'w:tbl',
  'w:tr',
  'w:trPr',
  'w:gridBefore',
  'w:hidden',
  'w:del',
  'w:tc',
  'w:gridSpan',
  'w:vMerge',
  'w:hMerge',
  'w:cellDel',
]);

function tellParagraph(current: OpenParagraph, name: string, attributes: Attributes): void {
  const value = attributes['w:val'];
  if (name === 'w:pStyle') current.style = value ?? null;
  else if (name === 'w:numId') current.numId = value;
  else if (name === 'w:ilvl') current.level = Number(value);
  else if (name === 'w:outlineLvl') current.outline = Number(value);
  else if (name === 'w:del') current.markDeleted = true;
  else if (name === 'w:vanish') current.markHidden = isOn(attributes);
}

function emptyParagraph(): OpenParagraph {
  return {
    text: '',
    style: null,
    numId: undefined,
    level: undefined,
    outline: undefined,
    markDeleted: false,
    markHidden: false,
    contents: false,
    boxes: [],
    inProperties: false,
    inRunProperties: false,
    hidden: undefined,
  };
}

const emptyField = (): Field => ({ instruction: '', inResult: false, contents: false });
