/** Chance that repeats itself: the same seed draws the same, on every machine. Mulberry32 (Tommy Ettinger, public domain). */
export interface Chance {
  /** from … to, both possible. */
  whole(from: number, to: number): number;
  /** True so often: 0 never, 1 always. */
  likely(share: number): boolean;
  one<T>(list: readonly T[]): T;
  some<T>(list: readonly T[]): T[];
  shuffled<T>(list: readonly T[]): T[];
}

export function chance(seed: number): Chance {
  let state = Math.imul(seed, 0x9e3779b1) | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const likely = (share: number) => next() < share;
  function one<T>(list: readonly T[]): T {
    if (list.length === 0) throw new RangeError('nothing to choose from');
    return list[whole(0, list.length - 1)] as T;
  }
  function shuffled<T>(list: readonly T[]): T[] {
    const left = [...list];
    for (let at = left.length - 1; at > 0; at -= 1) {
      const other = whole(0, at);
      [left[at], left[other]] = [left[other] as T, left[at] as T];
    }
    return left;
  }
  return { whole, likely, one, some: (list) => list.filter(() => likely(0.5)), shuffled };
}
