interface Together {
  group: string | null;
  equals: number | null;
}

/** Rows that stand together, in the order of the list. */
export function groupsOf<Row extends Together>(rows: readonly Row[]): Row[][] {
  const groups: Row[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    const same = last?.[0]?.equals === row.equals && last[0].group === row.group && row.equals !== null;
    if (same) last.push(row);
    else groups.push([row]);
  }
  return groups;
}

/** From the lowest end of all intervals to the highest, in steps of ten. */
export function scaleOf(rows: readonly { low: number; high: number }[]): { from: number; to: number } {
  const from = Math.floor(Math.min(90, ...rows.map((row) => row.low)) / 10) * 10;
  const to = Math.ceil(Math.max(from + 10, ...rows.map((row) => row.high)) / 10) * 10;
  return { from, to };
}
