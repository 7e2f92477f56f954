import { headKind } from './table-head.ts';
import type { HeadKind } from './table-head.ts';
import { markedTitle } from './table-marker.ts';
import type { FrameworkLine, Place } from './table-piece.ts';
import { plain, squeezed } from './table-piece.ts';
import { sectionKind } from './table-tree.ts';
import type { RawNode, RawTree } from './table-tree.ts';
import { readPoints } from './table-values.ts';

// Frameworks, or parts of one, that are written as numbered lines: 一、组织建设（15分） / 1.村规民约健全（6分） / 责任单位：…

/** Place of a line of prose: its number among the lines and tables of the document. */
export const placeOfLine = (at: number): Place => ({ table: '正文', row: at + 1, column: 1 });

/** What a line of an outline says besides its title. */
interface Aside {
  head: HeadKind;
  text: string;
}

const LABELLED = /^[【[(（]?([^:：，,。；;（(【]{2,10})[】\])）]?\s*[:：]\s*(\S[\s\S]*)$/;
const HUNG: ReadonlySet<HeadKind['kind']> = new Set([
  'methods',
  'rule',
  'units',
  'evidence',
  'window',
  'sites',
  'unitTypes',
  'tiers',
  'when',
  'points',
]);
const METHOD =
  /^(?:材料|实地|问卷|网上|入户|随机|现场|查阅|电话|资料|台账|听取|暗访)[一-鿿]{0,4}(?:\d{1,3}%)?$/;
const UNIT = /(?:[局委办部院会站所队处社]|中心|政府|公司|单位)(?:牵头|负责|配合)?$/;
const GROUP = /\s*[（(【[]([^()（）【】[\]]+)[)）】\]]\s*[。；;]?\s*$/;
const WORTH = /^(?:[^\d]{0,8})\d{1,4}(?:\.\d{1,2})?\s*(?:分|%)$/;
/** 1.组织领导（10分）：建立……得5分 */
const WORTH_INSIDE =
  /^(.{2,40}?[（(](?:共|计|满分|分值)?[:：]?\d{1,3}(?:\.\d{1,2})?分[)）])\s*[。：:，,；;]?\s*(\S.{3,})$/s;

/** 责任单位：县住建局 */
function labelled(text: string): Aside | null {
  const [, label = '', rest = ''] = LABELLED.exec(text.trim()) ?? [];
  const head = label === '' ? null : headKind(label);
  return head !== null && HUNG.has(head.kind) ? { head, text: rest.replace(/[。；;]$/, '') } : null;
}

/** What stands in brackets at the end: 【实地考察】（责任单位：县住建局）. */
function bracketed(words: string): Aside | null {
  const own = labelled(words);
  if (own !== null) return own;
  const pieces = words.split(/[、,，;；]/).map(squeezed);
  if (pieces.every((piece) => METHOD.test(piece))) return { head: { kind: 'methods' }, text: words };
  if (pieces.every((piece) => UNIT.test(piece)))
    return { head: { kind: 'units', role: 'responsible' }, text: words };
  return null;
}

/** Takes a numbered line apart: its title with number and points, and the rest. */
function partsOf(line: string): { title: string; asides: Aside[] } {
  let title = line.trim();
  let worth = '';
  const asides: Aside[] = [];
  for (let match = GROUP.exec(title); match !== null; match = GROUP.exec(title)) {
    const words = match[1] ?? '';
    if (worth === '' && WORTH.test(plain(words))) worth = `（${words}）`;
    else {
      const aside = bracketed(words);
      if (aside === null) break;
      asides.unshift(aside);
    }
    title = title.slice(0, match.index);
  }
  const inside = worth === '' ? WORTH_INSIDE.exec(title) : null;
  if (inside !== null)
    return { title: inside[1] ?? '', asides: [{ head: { kind: 'rule' }, text: inside[2] ?? '' }, ...asides] };
  return { title: `${title.replace(/[。；;]$/, '')}${worth}`, asides };
}

const SCORES = /扣\s*\d|扣完|[得加计]\s*\d+(?:\.\d+)?\s*分|得(?:满|零|全)分|不得分/;

/** Walks down numbered lines; each one is a node under what outranks it. */
export class Outline {
  readonly #tree: RawTree;
  #last: RawNode | null = null;

  constructor(tree: RawTree) {
    this.#tree = tree;
  }

  /** @returns whether the line is part of the outline; else it is prose */
  take(text: string, at: number): boolean {
    if (text.length > LONGEST_LINE) return false;
    const said = labelled(text);
    if (said !== null) return this.#hang(said, at);
    const { title, asides } = partsOf(text);
    const { rank } = markedTitle(title);
    if (rank === null) {
      if (this.#last === null || !SCORES.test(plain(text))) return false;
      return this.#hang({ head: { kind: 'rule' }, text: text.trim() }, at);
    }
    const node = this.#tree.heading(title, rank, placeOfLine(at), at, 0);
    if (node.title.length <= LONGEST_SECTION) node.section = sectionKind(node.title) ?? node.section;
    this.#last = node;
    for (const aside of asides) this.#hang(aside, at);
    return true;
  }

  #hang({ head, text }: Aside, at: number): boolean {
    const node = this.#last;
    if (node === null) return false;
    if (head.kind === 'points') {
      const points = readPoints(text);
      if (points === null) this.#tree.find('points_unread', { text }, placeOfLine(at));
      else node.points = points;
    } else node.said.push({ head, text, place: placeOfLine(at), row: at });
    return true;
  }
}
const LONGEST_SECTION = 24;
/** No criterion is longer; a forged line must not keep the reader busy. */
const LONGEST_LINE = 2_000;

/** Fewer criteria with points than this are no framework. */
const LEAST = 2;

/**
 * Reads a document of lines alone. What has no points, nor anything above or below it that has some, is prose, as long as it is no
 * list of its own kind (负面清单).
 *
 * @returns false where it is no framework
 */
export function readOutline(tree: RawTree, lines: readonly FrameworkLine[]): boolean {
  const outline = new Outline(tree);
  for (const [at, { text }] of lines.entries()) if (!outline.take(text, at)) tree.lines.push(text);
  const worth = ({ points, weight }: RawNode) => points !== null || weight !== null;
  const holds = (node: RawNode): boolean => worth(node) || node.children.some(holds);
  const under = (node: RawNode | null): boolean => node !== null && (worth(node) || under(node.parent));
  const prose = new Set(
    tree.nodes.filter((node) => !holds(node) && !under(node.parent) && node.section === null),
  );
  for (const node of tree.nodes) {
    if (prose.has(node)) tree.lines.push(node.title);
    else if (node.parent !== null && prose.has(node.parent)) node.parent = null;
    node.children = node.children.filter((child) => !prose.has(child));
  }
  tree.keep((node) => !prose.has(node));
  return tree.nodes.filter((node) => node.children.length === 0 && worth(node)).length >= LEAST;
}

/** 负面清单： / 凡有下列情形之一的，一票否决： before numbered lines. */
export class ListedSection {
  readonly #tree: RawTree;
  readonly #outline: Outline;
  readonly #rank: number;
  #first: number | null = null;

  private constructor(tree: RawTree, rank: number) {
    this.#tree = tree;
    this.#outline = new Outline(tree);
    this.#rank = rank;
  }

  /** Begins a list where the line names one and a numbered line follows it. */
  static begin(tree: RawTree, text: string, next: string | null, at: number): ListedSection | null {
    const words = text.trim().replace(/[:：]$/, '');
    if (next === null || words.length > LONGEST_LEAD || /[。；;]$/.test(words)) return null;
    const own = markedTitle(words);
    if (sectionKind(own.title) === null) return null;
    const first = markedTitle(next.trim());
    if (first.rank === null || first.ordinal !== 1 || (own.rank !== null && first.rank <= own.rank))
      return null;
    const lead = partsOf(words).title.replace(LIMIT, '（$1分）');
    const node = tree.heading(lead, null, placeOfLine(at), at);
    return new ListedSection(tree, own.rank ?? (node.section === null ? 0 : 1));
  }

  /** @returns whether the line goes on with the list; the first that does not ends it */
  take(text: string, at: number): boolean {
    const { rank } = markedTitle(text.trim());
    if (rank !== null) this.#first ??= rank;
    const goesOn = rank === null ? labelled(text) !== null : rank >= (this.#first ?? rank);
    if (goesOn && this.#outline.take(text, at)) return true;
    this.#tree.leave(this.#rank);
    return false;
  }
}
const LONGEST_LEAD = 60;
/** 特色指标（加分项，最高5分） */
const LIMIT =
  /[（(][^()（）]*?(?:最高|不超过|最多|上限|总分|共)[^()（）\d]{0,6}(\d{1,3}(?:\.\d{1,2})?)分[^()（）\d]*[)）]$/;
