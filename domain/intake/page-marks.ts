/** One page mark found in the folded text; `line` where it fills a whole line. */
export interface PageMark {
  a: number;
  b: number;
  /** The number on the page. */
  page: number;
  /** What stays in its place: a blank where only the mark parted two words. */
  put: '' | ' ';
  line: boolean;
}

interface Stretch {
  a: number;
  b: number;
}

const WHOLE_LINE: readonly RegExp[] = [
  /^(?:[-—~·•.] ?){1,4}(\d{1,4})(?: ?[-—~·•.]){1,4}$/,
  /^[-—]{1,3} ?(\d{1,4})$/,
  /^第 ?(\d{1,4}) ?页(?:[,/ ]*共 ?\d{1,4} ?页)?$/,
  /^共 ?\d{1,4} ?页[,/ ]*第 ?(\d{1,4}) ?页$/,
  /^(\d{1,4}) ?\/ ?\d{1,4}(?: ?页)?$/,
  /^page ?(\d{1,4})(?: of \d{1,4})?$/i,
];
const BETWEEN_DASHES = / *—{1,2} *(\d{1,3}) ?—{1,2}/g;
const BEHIND_DASHES = /—{2} *(\d{1,3})/g;
const OF_PAGES = / *第 ?(\d{1,4}) ?页[ ,/]*共 ?\d{1,4} ?页 */g;
const TERMINAL = /[。!?:;)】”]$/;

/** Page marks in the lines of a document. A number alone is believed only in its expected sequence. */
export function findPageMarks(fold: string, lines: readonly Stretch[]): PageMark[] {
  const marks: PageMark[] = [];
  const bare: PageMark[] = [];
  const halves: { at: number; digits: string; digitsAt: number }[] = [];
  for (const { a, b } of lines) {
    const length = b - a;
    if (length === 0) continue;
    if (length <= 24) {
      const line = fold.slice(a, b);
      const found = WHOLE_LINE.map((pattern) => pattern.exec(line)).find((match) => match !== null);
      if (found) {
        marks.push({ a, b, page: Number(found[1]), put: '', line: true });
        continue;
      }
      if (/^\d{1,3}$/.test(line)) bare.push({ a, b, page: Number(line), put: '', line: true });
    }
    const line = fold.slice(a, b);
    for (const found of line.matchAll(OF_PAGES)) {
      marks.push({
        a: a + found.index,
        b: a + found.index + found[0].length,
        page: Number(found[1]),
        put: '',
        line: false,
      });
    }
    if (!line.includes('—')) continue;
    for (const found of line.matchAll(BETWEEN_DASHES)) {
      const before = line.slice(Math.max(0, found.index - 3), found.index);
      const after = line[found.index + found[0].length] ?? '';
      if (
        /\d ?[年月日]?$/.test(before) ||
        (/\d/.test(after) && !/^\d{1,3}[、.]/.test(line.slice(found.index + found[0].length)))
      )
        continue;
      marks.push({
        a: a + found.index,
        b: a + found.index + found[0].length,
        page: Number(found[1]),
        put: '',
        line: false,
      });
    }
    for (const found of line.matchAll(BEHIND_DASHES)) {
      const digits = found[1] ?? '';
      const at = a + found.index;
      if (marks.some((mark) => mark.a <= at && at < mark.b)) continue;
      halves.push({ at, digits, digitsAt: at + found[0].length - digits.length });
    }
  }
  withRunningWords(fold, lines, marks);
  for (const mark of sequenceOf(bare, 300)) marks.push(mark);
  marks.sort((one, other) => one.a - other.a);
  for (const half of halves) {
    const mark = halfMark(fold, half, marks);
    if (mark === null) continue;
    marks.push(mark);
    marks.sort((one, other) => one.a - other.a);
  }
  return marks;
}

/**
 * 第 1 页 共 5 页 in the midst of a line, each time with the same words behind it: they are the head of the page, and
 * may open the document, too.
 */
function withRunningWords(fold: string, lines: readonly Stretch[], marks: PageMark[]): void {
  const inline = marks.filter((mark) => !mark.line && fold.slice(mark.a, mark.b).includes('共'));
  if (inline.length < 2) return;
  const behind = inline.map(({ b }) => /^[^\d\n。;:,、]*/.exec(fold.slice(b, b + 24))?.[0] ?? '');
  let words = behind[0] ?? '';
  for (const other of behind) {
    while (!other.startsWith(words)) words = words.slice(0, -1);
  }
  if (words.trim().length < 4) return;
  for (const mark of inline) mark.b += words.length;
  const first = lines.find(({ a, b }) => b > a);
  if (first !== undefined && fold.startsWith(words, first.a) && first.b - first.a > words.length)
    marks.unshift({ a: first.a, b: first.a + words.length, page: 0, put: '', line: false });
}

/** `——48.`: the page is the part of the digits that stands between its neighbours, the rest numbers an item. */
function halfMark(
  fold: string,
  { at, digits, digitsAt }: { at: number; digits: string; digitsAt: number },
  marks: readonly PageMark[],
): PageMark | null {
  const before = marks.findLast((mark) => mark.a < at)?.page ?? 0;
  const after = marks.find((mark) => mark.a > at)?.page ?? before + 2;
  for (let size = 1; size <= digits.length; size++) {
    const page = Number(digits.slice(0, size));
    if (page <= before || page >= after) continue;
    const end = digitsAt + size;
    const next = fold[end] ?? ' ';
    if (
      size < digits.length
        ? !/^\d+[、.]/.test(fold.slice(end, end + 4))
        : !/[ (\n一-鿿“]/.test(next) || /[年月日个]/.test(next)
    )
      continue;
    return { a: at, b: end, page, put: size < digits.length ? '' : ' ', line: false };
  }
  return null;
}

/** The longest run of numbers that go up by one and stand at least `gap` characters apart; none if shorter than two. */
function sequenceOf(marks: readonly PageMark[], gap: number): PageMark[] {
  let best: PageMark[] = [];
  for (let i = 0; i < marks.length && i < 40; i++) {
    const run: PageMark[] = [];
    for (const mark of marks.slice(i)) {
      const last = run.at(-1);
      if (last === undefined) run.push(mark);
      else if (mark.page === last.page + 1 && mark.a - last.b >= gap) run.push(mark);
    }
    if (run.length > best.length) best = run;
  }
  return best.length >= 2 ? best : [];
}

/**
 * Page numbers that a converter wrote as "2、" before the first word of each page, in the midst of sentences.
 * @returns the stretches of these numbers, empty where they are real item numbers
 */
export function findPageOpenings(fold: string, lines: readonly Stretch[]): PageMark[] {
  const openings: PageMark[] = [];
  let cutSentences = 0;
  let characters = 0;
  let previous: Stretch | null = null;
  for (const line of lines) {
    if (line.b === line.a) continue;
    const found = /^(\d{1,3})、/.exec(fold.slice(line.a, line.a + 4));
    if (found !== null && Number(found[1]) === openings.length + 1) {
      if (
        previous !== null &&
        openings.length > 0 &&
        !TERMINAL.test(fold.slice(previous.b - 1, previous.b))
      ) {
        cutSentences += 1;
      }
      openings.push({
        a: line.a,
        b: line.a + found[0].length,
        page: openings.length + 1,
        put: '',
        line: false,
      });
    }
    if (openings.length > 0) characters += line.b - line.a;
    previous = line;
  }
  const pages = openings.length;
  return pages >= 3 && characters / pages >= 250 && cutSentences >= (pages - 1) * 0.6 ? openings : [];
}
