/** Circles among names that each point to at most one other; each once, beginning with its first name in the order of the map. */
export function circlesIn(next: ReadonlyMap<string, string>): string[][] {
  const done = new Set<string>();
  const circles: string[][] = [];
  for (const start of next.keys()) {
    const trail: string[] = [];
    const place = new Map<string, number>();
    let here: string | undefined = start;
    while (here !== undefined && !done.has(here) && !place.has(here)) {
      place.set(here, trail.length);
      trail.push(here);
      here = next.get(here);
    }
    const from = here === undefined ? undefined : place.get(here);
    if (from !== undefined) circles.push(trail.slice(from));
    for (const name of trail) done.add(name);
  }
  return circles;
}

/** `1 → 3 → 1` */
export const circleWords = (circle: readonly string[]): string => [...circle, circle[0]].join(' → ');
