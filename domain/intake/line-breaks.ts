import { labelOf } from './labels.ts';
import type { Label } from './labels.ts';
import { markerAt } from './markers.ts';
import { readUnitList } from './unit-list.ts';
import { looksLikeUnit } from './unit-names.ts';

/** One physical line of the document, in positions of the folded text. */
export interface PhysicalLine {
  a: number;
  b: number;
  /** Number that Word generated. */
  number: string | null;
  /** White space before its first word, in half characters. */
  indent: number;
  /** A page mark stood between it and the line before. */
  afterPage: boolean;
  /** It may not be joined to the line before: a table or another text frame lies between. */
  apart: boolean;
}

const CLOSED = /[。!?:;)】”》>]$/;
const OPEN = /[、,(“《]$/;
const LABEL = /^[【[(]? ?([一-鿿()、]{2,12}) ?[】\])]? ?[:。]/;

/** A line that begins with a whole label; the second half of a broken one (任单位:) is none. */
const opensField = (fold: string, a: number): boolean => {
  const words = LABEL.exec(fold.slice(a, a + 18))?.[1];
  return words !== undefined && labelOf(words) !== null;
};

/** The line closes a bracket that it has not opened. */
function closes(fold: string, { a, b }: PhysicalLine): boolean {
  let depth = 0;
  for (let i = a; i < b; i++) {
    if (fold[i] === '(') depth += 1;
    else if (fold[i] === ')' && --depth < 0) return true;
  }
  return false;
}

const ALONE = /^[【[]? ?([一-鿿()、 ]{2,18}?) ?[】\]]? ?(:?) *$/;
/** 张三、李四 */
const PERSONS = /^[一-鿿]{2,4}(?:[、, ] ?[一-鿿]{2,4}){0,4}$/;
const WHEN = /[年月日季周前]|长期|持续|立即|常态|即时/;

/** The label that is all a line holds. */
function labelAlone(fold: string, line: PhysicalLine): { kind: Label['kind']; colon: boolean } | null {
  if (line.b - line.a > 22) return null;
  const text = fold.slice(line.a, line.b);
  const found = ALONE.exec(text);
  const label = found === null ? null : labelOf((found[1] ?? '').replaceAll(' ', ''));
  return label === null ? null : { kind: label.kind, colon: /[:】\]] *$/.test(text) };
}

const width = (fold: string, a: number, b: number): number => {
  let sum = 0;
  for (let i = a; i < b; i++) sum += fold.charCodeAt(i) < 0x2e80 ? 1 : 2;
  return sum;
};

/**
 * Which lines go on in the next one: lines broken by a converter at the width of the page, or by the page itself.
 * A label alone on its line is joined to its value in every format.
 * @param wraps whether the format breaks lines within a paragraph
 * @returns for each line what joins it to the line before it: nothing between them, a blank, or the colon that a label
 *   lacks; null where it stands alone
 */
export function findSoftBreaks(
  fold: string,
  lines: readonly PhysicalLine[],
  wraps: boolean,
): ('' | ' ' | ':' | null)[] {
  const widths = lines.map((line) => width(fold, line.a, line.b)).filter((size) => size > 0);
  const edge = widths.reduce((most, size) => Math.max(most, size), 0);
  const full = widths.filter((size) => size >= edge - 4).length;
  const wrapped = edge >= 24 && edge <= 130 && full >= Math.max(3, widths.length * 0.06);
  let listing = false;
  const joins = (line: PhysicalLine, i: number): '' | ' ' | ':' | null => {
    const before = lines[i - 1];
    if (before === undefined || line.apart || line.number !== null || before.b === before.a) return null;
    const label = labelAlone(fold, before);
    const sign = label === null || label.colon ? ' ' : ':';
    const opens =
      label?.kind === 'unit' ||
      /(?:单位|部门) ?: *$/.test(fold.slice(Math.max(before.a, before.b - 12), before.b));
    if (labelAlone(fold, line) !== null) listing = false;
    else if (listing || opens) {
      const list = line.b - line.a <= 160 ? readUnitList(fold, line.a, line.b, 'responsible', opens) : null;
      listing =
        list !== null &&
        list.units.length > 0 &&
        list.end >= line.b - 1 &&
        list.units.every((unit) => unit.sure || looksLikeUnit(fold.slice(unit.a, unit.b))) &&
        markerAt(fold, line.a) === null;
      if (listing) return opens ? sign : ' ';
    }
    if (
      label?.kind === 'deadline' &&
      line.b - line.a <= 30 &&
      markerAt(fold, line.a) === null &&
      labelAlone(fold, line) === null &&
      WHEN.test(fold.slice(line.a, line.b))
    )
      return sign;
    if (
      label?.kind === 'person' &&
      PERSONS.test(fold.slice(line.a, line.b)) &&
      labelAlone(fold, line) === null
    )
      return sign;
    return wraps && broken(line, before) ? '' : null;
  };
  /** Open brackets of the paragraph that the line before belongs to. */
  let depth = 0;
  const broken = (line: PhysicalLine, before: PhysicalLine): boolean => {
    const size = width(fold, before.a, before.b);
    const atEdge = wrapped && size >= edge * 0.85;
    if (atEdge && depth > 0) return true;
    if (depth > 0 && size >= 24 && markerAt(fold, line.a) === null && closes(fold, line)) return true;
    if (markerAt(fold, line.a) !== null || opensField(fold, line.a)) return false;
    const end = fold.slice(before.b - 1, before.b);
    if (OPEN.test(end)) return size >= 16;
    if (CLOSED.test(end)) return false;
    if (markerAt(fold, before.a)?.end === before.b) return false;
    if (line.afterPage && size >= 24 && (size >= edge * 0.85 || size >= 60)) return true;
    return atEdge || size >= 170;
  };
  return lines.map((line, i) => {
    const joint = joins(line, i);
    if (joint === null) depth = 0;
    for (let k = line.a; k < line.b; k++) {
      if (fold[k] === '(') depth += 1;
      else if (fold[k] === ')') depth = Math.max(0, depth - 1);
    }
    return joint;
  });
}
