import type { Line } from './pdf-lines.ts';
import { joinLines, MARKER } from './pdf-lines.ts';

/** Edges of the text on a page, in points. */
export interface TextArea {
  left: number;
  right: number;
}

export interface PlacedLine extends Line {
  page: number;
  area: TextArea;
}

/**
 * Where the text of a page, or of all pages, begins and ends. Short lines do not say it: a list is judged by the rest of
 * the document, and a document of short lines by its paper, as if both margins were equal.
 * @param width of the paper, in points
 */
export function areaOf(lines: readonly Line[], width: number, whole?: TextArea): TextArea {
  const at = (sorted: number[], share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
  const left = at(
    lines.map((line) => line.left).sort((a, b) => a - b),
    0.1,
  );
  const right = at(
    lines.map((line) => line.right).sort((a, b) => a - b),
    0.9,
  );
  if (!whole) return { left, right: right > width * 0.7 ? right : width - left };
  const usual = Math.min(whole.right, width - Math.min(left, whole.left));
  return { left: lines.length < 8 ? whole.left : left, right: Math.max(right, usual) };
}

/** Joins lines into paragraphs, over page ends too. */
export class Paragraphs {
  /** Paragraphs of this document begin with an indent, so a number at the left edge may stand there by chance. */
  readonly #indented: boolean;
  readonly #spacing: number;
  #open: { text: string; last: PlacedLine } | null = null;

  constructor(lines: readonly PlacedLine[]) {
    const marked = lines.filter(({ text }) => MARKER.test(text));
    this.#indented = marked.filter((line) => indentOf(line) > 1.2).length > marked.length / 2;
    const steps = lines.flatMap((line, at) => {
      const before = lines[at - 1];
      return before?.page === line.page ? [(line.baseline - before.baseline) / line.size] : [];
    });
    this.#spacing = steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 1.5;
  }

  /** @returns the paragraph that this line has ended, if it has */
  take(line: PlacedLine): string | null {
    if (this.#open && !this.#begins(line, this.#open.last)) {
      this.#open = { text: joinLines(this.#open.text, line.text), last: line };
      return null;
    }
    const ended = this.end();
    this.#open = { text: line.text, last: line };
    return ended;
  }

  end(): string | null {
    const text = this.#open?.text ?? null;
    this.#open = null;
    return text;
  }

  #begins(line: PlacedLine, before: PlacedLine): boolean {
    const indent = indentOf(line);
    const room = (before.area.right - before.right) / before.size;
    if (Math.abs(line.size - before.size) > 0.15 * before.size || room > 4) return true;
    // Signs that must stay together leave up to four characters of a full line empty.
    if (room > 1.2 && SENTENCE_END.test(before.text)) return true;
    if (OPENS.test(line.text) && /[^、,\uff0c]$/.test(before.text) && !isOpen(this.#open?.text ?? ''))
      return true;
    if (before.text.endsWith('】')) return true;
    // Titles and signatures, set to the middle or the right.
    if (indent > 5 || indentOf(before) > 5) return true;
    if (line.page === before.page && line.baseline - before.baseline > (this.#spacing + 0.7) * line.size)
      return true;
    if (MARKER.test(line.text) && (!this.#indented || indent > 1.2)) return true;
    return indent > 1.2 && (indentOf(before) < 0.8 || SENTENCE_END.test(before.text));
  }
}

/** A label or a closing sentence stands on a line of its own; within a bracket it only happens to begin a line. */
const OPENS =
  /^(?:(?:牵头|主责|责任|配合|协办|分管|包联)(?:单位|部门|领导|人)|(?:完成|整改|办结)(?:时限|时间|期限))[:\uff1a]|^(?:以上|上述)(?:第|任务|工作|各项|事项)/;

function isOpen(text: string): boolean {
  let depth = 0;
  for (const sign of text) {
    if (/[(\uff08【[]/.test(sign)) depth += 1;
    else if (/[)\uff09】\]]/.test(sign)) depth = Math.max(0, depth - 1);
  }
  return depth > 0;
}

const SENTENCE_END = /[。\uff01\uff1f\uff1a\uff1b.!?:;]$/;

/** In characters of the line. */
const indentOf = ({ left, area, size }: PlacedLine): number => (left - area.left) / size;

/** Text of a table cell: wrapped lines joined, paragraphs parted by line feeds. `right`: inner edge of the cell, in points. */
export function cellText(lines: readonly Line[], right: number): string {
  let text = '';
  let before: Line | null = null;
  for (const line of lines) {
    if (!before) text = line.text;
    else if (wraps(before, line, right)) text = joinLines(text, line.text);
    else text += `\n${line.text}`;
    before = line;
  }
  return text;
}

/** 配合:… under 牵头:… in one cell. */
const ROLE = /^(?:牵头|主责|责任|配合|协办|协助|参与|参加)(?:单位|部门)?[:\uff1a]/;
const UNIT_END = /(?:[局办委部院会镇乡处站所司队厅]|社区|街道|企业|集团|中心|单位|部门)$/;
const OFFICE_END = /(?:[局办处队]|街道|中心)$/;
/** The name of a person under the unit's. */
const PERSON =
  /^(?!牵头|负责|配合|参与|落实|主办|协办)[\u4e00-\u9fff]{2,3}(?<![局办委部院会镇乡处站所司队厅区道])$/;
/** 县…, 市…, 各…, 团…, or one short name; not 市场, 市民, 各项, 区域. */
const UNIT_BEGIN =
  /^(?:[县省](?![级内外])|区(?![域级块内间])|市(?![场民容级内]|政(?![府协法]))|各(?![项类种自])|团[县市区省]委)[^、,\uff0c。]*|^[\u4e00-\u9fff]{2,3}(?:镇|街道)$/;

/** The next character found no room on the line above; but a list of units, one a line, is not one name. */
function wraps(before: Line, line: Line, right: number): boolean {
  if (MARKER.test(line.text) || ROLE.test(line.text)) return false;
  if (/[、,\uff0c]$/.test(before.text)) return true;
  if (/[。\uff1b;]$/.test(before.text) && right - before.right > before.size) return false;
  if (UNIT_END.test(before.text) && UNIT_BEGIN.test(line.text)) return false;
  if (OFFICE_END.test(before.text) && PERSON.test(line.text)) return false;
  // A sign that may not begin a line takes the character before it along.
  const taken = /^.[、。》”\uff0c\uff1b\uff1a\uff09\uff01\uff1f,.;:)!?]*/u.exec(line.text)?.[0].length ?? 1;
  return right - before.right < line.size * (/^[!-~≥≤]/.test(line.text) ? 2.5 : taken + 0.05);
}
