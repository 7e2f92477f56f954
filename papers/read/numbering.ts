import { printed } from './counting.ts';

/** One of the nine levels of a list, as Word defines it. */
export interface ListLevel {
  start: number;
  format: string;
  /** "第%1章", "%1.%2": %n stands for the current number of level n. */
  text: string;
  /** 法定 (isLgl): all numbers of the text in digits. */
  legal: boolean;
  /** 1-based level whose return starts this one again; 0 never; null for any level above. */
  restart: number | null;
  /** Custom formats such as "001, 002": the least number of digits. */
  digits: number;
  /** Style id that this level belongs to. */
  style: string | null;
}

/** A list in use (w:num, LFO): levels, what it counts together with, and where it starts anew. */
export interface ListUse {
  /** Lists that share a definition count on together. */
  counter: string;
  levels: ReadonlyMap<number, ListLevel>;
  /** Level to first value, applied once when this use begins. */
  startOverrides: ReadonlyMap<number, number>;
}

/** Hands out the numbers of one document, paragraph by paragraph in reading order. */
export class Numbering {
  readonly #uses: ReadonlyMap<string, ListUse>;
  readonly #counters = new Map<string, (number | undefined)[]>();
  readonly #begun = new Set<string>();

  constructor(uses: ReadonlyMap<string, ListUse>) {
    this.#uses = uses;
  }

  /** The level of the list that belongs to the style, where the list says so. */
  levelOfStyle(use: string, style: string): number | null {
    for (const [at, level] of this.#uses.get(use)?.levels ?? []) if (level.style === style) return at;
    return null;
  }

  /** The number as printed, null for a bullet, an empty number or an unknown list. `level` counts from 0. */
  next(useId: string, level: number): string | null {
    const use = this.#uses.get(useId);
    const own = use?.levels.get(level);
    if (!use || !own) return null;
    const counters = this.#countersOf(useId, use);
    counters[level] = (counters[level] ?? own.start - 1) + 1;
    for (let above = 0; above < level; above++) counters[above] ??= use.levels.get(above)?.start ?? 1;
    for (let below = level + 1; below < 9; below++) {
      const restart = use.levels.get(below)?.restart ?? null;
      if (restart === null || level < restart) counters[below] = undefined;
    }
    if (own.format === 'bullet') return null;
    const text = own.text.replace(/%([1-9])/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      const shown = use.levels.get(at);
      if (!shown || at > level) return '';
      const value = counters[at] ?? shown.start;
      if (own.legal) return String(value);
      return printed(value, shown.format).padStart(shown.digits, '0');
    });
    return text.trim() === '' ? null : text.trim();
  }

  #countersOf(useId: string, use: ListUse): (number | undefined)[] {
    let counters = this.#counters.get(use.counter);
    if (!counters) this.#counters.set(use.counter, (counters = []));
    if (!this.#begun.has(useId)) {
      this.#begun.add(useId);
      for (const [level, start] of use.startOverrides) counters[level] = start - 1;
    }
    return counters;
  }
}
