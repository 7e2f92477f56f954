/**
 * A later edition of a plan compared task by task (版本比对): what stayed, changed, moved, came and went, so that progress is
 * carried over to the task that is the same in substance, not to the one that happens to have its number.
 *
 * Matching, each task at most once, strongest first:
 * 1. same number, same path, and texts at least half alike;
 * 2. same text anywhere;
 * 3. the most similar text that is left, if alike enough; between equals the same number, then the nearer place wins.
 */
export interface EditionTask {
  no: string;
  sectionPath: readonly string[];
  text: string;
  objective: string | null;
  standard: string | null;
  deadline: { phrase: string; due: string | null } | null;
  recurrence: string | null;
  targets: readonly { text: string }[];
  /** By the resolved unit where known, else as written. */
  units: readonly { unit: string; role: string }[];
}

/** Fields in which two editions of a task can differ; `no` and `section_path` alone mean that it moved. */
export const DIFF_FIELDS = [
  'no',
  'section_path',
  'text',
  'objective',
  'standard',
  'deadline',
  'recurrence',
  'targets',
  'units',
] as const;
export type DiffField = (typeof DIFF_FIELDS)[number];

export interface TaskDiff {
  change: 'unchanged' | 'changed' | 'added' | 'gone';
  /** Positions in the two lists; null where it is not there. */
  before: number | null;
  after: number | null;
  differs: DiffField[];
  /** Number or section changed, or it stands in another order among what stayed. */
  moved: boolean;
  /** 0 to 10,000, how alike the texts are; null for added and gone. */
  similarityBp: number | null;
  /** Units that are new to it or gone from it have to acknowledge anew. */
  affected: string[];
}

export interface PlanDiff {
  /** In the order of the later edition; what is gone stands behind the task that it stood behind before. */
  tasks: TaskDiff[];
  counts: Record<TaskDiff['change'] | 'moved', number>;
}

/** From here texts are taken for one task: with the same number, and without. */
const ALIKE_NUMBERED_BP = 5_000;
const ALIKE_ANYWHERE_BP = 6_500;

interface Pair {
  before: number;
  after: number;
  similarityBp: number;
}

export function comparePlans(before: readonly EditionTask[], after: readonly EditionTask[]): PlanDiff {
  const pairs = matched(before, after);
  const byAfter = new Map(pairs.map((pair) => [pair.after, pair]));
  const kept = new Set(pairs.map((pair) => pair.before));
  const inOrder = longestRise(after.flatMap((_, n) => byAfter.get(n)?.before ?? []));

  const tasks = after.map((task, n): TaskDiff => {
    const pair = byAfter.get(n);
    const old = pair === undefined ? undefined : before[pair.before];
    if (pair === undefined || old === undefined) {
      return {
        ...ABSENT,
        change: 'added',
        before: null,
        after: n,
        affected: task.units.map((one) => one.unit),
      };
    }
    const differs = differences(old, task);
    const content = differs.filter((field) => field !== 'no' && field !== 'section_path');
    return {
      change: content.length > 0 ? 'changed' : 'unchanged',
      before: pair.before,
      after: n,
      differs,
      moved: differs.length > content.length || !inOrder.has(pair.before),
      similarityBp: pair.similarityBp,
      affected: affectedUnits(old, task, content.length > 0),
    };
  });

  before.forEach((task, n) => {
    if (kept.has(n)) return;
    const gone: TaskDiff = {
      ...ABSENT,
      change: 'gone',
      before: n,
      after: null,
      affected: task.units.map((one) => one.unit),
    };
    const behind = tasks.findLastIndex((one) => one.before !== null && one.before < n);
    tasks.splice(behind + 1, 0, gone);
  });
  const counts = { unchanged: 0, changed: 0, added: 0, gone: 0, moved: 0 };
  for (const task of tasks) {
    counts[task.change]++;
    if (task.moved) counts.moved++;
  }
  return { tasks, counts };
}

const ABSENT = { differs: [], moved: false, similarityBp: null };

function differences(old: EditionTask, now: EditionTask): DiffField[] {
  const units = (task: EditionTask) =>
    task.units
      .map((one) => `${one.role} ${one.unit}`)
      .sort()
      .join('\n');
  const same: Record<DiffField, boolean> = {
    no: old.no === now.no,
    section_path: old.sectionPath.join('\n') === now.sectionPath.join('\n'),
    text: plain(old.text) === plain(now.text),
    objective: plain(old.objective) === plain(now.objective),
    standard: plain(old.standard) === plain(now.standard),
    deadline:
      old.deadline?.due === now.deadline?.due && plain(old.deadline?.phrase) === plain(now.deadline?.phrase),
    recurrence: plain(old.recurrence) === plain(now.recurrence),
    targets:
      old.targets.map((one) => plain(one.text)).join('\n') ===
      now.targets.map((one) => plain(one.text)).join('\n'),
    units: units(old) === units(now),
  };
  return DIFF_FIELDS.filter((field) => !same[field]);
}

/** Everybody when the content changed, else only those whose part came, went or changed its role. */
function affectedUnits(old: EditionTask, now: EditionTask, changed: boolean): string[] {
  if (!changed) return [];
  return [...new Set([...old.units, ...now.units].map((one) => one.unit))];
}

/** Letters and digits only: blanks and punctuation are no change of content. */
const plain = (text: string | null | undefined) =>
  (text ?? '').normalize('NFKC').replaceAll(/[^\p{L}\p{N}%<>≥≤=.]/gu, '');

function matched(before: readonly EditionTask[], after: readonly EditionTask[]): Pair[] {
  const [olds, news] = [
    before.map((task) => lettersOf(task.text)),
    after.map((task) => lettersOf(task.text)),
  ];
  const pairs: Pair[] = [];
  const freeOld = new Set(before.keys());
  const freeNew = new Set(after.keys());
  const take = (pair: Pair) => {
    if (!freeOld.has(pair.before) || !freeNew.has(pair.after)) return;
    freeOld.delete(pair.before);
    freeNew.delete(pair.after);
    pairs.push(pair);
  };
  const alike = (b: number, a: number) => similarity(olds[b], news[a]);

  // 1. number and path; a number that occurs twice under one heading says nothing
  const key = (task: EditionTask) => [...task.sectionPath, task.no].join('\n');
  const numbered = grouped(before, (task) => (task.no === '' ? null : key(task)));
  after.forEach((task, a) => {
    const same = task.no === '' ? undefined : numbered.get(key(task));
    const [b, ...others] = same ?? [];
    if (b === undefined || others.length > 0) return;
    const similarityBp = alike(b, a);
    if (similarityBp >= ALIKE_NUMBERED_BP) take({ before: b, after: a, similarityBp });
  });

  // 2. same text
  const worded = grouped(before, (task) => plain(task.text) || null);
  for (const a of freeNew) {
    const same = (worded.get(plain(after[a]?.text)) ?? []).find((b) => freeOld.has(b));
    if (same !== undefined) take({ before: same, after: a, similarityBp: 10_000 });
  }

  // 3. most alike
  const rest: (Pair & { sameNo: number })[] = [];
  for (const a of freeNew) {
    for (const b of freeOld) {
      const similarityBp = alike(b, a);
      if (similarityBp < ALIKE_ANYWHERE_BP) continue;
      rest.push({ before: b, after: a, similarityBp, sameNo: before[b]?.no === after[a]?.no ? 1 : 0 });
    }
  }
  rest.sort(
    (x, y) =>
      y.similarityBp - x.similarityBp ||
      y.sameNo - x.sameNo ||
      Math.abs(x.before - x.after) - Math.abs(y.before - y.after) ||
      x.before - y.before,
  );
  for (const { before: b, after: a, similarityBp } of rest) take({ before: b, after: a, similarityBp });
  return pairs;
}

function grouped(
  tasks: readonly EditionTask[],
  key: (task: EditionTask) => string | null,
): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  tasks.forEach((task, n) => {
    const name = key(task);
    if (name === null) return;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [n]);
    else group.push(n);
  });
  return groups;
}

interface Letters {
  whole: string;
  /** Pairs of neighbouring letters, with how often. */
  pairs: Map<string, number>;
}
function lettersOf(text: string): Letters {
  const whole = plain(text);
  const pairs = new Map<string, number>();
  for (let n = 0; n + 1 < whole.length; n++) {
    const pair = whole.slice(n, n + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return { whole, pairs };
}

/** Sørensen–Dice over letter pairs, in ten-thousandths. */
function similarity(a: Letters | undefined, b: Letters | undefined): number {
  if (a === undefined || b === undefined) return 0;
  if (a.whole === b.whole) return 10_000;
  const total = Math.max(0, a.whole.length - 1) + Math.max(0, b.whole.length - 1);
  if (total === 0) return 0;
  let common = 0;
  const [few, many] = a.pairs.size <= b.pairs.size ? [a.pairs, b.pairs] : [b.pairs, a.pairs];
  for (const [pair, times] of few) common += Math.min(times, many.get(pair) ?? 0);
  return Math.min(9_999, Math.floor((2 * common * 10_000) / total));
}

/** The members of a longest rising subsequence: what kept its order. */
function longestRise(values: readonly number[]): Set<number> {
  const tails: number[] = [];
  const previous = new Map<number, number | undefined>();
  for (const value of values) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tails[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous.set(value, low === 0 ? undefined : tails[low - 1]);
    tails[low] = value;
  }
  const rise = new Set<number>();
  for (let value = tails.at(-1); value !== undefined; value = previous.get(value)) rise.add(value);
  return rise;
}
