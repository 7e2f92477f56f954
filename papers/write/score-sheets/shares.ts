import type { Grade } from '@tongchuang/domain/assessment/edition.ts';
import type { Guard, Rule, Score, Test } from '@tongchuang/domain/assessment/rule.ts';
import { cellAt, type Block } from './calculation.ts';
import { compares, decided, guarded, literal, type Formula } from './formula-text.ts';
import { writeMeasure, type Measured } from './measures.ts';

/** What a rule gives, as cells. */
export interface Share {
  low: Formula;
  high: Formula;
  /** 1 where there is nothing to measure. */
  out: Formula;
  /** 1 where a hard floor sinks the parent, or the total. */
  sinksParent: Formula;
  sinksTotal: Formula;
}

const NONE: Share = { low: '0', high: '1', out: '0', sinksParent: '0', sinksTotal: '0' };

/** Writes measure, score and guards of a rule into rows; `points` is the cell with the points of the leaf. */
export function writeShare(block: Block, rule: Rule | null, points: Formula): Share {
  if (rule === null) return NONE;
  const guards = writeGuards(block, rule.guards);
  const measured = writeMeasure(block, rule.measure);
  const scored = writeScore(block, rule.score, measured, points);
  const { struck, open } = guards;
  // Where points are divided by, a leaf without points earns no share.
  const none = rule.score.type === 'points' || rule.score.type === 'deduct' ? `${points}=0` : 'FALSE';
  const outRow = block.add('不适用（无可测）', [`IF(${struck}>0,0,${measured.out ?? '0'})`]);
  const row = block.add('得分率（最低；最高）', [
    `IF(OR(${struck}>0,${none}),0,IF(${open}>0,0,${scored.low}))`,
    `IF(OR(${struck}>0,${none}),0,${scored.high})`,
  ]);
  const [low, high, out] = [cellAt(0, row), cellAt(1, row), cellAt(0, outRow)];
  const sinks = (how: 'parent' | 'total') => {
    const byGuard = rule.guards.flatMap((guard, nth) =>
      guard.type === 'floor' && guard.sinks === how ? [`IF(${struck}=${nth + 1},1,0)`] : [],
    );
    const byGrade = `IF(AND(${struck}=0,${open}=0,${out}=0),${scored.sinks[how]},0)`;
    const all = scored.sinks[how] === '0' ? byGuard : [...byGuard, byGrade];
    return all.length === 0 ? '0' : `MAX(${all.join(',')})`;
  };
  const [parent, total] = [sinks('parent'), sinks('total')];
  if (parent === '0' && total === '0') return { low, high, out, sinksParent: '0', sinksTotal: '0' };
  const sinkRow = block.add('沉底（上级；全体）', [parent, total]);
  return { low, high, out, sinksParent: cellAt(0, sinkRow), sinksTotal: cellAt(1, sinkRow) };
}

/** `struck`: the number of the first guard that strikes, else 0; `open`: whether one before it cannot be decided. */
function writeGuards(block: Block, guards: readonly Guard[]): { struck: Formula; open: Formula } {
  if (guards.length === 0) return { struck: '0', open: '0' };
  const rows = guards.map((guard, nth) =>
    block.add(`前置 ${nth + 1}：${GUARD_WORDS[guard.type]}`, [guardState(block, guard)]),
  );
  const cells = rows.map((row) => cellAt(0, row));
  const struck = cells.reduceRight((rest, cell, nth) => `IF(${cell}=1,${nth + 1},${rest})`, '0');
  const open = cells.map((cell) => `IF(${cell}=0.5,1,0)`).join('+');
  const row = block.add('前置：触发第几条；未定几条', [struck, open]);
  return { struck: cellAt(0, row), open: cellAt(1, row) };
}

const GUARD_WORDS: Record<Guard['type'], string> = {
  absence: '没有则不得分',
  zero_tolerance: '零容忍',
  floor: '底线',
};

function guardState(block: Block, guard: Guard): Formula {
  switch (guard.type) {
    case 'absence':
      return decided(block.input(guard.fact, block.how(guard.fact, 'min')), '<=', '0');
    case 'zero_tolerance':
      return decided(block.input(guard.fact, block.how(guard.fact, 'sum')), '>', '0');
    case 'floor':
      return allOf(guard.when.map((test) => testState(block, test, '""')));
  }
}

const testState = (block: Block, test: Test, measure: Formula): Formula =>
  decided(
    test.fact === null ? measure : block.input(test.fact, block.how(test.fact, 'last')),
    test.is,
    literal(test.than),
  );

const allOf = (states: readonly Formula[]): Formula =>
  states.length === 0 ? '1' : states.length === 1 ? (states[0] ?? '1') : `MIN(${states.join(',')})`;

/** Lowest and highest share; `sinks`: 1 where the one grade that it can be sinks what stands above. */
interface Scored {
  low: Formula;
  high: Formula;
  sinks: { parent: Formula; total: Formula };
}

function writeScore(block: Block, score: Score, measured: Measured, points: Formula): Scored {
  if (score.type === 'grades') return grades(block, score, measured);
  // Inputs stand above the rows that use them.
  if (score.type === 'deduct')
    for (const { fact } of score.lines) if (fact !== null) block.input(fact, block.how(fact, 'sum'));
  const from = block.sheet.next;
  for (const value of measured.values) {
    if (score.type === 'deduct') deducted(block, score, value, points);
    else {
      const share = shareOf(score, value, points);
      const cell = `IF(ISNUMBER(${value}),${share},"")`;
      block.add('得分率', [cell, cellAt(0, block.sheet.next)]);
    }
  }
  const floor =
    score.type === 'deduct' ? `IF(${points}=0,0,${leftOf(literal(score.floor), points, points)})` : '0';
  return { ...ends(block, from, measured, floor, '1'), sinks: { parent: '0', total: '0' } };
}

function shareOf(
  score: Exclude<Score, { type: 'grades' | 'deduct' }>,
  value: Formula,
  points: Formula,
): Formula {
  switch (score.type) {
    case 'proportional': {
      const [full, from] = [literal(score.full), literal(score.from)];
      return `MAX(0,MIN(1,(${value}-${from})/(${full}-${from})))`;
    }
    case 'pass':
      return `IF(${compares(value, score.is, literal(score.than))},1,0)`;
    case 'points':
      return `IF(${points}=0,0,MAX(0,MIN(1,${value}/${points})))`;
    case 'share':
      return `MAX(0,MIN(1,${value}))`;
  }
}

/** The share that is left when so many points are taken. */
const leftOf = (floor: Formula, points: Formula, taken: Formula): Formula =>
  `MIN(${points},MAX(${points}-${taken},${floor}))/${points}`;

/** One row: lowest, highest, then what each line takes; a line that is unknown takes anything from nothing to all. */
function deducted(
  block: Block,
  score: Extract<Score, { type: 'deduct' }>,
  value: Formula,
  points: Formula,
): void {
  const facts = score.lines.map((line) =>
    line.fact === null ? value : block.input(line.fact, block.how(line.fact, 'sum')),
  );
  const taken = score.lines.map((line, nth) => {
    const cell = facts[nth] ?? value;
    const beyond =
      line.side === 'above' ? `${cell}-${literal(line.limit)}` : `${literal(line.limit)}-${cell}`;
    const units = guarded(`MAX(0,${beyond})/${literal(line.per)}`);
    return `IF(ISNUMBER(${cell}),${line.started ? `ROUNDUP(${units},0)` : `MAX(0,${beyond})/${literal(line.per)}`}*${literal(line.points)},"")`;
  });
  const row = block.sheet.next;
  const range = `${cellAt(2, row)}:${cellAt(1 + Math.max(1, taken.length), row)}`;
  const floor = literal(score.floor);
  const left = leftOf(floor, points, `SUM(${range})`);
  const worst = leftOf(floor, points, points);
  const guard = (share: Formula) => `IF(AND(ISNUMBER(${value}),${points}<>0),${share},"")`;
  block.add('得分率（最低；最高；各项扣分）', [
    guard(`IF(COUNT(${range})<${taken.length},MIN(${worst},${left}),${left})`),
    guard(`IF(COUNT(${range})<${taken.length},MAX(${worst},${left}),${left})`),
    ...taken,
  ]);
}

/** One row a possible value: lowest, highest, the first and the last grade that it can be, then how each step is decided. */
function grades(block: Block, score: Extract<Score, { type: 'grades' }>, measured: Measured): Scored {
  const table = block.facts.leaf.of.edition.grades;
  const gradeOf = (name: string): Grade | undefined => table.find((grade) => grade.name === name);
  const worth = (name: string): Formula => literal(gradeOf(name)?.worth ?? '0');
  const place = (name: string): Formula => `${table.findIndex((grade) => grade.name === name) + 1}`;
  for (const { when } of score.steps)
    for (const { fact } of when) if (fact !== null) block.input(fact, block.how(fact, 'last'));
  const from = block.sheet.next;
  for (const value of measured.values) {
    const row = block.sheet.next;
    const state = (nth: number) => cellAt(4 + nth, row);
    const cascade = (pick: 'MIN' | 'MAX', of: (grade: string) => Formula) =>
      score.steps.reduceRight((rest, step, nth) => {
        const own = of(step.grade);
        // Where the step fails its operand must not decide: worths are shares, places small whole numbers.
        const undecided = `IF(${state(nth)}=0.5,${own},${pick === 'MIN' ? '1E+9' : '-1E+9'})`;
        return `IF(${state(nth)}=1,${own},${pick}(${undecided},${rest}))`;
      }, of(score.otherwise));
    const possible = (text: Formula) => `IF(ISNUMBER(${value}),${text},"")`;
    block.add('得分率（最低；最高；档次：首、末；各档是否达到）', [
      possible(cascade('MIN', worth)),
      possible(cascade('MAX', worth)),
      possible(cascade('MIN', place)),
      possible(cascade('MAX', place)),
      ...score.steps.map((step) => allOf(step.when.map((test) => testState(block, test, value)))),
    ]);
  }
  const to = block.sheet.next - 1;
  const names = [...score.steps.map((step) => step.grade), score.otherwise];
  const all = (of: (grade: string) => Formula) => [...new Set(names.map(of))].join(',');
  const range = (column: number) => `${cellAt(column, from)}:${cellAt(column, to)}`;
  const sinks = (how: 'parent' | 'total'): Formula => {
    if (!names.some((name) => gradeOf(name)?.sinks === how)) return '0';
    const flags = table.map((grade) => (grade.sinks === how ? 1 : 0)).join(',');
    const isOne = new Set(names).size === 1;
    const unknown = isOne ? (gradeOf(names[0] ?? '')?.sinks === how ? '1' : '0') : '0';
    const only = `IF(MIN(${range(2)})=MAX(${range(3)}),CHOOSE(MIN(${range(2)}),${flags}),0)`;
    return `IF(COUNT(${range(2)})=0,${unknown},${only})`;
  };
  return {
    ...ends(block, from, measured, `MIN(${all(worth)})`, `MAX(${all(worth)})`),
    sinks: { parent: sinks('parent'), total: sinks('total') },
  };
}

/** The lowest and the highest of the rows from `from` on; `worst` and `best` where nothing is known. */
function ends(
  block: Block,
  from: number,
  measured: Measured,
  worst: Formula,
  best: Formula,
): { low: Formula; high: Formula } {
  const to = from + measured.values.length - 1;
  const [lows, highs] = [0, 1].map((column) => `${cellAt(column, from)}:${cellAt(column, to)}`);
  const row = block.add('前置之外的得分率（最低；最高）', [
    `IF(COUNT(${lows})=0,${worst},MIN(${lows}))`,
    `IF(COUNT(${lows})=0,${best},MAX(${highs}))`,
  ]);
  return { low: cellAt(0, row), high: cellAt(1, row) };
}
