import { parseFormula, type Formula as Expression } from '@tongchuang/domain/assessment/formula.ts';
import type { Measure } from '@tongchuang/domain/assessment/rule.ts';
import { cellAt, type Block } from './calculation.ts';
import { literal, literalOf, type Formula } from './formula-text.ts';

/** A measure on the sheet. */
export interface Measured {
  /**
   * Cells with what it can be: one where it is known or wholly unknown, else each value that is tried. A cell that holds the
   * empty text stands for nothing that is possible; where all do, it is wholly unknown.
   */
  values: Formula[];
  /** 1 where there is nothing to measure; null where that cannot be. */
  out: Formula | null;
}

/** Writes the measure of a rule into rows. */
export function writeMeasure(block: Block, measure: Measure): Measured {
  switch (measure.type) {
    case 'conditions':
      return conditions(block, measure);
    case 'members':
      return members(block, measure);
    case 'sites':
      return sites(block, measure);
    case 'formula':
      return formula(block, measure);
    default:
      return quotient(block, measure);
  }
}

type Of<T extends Measure['type']> = Extract<Measure, { type: T }>;
const BETWEEN = [
  'value',
  'rate',
  'coverage',
  'density',
  'incidence',
  'satisfaction',
  'observations',
  'manual',
] as const;

/** Those that are known or wholly unknown, and out where their base is 0. */
function quotient(block: Block, measure: Of<(typeof BETWEEN)[number]>): Measured {
  const sum = (name: string, more = {}) => block.input(name, block.how(name, 'sum'), more);
  switch (measure.type) {
    case 'value':
      return single(
        block,
        '测量值',
        block.input(measure.fact, measure.how ?? block.how(measure.fact, 'last')),
      );
    case 'manual':
      return single(
        block,
        '评定分',
        block.input(measure.fact, block.how(measure.fact, 'last'), { byHand: true }),
      );
    case 'observations':
      return single(block, '平均', block.input(measure.fact, 'mean'));
    case 'rate':
      return divided(block, '比率', sum(measure.of), sum(measure.outOf), '1');
    case 'coverage':
      return divided(block, '覆盖率', covered(block, measure), sum(measure.whole), '1');
    case 'density':
      return divided(block, '密度', sum(measure.count), sum(measure.over), literal(measure.per));
    case 'incidence':
      return divided(block, '发生率', sum(measure.cases), sum(measure.base), literal(measure.per));
    case 'satisfaction':
      return divided(block, '满意率', sum(measure.favourable), sum(measure.asked), '1', measure.atLeast);
  }
}

function single(block: Block, what: string, value: Formula): Measured {
  return { values: [cellAt(0, block.add(what, [value]))], out: null };
}

function divided(
  block: Block,
  what: string,
  above: Formula,
  below: Formula,
  times: Formula,
  atLeast: number | null = null,
): Measured {
  const enough = atLeast === null ? '' : `,${below}>=${atLeast}`;
  // A base below 0 is no base.
  const known = `AND(COUNT(${above},${below})=2,${below}>0${enough})`;
  const value = `IF(${known},${above}/${below}*${times},"")`;
  const isOut = atLeast !== null && atLeast > 0 ? null : `IF(AND(ISNUMBER(${below}),${below}=0),1,0)`;
  const row = block.add(`${what}；无可测`, [value, isOut]);
  return { values: [cellAt(0, row)], out: isOut === null ? null : cellAt(1, row) };
}

/** Only forms of the lists count; where all that was observed is of other forms it is 0, not unknown. */
function covered(block: Block, { covered: fact, white, black }: Of<'coverage'>): Formula {
  const how = block.how(fact, 'sum');
  const listed = block.input(fact, how, { forms: { white, black } });
  if (white.length === 0 && black.length === 0) return listed;
  const any = block.input(fact, how);
  return cellAt(
    0,
    block.add(`${fact}（名单内形式）`, [`IF(ISNUMBER(${listed}),${listed},IF(ISNUMBER(${any}),0,""))`]),
  );
}

function conditions(block: Block, measure: Of<'conditions'>): Measured {
  const cells = measure.conditions.map(({ fact }) => block.input(fact, block.how(fact, 'min')));
  const met = cells.map((cell) => `IF(ISNUMBER(${cell}),IF(${cell}>=1,1,0),0)`).join('+') || '0';
  const unknown = cells.map((cell) => `IF(ISNUMBER(${cell}),0,1)`).join('+') || '0';
  return wholeNumbers(block, '符合条数', met, unknown, measure.conditions.length, null);
}

function members(block: Block, measure: Of<'members'>): Measured {
  const how = block.how(measure.fact, 'last');
  const wanted = block.wanted(measure.fact);
  const from = block.sheet.next;
  const names = [...new Set(measure.members)];
  for (const member of names) {
    const site = block.facts.siteNumber(member);
    const row = block.sheet.next;
    const [count, off] = [cellAt(1, row), cellAt(2, row)];
    const met = `IF(${block.facts.value(wanted, how, site)}>=1,1,0)`;
    const state = `IF(${count}>0,${met},IF(${off}>0,"",0.5))`;
    block.add(`${member}（有无；观测数；不适用）`, [
      state,
      block.facts.count(wanted, site),
      block.facts.notApplicable(wanted, site),
    ]);
  }
  const to = block.sheet.next - 1;
  const range = `${cellAt(0, from)}:${cellAt(0, to)}`;
  const row = block.add('在册成员数；无可测', [`COUNT(${range})`, `IF(${cellAt(0, to + 1)}=0,1,0)`]);
  const inPlay = cellAt(0, row);
  const counted = (state: string) => `COUNTIF(${range},${state})`;
  const values = wholeNumbers(block, '已有成员', counted('1'), counted('0.5'), names.length, inPlay);
  return { ...values, out: cellAt(1, row) };
}

/** Each whole number from `met` to `met + unknown` is tried, over a divisor where there is one. */
function wholeNumbers(
  block: Block,
  what: string,
  met: Formula,
  unknown: Formula,
  most: number,
  divisor: Formula | null,
): Measured {
  const row = block.add(`${what}（已定；未定）`, [met, unknown]);
  const [low, more] = [cellAt(0, row), cellAt(1, row)];
  const values: Formula[] = [];
  for (let nth = 0; nth <= most; nth++) {
    const possible = `AND(${low}<=${nth},${low}+${more}>=${nth}${divisor === null ? '' : `,${divisor}>0`})`;
    const value = divisor === null ? `${nth}` : `${nth}/${divisor}`;
    values.push(cellAt(0, block.add(`${what}为${nth}`, [`IF(${possible},${value},"")`])));
  }
  return { values, out: null };
}

function sites(block: Block, measure: Of<'sites'>): Measured {
  const ranges = block.sheet.sites.add(block, measure);
  if (ranges === null) return single(block, '点位均未观测', '""');
  const { low, high, state, strata } = ranges;
  const number = (is: string, where: string) => `SUMIFS(${ranges.sites},${state},${is}${where})`;
  const inPlay = (where: string) => number('">=0"', where);
  const listed = measure.strata.length > 0 ? `,${strata},">0"` : '';
  const off = number('-1', listed);
  const seen = number('1', listed);
  const tally = block.add('在册点位数；已观测；无可测', [
    inPlay(listed),
    seen,
    `IF(${inPlay(listed)}=0,IF(${off}>0,1,0),0)`,
  ]);
  const [count, observed, out] = [cellAt(0, tally), cellAt(1, tally), cellAt(2, tally)];
  const end = (what: string, value: Formula) =>
    cellAt(0, block.add(what, [`IF(${observed}=0,"",IF(${count}=0,"",${value}))`]));
  if (measure.strata.length === 0) {
    const what = measure.counts === 'pass' ? '点位达标率' : '点位平均';
    return {
      values: [
        end(`${what}（最低）`, `SUM(${low})/${count}`),
        end(`${what}（最高）`, `SUM(${high})/${count}`),
      ],
      out,
    };
  }
  const from = block.sheet.next;
  measure.strata.forEach(({ name, weight }, nth) => {
    const row = block.sheet.next;
    const of = `,${strata},${nth + 1}`;
    const mean = (range: Formula, none: 0 | 1) =>
      `IF(${cellAt(0, row)}=0,${none},SUMIFS(${range}${of})/${cellAt(0, row)})*${cellAt(1, row)}`;
    block.add(`分层：${name}（点位数；权重；加权最低；加权最高）`, [
      inPlay(of),
      literal(weight),
      mean(low, 0),
      mean(high, 1),
    ]);
  });
  const to = block.sheet.next - 1;
  const column = (nth: number) => `${cellAt(nth, from)}:${cellAt(nth, to)}`;
  const weighted = (nth: number, none: 0 | 1) =>
    `IF(SUM(${column(1)})=0,${none},SUM(${column(nth)})/SUM(${column(1)}))`;
  return { values: [end('加权平均（最低）', weighted(2, 0)), end('加权平均（最高）', weighted(3, 1))], out };
}

function formula(block: Block, measure: Of<'formula'>): Measured {
  const parsed = parseFormula(measure.text);
  if ('problem' in parsed) return single(block, `公式：${measure.text}`, '""');
  const needed = new Set<Formula>();
  const text = translated(parsed);
  const known = needed.size === 0 ? 'TRUE' : `COUNT(${[...needed].join(',')})=${needed.size}`;
  const row = block.add(`公式：${measure.text}`, [`IF(${known},IFERROR(${text},""),"")`]);
  if (measure.missing !== 'not_applicable') return { values: [cellAt(0, row)], out: null };
  const out = block.add('公式缺项，不适用', [`IF(${known},0,1)`]);
  return { values: [cellAt(0, row)], out: cellAt(0, out) };

  function translated(one: Expression): Formula {
    switch (one.type) {
      case 'number':
        return literalOf(one.value);
      case 'name': {
        const cell = block.input(one.name, block.how(one.name, 'last'));
        if (measure.type === 'formula' && measure.missing === 'zero') return `N(${cell})`;
        needed.add(cell);
        return cell;
      }
      case 'negative':
        return `(0-${translated(one.of)})`;
      case 'min':
      case 'max':
        return `${one.type.toUpperCase()}(${one.of.map(translated).join(',')})`;
      case '/':
        return `(${translated(one.left)}/${divisor(one.right)})`;
      default:
        return `(${translated(one.left)}${one.type}${translated(one.right)})`;
    }
  }

  /** What stands below a fraction gets a cell of its own: what binary fractions leave over must not pass for a number. */
  function divisor(one: Expression): Formula {
    if (one.type === 'number' || one.type === 'name') return translated(one);
    const text = translated(one);
    const row = block.sheet.next;
    block.add('分母（近零归零）', [`IF(ABS(${cellAt(1, row)})<1E-11,0,${cellAt(1, row)})`, text]);
    return cellAt(0, row);
  }
}
