import type { Leaf } from './compiled.ts';
import type { CompiledMeasure, CompiledScore, CompiledTest } from './compiled-rule.ts';
import type { Fact } from './fact.ts';
import type { Ground } from './gain-ground.ts';
import { subsets } from './knapsack-leaf.ts';
import type { Cell } from './knapsack-problem.ts';
import { measure, type Measured } from './measures.ts';
import { subtract, ZERO, type Rational } from '../kernel/rational.ts';
import type { Trial } from './gain-trial.ts';

/** Cells with more repairs than this would be tried 2^7 times and more. */
const CELL_SIZE = 6;
/** Units beyond this can no longer be added exactly as numbers. */
const UNIT_LIMIT = 2 ** 40;

/**
 * Repairs of one leaf that only change values already observed, and act on its measure apart from each other: the sites of a rate
 * of sites, the conditions of a count, the facts of a mean or a sum. Their units are the measure itself, over a common denominator,
 * turned so that more is better.
 *
 * @param repairs  those that touch the leaf
 * @returns        null where it cannot be shown that they add up, or that more units never make the leaf worse
 */
export function cellsOf(leaf: Leaf, repairs: readonly number[], trial: Trial): Cell[] | null {
  const [part] = leaf.parts;
  if (part === undefined || leaf.parts.length > 1 || leaf.uses !== null || leaf.when !== null) return null;
  const { rule } = part;
  const takes = leaf.kind === 'deduction' || leaf.kind === 'veto';
  // Where the rule takes, its lowest grade is the best, but as a hard floor it sinks what stands above.
  if (takes && sinkingGrades(leaf)) return null;
  const direction = directionOf(rule.score) * (takes ? -1 : 1);
  if (direction === 0) return null;

  const changes = new Map(repairs.map((repair) => [repair, trial.changesOf(repair)]));
  const keyOf = keyFor(rule.measure, trial.ground);
  if (keyOf === null) return null;
  const { ground } = trial;
  const steering = new Set(steeringSlots(leaf).map((slot) => ground.compiled.slots[slot]!.name));
  const keys = new Map<number, Set<string>>();
  for (const [repair, list] of changes) {
    const own = new Set<string>();
    for (const { now, after } of list) {
      if (!countsFor(leaf, after, ground)) continue;
      if (now === null || now.state !== 'observed' || steering.has(after.name)) return null;
      const key = keyOf(after);
      if (key === null) return null;
      own.add(key).add(`fact ${after.id}`);
    }
    keys.set(repair, own);
  }
  const groups = connected(keys);
  if (groups.some((group) => group.length > CELL_SIZE)) return null;
  return withUnits(leaf, rule.measure, groups, direction, trial);
}

/** Whether the fact may go to this leaf. */
function countsFor(leaf: Leaf, fact: Fact, ground: Ground): boolean {
  const named = ground.compiled.routes.get(fact.criterion) ?? [];
  return named.some((each) => each.index === leaf.index);
}

/** The measure after each set of each group, as whole units over one denominator. */
function withUnits(
  leaf: Leaf,
  rule: CompiledMeasure,
  groups: readonly number[][],
  direction: number,
  trial: Trial,
): Cell[] | null {
  const { ground } = trial;
  const now = (): Measured => measure(rule, ground.tally, ground.group);
  trial.moveFor(leaf.index, []);
  const base = now();
  if (typeof base === 'string') return null;
  // A range of a leaf that lays caps may come to be known and lay one: more units would then be worse.
  if (base.length > 1 && (leaf.kind === 'veto' || sinkingGrades(leaf))) return null;
  const gained: { key: string; by: Rational }[][] = [];
  let denominator = 1n;
  for (const group of groups) {
    const options: { key: string; by: Rational }[] = [];
    for (const done of subsets(group)) {
      trial.moveFor(leaf.index, done);
      const after = now();
      if (typeof after === 'string' || after.length !== base.length) return null;
      const by = subtract(after[0]!, base[0]!);
      denominator = lcm(denominator, by.d);
      options.push({ key: done.join(), by });
    }
    gained.push(options);
  }
  trial.moveFor(leaf.index, []);
  const unitsOf = (by: Rational) => Number((by.n * denominator) / by.d) * direction;
  const cells = groups.map((repairs, n): Cell => {
    const units = new Map(gained[n]!.map(({ key, by }) => [key, unitsOf(by)]));
    return { repairs, units: (done) => units.get(done.join()) ?? 0 };
  });
  const isSafe = gained.flat().every(({ by }) => Math.abs(unitsOf(by)) < UNIT_LIMIT);
  return isSafe && addsUp(leaf, rule, groups.flat(), gained, base[0]!, trial, now) ? cells : null;
}

/** All together must be the sum of the parts; a measure that is not made of parts is found out here. */
function addsUp(
  leaf: Leaf,
  rule: CompiledMeasure,
  repairs: readonly number[],
  gained: readonly { key: string; by: Rational }[][],
  base: Rational,
  trial: Trial,
  now: () => Measured,
): boolean {
  trial.moveFor(leaf.index, repairs);
  const all = now();
  trial.moveFor(leaf.index, []);
  if (typeof all === 'string' || rule.type === 'formula') return false;
  const parts = gained.reduce(
    (sum, options) => subtract(sum, options.at(-1)?.by ?? ZERO),
    subtract(all[0]!, base),
  );
  return parts.n === 0n;
}

/** What binds changes together: they act on the measure through the same thing. Null: the measure is not a sum of such. */
function keyFor(rule: CompiledMeasure, ground: Ground): ((fact: Fact) => string | null) | null {
  const howOf = (slot: number) => ground.compiled.slots[slot]!.how;
  switch (rule.type) {
    case 'conditions':
      return (fact) => `name ${fact.name}`;
    case 'sites':
    case 'members':
      return (fact) => `site ${fact.site}`;
    case 'value':
      return howOf(rule.slot) === 'mean' || howOf(rule.slot) === 'sum' ? (fact) => fact.id : null;
    case 'quotient': {
      const below = ground.compiled.slots[rule.below]!.name;
      if (howOf(rule.above) !== 'sum') return null;
      return (fact) => (fact.name === below ? null : fact.id);
    }
    case 'formula':
      return null;
  }
}

/** 1: a greater measure never gives a smaller share; -1: never a greater one; 0: neither is sure. */
export function directionOf(score: CompiledScore): 1 | -1 | 0 {
  switch (score.type) {
    case 'points':
    case 'share':
      return 1;
    case 'proportional': {
      const span = subtract(score.full, score.from).n;
      return span > 0n ? 1 : span < 0n ? -1 : 0;
    }
    case 'pass':
      return directionOfTests([{ slot: null, is: score.is, than: score.than }]);
    case 'deduct': {
      const sides = new Set(score.lines.filter((line) => line.slot === null).map((line) => line.side));
      return sides.size > 1 ? 0 : sides.has('above') ? -1 : 1;
    }
    case 'grades': {
      const grades = [...score.steps.map((step) => step.grade), score.otherwise];
      const falling = grades.every(
        (grade, n) => n === 0 || subtract(grades[n - 1]!.worth, grade.worth).n >= 0n,
      );
      const firstSinking = grades.findIndex((grade) => grade.sinks !== 'self');
      const sinksLast =
        firstSinking < 0 ||
        grades.slice(firstSinking).every((grade) => grade.sinks === grades[firstSinking]!.sinks);
      return falling && sinksLast ? directionOfTests(score.steps.flatMap((step) => step.when)) : 0;
    }
  }
}

function directionOfTests(tests: readonly CompiledTest[]): 1 | -1 | 0 {
  const signs = new Set(
    tests
      .filter((test) => test.slot === null)
      .map((test) => (test.is === '=' ? 0 : test.is === '>' || test.is === '>=' ? 1 : -1)),
  );
  if (signs.has(0) || signs.size > 1) return 0;
  return signs.has(-1) ? -1 : 1;
}

function sinkingGrades({ parts }: Leaf): boolean {
  const score = parts[0]?.rule.score;
  if (score?.type !== 'grades') return false;
  return [...score.steps.map((step) => step.grade), score.otherwise].some((grade) => grade.sinks !== 'self');
}

/** Slots that decide besides the measure: they must stay as they are. */
function steeringSlots({ parts }: Leaf): number[] {
  return parts
    .flatMap(({ rule }) => [
      ...rule.guards.flatMap((guard) =>
        guard.type === 'floor' ? guard.when.map((test) => test.slot) : [guard.slot],
      ),
      ...(rule.score.type === 'grades'
        ? rule.score.steps.flatMap((step) => step.when.map((test) => test.slot))
        : []),
      ...(rule.score.type === 'deduct' ? rule.score.lines.map((line) => line.slot) : []),
    ])
    .filter((slot) => slot !== null);
}

/** Groups of repairs that share a key, each ascending. */
function connected(keys: ReadonlyMap<number, ReadonlySet<string>>): number[][] {
  const groupOf = new Map<number, number[]>();
  const holder = new Map<string, number>();
  for (const [repair, own] of keys) {
    let group = [repair];
    groupOf.set(repair, group);
    for (const key of own) {
      const other = groupOf.get(holder.get(key) ?? repair)!;
      holder.set(key, repair);
      if (other === group) continue;
      group = [...other, ...group];
      for (const member of group) groupOf.set(member, group);
    }
  }
  return [...new Set(groupOf.values())].map((group) => group.sort((a, b) => a - b));
}

function lcm(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return (a / x) * b;
}
