import type { Table } from './paper.ts';
import type { Mark, Segment } from './segments.ts';

/** An item or heading of the document with all that stands under it. */
export interface OutlineNode {
  mark: Mark | null;
  /** Its own words: from its marker to the next one. */
  own: Segment | null;
  /** Paragraphs without a marker that follow it, before its first child. */
  body: Segment[];
  children: OutlineNode[];
  parent: OutlineNode | null;
  rank: number;
  tables: Table[];
  /** It is a heading without a number: a short line before a list that begins anew, or a heading by its style. */
  plain: boolean;
  /** Paragraphs after its last child that belong to it and to no child. */
  trailing: Segment[];
}

export interface Outline {
  root: OutlineNode;
  /** Numbers that do not follow the one before. */
  broken: { node: OutlineNode; expected: number }[];
}

export type FlowItem = Segment | { table: Table } | { reset: true };

const node = (own: Segment | null, rank: number, plain = false): OutlineNode => ({
  mark: own?.marker ?? null,
  own,
  body: [],
  children: [],
  parent: null,
  rank,
  tables: [],
  plain,
  trailing: [],
});

/** The title of the paper is no heading of the list behind it. */
const TITLE =
  /(?:方案|意见|通知|计划|规划|要点|办法|细则|表|清单|手册|体系|安排|总结|汇报|报告|分工|分解|任务书|责任书|台账)(?: ?\([^()]*\))?$/;
const PLAIN_END = /[。;!?:,、.)]$/;
/** A line that holds nothing but a month, a week, a quarter or half a year: 3—5月, 1月份重点工作, 第一周(1月1日—7日). */
const PERIOD =
  /^(?:\d{4} ?年)? ?(?:(?:\d{1,2} ?(?:—{1,2}|-|~|至) ?)?\d{1,2} ?月(?:份|[上中下]旬)?|[一二三四五六七八九十]{1,2}月份?|第?[一二三四1-4]季度|[上下]半年|第 ?[一二三四五六七八九十\d]{1,2} ?(?:周|个?月))(?: ?\([^()]{2,30}\))?(?:(?:重点|主要)?(?:工作|任务)(?:安排)?)? ?:?$/;
const BRACKETED = /^【[^【】:。;,]{2,24}】$/;
const MAY_CONTINUE = 80;
/** No paper nests deeper; numbering that seems to is damaged. */
const DEEPEST = 12;

/** Builds the tree of items from the stretches in reading order. The level of a style may differ from place to place. */
export function outlineOf(fold: string, flow: readonly FlowItem[]): Outline {
  const root = node(null, 0);
  const broken: Outline['broken'] = [];
  let stack: OutlineNode[] = [root];
  const top = (): OutlineNode => stack.at(-1) ?? root;
  const add = (child: OutlineNode, depth: number) => {
    stack = stack.slice(0, depth + 1);
    child.parent = top();
    top().children.push(child);
    stack.push(child);
  };
  const segments = flow.filter((item): item is Segment => 'marker' in item);
  let index = -1;
  for (const item of flow) {
    if ('reset' in item) {
      stack = [root];
      continue;
    }
    if ('table' in item) {
      top().tables.push(item.table);
      continue;
    }
    index += 1;
    const { marker } = item;
    if (marker === null) {
      const following = segments[index + 1];
      const rank =
        root.children.length === 0 && TITLE.test(fold.slice(item.a, item.b))
          ? null
          : headingRank(fold, item, following);
      if (rank === null) top().body.push(item);
      else add(node(item, rank, true), depthFor(stack, rank));
      continue;
    }
    const fresh = node(item, marker.rank);
    const depth = siblingDepth(stack, marker, segments, index);
    if (depth !== null) {
      const sibling = stack[depth];
      const before = sibling?.mark?.n ?? 0;
      if (marker.style !== 'bullet' && marker.n !== before + 1 && marker.n !== 1) {
        broken.push({ node: fresh, expected: before + 1 });
      }
      add(fresh, depth - 1);
      continue;
    }
    const parentDepth = nests(stack, marker, segments, index)
      ? stack.length - 1
      : depthFor(stack, marker.rank);
    add(fresh, parentDepth);
    if (marker.n > 1 && !runsOn(root, fresh, marker)) broken.push({ node: fresh, expected: 1 });
  }
  return { root, broken };
}

/** Depth of the deepest open node that a new node of this rank may hang under. */
function depthFor(stack: readonly OutlineNode[], rank: number): number {
  for (let depth = stack.length - 1; depth > 0; depth--) {
    if ((stack[depth]?.rank ?? 0) < rank) return depth;
  }
  return 0;
}

/** Depth of the open node that this one continues as a sibling, or null. */
function siblingDepth(
  stack: readonly OutlineNode[],
  mark: Mark,
  segments: readonly Segment[],
  index: number,
): number | null {
  for (let depth = stack.length - 1; depth > 0; depth--) {
    const open = stack[depth];
    if (open?.mark?.style !== mark.style || open.mark.inner !== mark.inner) continue;
    // The same style again, beginning anew under an item that will be continued: a list within the item.
    if (
      mark.n === 1 &&
      mark.style !== 'bullet' &&
      open.mark.n > 0 &&
      depth === stack.length - 1 &&
      stack.length < DEEPEST
    ) {
      const sequel = open.mark.n + 1;
      if (restartsInside(segments, index, mark, sequel)) return null;
    }
    return depth;
  }
  return null;
}

/** 1. … 1. 2. 3. 2. …: after the inner list the outer count goes on with its own next number. */
function restartsInside(segments: readonly Segment[], index: number, mark: Mark, sequel: number): boolean {
  if (sequel === 2) return false;
  let inner = 1;
  for (let i = index + 1; i < segments.length && i < index + MAY_CONTINUE; i++) {
    const other = segments[i]?.marker;
    if (!other) continue;
    if (other.rank < mark.rank) return false;
    if (other.style !== mark.style || other.inner !== mark.inner) continue;
    if (other.n === inner + 1) inner += 1;
    else return other.n === sequel;
  }
  return false;
}

/** A style that usually stands higher begins under the item on top, and that item's own count goes on behind it. */
function nests(
  stack: readonly OutlineNode[],
  mark: Mark,
  segments: readonly Segment[],
  index: number,
): boolean {
  const open = stack.at(-1);
  if (open === undefined || open.mark === null || open.rank < mark.rank || mark.n !== 1) return false;
  if (open.mark.style === mark.style) return true;
  for (let i = index + 1; i < segments.length && i < index + MAY_CONTINUE; i++) {
    const other = segments[i]?.marker;
    if (!other || other.style === mark.style) continue;
    if (other.style === open.mark.style && other.inner === open.mark.inner)
      return other.n === open.mark.n + 1 && other.n > 2;
    if (other.rank < mark.rank) return false;
  }
  return false;
}

/** (9) after the heading 2.: the count of the list under heading 1. runs on. */
function runsOn(root: OutlineNode, fresh: OutlineNode, mark: Mark): boolean {
  let level = fresh.parent;
  while (level !== null) {
    const siblings = level.parent?.children ?? [];
    const before = siblings[siblings.indexOf(level) - 1];
    let last: OutlineNode | undefined = before;
    while (last !== undefined) {
      if (last.mark?.style === mark.style && last.mark.n === mark.n - 1) return true;
      last = last.children.at(-1);
    }
    level = level.parent;
  }
  return root.children.length === 0;
}

/** The rank of an unmarked line that is a heading, or null for an ordinary paragraph. */
function headingRank(fold: string, segment: Segment, following: Segment | undefined): number | null {
  const length = segment.b - segment.a;
  if (!segment.lineStart || length === 0 || length > 40) return null;
  const text = fold.slice(segment.a, segment.b);
  const next = following?.marker ?? null;
  if (next !== null && following?.lineStart === true && PERIOD.test(text)) return next.rank - 0.3;
  // 【环境整治】 over a list is its heading, also where the numbers run on.
  if (BRACKETED.test(text) && next !== null && following?.lineStart === true && !next.inner)
    return next.rank - 0.3;
  if (PLAIN_END.test(text) || /[:。]/.test(text)) return null;
  if (next === null || next.n !== 1 || following?.lineStart !== true || next.rank < 4 || next.inner)
    return null;
  if (segment.outline !== null) return 2 + segment.outline / 10;
  return length <= 24 && length >= 3 ? next.rank - 0.3 : null;
}
