import { deadlineIn, deadlineOfValue } from './deadlines.ts';
import { fieldsOfPart } from './fields.ts';
import type { Field } from './fields.ts';
import type { Item, StageWindow } from './item.ts';
import { PERSON_LABEL } from './labels.ts';
import type { DeadlineReading, PersonReading, TaskReading, UnitReading } from './reading.ts';
import { recurrenceIn } from './recurrence.ts';
import { unitsInSentences } from './sentence-units.ts';
import { spanOf, trim, verbatim } from './sheet.ts';
import type { Sheet } from './sheet.ts';
import { targetsIn } from './targets.ts';
import type { Calendar } from './times.ts';
import type { ListedUnit } from './unit-list.ts';
import { looksLikeUnit } from './unit-names.ts';

/** Stretches of the folded text laid end to end, so that one rule reads them as one text. */
export interface Stitched {
  text: string;
  /** Position in the sheet of a position in `text`. */
  place: (at: number) => number;
}

export function stitch(fold: string, ranges: readonly { a: number; b: number }[]): Stitched {
  let text = '';
  const starts: { at: number; a: number }[] = [];
  for (const { a, b } of ranges) {
    if (b <= a) continue;
    if (text !== '') text += '\n';
    starts.push({ at: text.length, a });
    text += fold.slice(a, b);
  }
  const place = (at: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((starts[middle]?.at ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    const start = starts[low];
    return start === undefined ? 0 : start.a + at - start.at;
  };
  return { text, place };
}

const REMOVED = new Set(['unit', 'unitAndPerson', 'person', 'deadline']);

/** Reads one item: what it says, by when, how often, how much, and who. */
export function readItem(sheet: Sheet, item: Item, calendar: Calendar): TaskReading {
  const { fold } = sheet;
  const fields = item.parts.flatMap((part) => fieldsOfPart(fold, part));
  const kept = keptRanges(fold, item, fields);
  const said = stitch(fold, kept);
  const own = { ...calendar, window: item.window };
  const text = joined(sheet, kept)
    .replace(/[\s,、，]+$/, '')
    .trim();
  const first = item.parts[0];
  const last = item.parts.at(-1);
  const targets = targetsIn(said.text).map((target) => {
    const a = said.place(target.a);
    const b = said.place(target.b - 1) + 1;
    return {
      ...spanOf(sheet, a, b),
      text: verbatim(sheet, a, b),
      comparator: target.comparator,
      value: target.value,
      unit: target.unit,
    };
  });
  const named = fields.filter((field) => field.list !== null && field.list.units.length > 0);
  let units = named.flatMap((field) => unitsOf(sheet, field.list?.units ?? []));
  if (units.length === 0 && item.inherited.length > 0) {
    units = item.inherited.flatMap((field) => unitsOf(sheet, field.list?.units ?? []));
  }
  if (units.length === 0) {
    units = unitsInSentences(said.text).flatMap((unit) =>
      unitsOf(sheet, [{ ...unit, a: said.place(unit.a), b: said.place(unit.b - 1) + 1 }]),
    );
  }
  const deadline = readDeadline(sheet, fields, said, own, item.window);
  const rhythm = recurrenceIn(said.text);
  let recurrence =
    rhythm === null ? null : verbatim(sheet, said.place(rhythm.a), said.place(rhythm.b - 1) + 1);
  if (recurrence === null && deadline !== null && !deadline.inherited) {
    const within = recurrenceIn(deadline.phrase);
    if (within !== null) recurrence = deadline.phrase.slice(within.a, within.b);
  }
  return {
    no: item.no,
    sectionPath: item.path,
    text,
    objective: valueOf(sheet, fields, 'objective'),
    standard: valueOf(sheet, fields, 'standard'),
    deadline,
    recurrence,
    targets,
    units: withoutTwins(units),
    persons: fields.flatMap((field) => personsOf(sheet, field)),
    source: spanOf(sheet, first?.a ?? 0, last?.b ?? 0),
  };
}

/** The words of the stretches; those of one line without anything between them. */
function joined(sheet: Sheet, ranges: readonly { a: number; b: number }[]): string {
  let text = '';
  let end = 0;
  for (const { a, b } of ranges) {
    if (text !== '' && sheet.fold.slice(end, a).includes('\n')) text += '\n';
    text += verbatim(sheet, a, b);
    end = b;
  }
  return text;
}

/** What is left of the paragraphs when labels with their values and closing brackets are taken out. */
function keptRanges(fold: string, item: Item, fields: readonly Field[]): { a: number; b: number }[] {
  const kept: { a: number; b: number }[] = [];
  for (const part of item.parts) {
    const out = fields
      .filter((field) => field.a >= part.c && field.b <= part.b && REMOVED.has(field.label.kind))
      .map((field) => removal(fold, field, part.b))
      .filter((range) => range !== null)
      .sort((one, other) => one.a - other.a);
    // A number inside the item belongs to its words; the item's own number does not.
    let from = part === item.parts[0] ? part.c : part.a;
    const pieces: { a: number; b: number }[] = [];
    for (const range of out) {
      if (range.a > from) pieces.push({ a: from, b: range.a });
      from = Math.max(from, range.b);
    }
    if (from < part.b) pieces.push({ a: from, b: part.b });
    // (二)责任单位:…: with its field gone, the number of the line says nothing.
    if (part !== item.parts[0] && pieces.every((piece) => piece.b <= part.c)) continue;
    for (const piece of pieces) {
      const { a, b } = trim(fold, piece.a, piece.b);
      if (b > a && !/^[。;,.、)\]】]+$/.test(fold.slice(a, b))) {
        const before = kept.at(-1);
        // Parts of one line that nothing was taken out between stay one piece.
        if (
          before !== undefined &&
          piece === pieces[0] &&
          piece.a === part.a &&
          /^ *$/.test(fold.slice(before.b, a))
        )
          before.b = b;
        else kept.push({ a, b });
      } else if (b > a && kept.length > 0 && pieces.length > 1) {
        const before = kept.at(-1);
        // The full stop behind a removed bracket closes the sentence before it.
        if (before !== undefined && before.b >= part.a && !/[。;]$/.test(fold.slice(before.b - 1, before.b)))
          kept.push({ a, b });
      }
    }
  }
  return kept;
}

function removal(fold: string, field: Field, end: number): { a: number; b: number } | null {
  if (field.bracket === null) return { a: field.a, b: field.b };
  const behind = fold.slice(field.bracket.b, end);
  if (field.words === '' && !/^[\s。;,.]*$/.test(behind)) return null;
  return field.bracket;
}

function valueOf(sheet: Sheet, fields: readonly Field[], kind: 'objective' | 'standard'): string | null {
  const field = fields.find((candidate) => candidate.label.kind === kind);
  if (field === undefined) return null;
  const { a, b } = trim(sheet.fold, field.valueA, field.valueB);
  return b > a ? verbatim(sheet, a, b) : null;
}

/** The units of a list with their names as written, shared endings added; 同上 keeps its words for now. */
export function unitsOf(sheet: Sheet, listed: readonly ListedUnit[]): UnitReading[] {
  return listed.map((unit) => ({
    ...spanOf(sheet, unit.a, unit.b),
    name: verbatim(sheet, unit.a, unit.b).replace(/\s*\n\s*/g, '') + unit.add,
    role: unit.role,
    collective: unit.collective,
  }));
}

function withoutTwins(units: readonly UnitReading[]): UnitReading[] {
  const seen = new Set<string>();
  return units.filter((unit) => {
    const key = `${unit.role} ${unit.name}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function readDeadline(
  sheet: Sheet,
  fields: readonly Field[],
  said: Stitched,
  calendar: Calendar,
  window: StageWindow | null,
): DeadlineReading | null {
  for (const field of fields) {
    if (field.label.kind !== 'deadline') continue;
    const found = deadlineOfValue(sheet.fold.slice(field.valueA, field.valueB), calendar);
    if (found !== null) return phraseAt(sheet, field.valueA + found.a, field.valueA + found.b, found);
  }
  for (const field of fields) {
    for (const time of field.list?.times ?? []) {
      const found = deadlineOfValue(sheet.fold.slice(time.a, time.b), calendar);
      if (found !== null) return phraseAt(sheet, time.a + found.a, time.a + found.b, found);
    }
  }
  const found = deadlineIn(said.text, calendar);
  if (found !== null) return phraseAt(sheet, said.place(found.a), said.place(found.b - 1) + 1, found);
  return inheritedDeadline(sheet, window);
}

export function phraseAt(
  sheet: Sheet,
  a: number,
  b: number,
  found: { due: string | null; from: string | null },
): DeadlineReading {
  return {
    phrase: verbatim(sheet, a, b),
    due: found.due,
    from: found.from,
    inherited: false,
    span: spanOf(sheet, a, b),
  };
}

export function inheritedDeadline(sheet: Sheet, window: StageWindow | null): DeadlineReading | null {
  if (window === null) return null;
  return { ...phraseAt(sheet, window.a, window.b, window), inherited: true };
}

const PERSONS = new RegExp(`^${PERSON_LABEL}$`);

function personsOf(sheet: Sheet, field: Field): PersonReading[] {
  if (field.label.kind === 'person') return readPersons(sheet, field.valueA, field.valueB, field.words);
  if (field.label.kind !== 'unitAndPerson' || field.list === null) return [];
  const label = PERSONS.exec(field.words.replace(/^.*[和及与、/]/, ''))?.[0] ?? '责任人';
  return field.valueB < field.b ? readPersons(sheet, field.valueB, field.b, label) : [];
}

/** Names of persons in [a, b), parted by 、 , ; and blanks; brackets with their offices stay with them. */
export function readPersons(sheet: Sheet, a: number, b: number, label: string): PersonReading[] {
  const persons: PersonReading[] = [];
  let depth = 0;
  let from = a;
  for (let i = a; i <= b; i++) {
    const char = i < b ? (sheet.fold[i] ?? '') : '、';
    if (char === '(') depth += 1;
    else if (char === ')') depth = Math.max(0, depth - 1);
    if (i < b && (depth > 0 || !/[、,;\s/]/.test(char))) continue;
    const { a: start, b: end } = trim(sheet.fold, from, i);
    from = i + 1;
    const name = sheet.fold.slice(start, end);
    if (
      end - start < 2 ||
      end - start > 40 ||
      /^[—/-]+$/.test(name) ||
      (looksLikeUnit(name) && name.length > 6 && !/长|主任|书记/.test(name))
    )
      continue;
    persons.push({ ...spanOf(sheet, start, end), name: verbatim(sheet, start, end), label });
  }
  return persons;
}
