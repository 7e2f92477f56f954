import type { ExpectedTarget, ExpectedTask, ExpectedUnit } from '../../papers/fixtures/expected.ts';
import type { Run, SourceCell } from './source.ts';
import type { Node } from './tags.ts';

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
export class Walk {
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
