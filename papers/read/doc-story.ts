import { paragraphProperties } from './doc-properties.ts';
import type { ParagraphProperties } from './doc-properties.ts';
import type { DocStyle } from './doc-styles.ts';
import type { DocText, PropertyRun, Range } from './doc-text.ts';
import { OpenTables } from './edge-table.ts';
import type { Flow, FlowParagraph } from './flow.ts';
import { ringedNumber } from './fields.ts';
import type { Numbering } from './numbering.ts';
import { symbolOf } from './symbols.ts';

export interface DocMarks {
  /** 1 for each character that is deleted or hidden. */
  leftOut: Uint8Array;
  symbols: Map<number, { font: string; code: number }>;
  /** Tracked insertions and deletions. */
  changes: number;
}

interface Field {
  instruction: string;
  inResult: boolean;
}

/** Walks through the stories of a Word binary file, paragraph mark by paragraph mark. */
export class DocStory {
  contentsLines = 0;
  readonly #doc: DocText;
  readonly #styles: (style: number) => DocStyle;
  readonly #numbering: Numbering;
  readonly #marks: DocMarks;
  readonly #runs: PropertyRun[];
  readonly #known = new Map<PropertyRun, ParagraphProperties>();

  constructor(doc: DocText, styles: (style: number) => DocStyle, numbering: Numbering, marks: DocMarks) {
    this.#doc = doc;
    this.#styles = styles;
    this.#numbering = numbering;
    this.#marks = marks;
    this.#runs = doc.runs('paragraph');
  }

  read({ from, to }: Range, place: FlowParagraph['place'], flow: Flow): void {
    const { text } = this.#doc;
    const tables = new OpenTables(flow);
    const fields: Field[] = [];
    let line = '';
    for (let at = from; at < to; at++) {
      const code = text.charCodeAt(at);
      if (code === 13 || code === 7) {
        line = this.#endParagraph(at, line, place, tables);
      } else if (code === 12) {
        // A page or section ends; before any text it ends no paragraph of its own.
        if (line !== '') line = this.#endParagraph(at, line, place, tables);
      } else if (this.#marks.leftOut[at] !== 1) {
        const shown = this.#shown(at, code, fields);
        const field = fields.at(-1);
        if (!field || fields.every(({ inResult }) => inResult)) line += shown;
        else if (!field.inResult) field.instruction += shown;
      }
    }
    if (line !== '') this.#push(tables.flow, line, place, null, null);
    tables.setDepth(0);
  }

  #shown(at: number, code: number, fields: Field[]): string {
    if (code >= 32) {
      const symbol = this.#marks.symbols.get(at);
      return symbol ? symbolOf(symbol.font, symbol.code) : String.fromCharCode(code);
    }
    switch (code) {
      case 9:
        return '\t';
      case 11:
      case 14:
        return '\n';
      case 0x1e:
        return '-';
      case 0x13:
        fields.push({ instruction: '', inResult: false });
        return '';
      case 0x14: {
        const field = fields.at(-1);
        if (field) field.inResult = true;
        return '';
      }
      case 0x15: {
        const field = fields.pop();
        return field && !field.inResult ? (ringedNumber(field.instruction) ?? '') : '';
      }
      default:
        // Anchors of pictures, footnotes and comments.
        return '';
    }
  }

  /** @returns text to carry over into the next paragraph, where the mark between them was deleted */
  #endParagraph(at: number, line: string, place: FlowParagraph['place'], tables: OpenTables): string {
    const run = this.#runAt(this.#doc.offsetOf(at));
    const properties = this.#properties(run);
    const style = this.#styles(run?.style ?? 0);
    tables.setDepth(properties.inTable || properties.depth > 0 ? Math.max(1, properties.depth) : 0);
    if (properties.endsRow || properties.endsInnerRow) {
      tables.endRow(properties.row);
      return '';
    }
    const endsCell = properties.endsInnerCell || (tables.depth === 1 && this.#doc.text[at] === '\x07');
    if (this.#marks.leftOut[at] === 1 && !endsCell) return line;
    if (style.contents && /\d\s*$/.test(line)) this.contentsLines++;
    else this.#push(tables.flow, line, place, properties, style);
    if (endsCell) tables.endCell();
    return '';
  }

  #push(
    flow: Flow,
    text: string,
    place: FlowParagraph['place'],
    properties: ParagraphProperties | null,
    style: DocStyle | null,
  ): void {
    const list = properties?.list ?? style?.list ?? 0;
    const level = properties?.level ?? style?.level ?? 0;
    const outline = properties?.outline ?? style?.outline ?? 9;
    // 2047 and above mean numbers of Word 6, which stand in the text.
    const number = list > 0 && list < 2_047 ? this.#numbering.next(String(list), level) : null;
    flow.push({ kind: 'paragraph', text, number, outline: outline < 9 ? outline + 1 : null, place });
  }

  #properties(run: PropertyRun | null): ParagraphProperties {
    if (!run) return NO_PROPERTIES;
    let properties = this.#known.get(run);
    if (!properties) this.#known.set(run, (properties = paragraphProperties(run.modifiers, this.#doc.data)));
    return properties;
  }

  #runAt(offset: number): PropertyRun | null {
    let low = 0;
    let high = this.#runs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#runs[middle]?.from ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const run = this.#runs[low];
    return run && run.from <= offset && offset < run.to ? run : null;
  }
}

const NO_PROPERTIES = paragraphProperties(Buffer.alloc(0), Buffer.alloc(0));
