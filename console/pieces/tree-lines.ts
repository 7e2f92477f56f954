/** A tree flattened to the lines that are in sight. */

export interface TreeShape<Row> {
  idOf: (row: Row) => string;
  parentOf: (row: Row) => string | null;
}

export interface Branch<Row> {
  id: string;
  row: Row;
  parent: string | null;
  kids: Branch<Row>[];
}

export interface Line<Row> {
  id: string;
  row: Row;
  /** 0 at the top. */
  depth: number;
  parent: string | null;
  kids: number;
  open: boolean;
  /** 1 is the first of its siblings. */
  place: number;
  siblings: number;
}

/** The tops, each with what hangs under it, in the order given. A row whose parents run in a circle stands at the top too. */
export function branchesOf<Row>(rows: readonly Row[], { idOf, parentOf }: TreeShape<Row>): Branch<Row>[] {
  const all = new Map(
    rows.map((row): [string, Branch<Row>] => [
      idOf(row),
      { id: idOf(row), row, parent: parentOf(row), kids: [] },
    ]),
  );
  const tops: Branch<Row>[] = [];
  for (const branch of all.values()) {
    const parent = branch.parent === null ? undefined : all.get(branch.parent);
    if (parent === undefined || runsInCircle(branch, all)) {
      branch.parent = null;
      tops.push(branch);
    } else parent.kids.push(branch);
  }
  return tops;
}

function runsInCircle<Row>(branch: Branch<Row>, all: ReadonlyMap<string, Branch<Row>>): boolean {
  const seen = new Set<string>();
  for (let at: Branch<Row> | undefined = branch; at !== undefined;) {
    if (seen.has(at.id)) return at.id === branch.id;
    seen.add(at.id);
    at = at.parent === null ? undefined : all.get(at.parent);
  }
  return false;
}

/** The lines in sight, from top to bottom. */
export function linesOf<Row>(
  branches: readonly Branch<Row>[],
  isOpen: (id: string, depth: number) => boolean,
): Line<Row>[] {
  const lines: Line<Row>[] = [];
  const add = (level: readonly Branch<Row>[], depth: number) => {
    level.forEach(({ id, row, parent, kids }, n) => {
      const open = kids.length > 0 && isOpen(id, depth);
      lines.push({ id, row, depth, parent, kids: kids.length, open, place: n + 1, siblings: level.length });
      if (open) add(kids, depth + 1);
    });
  };
  add(branches, 0);
  return lines;
}
