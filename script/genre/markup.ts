/**
 * The marking language of the genre corpus. A source is the document as an office would write it, with the expected
 * reading marked by hand in braces; the generator strips the marks to get the document and collects them to get
 * the expectation. See papers/fixtures/genre/README.md for the tags.
 */
import { nodesOf } from './tags.ts';
import { Walk } from './walk.ts';
import type { Run, Source, SourceBlock, SourceCell, SourceParagraph, SourceTable } from './source.ts';
import type { Node } from './tags.ts';

/** The full-width sign of a half-width one. */
const wide = (sign: string): string => String.fromCharCode(sign.charCodeAt(0) + 0xfee0);

/**
 * Full-width punctuation by setting, so that a source can be typed on one keyboard: `@@full: ,:;()` names the signs,
 * `@@fullmod: 3` leaves every third line half-width, as files have it that several hands typed.
 */
function inWidth(lines: string[]): string[] {
  const setting = (key: string) =>
    lines.find((line) => line.startsWith(`@@${key}: `))?.slice(key.length + 4) ?? '';
  const signs = setting('full');
  if (signs === '') return lines;
  const every = Number(setting('fullmod') || '0');
  return lines.map((line, index) => {
    if (/^@(?:@(?!title|list)|table|end|sheet|footnote)/.test(line)) return line;
    if (line.startsWith('@@list')) return signs.includes('(') ? line.replace(/[()]/g, wide) : line;
    if (every > 0 && index % every === 0) return line;
    const prefix = /^@@title: /.exec(line)?.[0] ?? '';
    const body = line.slice(prefix.length);
    const widened = body.replace(/[,:;()!?]/g, (sign, at: number) => {
      if (!signs.includes(sign)) return sign;
      if (/[*~a-zA-Z]/.test(body[at - 1] ?? '') && sign === '?') return sign;
      if (/\d/.test(body[at - 1] ?? '') && /\d/.test(body[at + 1] ?? '')) return sign;
      return wide(sign);
    });
    return prefix + widened;
  });
}

/** Reads one marked source; throws with the offending words where a mark is wrong. */
export function readSource(text: string): Source {
  const meta = new Map<string, string>();
  const footnotes = new Map<string, string>();
  const blocks: SourceBlock[] = [];
  const walk = new Walk();
  const lines = inWidth(text.replace(/\n$/, '').split('\n'));
  let textbox = false;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const setting = /^@@(\w+):\s*(.*)$/.exec(line);
    if (setting) {
      meta.set(setting[1] ?? '', setting[2] ?? '');
      continue;
    }
    const note = /^@footnote (\S+) (.*)$/.exec(line);
    if (note) {
      footnotes.set(note[1] ?? '', note[2] ?? '');
      continue;
    }
    if (line === '@unscored-paths' || line === '@scored-paths') {
      walk.pathScored = line === '@scored-paths';
      continue;
    }
    if (line === '@textbox' || line === '@endbox') {
      textbox = line === '@textbox';
      continue;
    }
    const sheet = /^@sheet(-hidden)? (.*)$/.exec(line);
    if (sheet) {
      walk.endTask();
      walk.path = [];
      walk.windows = [];
      blocks.push({ kind: 'sheet', name: sheet[2] ?? '', hidden: sheet[1] !== undefined });
      continue;
    }
    if (line.startsWith('@table')) {
      const end = closing(lines, i);
      blocks.push(tableOf(lines.slice(i, end), walk));
      i = end;
      continue;
    }
    blocks.push(paragraphOf(line, walk, textbox));
  }
  walk.endTask();
  const title = meta.get('title') ?? null;
  const findings = (meta.get('findings') ?? '').split(/[,\s]+/).filter((code) => code !== '');
  return {
    meta,
    blocks,
    footnotes,
    expected: { title, kind: meta.get('kind') ?? 'plan', findings, tasks: walk.tasks },
  };
}

function closing(lines: string[], start: number): number {
  let depth = 0;
  for (let i = start; i < lines.length; i++) {
    if (lines[i]?.startsWith('@table')) depth += 1;
    if (lines[i] === '@end') depth -= 1;
    if (depth === 0) return i;
  }
  throw new Error(`table without @end: ${lines[start]}`);
}

function paragraphOf(line: string, walk: Walk, textbox: boolean): SourceParagraph {
  const marks = /^((?:@(?:num \d+ \d+|h\d|c|r) ?)*)(.*)$/s.exec(line);
  const head = marks?.[1] ?? '';
  const number = /@num (\d+) (\d+)/.exec(head);
  const outline = /@h(\d)/.exec(head);
  walk.walk(nodesOf(marks?.[2] ?? line), 'plain', null, false);
  const runs = walk.takeRuns();
  if (walk.taking) walk.buffer += '\n';
  return {
    kind: 'paragraph',
    runs,
    list: number ? { id: Number(number[1]), level: Number(number[2]) } : null,
    outline: outline ? Number(outline[1]) : null,
    textbox,
    align: head.includes('@c') ? 'center' : head.includes('@r') ? 'right' : 'left',
  };
}

function tableOf(lines: string[], walk: Walk): SourceTable {
  const head = lines[0] ?? '';
  const list = (key: string) =>
    (new RegExp(`${key}=([\\d,]+)`).exec(head)?.[1] ?? '').split(',').filter(Boolean);
  const rows: SourceCell[][] = [];
  /** What stood last in each column, to be replayed where the cell goes on downwards. */
  const above: Node[][][] = [];
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (line.startsWith('@table')) {
      const end = closing(lines, i);
      const cell: SourceCell = {
        paragraphs: [[]],
        merge: '',
        date: null,
        inner: tableOf(lines.slice(i, end), walk),
      };
      rows.push([cell]);
      i = end;
      continue;
    }
    const raw = line
      .replace(/^\|/, '')
      .replace(/\|\s*$/, '')
      .split(/ \|(?: |$)/)
      .map((cell) => cell.trim());
    const row: SourceCell[] = [];
    // A category may stand to the right of the number and yet be above the task.
    const order = [...raw.keys()].sort(
      (x, y) => Number(raw[y]?.includes('{#')) - Number(raw[x]?.includes('{#')) || x - y,
    );
    for (const column of order) row[column] = cellOf(raw[column] ?? '', column, above, walk);
    rows.push(row);
  }
  const columns = Math.max(...rows.map((row) => row.length));
  const inner = rows.some((row) => row[0]?.inner);
  for (const row of rows) {
    if (!inner && row.length !== columns)
      throw new Error(
        `row of ${row.length} cells in a table of ${columns}: ${JSON.stringify(row[1]?.paragraphs)}`,
      );
  }
  return {
    kind: 'table',
    columns,
    headerRows: Number(list('header')[0] ?? 1),
    rows,
    hiddenRows: list('hiderows').map(Number),
    hiddenColumns: list('hidecols').map(Number),
  };
}

function cellOf(raw: string, column: number, above: Node[][][], walk: Walk): SourceCell {
  if (raw === '^') {
    for (const nodes of above[column] ?? []) walk.walk(onlyFacts(nodes), 'plain', null, true);
    walk.takeRuns();
    return { paragraphs: [[]], merge: '^', date: null, inner: null };
  }
  if (raw === '<') return { paragraphs: [[]], merge: '<', date: null, inner: null };
  const parsed = raw.split('¶').map(nodesOf);
  above[column] = parsed;
  const paragraphs: Run[][] = [];
  walk.date = null;
  for (const nodes of parsed) {
    walk.walk(nodes, 'plain', null, false);
    paragraphs.push(walk.takeRuns());
  }
  // The number's cell does not end the text: the text has not begun there.
  if (walk.taking && walk.buffer.trim() !== '') walk.endText();
  const { date } = walk;
  walk.date = null;
  return { paragraphs, merge: '', date, inner: null };
}

/** Of a cell that spans rows, what holds for each row: units, deadline and rhythm. */
const onlyFacts = (nodes: Node[]): Node[] =>
  nodes.filter((node) => typeof node !== 'string' && /^(?:[LRCAM]\??|[dDr])$/.test(node.tag));
