// Over 300 lines of one thing: the marking language of the genre corpus, its reader and the expectation it yields.
/**
 * The marking language of the genre corpus. A source is the document as an office would write it, with the expected
 * reading marked by hand in braces; the generator strips the marks to get the document and collects them to get
 * the expectation. See papers/fixtures/genre/README.md for the tags.
 */
import type { Expected, ExpectedTarget, ExpectedTask, ExpectedUnit } from '../../papers/fixtures/expected.ts';

/** A stretch of visible text; `mode` says how Word holds it. */
export interface Run {
  text: string;
  mode: 'plain' | 'ins' | 'del' | 'footnote';
}

export interface SourceCell {
  paragraphs: Run[][];
  /** '^' continues the cell above, '<' the cell at the left. */
  merge: '' | '^' | '<';
  /** A date cell (.xlsx): ISO date and its number format. */
  date: { iso: string; format: string } | null;
  /** A table inside the cell (.docx). */
  inner: SourceTable | null;
}

export interface SourceTable {
  kind: 'table';
  columns: number;
  headerRows: number;
  rows: SourceCell[][];
  hiddenRows: number[];
  hiddenColumns: number[];
}

export interface SourceParagraph {
  kind: 'paragraph';
  runs: Run[];
  /** Word's automatic numbering: list and level. */
  list: { id: number; level: number } | null;
  outline: number | null;
  textbox: boolean;
  align: 'left' | 'center' | 'right';
}

export interface SourceSheet {
  kind: 'sheet';
  name: string;
  hidden: boolean;
}

export type SourceBlock = SourceParagraph | SourceTable | SourceSheet;

export interface Source {
  meta: Map<string, string>;
  blocks: SourceBlock[];
  footnotes: Map<string, string>;
  expected: Expected;
}

type Node = string | { tag: string; argument: string; children: Node[] };

/** Splits marked text into plain stretches and tags; tags nest. */
function nodesOf(text: string): Node[] {
  let at = 0;
  const read = (inside: boolean): Node[] => {
    const nodes: Node[] = [];
    let plain = '';
    const flush = () => {
      if (plain !== '') nodes.push(plain);
      plain = '';
    };
    while (at < text.length) {
      const char = text[at] ?? '';
      if (char === '{') {
        flush();
        at += 1;
        const head = /^(#\d|\*[?~]*|[a-zA-Z]+\??|\/)/.exec(text.slice(at));
        if (!head) throw new Error(`no tag at: ${text.slice(at, at + 30)}`);
        const tag = head[0];
        at += tag.length;
        let argument = '';
        if (tag === 't' || tag === 't?') {
          const spec = /^ (\S+) /.exec(text.slice(at));
          if (!spec) throw new Error(`target without its measure: ${text.slice(at, at + 30)}`);
          argument = spec[1] ?? '';
          at += spec[0].length;
        } else if (text[at] === ' ') at += 1;
        const children = read(true);
        nodes.push({ tag, argument, children });
      } else if (char === '}' && inside) {
        flush();
        at += 1;
        return nodes;
      } else {
        plain += char;
        at += 1;
      }
    }
    if (inside) throw new Error(`open tag in: ${text}`);
    flush();
    return nodes;
  };
  return read(false);
}

const ROLES: Record<string, string> = {
  L: 'lead',
  R: 'responsible',
  C: 'cooperating',
  A: 'assessing',
  M: 'material',
};

/** Splits a list of units at 、 , ; and blanks, but never inside brackets. */
function namesOf(list: string): string[] {
  const names: string[] = [];
  let name = '';
  let depth = 0;
  for (const char of list) {
    if (char === '(' || char === '\uff08') depth += 1;
    if (char === ')' || char === '\uff09') depth -= 1;
    if (depth === 0 && /[、,;\uff0c\uff1b\s]/.test(char)) {
      if (name !== '') names.push(name);
      name = '';
    } else name += char;
  }
  if (name !== '') names.push(name);
  return names;
}

const withoutBar = (text: string): [shown: string, meant: string | null] => {
  const bar = text.indexOf('|');
  return bar < 0 ? [text, null] : [text.slice(0, bar), text.slice(bar + 1)];
};

/** Everything the walk carries from one block to the next. */
class Walk {
  readonly tasks: ExpectedTask[] = [];
  path: string[] = [];
  windows: ({ phrase: string; due: string | null } | null)[] = [];
  task: ExpectedTask | null = null;
  begin = 0;
  taking = false;
  buffer = '';
  pathScored = true;
  runs: Run[] = [];
  date: SourceCell['date'] = null;

  /** Visible text goes into the runs; text that is also expected goes into the buffer of the task. */
  private show(text: string, mode: Run['mode'], hold: { clean: string } | null, expected: boolean): void {
    if (expected && mode !== 'del' && mode !== 'footnote') {
      if (hold) hold.clean += text;
      if (this.taking) this.buffer += text;
    }
    const last = this.runs.at(-1);
    if (last && last.mode === mode && mode !== 'footnote') last.text += text;
    else this.runs.push({ text, mode });
  }

  endText(): void {
    if (this.task && this.taking) {
      const text = this.buffer.replace(/\s+$/u, '').replace(/^\s+/u, '');
      this.task.textStart = [...text.replace(/\n/g, '')].slice(0, 20).join('');
    }
    this.taking = false;
  }

  endTask(): void {
    this.endText();
    const { task } = this;
    if (task && task.deadline === null) {
      const window = this.windows.findLast((entry) => entry !== null && entry !== undefined);
      if (window) task.deadline = { phrase: window.phrase, due: window.due, inherited: true };
    }
    this.task = null;
  }

  heading(level: number, text: string): void {
    this.path = this.path.slice(0, level - 1);
    this.path[level - 1] = text;
    for (let i = 0; i < level; i++) this.path[i] ??= '';
  }

  walk(nodes: Node[], mode: Run['mode'], hold: { clean: string } | null, replay: boolean): void {
    for (const node of nodes) {
      if (typeof node === 'string') {
        if (replay) {
          if (hold) hold.clean += node;
        } else this.show(node, mode, hold, true);
        continue;
      }
      this.tag(node.tag, node.argument, node.children, mode, hold, replay);
    }
  }

  private inner(children: Node[], mode: Run['mode'], replay: boolean): string {
    const hold = { clean: '' };
    this.walk(children, mode, hold, replay);
    return hold.clean;
  }

  /** Walks children whose part behind the bar is not visible, and gives both parts. */
  private barred(children: Node[], mode: Run['mode'], outer: { clean: string } | null, replay: boolean) {
    const shown: Node[] = [];
    let meant: string | null = null;
    for (const child of children) {
      if (meant !== null) {
        if (typeof child !== 'string') throw new Error('tag behind a bar');
        meant += child;
      } else if (typeof child === 'string') {
        const [head, tail] = withoutBar(child);
        shown.push(head);
        meant = tail;
      } else shown.push(child);
    }
    const clean = this.inner(shown, mode, replay);
    if (outer) outer.clean += clean;
    return { clean, meant };
  }

  private tag(
    tag: string,
    argument: string,
    children: Node[],
    mode: Run['mode'],
    outer: { clean: string } | null,
    replay: boolean,
  ): void {
    const optional = tag.endsWith('?');
    const name = tag.replace(/[?~]/g, '');
    if (name.startsWith('#')) {
      if (replay) return;
      this.endTask();
      const level = Number(name.slice(1));
      this.windows = this.windows.slice(0, level - 1);
      this.path = this.path.slice(0, level - 1);
      const kept = this.path.length;
      this.windowLevel = level;
      const clean = this.inner(children, mode, replay);
      this.path = this.path.slice(0, kept);
      this.heading(level, clean.trim());
    } else if (name === '*') {
      if (replay) return;
      this.endTask();
      const { clean, meant } = this.barred(children, mode, null, replay);
      const no = meant ?? clean.trim().replace(/[.、,:\uff0e\uff0c\uff1a]$/u, '');
      this.task = {
        no,
        sectionPath: this.pathScored ? this.path.filter((part) => part !== '') : null,
        textStart: '',
        deadline: null,
        recurrence: null,
        targets: [],
        units: [],
        ...(optional || tag.includes('?') ? { optional: true } : {}),
      };
      this.tasks.push(this.task);
      this.taking = true;
      this.buffer = '';
    } else if (name === 'b') {
      this.taking = true;
      this.buffer = '';
    } else if (name === 'e') this.endText();
    else if (name === '/') this.endTask();
    else if (name === 'x') {
      const text = children.map((child) => (typeof child === 'string' ? child : '')).join('');
      if (!replay) this.show(text, mode, null, false);
    } else if (name === 'y') {
      const text = children.join('');
      if (outer) outer.clean += text;
      if (this.taking && !replay) this.buffer += text;
    } else if (name === 'ins') this.walk(children, 'ins', outer, replay);
    else if (name === 'del') this.walk(children, 'del', null, replay);
    else if (name === 'fn') {
      if (!replay) this.runs.push({ text: children.join(''), mode: 'footnote' });
    } else if (name === 'alt') {
      if (!this.task) throw new Error('alternative text outside a task');
      (this.task.alsoText ??= []).push(children.join(''));
    } else if (name === 'w') {
      const { clean, meant } = this.barred(children, mode, outer, replay);
      this.windows[this.windowLevel - 1] = { phrase: clean, due: meant };
      for (let i = 0; i < this.windowLevel; i++) this.windows[i] ??= null;
    } else if (name === 'd' || name === 'D') this.deadline(name, children, mode, outer, replay);
    else if (name === 'r') {
      const { clean, meant } = this.barred(children, mode, outer, replay);
      if (!this.task) throw new Error(`rhythm outside a task: ${clean}`);
      this.task.recurrence = meant ?? clean;
    } else if (name === 't') {
      const { clean } = this.barred(children, mode, outer, replay);
      const spec = /^(>=|<=|>|<|=|~)(\d+(?:\.\d+)?)(.*)$/.exec(argument);
      if (!spec || !this.task) throw new Error(`measure not understood: ${argument}`);
      const target: ExpectedTarget = {
        text: clean,
        comparator: spec[1] ?? '',
        value: Number(spec[2]),
        unit: spec[3] ?? '',
      };
      if (optional) target.optional = true;
      this.task.targets.push(target);
    } else if (name in ROLES) {
      const { clean, meant } = this.barred(children, mode, outer, replay);
      if (!this.task) throw new Error(`units outside a task: ${clean}`);
      for (const entry of namesOf(meant ?? clean)) {
        const [first = '', ...also] = entry.split('/');
        const unit: ExpectedUnit = { name: first, role: ROLES[name] ?? '' };
        if (also.length > 0) unit.also = also;
        if (optional) unit.optional = true;
        this.task.units.push(unit);
      }
    } else throw new Error(`unknown tag ${tag}`);
  }

  windowLevel = 1;

  private deadline(
    name: string,
    children: Node[],
    mode: Run['mode'],
    outer: { clean: string } | null,
    replay: boolean,
  ): void {
    if (!this.task) throw new Error('deadline outside a task');
    if (name === 'D') {
      const [iso = '', format = '', shown = '', ...also] = children.join('').split('|');
      const due = also.shift() ?? iso;
      if (!replay) this.date = { iso, format };
      this.task.deadline = { phrase: shown, due, inherited: false };
      this.task.deadline.also = [iso, iso.replaceAll('-', '/'), iso.replace(/-0?/g, '/'), ...also];
      return;
    }
    const { clean, meant } = this.barred(children, mode, outer, replay);
    const [due = '', ...also] = (meant ?? '').split('~');
    this.task.deadline = { phrase: clean, due: due === '' ? null : due, inherited: false };
    if (also.length > 0) this.task.deadline.also = also;
  }

  takeRuns(): Run[] {
    const { runs } = this;
    this.runs = [];
    return runs;
  }
}

/**
 * Full-width punctuation by setting, so that a source can be typed on one keyboard: `@@full: ,:;()` names the signs,
 * `@@fullmod: 3` leaves every third line half-width, as files have it that several hands typed.
 */
function widened(lines: string[]): string[] {
  const setting = (key: string) =>
    lines.find((line) => line.startsWith(`@@${key}: `))?.slice(key.length + 4) ?? '';
  const signs = setting('full');
  if (signs === '') return lines;
  const every = Number(setting('fullmod') || '0');
  return lines.map((line, index) => {
    if (/^@(?:@(?!title)|table|end|sheet|footnote)/.test(line)) return line;
    if (every > 0 && index % every === 0) return line;
    const prefix = /^@@title: /.exec(line)?.[0] ?? '';
    const body = line.slice(prefix.length);
    const wide = body.replace(/[,:;()!?]/g, (sign, at: number) => {
      if (!signs.includes(sign)) return sign;
      if (/[*~a-zA-Z]/.test(body[at - 1] ?? '') && sign === '?') return sign;
      if (/\d/.test(body[at - 1] ?? '') && /\d/.test(body[at + 1] ?? '')) return sign;
      return String.fromCharCode(sign.charCodeAt(0) + 0xfee0);
    });
    return prefix + wide;
  });
}

/** Reads one marked source; throws with the offending words where a mark is wrong. */
export function readSource(text: string): Source {
  const meta = new Map<string, string>();
  const footnotes = new Map<string, string>();
  const blocks: SourceBlock[] = [];
  const walk = new Walk();
  const lines = widened(text.replace(/\n$/, '').split('\n'));
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

export const plainText = (runs: Run[]): string =>
  runs
    .filter((run) => run.mode === 'plain' || run.mode === 'ins')
    .map((run) => run.text)
    .join('');
