import { squeeze } from './fold.ts';
import { roleOf } from './labels.ts';
import type { Cell } from './paper.ts';
import type { UnitRole } from '../tasks/task.ts';
import { isSurelyUnit, looksLikeUnit } from './unit-names.ts';

const SIGNS = '★☆▲△●○◎◆◇■□√✓✔☑∨※';
const ROLE_MARK = '牵头|主责|主办|责任|负责|配合|协办|协助|参与|主|配|责|协';
/** What stands in the column of a unit where the row concerns it. */
const MARK = new RegExp(`^(?:[${SIGNS}]{1,2}|(?:${ROLE_MARK})(?:单位|部门)?)$`);
const LONGEST_NAME = 16;
/** Rows that a head may take. */
const HEAD_ROWS = 8;

/**
 * Columns of a responsibility matrix (责任矩阵): a unit's name at the head, and only marks below it.
 * @returns by column the cell with the name; empty where fewer than two columns are of this sort
 */
export function markColumnsOf(grid: readonly (readonly (Cell | null)[])[]): Map<number, Cell> {
  const found = new Map<number, Cell>();
  const width = grid[0]?.length ?? 0;
  const marks = (cell: Cell | null): boolean => cell !== null && MARK.test(squeeze(cell.text));
  if (!grid.some((row) => row.some(marks))) return found;
  for (let c = 1; c < width; c++) {
    let head: Cell | null = null;
    let count = 0;
    for (const [r, row] of grid.entries()) {
      const cell = row[c] ?? null;
      const words = squeeze(cell?.text ?? '');
      if (cell === null || words === '') continue;
      if (marks(cell) && head !== null) count += 1;
      else if (r < HEAD_ROWS && count === 0) head = isName(words) ? cell : null;
      // A note below the table spans its whole width.
      else if (cell.columnSpan < width / 2) {
        head = null;
        break;
      }
    }
    if (head !== null && count > 0 && head.columnSpan === 1) found.set(c, head);
  }
  return found.size < 2 ? new Map() : found;
}

const isName = (words: string): boolean =>
  words.length <= LONGEST_NAME &&
  !/单位$|部门$/.test(words.replace(/^各.*/, '')) &&
  (isSurelyUnit(words) || looksLikeUnit(words));

const MEANS = new RegExp(
  `([${SIGNS}])[”"]?(?:号|标)?(?:为|表示|代表|指|是|[:=—-]+)? ?(?:本项|该项)?(?:工作|任务)?的?(${ROLE_MARK})`,
  'g',
);
const MARKED_BY = new RegExp(
  `(${ROLE_MARK})(?:单位|部门)?(?:用|以|标|标注|标为|为|[:=(]) ?[“"]?([${SIGNS}])`,
  'g',
);

/** What the paper says of its signs: ★为牵头单位,▲为配合单位. */
export function legendOf(fold: string): Map<string, UnitRole> {
  const legend = new Map<string, UnitRole>();
  for (const found of fold.matchAll(MEANS)) legend.set(found[1] ?? '', roleOfMark(found[2] ?? ''));
  for (const found of fold.matchAll(MARKED_BY))
    if (!legend.has(found[2] ?? '')) legend.set(found[2] ?? '', roleOfMark(found[1] ?? ''));
  return legend;
}

/** The role that a mark gives; a sign that the paper does not explain only says that the unit is responsible. */
export function roleOfMark(mark: string, legend?: ReadonlyMap<string, UnitRole>): UnitRole {
  const words = squeeze(mark);
  if (words === '主') return 'lead';
  if (words === '配' || words === '协') return 'cooperating';
  return legend?.get([...words][0] ?? '') ?? roleOf(words);
}
