import { exp, ln, shown } from './doubt-arithmetic.ts';
import type { Fact } from './fact.ts';

/**
 * What is worth a second look among marks (异常提示): a value far from its like, a marker whose marks are all the same, two units
 * whose sheets agree beyond chance. Each flag has its numbers; none is a verdict, and none changes a score.
 */
export type Flag =
  | {
      kind: 'far_value';
      fact: string;
      criterion: string;
      unit: string | null;
      marker: string | null;
      value: number;
      median: number;
      /** Robust z: 0.6745 × (value − median) ÷ MAD. */
      z: number;
    }
  | {
      kind: 'uniform_marks';
      marker: string;
      /** The mark that it is nearly always: a number or the name of a grade. */
      value: number | string;
      times: number;
      marks: number;
      /** Expected from what the other markers gave under the same criteria. */
      expected: number;
      /** Chance of as many or more, times the number of markers and marks looked at. */
      chance: number;
    }
  | {
      kind: 'same_sheets';
      units: [string, string];
      same: number;
      common: number;
      expected: number;
      /** Chance of as many or more, times the number of pairs. */
      chance: number;
    };

export interface OutlierRule {
  /** Robust z from which a value is far: 3.5 (Iglewicz & Hoaglin, How to Detect and Handle Outliers, 1993). */
  far: number;
  /** Values below which a median says little. */
  leastValues: number;
  /** Marks (or common cells) below which sameness says little. */
  leastMarks: number;
  /** Share of equal marks from which they are uniform. */
  uniform: number;
  /** Chance, after all that was looked at, below which sameness is flagged. */
  chance: number;
}
export const OUTLIER_RULE: OutlierRule = {
  far: 3.5,
  leastValues: 8,
  leastMarks: 20,
  uniform: 0.9,
  chance: 0.01,
};

interface Mark {
  id: string;
  cell: string;
  criterion: string;
  unit: string | null;
  marker: string | null;
  /** A number, or the name of a grade. */
  value: number | string;
}

/**
 * All flags, far values first, then markers, then pairs of units; within a kind the most striking first, equal ones by name. Only
 * what was observed is looked at, each fact once; grades have no far values.
 */
export function outliers(facts: Iterable<Fact>, rule: OutlierRule = OUTLIER_RULE): Flag[] {
  const marks: Mark[] = [];
  for (const { id, criterion, name, state, value, unit, marker } of facts) {
    if (state !== 'observed' || value === null) continue;
    const cell = `${criterion}\u0000${name}`;
    const mark = 'grade' in value ? value.grade : value.tenThousandths / 10_000;
    marks.push({ id, cell, criterion, unit, marker, value: mark });
  }
  marks.sort((a, b) => (a.id < b.id ? -1 : 1));
  const cells = groupBy(marks, ({ cell }) => cell);
  return [...farValues(cells, rule), ...uniformMarks(marks, cells, rule), ...sameSheets(marks, rule)];
}

function farValues(cells: ReadonlyMap<string, Mark[]>, rule: OutlierRule): Flag[] {
  const flags: Extract<Flag, { kind: 'far_value' }>[] = [];
  for (const all of cells.values()) {
    const own = all.flatMap(({ value, ...mark }) => (typeof value === 'number' ? [{ ...mark, value }] : []));
    const values = own.map(({ value }) => value);
    // Yes and no have no outliers.
    if (own.length < rule.leastValues || new Set(values).size < 3) continue;
    const middle = medianOf(values);
    const spread = medianOf(values.map((value) => Math.abs(value - middle)));
    // Where more than half are equal the MAD is 0; the mean deviation stands in (same source, its factor 1.2533).
    const mean = values.reduce((sum, value) => sum + Math.abs(value - middle), 0) / values.length;
    const unit = spread > 0 ? spread / 0.6745 : mean * 1.2533;
    for (const { id, criterion, unit: whose, marker, value } of own) {
      const z = (value - middle) / unit;
      if (Math.abs(z) <= rule.far) continue;
      flags.push({
        kind: 'far_value',
        fact: id,
        criterion,
        unit: whose,
        marker,
        value,
        median: middle,
        z: shown(z),
      });
    }
  }
  return flags.sort((a, b) => Math.abs(b.z) - Math.abs(a.z) || (a.fact < b.fact ? -1 : 1));
}

function uniformMarks(marks: readonly Mark[], cells: ReadonlyMap<string, Mark[]>, rule: OutlierRule): Flag[] {
  const markers = [...groupBy(marks, ({ marker }) => marker ?? '')].filter(
    ([marker, own]) => marker !== '' && own.length >= rule.leastMarks,
  );
  const kinds = new Set(marks.map(({ value }) => value)).size;
  const counts = new Map([...cells].map(([cell, all]) => [cell, countsOf(all)]));
  const flags: Extract<Flag, { kind: 'uniform_marks' }>[] = [];
  for (const [marker, own] of markers) {
    const [value, times] = mostFrequent(own.map((mark) => mark.value));
    if (times < rule.uniform * own.length) continue;
    const mine = new Map([...groupBy(own, ({ cell }) => cell)].map(([cell, list]) => [cell, countsOf(list)]));
    // What the others gave under the same criterion, this marker left out; half an answer more for each side.
    const chances = own.map(({ cell }) => {
      const all = counts.get(cell)!;
      const without = mine.get(cell)!;
      const others = all.total - without.total;
      const same = (all.of.get(value) ?? 0) - (without.of.get(value) ?? 0);
      return (same + 0.5) / (others + 1);
    });
    const chance = Math.min(1, tailOf(chances, times) * markers.length * kinds);
    if (chance >= rule.chance) continue;
    const expected = shown(chances.reduce((sum, p) => sum + p, 0));
    flags.push({
      kind: 'uniform_marks',
      marker,
      value,
      times,
      marks: own.length,
      expected,
      chance: small(chance),
    });
  }
  return flags.sort((a, b) => a.chance - b.chance || (a.marker < b.marker ? -1 : 1));
}

function sameSheets(marks: readonly Mark[], rule: OutlierRule): Flag[] {
  const sheets = [...groupBy(marks, ({ unit }) => unit ?? '')]
    .filter(([unit]) => unit !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([unit, own]) => ({
      unit,
      // Several marks of one cell are one answer: their values in order.
      answers: new Map(
        [...groupBy(own, ({ cell }) => cell)].map(([cell, list]) => [
          cell,
          list
            .map(({ value }) => value)
            .map(String)
            .sort()
            .join(' '),
        ]),
      ),
    }));
  const answers = new Map<string, Map<string, number>>();
  for (const sheet of sheets)
    for (const [cell, answer] of sheet.answers) {
      const own = answers.get(cell) ?? new Map<string, number>();
      answers.set(cell, own.set(answer, (own.get(answer) ?? 0) + 1));
    }
  const pairs = (sheets.length * (sheets.length - 1)) / 2;
  const flags: Extract<Flag, { kind: 'same_sheets' }>[] = [];
  sheets.forEach((first, nth) => {
    for (const second of sheets.slice(nth + 1)) {
      const chances: number[] = [];
      let same = 0;
      for (const [cell, answer] of first.answers) {
        const other = second.answers.get(cell);
        if (other === undefined) continue;
        if (other === answer) same += 1;
        chances.push(agreement(answers.get(cell)!, answer, other));
      }
      if (chances.length < rule.leastMarks || same < rule.uniform * chances.length) continue;
      const chance = Math.min(1, tailOf(chances, same) * pairs);
      if (chance >= rule.chance) continue;
      flags.push({
        kind: 'same_sheets',
        units: [first.unit, second.unit],
        same,
        common: chances.length,
        expected: shown(chances.reduce((sum, p) => sum + p, 0)),
        chance: small(chance),
      });
    }
  });
  return flags.sort((a, b) => a.chance - b.chance || (a.units.join() < b.units.join() ? -1 : 1));
}

/** Chance that two units give the same answer, from all units but these two; at least half an answer in all. */
function agreement(given: ReadonlyMap<string, number>, first: string, second: string): number {
  let total = -2;
  for (const count of given.values()) total += count;
  if (total <= 0) return 0.5;
  let squares = 0;
  for (const [answer, count] of given) {
    const others = count - (answer === first ? 1 : 0) - (answer === second ? 1 : 0);
    squares += ((others + 0.5) / (total + 0.5 * given.size)) ** 2;
  }
  return Math.min(1, squares);
}

/** P(at least k succeed), each with its own chance: the Poisson binomial, one after the other. */
export function tailOf(chances: readonly number[], k: number): number {
  let counts = [1];
  for (const p of chances) {
    const next = Array.from({ length: counts.length + 1 }, () => 0);
    counts.forEach((share, count) => {
      next[count]! += share * (1 - p);
      next[count + 1]! += share * p;
    });
    counts = next;
  }
  return Math.min(
    1,
    counts.slice(k).reduce((sum, share) => sum + share, 0),
  );
}

/** Two significant digits, for chances far below one. */
function small(chance: number): number {
  if (chance <= 0) return 0;
  const tens = exp(Math.floor(ln(chance) / ln(10) - 1) * ln(10));
  return Number((Math.round(chance / tens) * tens).toPrecision(2));
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    const own = groups.get(key);
    if (own === undefined) groups.set(key, [one]);
    else own.push(one);
  }
  return groups;
}

function countsOf(list: readonly Mark[]): { total: number; of: Map<number | string, number> } {
  const of = new Map<number | string, number>();
  for (const { value } of list) of.set(value, (of.get(value) ?? 0) + 1);
  return { total: list.length, of };
}

function mostFrequent(values: readonly (number | string)[]): [number | string, number] {
  const counts = new Map<number | string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, one) =>
    one[1] > best[1] || (one[1] === best[1] && String(one[0]) < String(best[0])) ? one : best,
  );
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
