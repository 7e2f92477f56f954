import { ANY_LABEL, labelOf, roleOf } from './labels.ts';
import type { Label } from './labels.ts';
import { readUnitList } from './unit-list.ts';
import type { UnitList } from './unit-list.ts';

/** One labelled or bracketed part of an item: units, persons, a deadline, its standard. */
export interface Field {
  /** The words that are no text of the task any more: label, sign and value. */
  a: number;
  b: number;
  valueA: number;
  valueB: number;
  label: Label;
  /** As printed, folded and without blanks. */
  words: string;
  list: UnitList | null;
  /** The bracket that holds nothing but such parts, where it stands in one. */
  bracket: { a: number; b: number } | null;
}

const ENDS_IN_LABEL = new RegExp(`(?:${ANY_LABEL})$`);
const SHORT_LABEL =
  /(?:^|[([【〔;,。、\s”])((?:总|主要|具体)?(?:牵头|责任|牵头负责|配合|协办|协助|协同|参与|主办|承办|落实|主责|考核|验收))$/;
const LABEL_ENDING = /(?:单位|部门|科室|处室|股室|主体|机构|乡镇|街道|镇街|学校|社区|园区|院系)$/;
const BEFORE_LABEL = /[。;,!?:)\]】〕([【〔”\n\t 、》>]/;
const LONGEST_LABEL = 26;
const LONGEST_BRACKET = 600;

/** The characters that labels, and role words before 单位 and 部门, end in: sorts out most places cheaply. */
const LABEL_LAST =
  '位门室体构乡镇街道)人员导志名务话式限间点排求度期标准容施措项围骤头任合办同助与实责核收主担校区业系居村';
const ROLE_LAST = '头责办管抓任实施行合同助作与加持核评价收查导促督料送报申保联扶系改担体要一接口供材的)';

function charBefore(fold: string, from: number, at: number): string {
  let i = at - 1;
  while (i >= from && fold.charCodeAt(i) === 0x20) i -= 1;
  return i >= from ? (fold[i] ?? '') : '|';
}

interface Found {
  a: number;
  /** Behind the sign. */
  end: number;
  label: Label;
  words: string;
}

/**
 * The parts of the paragraph [a, b) that stand behind labels or in brackets, in reading order.
 * @param cell in the cell of a table names stand on lines of their own, up to the next label
 */
export function fieldsOf(fold: string, a: number, b: number, cell = false): Field[] {
  const found = findLabels(fold, a, b);
  const brackets = bracketsIn(fold, a, b);
  const fields: Field[] = [];
  for (const [i, label] of found.entries()) {
    let behind = i + 1;
    while (isNoteOnName(fold, label, found[behind])) behind += 1;
    const next = found[behind]?.a ?? b;
    const holder = brackets.findLast((bracket) => bracket.a < label.a && label.end < bracket.b) ?? null;
    const limit = holder === null ? Math.min(next, b) : Math.min(next, holder.b - 1);
    const field = readField(fold, label, limit, cell);
    if (field === null) continue;
    if (holder !== null && /^[([【〔][ ]*$/.test(fold.slice(holder.a, firstIn(found, holder).a)))
      field.bracket = holder;
    fields.push(field);
  }
  for (const bracket of brackets) {
    if (fields.some((field) => field.a < bracket.b && bracket.a < field.b)) continue;
    fields.push(...bracketFields(fold, bracket, b));
  }
  return fields.sort((one, other) => one.a - other.a);
}

const known = new WeakMap<object, { fold: string; c: number; b: number; fields: readonly Field[] }>();

/** The same of one paragraph, which is asked for when the tasks are found and again when they are read. */
export function fieldsOfPart(
  fold: string,
  part: { readonly c: number; readonly b: number },
): readonly Field[] {
  const before = known.get(part);
  if (before !== undefined && before.c === part.c && before.b === part.b && before.fold === fold)
    return before.fields;
  const fields = fieldsOf(fold, part.c, part.b);
  known.set(part, { fold, c: part.c, b: part.b, fields });
  return fields;
}

/** 责任单位:甲(联系人:张三)、乙: a person in brackets behind a name does not end the list of names. */
function isNoteOnName(fold: string, label: Found, other: Found | undefined): boolean {
  if (label.label.kind !== 'unit' || other?.label.kind !== 'person') return false;
  let depth = 0;
  for (let i = label.end; i < other.a; i++) {
    if (fold[i] === '(') depth += 1;
    else if (fold[i] === ')') depth -= 1;
  }
  return depth > 0;
}

const firstIn = (found: readonly Found[], bracket: { a: number; b: number }): Found =>
  found.find((label) => label.a > bracket.a) ?? {
    a: bracket.b,
    end: bracket.b,
    label: { kind: 'content' },
    words: '',
  };

function findLabels(fold: string, a: number, b: number): Found[] {
  const found: Found[] = [];
  let last = a;
  for (let i = a; i < b; i++) {
    const code = fold.charCodeAt(i);
    // ":" "】" "]" "〕" "。" or the last character of 单位 or 部门
    const closing = code === 0x3011 || code === 0x5d || code === 0x3015;
    const sign = code === 0x3a || closing;
    const stop = code === 0x3002;
    const noun = code === 0x4f4d || code === 0x95e8;
    // A person's label with ; for its colon: (责任单位:…;责任人;张某)
    const slip = code === 0x3b && /[人位门]/.test(fold[i - 1] ?? '');
    if (!sign && !stop && !noun && !slip) continue;
    if (stop && !LABEL_ENDING.test(fold.slice(Math.max(a, i - 2), i))) continue;
    const end = noun ? i + 1 : i;
    const before = charBefore(fold, last, noun ? i - 1 : i);
    if (!(noun ? ROLE_LAST : LABEL_LAST).includes(before)) continue;
    const label = labelEndingAt(fold, last, end);
    if (label === null || (slip && label.kind.kind !== 'person' && !namesFollow(fold, end + 1, b))) continue;
    let behind = end;
    if (noun) {
      if (/^ *[:】\]〕。及和与、/(]/.test(fold.slice(end, end + 3)) || !opensBare(fold, label.a, end, a, b))
        continue;
      while (/[ \t—-]/.test(fold[behind] ?? '')) behind += 1;
    } else {
      behind = end + 1;
      if (code !== 0x3a && !stop && /^ *:/.test(fold.slice(behind, behind + 3)))
        behind = fold.indexOf(':', behind) + 1;
    }
    if (stop && !namesFollow(fold, behind, b)) continue;
    if (closing && label.kind.kind === 'content') continue;
    const opening = closing && label.a > last && /[【[〔]/.test(fold[label.a - 1] ?? '') ? 1 : 0;
    found.push({ a: label.a - opening, end: Math.min(behind, b), label: label.kind, words: label.words });
    last = Math.min(behind, b);
    i = Math.max(i, last - 1);
  }
  return found;
}

/** The label whose last character stands right before `end`; blanks inside it do not count. */
function labelEndingAt(
  fold: string,
  from: number,
  end: number,
): { a: number; kind: Label; words: string } | null {
  let words = '';
  const places: number[] = [];
  for (let i = end - 1; i >= from && words.length < LONGEST_LABEL; i--) {
    const char = fold[i] ?? '';
    if (char === '\n' || char === '\t' || char === '。' || char === ';') break;
    if (char === ' ') {
      // One blank may have come into the label; two or more end it.
      if (fold[i - 1] === ' ' && words.length > 1) break;
      continue;
    }
    words = char + words;
    places.unshift(i);
  }
  const match = ENDS_IN_LABEL.exec(words);
  const short = match === null && fold[end] === ':' ? SHORT_LABEL.exec(words) : null;
  const text = match?.[0] ?? short?.[1];
  if (text === undefined) return null;
  const at = places[words.length - text.length];
  if (at === undefined) return null;
  const before = fold[at - 1] ?? '\n';
  if (at > from && !BEFORE_LABEL.test(before)) {
    // In the midst of a sentence only a whole unit label with its colon is believed: 各责任单位: is an address.
    if (fold[end] !== ':' || !LABEL_ENDING.test(text) || /[各由对向和与的了将请是]/.test(before)) return null;
  }
  const kind: Label | null = short ? { kind: 'unit', role: roleOf(text) } : labelOf(text);
  if (kind === null) return null;
  return { a: at, kind, words: text };
}

/** A label without a sign: at the head of a paragraph or bracket, with sure names right behind it. */
function opensBare(fold: string, at: number, end: number, a: number, b: number): boolean {
  const before = at === a ? '\n' : (fold[at - 1] ?? '\n');
  if (!/[([【〔\n\t。;, ]/.test(before)) return false;
  const next = fold[end] ?? '';
  if (!/[ \t一-鿿—-]/.test(next)) return false;
  return namesFollow(fold, end, b);
}

/** Do sure names of units begin here? */
function namesFollow(fold: string, from: number, b: number): boolean {
  let stop = from;
  while (stop < b && stop < from + 60 && !/[。;\n)】\]]/.test(fold[stop] ?? '')) stop += 1;
  const start = from + (/^[ \t—-]*/.exec(fold.slice(from, from + 8))?.[0].length ?? 0);
  const list = readUnitList(fold, start, stop, 'responsible', true);
  const first = list.units[0];
  // A document cut off in the midst of a name.
  if (stop === b && stop - start <= 8 && stop > start) return true;
  if (first === undefined) return false;
  return first.sure || list.units.some((unit) => unit.sure || unit.collective);
}

function readField(
  fold: string,
  { a, end, label, words }: Found,
  limit: number,
  cell: boolean,
): Field | null {
  const valueA = skipBlanks(fold, end, limit);
  const base = { a, valueA, label, words, list: null, bracket: null };
  switch (label.kind) {
    case 'unit':
    case 'unitAndPerson': {
      const stop = cell ? limit : valueEnd(fold, valueA, limit, true);
      const list = readUnitList(fold, valueA, stop, label.role, true);
      let b = list.end;
      if (list.units.length === 0) b = stop - valueA <= 12 ? stop : valueA;
      const end = label.kind === 'unitAndPerson' ? stop : b;
      return { ...base, valueB: b, b: behindSign(fold, end, limit), list };
    }
    case 'person':
    case 'deadline': {
      const stop = valueEnd(fold, valueA, limit, false);
      return { ...base, valueB: stop, b: behindSign(fold, stop, limit) };
    }
    default:
      return { ...base, valueB: limit, b: limit };
  }
}

const skipBlanks = (fold: string, at: number, limit: number): number => {
  while (at < limit && /\s/.test(fold[at] ?? '')) at += 1;
  return at;
};

const behindSign = (fold: string, at: number, limit: number): number => {
  while (at < limit && /[。;,. \n]/.test(fold[at] ?? '')) at += 1;
  return at;
};

/** End of a value: full stop, line end, closing bracket; a list may go on in the next line behind 、. */
function valueEnd(fold: string, from: number, limit: number, list: boolean): number {
  let depth = 0;
  for (let i = from; i < limit; i++) {
    const char = fold[i];
    if (char === '(') depth += 1;
    else if (char === ')') {
      if (depth === 0) return i;
      depth -= 1;
    } else if (depth === 0) {
      if (char === '。' || char === '【' || char === '】') return i;
      if (char === ';' && !list) return i;
      if (char === '\n' && !/[、,]\s*$/.test(fold.slice(Math.max(from, i - 2), i))) return i;
    }
  }
  return limit;
}

/** Brackets of the paragraph, outermost only; one that is never closed hides no other. */
function bracketsIn(fold: string, a: number, b: number): { a: number; b: number }[] {
  const open: number[] = [];
  const closed: { a: number; b: number }[] = [];
  for (let i = a; i < b; i++) {
    const char = fold[i];
    if (char === '(' || char === '[' || char === '【' || char === '〔') open.push(i);
    else if (char === ')' || char === ']' || char === '】' || char === '〕') {
      const at = open.pop();
      if (at === undefined || i - at >= LONGEST_BRACKET) continue;
      while ((closed.at(-1)?.a ?? -1) > at) closed.pop();
      closed.push({ a: at, b: i + 1 });
    }
  }
  return closed;
}

/** (县城管局牵头,县住建局配合) anywhere; (县城管局、县住建局) only where the paragraph ends. */
function bracketFields(fold: string, bracket: { a: number; b: number }, paragraphEnd: number): Field[] {
  const from = bracket.a + 1;
  const to = bracket.b - 1;
  if (to - from < 2) return [];
  const list = readUnitList(fold, from, to, 'responsible', false);
  if (list.units.length === 0 || list.end < to - 1) return [];
  const last =
    /^[。;.!\s]*$/.test(fold.slice(bracket.b, Math.min(paragraphEnd, bracket.b + 4))) &&
    paragraphEnd - bracket.b < 4;
  if (!list.verbs && !last) return [];
  if (!list.verbs && (list.units.every((unit) => unit.collective) || !list.units.every((unit) => unit.sure)))
    return [];
  const base = { a: from, b: to, words: '', bracket };
  const fields: Field[] = [
    { ...base, valueA: from, valueB: to, label: { kind: 'unit', role: 'responsible' }, list },
  ];
  for (const time of list.times) {
    fields.push({ ...base, valueA: time.a, valueB: time.b, label: { kind: 'deadline' }, list: null });
  }
  return fields;
}
