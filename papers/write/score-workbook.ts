import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import type { Fact } from '@tongchuang/domain/scoring/fact.ts';
import type { Result } from '@tongchuang/domain/scoring/result.ts';
import type { Subject } from '@tongchuang/domain/scoring/subject.ts';
import { textCell, writeWorkbook } from './excel-workbook.ts';
import { Calculation, CALCULATION_SHEET } from './score-sheets/calculation.ts';
import { shareOut } from './score-sheets/facts-of-leaves.ts';
import { formulaCell } from './score-sheets/formula-text.ts';
import { writeLeaf, type Outcomes } from './score-sheets/leaf-outcomes.ts';
import { CELL, HEAD, TITLE } from './score-sheets/looks.ts';
import { NOTE_SHEET, NOTE_WIDTHS, writeNotes } from './score-sheets/note-sheet.ts';
import { LeafRows, OBSERVATION_SHEET } from './score-sheets/leaf-rows.ts';
import {
  FACT_COLUMNS,
  OBSERVATION_HEAD_ROWS,
  OBSERVATION_WIDTHS,
  observationRows,
} from './score-sheets/observation-sheet.ts';
import { TALLY_COLUMNS, TALLY_WIDTHS, tallyRows } from './score-sheets/tally-sheet.ts';
import {
  CALCULATION_HEAD_ROWS,
  layOut,
  leavesOf,
  outcomeOf,
  TREE_HEAD_ROWS,
  type NodePlace,
} from './score-sheets/score-layout.ts';
import { SITE_HEAD_ROWS, SITE_SHEET, SITE_WIDTHS, SiteSheet } from './score-sheets/site-sheet.ts';
import { TREE_SHEET } from './score-sheets/tree-columns.ts';
import { knownCells, TREE_WIDTHS, treeRows } from './score-sheets/tree-sheet.ts';

/** A scored round (测评轮次) to be taken along. */
export interface ScoreWorkbook {
  edition: Edition;
  facts: readonly Fact[];
  /** What the engine made of them: stands beside the formulas, so that a change shows. */
  result: Result;
  subject: Subject;
  title: string;
  /** Where the numbers come from: round, day, the head of the trail. */
  head: string;
  /**
   * More facts than this are tallied by leaf, group and site instead of standing in a row each; where there are more such
   * rows than this too, sites are put together.
   */
  mostRows?: number;
}

/** Rows beyond which a spreadsheet on an office machine stops answering. */
const MOST_ROWS = 20_000;

/**
 * The round as .xlsx that recomputes itself: observations (观测), sites (点位), calculations (计算) and the tree of points
 * (得分) are bound by formulas, and agree with the engine to the last hundredth.
 */
export async function scoreWorkbook(round: ScoreWorkbook): Promise<Uint8Array> {
  const places = layOut(round.edition);
  const leaves = places.flatMap(leavesOf);
  const { byLeaf, leftOut } = shareOut(places, round.facts, round.subject);
  const most = round.mostRows ?? MOST_ROWS;
  const isTallied = round.facts.length > most;
  const areSitesFolded = isTallied && sitesIn(byLeaf.values()) > most;
  const columns = isTallied ? TALLY_COLUMNS : FACT_COLUMNS;
  const rowsByLeaf = new Map(
    leaves.map((leaf) => [leaf, new LeafRows(leaf, byLeaf.get(leaf) ?? [], columns)]),
  );
  const rowsOf = (leaf: NodePlace): LeafRows => {
    const rows = rowsByLeaf.get(leaf);
    if (rows === undefined) throw new Error(`no rows: ${leaf.node.code}`);
    return rows;
  };
  const { subject } = round;

  // Once for the questions that no fact answers, so that they get a row to be filled in; then for good.
  const asking: Outcomes = {
    sheet: new Calculation(0, new SiteSheet(areSitesFolded)),
    subject,
    rowsOf,
    asked: (rows, wanted) => rows.addBlank(wanted),
  };
  for (const leaf of leaves) writeLeaf(asking, leaf);

  const notes = writeNotes(places, round.head, { isTallied, areSitesFolded });
  const all = [...rowsByLeaf.values()];
  const observations = isTallied
    ? tallyRows(all, areSitesFolded)
    : observationRows(all, leftOut, notes.grades);
  const sites = new SiteSheet(areSitesFolded);
  const sheet = new Calculation(CALCULATION_HEAD_ROWS + leaves.length, sites);
  sheet.rows[0] = [textCell('计算', TITLE)];
  const heads = ['代码', '项', '最低得分率', '最高得分率', '不适用', '封上级', '封全体'];
  sheet.rows[CALCULATION_HEAD_ROWS - 1] = heads.map((head) => textCell(head, HEAD));
  for (const leaf of leaves) {
    const outcome = writeLeaf({ sheet, subject, rowsOf, asked: null }, leaf);
    sheet.rows[outcomeOf(leaf) - 1] = [
      textCell(leaf.node.code, CELL),
      textCell(leaf.node.title, CELL),
      ...outcome.map((formula) => formulaCell(formula, CELL)),
    ];
  }
  return writeWorkbook([
    {
      name: TREE_SHEET,
      widths: TREE_WIDTHS,
      rows: treeRows(places, round),
      ...(places[0] === undefined ? {} : { known: knownCells(places[0], round.result) }),
      headRows: TREE_HEAD_ROWS,
      frozenColumns: 2,
      across: true,
    },
    {
      name: CALCULATION_SHEET,
      widths: [10, 46, ...Array.from({ length: 12 }, () => 12)],
      rows: sheet.rows,
      headRows: CALCULATION_HEAD_ROWS,
      across: true,
    },
    {
      name: OBSERVATION_SHEET,
      widths: isTallied ? TALLY_WIDTHS : OBSERVATION_WIDTHS,
      rows: observations,
      headRows: OBSERVATION_HEAD_ROWS,
      across: true,
      filter: true,
    },
    { name: SITE_SHEET, widths: SITE_WIDTHS, rows: sites.rows, headRows: SITE_HEAD_ROWS, filter: true },
    { name: NOTE_SHEET, widths: NOTE_WIDTHS, rows: notes.rows, headRows: 1 },
  ]);
}

/** Pairs of a leaf and a site. */
function sitesIn(facts: Iterable<readonly Fact[]>): number {
  let pairs = 0;
  for (const own of facts) pairs += new Set(own.map((fact) => fact.site)).size;
  return pairs;
}
