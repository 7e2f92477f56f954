export const TREE_SHEET = '得分';

/** Columns of the tree sheet. Those from `rawPoints` on help the branches to add up. */
export const TREE_COLUMNS = {
  code: 'A',
  title: 'B',
  kind: 'C',
  points: 'D',
  earned: 'E',
  of: 'F',
  max: 'G',
  low: 'H',
  high: 'I',
  lost: 'J',
  state: 'K',
  sunk: 'L',
  why: 'M',
  official: 'N',
  differs: 'O',
  rawPoints: 'Q',
  rawLow: 'R',
  rawHigh: 'S',
  rawLost: 'T',
  rawOf: 'U',
  out: 'V',
  capParent: 'W',
  capTotal: 'X',
  cap: 'Y',
} as const;

export type TreeColumn = keyof typeof TREE_COLUMNS;
