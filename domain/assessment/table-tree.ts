import type { NodeKind } from './edition.ts';
import type { HeadKind } from './table-head.ts';
import { tableFinding } from './table-findings.ts';
import type { TableFinding, TableFindingCode } from './table-findings.ts';
import { markedTitle } from './table-marker.ts';
import { squeezed, titleOf } from './table-piece.ts';
import type { Place } from './table-piece.ts';

/** A node as the rows give it, before codes, points and rules are settled. */
export interface RawNode {
  parent: RawNode | null;
  title: string;
  /** The text that the title was taken from: the same text further down is the same parent. */
  text: string;
  /** Head of its column; null for headings between the rows. */
  levelName: string | null;
  written: string | null;
  ordinal: number | null;
  /** What its section makes of it; null: nothing. */
  section: NodeKind | null;
  points: number | null;
  weight: string | null;
  place: Place;
  places: Partial<Record<CellField, Place>>;
  /** Its empty cells. */
  lacks: Partial<Record<CellField, Place>>;
  /** Index of its title column; -1 for headings. */
  column: number;
  /** First and last row that it covers, in its table. */
  from: number;
  to: number;
  /** Everything that the other columns say of it, in their order. */
  said: Said[];
  children: RawNode[];
}

export type CellField =
  | 'code'
  | 'points'
  | 'weight'
  | 'methods'
  | 'ruleText'
  | 'responsible'
  | 'evidence'
  | 'window'
  | 'applies'
  | 'axes'
  | 'kind';

export interface Said {
  head: HeadKind;
  text: string;
  place: Place;
  row: number;
}

/** A row 合计 or 小计: what it says the points of the rows above it come to. */
export interface WrittenTotal {
  label: string;
  value: number;
  /** Rows that a 小计 sums: behind the one before it. */
  nodes: readonly RawNode[];
  place: Place;
}

const SECTIONS: [RegExp, NodeKind][] = [
  [/一票否决|否决(?:项|条款|指标|事项|清单|情形)|取消(?:评选|参评|创建|申报)资格/, 'veto'],
  [/负面清单|(?:扣|减)分(?:项|事项|指标|清单)|倒扣/, 'deduction'],
  [
    /特色(?:指标|项|工作|创新)|加分(?:项|事项|指标|清单)|附加(?:分|项|指标)|创新(?:项|指标)|奖励(?:项|分)/,
    'bonus',
  ],
];

/** A cell that names nothing but a kind: 二、加分项. */
const NAMES_SECTION =
  /^(?:特色(?:指标|项目?|工作)|(?:附加|奖励)?加分(?:项|事项|项目|指标)|附加(?:分|项|指标)|(?:扣|减)分(?:项|事项|项目|指标)|负面清单(?:指标|事项)?|(?:一票)?否决(?:项|事项|指标|情形|清单)|一票否决)(?:[（(].*)?$/;

/** What a heading, a sheet or a note makes of the criteria under it. */
export const sectionKind = (text: string): NodeKind | null => {
  const words = squeezed(text);
  return SECTIONS.find(([sign]) => sign.test(words))?.[1] ?? null;
};

/** The tree while the rows are read: headings above the rows, findings, lines of prose. */
export class RawTree {
  nodes: RawNode[] = [];
  readonly findings: TableFinding[] = [];
  readonly lines: string[] = [];
  readonly totals: WrittenTotal[] = [];
  #path: { rank: number; node: RawNode }[] = [];

  /** The innermost heading in force. */
  get top(): RawNode | null {
    return this.#path.at(-1)?.node ?? null;
  }

  /** Ends the headings of that rank and below. */
  leave(rank: number): void {
    this.#path = this.#path.filter((each) => each.rank < rank);
  }

  /** Ends what stood in the rows of a table; the headings above it stay in force. */
  leaveRows(): void {
    this.#path = this.#path.filter(({ node }) => node.column < 0);
  }

  /** A heading or, in a table with one column of titles, any node: it stands under what outranks it. */
  heading(text: string, rank: number | null, place: Place, row: number, column = -1): RawNode {
    const marked = markedTitle(titleOf(text));
    const kind = sectionKind(marked.title);
    const own = rank ?? marked.rank ?? (kind === null ? UNMARKED : SECTION);
    this.leave(own);
    const node = this.add(this.top, text, place, row, column);
    this.#path.push({ rank: own, node });
    return node;
  }

  add(parent: RawNode | null, text: string, place: Place, row: number, column: number): RawNode {
    const marked = markedTitle(titleOf(text));
    const kind = column < 0 || NAMES_SECTION.test(squeezed(marked.title)) ? sectionKind(marked.title) : null;
    const node: RawNode = {
      parent,
      title: marked.title,
      text: squeezed(text),
      levelName: null,
      written: marked.code,
      ordinal: marked.ordinal,
      section: kind ?? parent?.section ?? null,
      points: marked.points,
      weight: marked.weight,
      place,
      places: {},
      lacks: {},
      column,
      from: row,
      to: row,
      said: [],
      children: [],
    };
    if (marked.points !== null) node.places.points = place;
    if (marked.weight !== null) node.places.weight = place;
    parent?.children.push(node);
    this.nodes.push(node);
    return node;
  }

  /** Drops the other nodes; their places among parents and children are the caller's. */
  keep(wanted: (node: RawNode) => boolean): void {
    this.nodes = this.nodes.filter(wanted);
  }

  find(code: TableFindingCode, facts: Record<string, string | number>, place: Place | null): void {
    this.findings.push(tableFinding(code, facts, place));
  }
}

/** Rank of headings without a number: a section of its own kind ends everything, another stands above 一、. */
const SECTION = 1;
const UNMARKED = 9;
/** Rank of a worksheet that stands for a part of the framework. */
export const SHEET = 0;
