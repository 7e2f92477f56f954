/**
 * Offices' browsers (360, 奇安信, UOS) stand on Chromium 87 and later. The build lowers the language to it; what it cannot lower
 * is what the language's own objects learned since. Each is put in its place only where it is missing.
 */
type Learned = Readonly<Record<string, (this: never, ...given: never[]) => unknown>>;

function at<T>(this: ArrayLike<T>, index: number): T | undefined {
  const n = Math.trunc(index) || 0;
  return this[n < 0 ? this.length + n : n];
}

function findLastIndex<T>(
  this: readonly T[],
  test: (one: T, n: number, all: readonly T[]) => unknown,
): number {
  for (let n = this.length - 1; n >= 0; n--) if (test(this[n] as T, n, this)) return n;
  return -1;
}

function groupBy<K, T>(of: Iterable<T>, keyOf: (one: T, n: number) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  let n = 0;
  for (const one of of) {
    const key = keyOf(one, n++);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}

export const ARRAYS: Learned = {
  at,
  findLastIndex,
  findLast<T>(this: readonly T[], test: (one: T, n: number, all: readonly T[]) => unknown): T | undefined {
    return this[findLastIndex.call(this, test as never)] as T | undefined;
  },
  toSorted<T>(this: readonly T[], compare?: (a: T, b: T) => number): T[] {
    return [...this].sort(compare);
  },
  toReversed<T>(this: readonly T[]): T[] {
    return [...this].reverse();
  },
};
export const STRINGS: Learned = { at };
export const MAPS: Learned = { groupBy };
export const OBJECTS: Learned = {
  hasOwn: (of: object, name: PropertyKey): boolean => Object.prototype.hasOwnProperty.call(of, name),
};

/** Gives an object what it lacks. */
export function teach(whom: object, what: Learned): void {
  for (const [name, value] of Object.entries(what)) {
    if (!(name in whom)) Object.defineProperty(whom, name, { value, writable: true, configurable: true });
  }
}

teach(Array.prototype, ARRAYS);
teach(String.prototype, STRINGS);
teach(Map, MAPS);
teach(Object, OBJECTS);
