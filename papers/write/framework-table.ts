import type { Edition, Node, NodeKind } from '@tongchuang/domain/assessment/edition.ts';
import { ruleSentence } from '@tongchuang/domain/assessment/rule-sentence.ts';

/** The table that people read and edit: a row a criterion, a group of columns a level. Writer and reader share it. */
export interface FrameworkSheetTable {
  title: string;
  groups: { name: string; columns: LevelField[] }[];
  rows: SheetRow[];
}

export const LEVEL_FIELDS = ['code', 'title', 'points', 'weight'] as const;
export type LevelField = (typeof LEVEL_FIELDS)[number];
export const LEVEL_HEADS: Record<LevelField, string> = {
  code: '编号',
  title: '名称',
  points: '分值',
  weight: '权重',
};

export const LEAF_FIELDS = [
  'kind',
  'methods',
  'ruleText',
  'reading',
  'responsible',
  'evidence',
  'window',
  'siteTypes',
] as const;
export type LeafField = (typeof LEAF_FIELDS)[number];
export const LEAF_HEADS: Record<LeafField, string> = {
  kind: '类型',
  methods: '测评方法',
  ruleText: '评分标准',
  reading: '识读结果',
  responsible: '责任单位',
  evidence: '材料要求',
  window: '材料时限',
  siteTypes: '适用点位',
};

export const KIND_WORDS: Record<NodeKind, string> = {
  normal: '',
  bonus: '特色指标',
  deduction: '负面清单',
  veto: '一票否决',
  subframework: '子体系',
};

/** One criterion with the branches that begin in its row. */
export interface SheetRow {
  /** By level from 0: the node that begins here, with the number of rows it covers; null where none begins. */
  levels: ({ node: number; span: number } | null)[];
  /** Place in `nodes` of the criterion itself. */
  leaf: number;
}

/** Every node stands in it once, whatever the tree looks like. */
export function frameworkTable(edition: Edition): FrameworkSheetTable {
  const { nodes } = edition;
  const depth = Math.max(1, edition.levels.length, ...nodes.map(({ level }) => Math.min(level, DEEPEST)));
  const weighed = new Set(nodes.filter(({ weight }) => weight !== null).map(({ level }) => level));
  const groups = Array.from({ length: depth }, (_, at) => ({
    name: edition.levels[at]?.name ?? `第${at + 1}级`,
    columns: LEVEL_FIELDS.filter((field) => field !== 'weight' || weighed.has(at + 1)),
  }));
  const rows: SheetRow[] = [];
  const children = childrenOf(nodes);
  const done = new Set<number>();
  const put = (at: number, path: readonly number[]): number => {
    done.add(at);
    const below = (children.get(at) ?? []).filter((child) => !done.has(child));
    const here = { node: at, span: 1 };
    if (below.length === 0) {
      const levels: SheetRow['levels'] = Array.from({ length: depth }, () => null);
      levels[place(at)] = here;
      rows.push({ levels, leaf: at });
      return 1;
    }
    const first = rows.length;
    here.span = below.reduce((sum, child) => sum + put(child, [...path, at]), 0);
    const levels = rows[first]?.levels;
    // A child that does not stand deeper than its parent would take its place; the data sheets keep both.
    if (levels?.[place(at)] === null) levels[place(at)] = here;
    return here.span;
  };
  const place = (at: number) => Math.min(depth, Math.max(1, nodes[at]?.level ?? 1)) - 1;
  nodes.forEach((node, at) => {
    if (!done.has(at) && (node.parent === null || !children.has(-1 - at))) put(at, []);
  });
  nodes.forEach((_, at) => {
    if (!done.has(at)) put(at, []);
  });
  return { title: edition.title, groups, rows };
}

const DEEPEST = 12;

/** Children by the place of their parent; a node that hangs on another is marked by -1 - its place. */
function childrenOf(nodes: readonly Node[]): Map<number, number[]> {
  const places = new Map<string, number>();
  nodes.forEach(({ code }, at) => {
    if (!places.has(code)) places.set(code, at);
  });
  const children = new Map<number, number[]>();
  nodes.forEach(({ parent }, at) => {
    const above = parent === null ? undefined : places.get(parent);
    if (above === undefined) return;
    children.set(above, [...(children.get(above) ?? []), at]);
    children.set(-1 - at, []);
  });
  return children;
}

/** What stands in the cell; null for an empty one. */
export function levelText(node: Node, field: LevelField): string {
  const value = node[field];
  return value === null ? '' : String(value);
}

export function leafText(node: Node, field: LeafField): string {
  switch (field) {
    case 'kind':
      return KIND_WORDS[node.kind];
    case 'methods':
      return node.methods
        .map((method) => {
          const share = node.parts.find((part) => part.method === method)?.share;
          return share === undefined ? method : `${method}${share.endsWith('%') ? share : `（${share}）`}`;
        })
        .join('、');
    case 'ruleText':
      return node.ruleText ?? '';
    case 'reading':
      return readingText(node);
    case 'responsible':
      return node.responsible.join('、');
    case 'evidence':
      return node.evidence.join('\n');
    case 'window':
      return node.window?.text ?? '';
    case 'siteTypes':
      return node.applies.siteTypes.join('、');
  }
}

export function readingText(node: Node): string {
  if (node.rule !== null) return ruleSentence(node.rule);
  if (node.parts.length > 0)
    return node.parts
      .map(({ method, share, rule }) => `${method}（${share}）${ruleSentence(rule)}`)
      .join('\n');
  return node.ruleText === null ? '' : '未识读';
}
