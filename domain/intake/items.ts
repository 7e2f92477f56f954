// Over 300 lines of one thing: the decision which level of the outline holds the tasks.
import { partClauses } from './clauses.ts';
import { windowIn } from './deadlines.ts';
import { fieldsOfPart } from './fields.ts';
import type { Field } from './fields.ts';
import type { Item, StageWindow } from './item.ts';
import { labelOf } from './labels.ts';
import type { OutlineNode } from './outline.ts';
import type { Table } from './paper.ts';
import { RANK } from './markers.ts';
import { headingEnd, isTitleOnly, zoneOf } from './sections.ts';
import type { Zone } from './sections.ts';
import type { Segment } from './segments.ts';
import { verbatim } from './sheet.ts';
import type { Sheet } from './sheet.ts';
import { summedUp } from './summed-up.ts';
import { withoutTails } from './tails.ts';
import type { Calendar } from './times.ts';
import { readUnitList } from './unit-list.ts';

export interface TablePlace {
  table: Table;
  path: string[];
  window: StageWindow | null;
  /** Position of the item before it, for the order of tasks. */
  zone: Zone;
}

export interface Gathered {
  items: Item[];
  tables: TablePlace[];
  /** Stage windows in reading order. */
  windows: StageWindow[];
  headings: string[];
}

interface Context {
  path: string[];
  zone: Zone;
  inherited: Field[];
  window: StageWindow | null;
}

const DETAIL_RANK = 5.9;
const GENERAL =
  /高度重视|提高(?:思想|政治)?(?:认识|站位)|统一思想|(?:加强|强化)(?:组织)?领导|(?:明确|落实|压实|强化|靠实)(?:工作|主体)?责任|密切(?:配合|协作)|协[同调](?:配合|联动)|(?:强化|加强|严格|严肃)(?:工作|督查|日常)?(?:督查|督导|考核|监督|检查|保障|问责|奖惩|纪律)|务求实效|确保(?:取得)?实效|抓好落实|狠抓落实|信息报送|及时(?:报送|总结)|总结(?:推广|提升|经验)/;
const REFINE =
  /^(?:细化|强化|压实|明确|落实|抓好|严格|抓实|完善)(?:各项|工作)?(?:措施|任务|责任|举措|内容)(?:落实|分解)?$/;
const MEASURES_FOLLOW = /(?:措施|举措|内容|任务|要求|标准|重点|事项|如下|包括)[::]? *$/;

/** Finds the tasks of the tree: which level they stand on may differ from section to section. */
export function gather(sheet: Sheet, root: OutlineNode, calendar: Calendar): Gathered {
  const { fold } = sheet;
  const cache = new Map<Segment, readonly Field[]>();
  const fields = (segment: Segment): readonly Field[] => {
    let known = cache.get(segment);
    if (known === undefined) {
      known = summedUp(fold, segment, fieldsOfPart(fold, segment));
      cache.set(segment, known);
    }
    return known;
  };
  const naming = (segment: Segment): Field[] =>
    fields(segment).filter((field) => field.list !== null && field.list.units.length > 0);
  const paragraphs = (node: OutlineNode): Segment[] => [
    ...(node.own === null ? [] : [node.own]),
    ...node.body,
    ...node.trailing,
  ];
  const strongOwn = (node: OutlineNode): boolean =>
    paragraphs(node).some((segment) => naming(segment).length > 0);
  const below = new Map<OutlineNode, boolean>();
  const strongBelow = (node: OutlineNode): boolean => {
    const known = below.get(node);
    if (known !== undefined) return known;
    const answer = node.children.some((child) => strongOwn(child) || strongBelow(child));
    below.set(node, answer);
    return answer;
  };

  partClauses(root, fold, fields);
  const ratios = shareWithUnits(root, strongOwn);
  lift(root);
  below.clear();
  const gathered: Gathered = { items: [], tables: [], windows: [], headings: [] };
  // A responsibility letter names its unit before the first heading.
  const party =
    root.children.length > 0 ? root.body.filter((segment) => fields(segment)[0]?.a === segment.c) : [];
  walk(root, { path: [], zone: 'unknown', inherited: party.flatMap(naming), window: null });
  // Stages that only describe the course are no tasks, unless the document has no others.
  const others = gathered.items.filter((item) => item.zone !== 'stage' || item.strong);
  if (others.length > 0) gathered.items = others;
  gathered.items = withoutTails(withoutAsides(gathered.items), fields, closes);
  return gathered;

  /** Units that stand once, behind the last of several items, belong to the item or heading above them. */
  function lift(node: OutlineNode): void {
    for (const child of node.children) lift(child);
    const last = node.children.at(-1);
    if (last === undefined || node.own === null || last.mark === null) return;
    const lead = node.body.at(-1) ?? node.own;
    const measures =
      /: *$/.test(fold.slice(lead.c, lead.b)) && MEASURES_FOLLOW.test(fold.slice(lead.c, lead.b));
    if (node.children.length < 2 && !measures) return;
    if (node.children.slice(0, -1).some((child) => strongOwn(child) || strongBelow(child))) return;
    const style = `${last.mark.style}${last.mark.inner}`;
    if ((ratios.get(style) ?? 0) >= 0.6 || last.children.length > 0) return;
    const at = last.body.findIndex(
      (segment) => startOf(fields(segment)[0]) === segment.c && fields(segment).some(closes),
    );
    if (at >= 0) {
      for (const segment of last.body.splice(at)) node.trailing.push(segment);
      return;
    }
    if (last.own === null || (last.rank < DETAIL_RANK && !last.mark.inner && !measures)) return;
    const first = fields(last.own).find((field) => field.label.kind === 'unit');
    if (first === undefined) return;
    const from = first.bracket?.a ?? first.a;
    if (from <= last.own.c) return;
    const { b } = last.own;
    cache.delete(last.own);
    last.own.b = from;
    node.trailing.push(
      { a: from, c: from, b, marker: null, lineStart: false, outline: null },
      ...last.body.splice(0),
    );
  }

  function walk(node: OutlineNode, context: Context): void {
    for (const table of node.tables) {
      gathered.tables.push({ table, path: context.path, window: context.window, zone: context.zone });
    }
    const parties = node.own === null && context.inherited.length > 0;
    if (!parties && (node.own === null || !strongIsHeadings(node))) loose(node, context);
    const level = levelOf(node.children);
    for (const child of node.children) {
      const heading = headingOf(child);
      const zone = zoneFor(heading, context.zone, child, node);
      if (!isHeading(child, level) && isAside(child, node)) continue;
      if (isHeading(child, level)) {
        const path = [...context.path, heading.text];
        gathered.headings.push(heading.text);
        const window = windowOf(child, heading) ?? context.window;
        if (window !== null && window !== context.window) gathered.windows.push(window);
        const lead = strongIsHeadings(child) ? child.body : [];
        const own = [...(child.own === null ? [] : [child.own]), ...lead, ...child.trailing].flatMap(naming);
        const inherited = [...own, ...unitHead(child)];
        walk(child, { path, zone, inherited: inherited.length > 0 ? inherited : context.inherited, window });
      } else take(child, { ...context, zone });
    }
  }

  /** Paragraphs without a number that name their units are tasks, too. */
  function loose(node: OutlineNode, context: Context): void {
    let parts: Segment[] = [];
    let named = false;
    const flush = () => {
      const says = parts.some((segment) => (fields(segment)[0]?.a ?? segment.b) > segment.c + 3);
      if (named && says) {
        gathered.items.push({
          no: '',
          path: context.path,
          parts,
          inherited: [],
          window: context.window,
          zone: context.zone,
          strong: true,
        });
      }
      parts = [];
      named = false;
    };
    for (const segment of node.body) {
      const found = fields(segment);
      const labelOnly = found.length > 0 && found[0]?.a === segment.c && found.some(closes);
      if (named && !labelOnly) flush();
      parts.push(segment);
      named ||= naming(segment).length > 0;
    }
    flush();
  }

  /** A heading whose first paragraph names units for all of its items has no loose tasks before them. */
  function strongIsHeadings(node: OutlineNode): boolean {
    return (
      node.children.length > 0 && node.body.every((segment) => (fields(segment)[0]?.a ?? -1) === segment.c)
    );
  }

  function take(node: OutlineNode, context: Context): void {
    const parts = subtree(node);
    const head = unitHead(node);
    const strong =
      parts.some((segment) => naming(segment).length > 0) || (head.length > 0 && context.zone !== 'demand');
    if ((context.zone === 'aim' || context.zone === 'demand') && !strong) return;
    gathered.items.push({
      no: numberOf(node),
      path: context.path,
      parts,
      inherited: head.length > 0 ? head : context.inherited,
      window: ownWindow(node) ?? context.window,
      zone: context.zone,
      strong: strong || context.inherited.length > 0,
    });
    collectTables(node, context);
  }

  function collectTables(node: OutlineNode, context: Context): void {
    for (const table of node.tables)
      gathered.tables.push({ table, path: context.path, window: context.window, zone: context.zone });
    for (const child of node.children) collectTables(child, context);
  }

  function subtree(node: OutlineNode): Segment[] {
    const all = [
      ...(node.own === null ? [] : [node.own]),
      ...node.body,
      ...node.children.flatMap(subtree),
      ...node.trailing,
    ];
    return all.sort((one, other) => one.a - other.a);
  }

  /** Is the level of these siblings the one of tasks although some have items below them? */
  function levelOf(siblings: readonly OutlineNode[]): 'tasks' | 'headings' {
    const named = siblings.filter((node) => strongOwn(node) && !strongBelow(node)).length;
    if (named > 0 && siblings.every((node) => !strongBelow(node))) return 'tasks';
    const parents = siblings.filter((node) =>
      node.children.some((child) => child.rank < DETAIL_RANK && !child.mark?.inner),
    ).length;
    return parents * 2 >= siblings.length ? 'headings' : 'tasks';
  }

  function isHeading(node: OutlineNode, level: 'tasks' | 'headings'): boolean {
    if (node.children.length === 0) return node.tables.length > 0 && !strongOwn(node) && headsTable(node);
    if (node.plain) return true;
    // (一)整治内容:… (二)责任单位:…: the numbered fields of one task.
    const isField = (child: OutlineNode): boolean =>
      child.own !== null && fields(child.own)[0]?.a === child.own.c && child.children.length === 0;
    const ends = node.children.filter(
      (child) => isField(child) && child.own !== null && fields(child.own).some(closes),
    );
    if (
      ends.length > 0 &&
      node.children.every(isField) &&
      node.children.length >= 2 &&
      new Set(ends.map((child) => (child.own === null ? '' : (fields(child.own)[0]?.words ?? '')))).size ===
        ends.length
    ) {
      return false;
    }
    if (strongBelow(node)) {
      // Points of one paragraph are tasks of their own only where most of them name their units.
      const points = node.children.every((child) => child.rank >= DETAIL_RANK);
      const named = node.children.filter((child) => strongOwn(child) || strongBelow(child)).length;
      return !points || named >= node.children.length * 0.6 || isTitleOnly(fold, node);
    }
    const substantial = node.children.filter(
      (child) => !child.mark?.inner && child.own !== null && child.own.b - child.own.c >= 20,
    ).length;
    const shallow = node.children.every((child) => child.rank < DETAIL_RANK && !child.mark?.inner);
    const lead = node.body.at(-1) ?? node.own;
    const measures =
      lead !== null &&
      MEASURES_FOLLOW.test(fold.slice(lead.c, lead.b)) &&
      (lead !== node.own || fields(lead).some((field) => field.label.kind === 'content'));
    if (strongOwn(node)) {
      if (measures) return false;
      if (shallow) return true;
      const bracketed = node.own !== null && naming(node.own).length > 0;
      return bracketed && isTitleOnly(fold, node) && substantial === node.children.length;
    }
    if (measures && level === 'tasks') return false;
    if (shallow) return true;
    return isTitleOnly(fold, node) && substantial >= 2 && substantial * 2 >= node.children.length;
  }

  /** A section of prose beside sections whose items name their units: scope, time, persons concerned, reporting. */
  function isAside(node: OutlineNode, parent: OutlineNode): boolean {
    return (
      node.rank <= RANK.stage &&
      node.children.length === 0 &&
      node.tables.length === 0 &&
      (node.body.length > 0 || zoneOf(headingOf(node).words) !== 'unknown') &&
      !strongOwn(node) &&
      isTitleOnly(fold, node) &&
      parent.children.some(strongBelow)
    );
  }

  /** A short line without a full stop may be the heading of the table under it. */
  function headsTable(node: OutlineNode): boolean {
    return (
      isTitleOnly(fold, node) && (node.own === null || !/[。;]$/.test(fold.slice(node.own.c, node.own.b)))
    );
  }

  function headingOf(node: OutlineNode): { text: string; words: string; a: number; b: number } {
    if (node.own === null) return { text: '', words: '', a: 0, b: 0 };
    const { a, c, b } = node.own;
    let end = headingEnd(fold, c, b);
    if (end <= c && node.body[0] !== undefined) {
      // The number stands on a line of its own.
      const first = node.body[0];
      const stop = headingEnd(fold, first.c, first.b);
      const words = verbatim(sheet, first.a, stop);
      return { text: `${printedNumber(node)}${words}`, words, a: first.a, b: stop };
    }
    for (const field of fields(node.own)) {
      const from = field.bracket?.a ?? field.a;
      // The window of a stage in its bracket is part of the heading, also behind 时间:.
      if (field.label.kind === 'deadline' && field.bracket !== null && field.bracket.b <= end) continue;
      if (from > c && from < end) end = from;
    }
    while (end > c && /[\s:。,、;]/.test(fold[end - 1] ?? '')) end -= 1;
    const number = node.mark?.number ?? '';
    return { text: `${number}${verbatim(sheet, a, end)}`, words: fold.slice(c, end), a, b: end };
  }

  function printedNumber(node: OutlineNode): string {
    if (node.own === null || node.mark === null) return '';
    return node.mark.number ?? verbatim(sheet, node.own.a, node.own.c).trim();
  }

  function numberOf(node: OutlineNode): string {
    if (node.own === null || node.mark === null || node.mark.style === 'bullet') return '';
    if (node.mark.number !== null) return node.mark.number.replace(/[\s.、．]+$/, '').trim();
    return verbatim(sheet, node.own.a, node.mark.shown).trim();
  }

  function windowOf(node: OutlineNode, heading: { text: string; a: number; b: number }): StageWindow | null {
    const { own } = node;
    if (own === null) return null;
    for (const [a, b] of [
      [heading.a, heading.b],
      [own.c, Math.min(own.b, own.c + 80)],
    ] as const) {
      const found = windowIn(fold.slice(a, b), calendar);
      if (found !== null) return { ...found, a: a + found.a, b: a + found.b, heading: heading.text };
    }
    const first = node.body[0];
    const lead =
      first === undefined
        ? null
        : /^(?:时间|时段|起止时间|时间安排|实施时间|完成时限) ?[:]/.exec(fold.slice(first.a, first.b));
    if (first !== undefined && lead !== null) {
      const found = windowIn(`阶段${fold.slice(first.a + 2, first.b)}`, calendar);
      if (found !== null)
        return { ...found, a: first.a + found.a, b: first.a + found.b, heading: heading.text };
    }
    return null;
  }

  /** A stage that is an item itself: its own window counts as its deadline, not as an inherited one. */
  function ownWindow(_node: OutlineNode): StageWindow | null {
    return null;
  }

  /** "(一)县委宣传部:": the heading is the unit that owns what follows. */
  function unitHead(node: OutlineNode): Field[] {
    const { own } = node;
    if (own === null) return [];
    const text = fold.slice(own.c, Math.min(own.b, own.c + 80));
    const colon = text.indexOf(':');
    const end = colon > 0 ? colon : own.b - own.c <= 40 ? text.length : 0;
    if (end < 2 || labelOf(text.slice(0, end).replace(/\s+/g, '')) !== null) return [];
    const list = readUnitList(fold, own.c, own.c + end, 'responsible', false);
    if (list.units.length === 0 || list.times.length > 0 || list.end < own.c + end - 1 || list.verbs)
      return [];
    return [
      {
        a: own.c,
        b: own.c,
        valueA: own.c,
        valueB: own.c + end,
        label: { kind: 'unit', role: 'responsible' },
        words: '',
        list,
        bracket: null,
      },
    ];
  }

  function zoneFor(heading: { words: string }, above: Zone, node: OutlineNode, parent: OutlineNode): Zone {
    const zone = zoneOf(heading.words);
    if (
      node.children.length === 0 &&
      node.own !== null &&
      node.own.b - node.own.c > 60 &&
      above !== 'unknown'
    )
      return above;
    if (/^目标任务$/.test(heading.words.trim()) && node.children.length === 0 && !strongOwn(node))
      return 'aim';
    // 细化工作措施。各单位要…: a demand of the notice that sends the plan.
    if (
      zone === 'task' &&
      above === 'unknown' &&
      node.children.length === 0 &&
      REFINE.test(heading.words) &&
      !strongOwn(node)
    )
      return 'demand';
    if (zone === 'unknown') {
      if (above === 'unknown' && GENERAL.test(heading.words) && !strongOwn(node) && !strongBelow(node)) {
        const place = parent.children.indexOf(node);
        const afterTasks = parent.children
          .slice(0, place)
          .some((other) => strongBelow(other) || zoneOf(headingOf(other).words) === 'task');
        if (node.children.length === 0 || afterTasks || place >= parent.children.length - 2) return 'demand';
      }
      return above;
    }
    if (above === 'unknown') {
      const generalities = node.children.filter((child) => GENERAL.test(headingOf(child).words)).length;
      const last = parent.children.at(-1) === node && parent.children.some(strongBelow);
      if (
        zone === 'task' &&
        last &&
        !strongBelow(node) &&
        generalities > 0 &&
        generalities * 2 >= node.children.length
      )
        return 'demand';
      return zone;
    }
    if (node.plain && zone === 'demand' && !strongBelow(node)) return 'demand';
    if (above === 'task' || above === 'duty' || above === 'stage') {
      return zone === 'aim' && heading.words.length <= 8
        ? 'aim'
        : above === 'stage' && zone === 'task'
          ? 'task'
          : above;
    }
    return zone === 'task' || zone === 'duty' ? zone : above;
  }
}

/** Where most tasks name their units, sections that name none and promise no tasks are asides: cost, acceptance, appeals. */
function withoutAsides(items: readonly Item[]): Item[] {
  const strong = items.filter((item) => item.strong).length;
  if (strong < 4 || strong < items.length * 0.6) return [...items];
  const named = new Set(items.filter((item) => item.strong).map((item) => item.path[0] ?? ''));
  return items.filter((item) => item.strong || item.zone === 'task' || named.has(item.path[0] ?? ''));
}

/** Where a field begins with its bracket. */
const startOf = (field: Field | undefined): number =>
  field === undefined ? -1 : (field.bracket?.a ?? field.a);

/** Fields that end an item: units, persons, deadlines. */
const closes = (field: Field): boolean =>
  field.label.kind === 'unit' ||
  field.label.kind === 'unitAndPerson' ||
  field.label.kind === 'person' ||
  field.label.kind === 'deadline';

/** For each style of number: the share of its childless items that name units, the last of each list left out. */
function shareWithUnits(root: OutlineNode, strong: (node: OutlineNode) => boolean): Map<string, number> {
  const counts = new Map<string, { all: number; named: number }>();
  const visit = (node: OutlineNode): void => {
    for (const child of node.children) visit(child);
    if (node.mark === null || node.children.length > 0 || node.parent?.children.at(-1) === node) return;
    const style = `${node.mark.style}${node.mark.inner}`;
    const count = counts.get(style) ?? { all: 0, named: 0 };
    count.all += 1;
    if (strong(node)) count.named += 1;
    counts.set(style, count);
  };
  visit(root);
  return new Map([...counts].map(([style, { all, named }]) => [style, named / all]));
}
