import type { Rule } from '@tongchuang/domain/assessment/rule.ts';
import type { Subject } from '@tongchuang/domain/scoring/subject.ts';
import { Block, type Calculation, cellAt } from './calculation.ts';
import { decided, literal, type Formula } from './formula-text.ts';
import type { LeafRows, Wanted } from './leaf-rows.ts';
import { outcomeOf, type NodePlace } from './score-layout.ts';
import { writeShare, type Share } from './shares.ts';
import { TREE_COLUMNS, TREE_SHEET } from './tree-columns.ts';

/** A leaf's row at the head of the sheet: share at worst and at best, whether it is out, what it sinks. */
export const OUTCOME_COLUMNS = { low: 0, high: 1, out: 2, sinksParent: 3, sinksTotal: 4 } as const;

export interface Outcomes {
  sheet: Calculation;
  subject: Subject;
  rowsOf: (leaf: NodePlace) => LeafRows;
  /** Told of each input that a rule asks for, with the leaf whose facts it takes. */
  asked: ((rows: LeafRows, wanted: Wanted) => void) | null;
}

/** Writes all of one leaf's rows; gives the formulas of its outcome. */
export function writeLeaf(outcomes: Outcomes, leaf: NodePlace): Formula[] {
  const { sheet } = outcomes;
  sheet.title(`${leaf.node.code} ${leaf.node.title}`);
  const share = leaf.node.kind === 'subframework' ? subframeworkShare(leaf) : rulesShare(outcomes, leaf);
  const applies = isOut(outcomes, leaf);
  const out = `MAX(${share.out},${applies})`;
  const row = sheet.add(leaf.node.code, '不适用', [out]);
  const inPlay = (sinks: Formula) => (sinks === '0' ? '0' : `IF(${cellAt(0, row)}=1,0,${sinks})`);
  return [share.low, share.high, cellAt(0, row), inPlay(share.sinksParent), inPlay(share.sinksTotal)];
}

const NOTHING = { sinksParent: '0', sinksTotal: '0' };

/** Its own total: lowest and highest over the maximum; nothing to count where that is 0. */
function subframeworkShare({ node, of }: NodePlace): Share {
  const total = of.uses.get(node.uses ?? '')?.totalRow;
  if (total === undefined) return { low: '0', high: '0', out: '1', ...NOTHING };
  const cell = (column: keyof typeof TREE_COLUMNS) => `'${TREE_SHEET}'!${TREE_COLUMNS[column]}${total}`;
  const over = (part: Formula) => `IF(${cell('max')}=0,0,${part}/${cell('max')})`;
  return { low: over(cell('low')), high: over(cell('high')), out: `IF(${cell('max')}=0,1,0)`, ...NOTHING };
}

function rulesShare(outcomes: Outcomes, leaf: NodePlace): Share {
  const points = `'${TREE_SHEET}'!${TREE_COLUMNS.points}${leaf.row}`;
  const { rule, parts } = leaf.node;
  const write = (one: Rule | null, method: string | null) =>
    writeShare(blockOf(outcomes, leaf, method), one, points);
  if (rule !== null || parts.length === 0) return write(rule, null);
  const { sheet } = outcomes;
  const shares = parts.map((part) => {
    const share = write(part.rule, part.method);
    const row = sheet.next;
    const weight = cellAt(0, row);
    sheet.add(leaf.node.code, `方法：${part.method}（计入权重；加权最低；加权最高）`, [
      `IF(${share.out}=1,0,${literal(part.share)})`,
      `${weight}*${share.low}`,
      `${weight}*${share.high}`,
    ]);
    return { row, share };
  });
  const sum = (column: number) => shares.map(({ row }) => cellAt(column, row)).join('+');
  const row = sheet.next;
  const weights = cellAt(0, row);
  sheet.add(leaf.node.code, '各方法合计（权重；最低；最高）', [
    sum(0),
    `IF(${weights}=0,0,(${sum(1)})/${weights})`,
    `IF(${weights}=0,0,(${sum(2)})/${weights})`,
  ]);
  const sinks = (of: 'sinksParent' | 'sinksTotal') => {
    const own = shares.map(({ share }) => share[of]).filter((one) => one !== '0');
    return own.length === 0 ? '0' : `MAX(${own.join(',')})`;
  };
  return {
    low: cellAt(1, row),
    high: cellAt(2, row),
    out: `IF(${weights}=0,1,0)`,
    sinksParent: sinks('sinksParent'),
    sinksTotal: sinks('sinksTotal'),
  };
}

function blockOf({ sheet, rowsOf, asked }: Outcomes, leaf: NodePlace, method: string | null): Block {
  const rows = rowsOf(leaf);
  return new Block(sheet, rows, method, asked === null ? null : (wanted) => asked(rows, wanted));
}

/** 1 where the leaf is out by what was said, by tier or type, by an earlier answer, or because it is another unit's. */
function isOut(outcomes: Outcomes, leaf: NodePlace): Formula {
  const { subject, rowsOf } = outcomes;
  const { applies, responsible, kind } = leaf.node;
  const rows = rowsOf(leaf);
  const reasons = [rows.isOut()];
  if (isElsewhere(leaf.of.edition.tier, applies.tiers) || isElsewhere(subject.unitType, applies.unitTypes))
    return '1';
  if (subject.unit !== null && !responsible.includes(subject.unit) && kind !== 'subframework')
    reasons.push(rows.isUntouched());
  const { when } = applies;
  const other =
    when === null
      ? undefined
      : leaf.of.nodes.find((one) => one.node.code === when.code && one.outcomeRow !== null);
  if (when !== null && other !== undefined) {
    const block = blockOf(outcomes, other, null);
    const answer = block.input(when.fact, block.how(when.fact, 'last'));
    const fails = `IF(${decided(answer, when.is, literal(when.than))}=0,1,0)`;
    reasons.push(cellAt(OUTCOME_COLUMNS.out, outcomeOf(other)), fails);
  }
  return `MAX(${reasons.join(',')})`;
}

const isElsewhere = (here: string | null, places: readonly string[]): boolean =>
  here !== null && places.length > 0 && !places.includes(here);
