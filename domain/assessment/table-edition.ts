import type { Edition, Level, Node } from './edition.ts';
import { newEdition } from './new-edition.ts';
import { hangCells } from './table-cells.ts';
import { settleCodes } from './table-codes.ts';
import { tableFinding } from './table-findings.ts';
import type { TableFinding } from './table-findings.ts';
import { settleColumns } from './table-columns.ts';
import { gradesOf } from './table-grades.ts';
import { headOf } from './table-head.ts';
import type { Head } from './table-head.ts';
import { settleNode } from './table-node.ts';
import { beginningIn, gridOf, placeOf, squeezed } from './table-piece.ts';
import type { FrameworkPiece, FrameworkTable, Grid, Place, TableCell } from './table-piece.ts';
import { declaredCounts, declaredGrades, declaredYears, namesOf, sameLevel } from './table-prose.ts';
import { ListedSection, placeOfLine, readOutline } from './table-outline.ts';
import { readRows } from './table-rows.ts';
import { settleTotals } from './table-totals.ts';
import { markedTitle } from './table-marker.ts';
import { RawTree, sectionKind, SHEET } from './table-tree.ts';
import type { CellField, RawNode } from './table-tree.ts';
import { readEarlier } from './table-values.ts';
import { settleWeights, settleWhole } from './table-weights.ts';

/** An edition read from tables, what could not be taken as it stands, and where each node stands. */
export interface TableEdition {
  edition: Edition;
  findings: TableFinding[];
  /** In the order of the nodes. */
  cells: NodeCells[];
}

/** Where a node stands in the document: its title, and the cells that its fields were read from. */
export interface NodeCells {
  code: string;
  title: Place;
  fields: Partial<Record<CellField, Place>>;
}

/**
 * Reads a framework (测评体系) from the tables of a document: columns by their heads, levels by columns, headings, sheets or
 * numbers. What is not understood is a finding with table, row and column; nothing is filled in.
 *
 * @param name file name: names the edition where no title is found
 * @returns null where no table is one of a framework
 */
export function readTableEdition(pieces: readonly FrameworkPiece[], name: string): TableEdition | null {
  const tree = new RawTree();
  const tables = frameworkTables(pieces);
  const known = tables.filter(({ head }) => head !== null);
  const lined = pieces.filter((piece) => piece.kind === 'line');
  if (known.length === 0 && !readOutline(tree, lined)) return null;
  const plainOnes = known.filter(({ table }) => sectionOf(pieces, table) === null);
  if (known.length > 0) walk(tree, pieces, tables, plainOnes.length > 1);
  prune(tree);
  if (tree.nodes.length === 0) return null;

  const lines = tree.lines;
  const names = namesOf(lines, name);
  if (!names.titleFound) tree.find('title_missing', {}, null);
  const grades =
    declaredGrades(lines) ??
    gradesOf(
      tree,
      known.map(({ head }) => head),
    );
  const codes = settleCodes(tree);
  const levelOf = new Map<RawNode, number>();
  for (const raw of tree.nodes)
    levelOf.set(raw, raw.parent === null ? 1 : (levelOf.get(raw.parent) ?? 0) + 1);
  settleWeights(tree);
  settleWhole(tree);
  settleTotals(tree);
  const nodes = inOrder(tree).map((raw) => {
    const parent = raw.parent === null ? null : (codes.get(raw.parent) ?? null);
    const node = settleNode(tree, raw, codes.get(raw) ?? '', levelOf.get(raw) ?? 1, parent, grades);
    node.weight = raw.weight;
    return { raw, node };
  });
  settleEarlier(tree, nodes);
  const levels = levelsOf(
    tree,
    levelOf,
    known.map(({ head }) => head),
    lines,
  );
  const edition = newEdition({
    title: names.title,
    year: names.year,
    tier: names.tier,
    levels,
    grades,
    axes: axesOf(nodes.map(({ node }) => node)),
    years: declaredYears(lines),
    nodes: nodes.map(({ node }) => node),
  });
  const cells = nodes.map(({ raw, node }): NodeCells => ({
    code: node.code,
    title: raw.place,
    fields: { ...raw.lacks, ...raw.places },
  }));
  return { edition, findings: tree.findings, cells };
}

interface Known {
  table: FrameworkTable;
  grid: Grid;
  head: Head | null;
}

function frameworkTables(pieces: readonly FrameworkPiece[]): Known[] {
  return pieces.flatMap((piece): Known[] => {
    if (piece.kind !== 'table') return [];
    const grid = gridOf(piece);
    const head = headOf(grid, sectionOf(pieces, piece) !== null);
    return [{ table: piece, grid, head: head && settleColumns(grid, head) }];
  });
}

const PLAIN_SHEET = /^(?:sheet|工作表|表格?|第|附件|附表|table)?[\s_-]*[\d一二三四五六七八九十]*(?:页|张)?$/i;

/** Names that the table stands under: its sheet, the heading right above it. */
function sectionOf(pieces: readonly FrameworkPiece[], table: FrameworkTable): string | null {
  if (table.isSheet) return sectionKind(table.name);
  // A sentence may stand between: 五、一票否决项 / 出现下列情形之一的，取消资格：
  for (let at = pieces.indexOf(table) - 1; at >= 0; at--) {
    const before = pieces[at];
    if (before?.kind !== 'line') return null;
    if (isHeadingLine(before.text)) return sectionKind(before.text);
  }
  return null;
}

/** A sentence that makes a rule of its own and lists nothing. */
const TELLS = /(?:实行|予以|给予|直接)一票否决|一票否决(?=[。；;：:]|$)|取消.{0,8}资格(?=[。；;：:]|$)/;
const LONGEST_HEADING = 50;
const isHeadingLine = (text: string): boolean =>
  text.length <= LONGEST_HEADING && !/[。;；，,：:]$/.test(text.trim());

function walk(
  tree: RawTree,
  pieces: readonly FrameworkPiece[],
  tables: readonly Known[],
  several: boolean,
): void {
  let previous: Head | null = null;
  const byTable = new Map(tables.map((known) => [known.table, known]));
  let list: ListedSection | null = null;
  pieces.forEach((piece, at) => {
    if (piece.kind === 'line') {
      if (list?.take(piece.text, at) === true) return;
      tree.lines.push(piece.text);
      const next = pieces[at + 1];
      list = ListedSection.begin(tree, piece.text, next?.kind === 'line' ? next.text : null, at);
      if (list !== null) return;
      const told = TELLS.exec(piece.text)?.[0];
      if (told !== undefined) tree.find('list_unread', { what: told, text: piece.text }, placeOfLine(at));
      const marked = markedTitle(piece.text.trim());
      const named = sectionKind(marked.title);
      const begins = tables.length > 0 && pieces.slice(at + 1).some(({ kind }) => kind === 'table');
      if (!isHeadingLine(piece.text) || !begins || (!piece.heading && marked.rank === null && named === null))
        return;
      if (
        marked.code === null &&
        (several || named !== null || (marked.rank !== null && marked.points !== null))
      )
        tree.heading(piece.text, null, placeOfLine(at), at);
      return;
    }
    list = null;
    const known = byTable.get(piece);
    if (known === undefined) return;
    let { head } = known;
    const { grid } = known;
    if (
      head === null &&
      previous !== null &&
      !piece.isSheet &&
      pieces[at - 1]?.kind === 'table' &&
      grid[0]?.length === previous.columns.length
    ) {
      head = { ...previous, from: 0, firstRow: 0 };
      tree.find('table_continued', {}, placeOf(piece, 0, 0));
    }
    if (head === null && grid.every((_, row) => beginningIn(grid, row).length < 2)) {
      // One column of sentences is prose that stands in a table: 说明.
      for (const row of grid.keys()) tree.lines.push(...beginningIn(grid, row).map(({ text }) => text));
      return;
    }
    if (head === null) {
      tree.find('table_skipped', {}, placeOf(piece, 0, 0));
      return;
    }
    if (head === known.head) tree.leaveRows();
    previous = head;
    for (let row = 0; row < head.from; row++)
      for (const text of new Set((grid[row] ?? []).map((cell) => cell?.text ?? '')))
        if (text.trim() !== '') tree.lines.push(text);
    if (piece.isSheet) {
      tree.leave(SHEET);
      const named = sectionKind(piece.name);
      const plainName = PLAIN_SHEET.test(squeezed(piece.name)) && numberedLine(grid, head.from) === null;
      if (named !== null || (several && !plainName && !namesItsRows(piece.name, grid, head))) {
        const own = named === null ? numberedLine(grid, head.from) : null;
        tree.heading(
          own?.text ?? piece.name,
          SHEET,
          own === null ? placeOf(piece, 0, 0) : placeOf(piece, own.row, own.column),
          -1,
        );
      }
    }
    hangCells(tree, piece, grid, head, readRows(tree, piece, grid, head));
  });
}

/** The sheet 公共环境 whose uppermost column says 公共环境 again adds no level. */
function namesItsRows(name: string, grid: Grid, head: Head): boolean {
  const bare = (text: string) => squeezed(markedTitle(text.trim()).title);
  const first = head.columns.findIndex((kind) => kind?.kind === 'title');
  return grid.slice(head.firstRow).some((row) => bare(row[first]?.text ?? '') === bare(name));
}

/** 一、政务环境（20分） above the head says more of a sheet's part than the name of the sheet. */
function numberedLine(grid: Grid, before: number): TableCell | null {
  for (let row = 0; row < before; row++) {
    const [cell, ...others] = beginningIn(grid, row);
    if (cell === undefined || others.length > 0 || !isHeadingLine(cell.text)) continue;
    const { rank, title } = markedTitle(cell.text.trim());
    if (rank !== null && rank <= 20 && title !== '') return cell;
  }
  return null;
}

/** Headings under which nothing stands are prose. */
function prune(tree: RawTree): void {
  for (const node of tree.nodes.toReversed()) {
    if (node.column >= 0 || node.children.length > 0 || node.said.length > 0 || node.points !== null)
      continue;
    tree.nodes.splice(tree.nodes.indexOf(node), 1);
    const siblings = node.parent?.children;
    siblings?.splice(siblings.indexOf(node), 1);
  }
}

/** Parents before children, each branch together. */
function inOrder(tree: RawTree): RawNode[] {
  const ordered: RawNode[] = [];
  const put = (node: RawNode) => {
    ordered.push(node);
    node.children.forEach(put);
  };
  for (const node of tree.nodes) if (node.parent === null) put(node);
  return ordered;
}

function settleEarlier(tree: RawTree, nodes: readonly { raw: RawNode; node: Node }[]): void {
  const codes = new Map(nodes.map(({ node }) => [node.code, node.code]));
  // 文明实践中心为是: by its title, where only one has it.
  for (const [title, [first, twin]] of Map.groupBy(nodes, ({ node }) => squeezed(node.title)))
    if (first !== undefined && twin === undefined && !codes.has(title)) codes.set(title, first.node.code);
  for (const { raw, node } of nodes) {
    for (const said of raw.said) {
      if (said.head.kind !== 'when' || /^(?:[-—/]+|无)$/.test(said.text)) continue;
      raw.places.applies = said.place;
      const earlier = readEarlier(said.text, codes);
      if (earlier === null || node.applies.when !== null)
        tree.findings.push(tableFinding('when_unread', { text: said.text }, said.place, node.code));
      else node.applies.when = earlier;
    }
  }
}

function levelsOf(
  tree: RawTree,
  levelOf: ReadonlyMap<RawNode, number>,
  heads: readonly (Head | null)[],
  lines: readonly string[],
): Level[] {
  const names: Map<string, number>[] = [];
  for (const node of tree.nodes) {
    const counts = (names[(levelOf.get(node) ?? 1) - 1] ??= new Map());
    if (node.section === null && node.levelName !== null)
      counts.set(node.levelName, (counts.get(node.levelName) ?? 0) + 1);
  }
  const declared = declaredCounts(lines);
  const used = new Set<string>();
  const often = names.map((counts) => [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null);
  // One column for all levels names the lowest.
  const most = often.map((name, at) => (often.includes(name, at + 1) ? null : name));
  const spare = declared.filter(({ what }) => !most.some((name) => name !== null && sameLevel(name, what)));
  const levels = Array.from({ length: names.length }, (_, at): Level => {
    let name = most[at] ?? null;
    // As many unnamed levels as counts that fit no name: they are meant in their order.
    if (name === null && spare.length === most.filter((each) => each === null).length)
      name = spare[most.slice(0, at).filter((each) => each === null).length]?.what ?? null;
    if (name === null) {
      name = MADE_NAMES[at] ?? `第${at + 1}级`;
      tree.find('level_name_missing', { level: at + 1, name }, null);
    }
    if (used.has(name)) name = `${name}（第${at + 1}级）`;
    used.add(name);
    return { name, count: null };
  });
  for (const { what, count } of declared) {
    const level = levels.find(({ name }) => sameLevel(name, what)) ?? byNumeral(levels, what);
    if (level === undefined) tree.find('level_count_open', { count, what }, null);
    else level.count ??= count;
  }
  for (const head of heads) {
    for (const kind of head?.columns ?? []) {
      if (kind?.kind !== 'title' || kind.count === null) continue;
      const level = levels.find(({ name }) => name === kind.name);
      if (level !== undefined) level.count ??= kind.count;
    }
  }
  return levels;
}

const MADE_NAMES = ['一级指标', '二级指标', '三级指标', '四级指标', '五级指标'];

/** 二级指标 means the second level, whatever its column is called. */
function byNumeral(levels: readonly Level[], what: string): Level | undefined {
  const at = '一二三四五'.indexOf(/^([一二三四五])级/.exec(what)?.[1] ?? '无');
  return at < 0 ? undefined : levels[at];
}

function axesOf(nodes: readonly Node[]): Edition['axes'] {
  const axes = new Map<string, Set<string>>();
  for (const node of nodes)
    for (const [name, values] of Object.entries(node.axes)) {
      const known = axes.get(name) ?? new Set<string>();
      axes.set(name, known);
      for (const value of values) known.add(value);
    }
  return [...axes].map(([name, values]) => ({
    name,
    values: [...values].map((value) => ({ name: value, aliases: [] })),
  }));
}
