import type { How } from '@tongchuang/domain/assessment/edition.ts';
import { newFact, type Fact } from '@tongchuang/domain/scoring/fact.ts';
import type { Formula } from './formula-text.ts';
import type { NodePlace } from './score-layout.ts';

export const OBSERVATION_SHEET = '观测';
/** What a person reads for the states of a fact in the column that is filled in. */
export const NOT_APPLICABLE = '不适用';

/** Letters of the columns in which the facts of a leaf stand, one a row, or tallied. */
export type RowColumns = {
  group: string;
  /** Number of the site; 0: none. */
  site: string;
  /** Where the (last) observed fact stands among the facts of its leaf, from 1. */
  order: string;
  sum: string;
  least: string;
  greatest: string;
  last: string;
} & (
  | { /** A row is one fact: a number, a grade, or a word. */ entered: string; count: null }
  | {
      entered: null;
      /** How many observed facts a row stands for, and how many that say that it does not apply. */
      count: string;
      outs: string;
      /** Where the last one stands that says so without a site. */
      outOrder: string;
    }
);

/** Which facts an input takes: those of one name, and of a method, a form, or given by hand as the rule asks. */
export interface Wanted {
  name: string;
  method: string | null;
  forms: { white: readonly string[]; black: readonly string[] } | null;
  byHand: boolean;
}

/** Facts of one leaf that no rule tells apart. Its number stands in the column 组. */
interface Group {
  number: number;
  name: string;
  method: string | null;
  form: string | null;
  byHand: boolean;
}

/** The rows of one leaf on the sheet of observations, and how formulas find them. */
export class LeafRows {
  readonly leaf: NodePlace;
  readonly facts: readonly Fact[];
  private readonly groups: Group[] = [];
  private readonly sites = new Map<string, number>();
  /** Decimals of a sum: facts have four, worths of grades may have more. */
  private readonly decimals: number;
  private readonly columns: RowColumns;
  private from = 0;
  private to = -1;

  /** @param facts  those that count for this leaf, the earliest first */
  constructor(leaf: NodePlace, facts: readonly Fact[], columns: RowColumns) {
    this.leaf = leaf;
    this.facts = facts;
    this.columns = columns;
    const fine = leaf.of.edition.grades.some(({ worth }) => !/^[+-]?\d+(\.\d{1,4})?$/.test(worth));
    this.decimals = fine ? 10 : 4;
    for (const fact of facts) this.groupOf(fact);
  }

  /** Rows that wait for a value: inputs of the rule that no fact speaks of. */
  readonly blanks: Fact[] = [];

  addBlank(wanted: Wanted): void {
    // Points by hand need a reason and two people: a number alone would not count.
    if (this.columns.entered === null || wanted.byHand || this.numbersOf(wanted).length > 0) return;
    const blank: Fact = {
      ...BLANK,
      criterion: this.leaf.node.code,
      name: wanted.name,
      method: wanted.method,
      form: wanted.forms?.white[0] ?? null,
    };
    this.groupOf(blank);
    this.blanks.push(blank);
  }

  /** 1 while nothing was entered at all. */
  isUntouched(): Formula {
    if (this.facts.length > 0) return '0';
    const { entered } = this.columns;
    return entered === null || this.to < this.from ? '1' : `IF(COUNTA(${this.range(entered)})=0,1,0)`;
  }

  groupOf(fact: Fact): number {
    const byHand = isByHand(fact);
    const same = (one: Group) =>
      one.name === fact.name && one.method === fact.method && one.form === fact.form && one.byHand === byHand;
    const found = this.groups.find(same);
    if (found !== undefined) return found.number;
    const { name, method, form } = fact;
    this.groups.push({ number: this.groups.length + 1, name, method, form, byHand });
    return this.groups.length;
  }

  /** 0 stands for facts without a site. */
  siteNumber(site: string | null): number {
    if (site === null) return 0;
    const number = this.sites.get(site) ?? this.sites.size + 1;
    this.sites.set(site, number);
    return number;
  }

  span(from: number, to: number): void {
    this.from = from;
    this.to = to;
  }

  takes(wanted: Wanted, fact: Fact): boolean {
    return takes(wanted, { ...fact, byHand: isByHand(fact) });
  }

  private range(column: string): Formula {
    return `'${OBSERVATION_SHEET}'!$${column}$${this.from}:$${column}$${this.to}`;
  }

  private numbersOf(wanted: Wanted): number[] {
    return this.groups.filter((group) => takes(wanted, group)).map((group) => group.number);
  }

  /** How many observed facts an input has; of one site where a site is given. */
  count(wanted: Wanted, site: number | null = null): Formula {
    return this.summed(wanted, (group) => this.counted(group, site));
  }

  private counted(group: number, site: number | null): Formula {
    const { count } = this.columns;
    const where = this.where(group, site);
    return count === null ? `COUNTIFS(${where},${this.observed()})` : `SUMIFS(${this.range(count)},${where})`;
  }

  /** How many of its facts say that it does not apply. */
  notApplicable(wanted: Wanted, site: number): Formula {
    const { columns } = this;
    return this.summed(wanted, (group) => {
      const where = this.where(group, site);
      if (columns.entered === null) return `SUMIFS(${this.range(columns.outs)},${where})`;
      return `COUNTIFS(${where},${this.range(columns.entered)},"${NOT_APPLICABLE}")`;
    });
  }

  /** The facts of an input as one; meant to be read only where `count` is above 0. */
  value(wanted: Wanted, how: How, site: number | null = null): Formula {
    const groups = this.numbersOf(wanted);
    if (groups.length === 0) return '""';
    const { columns } = this;
    const sum = this.summed(
      wanted,
      (group) => `SUMIFS(${this.range(columns.sum)},${this.where(group, site)})`,
    );
    if (how === 'sum') return `ROUND(${sum},${this.decimals})`;
    if (how === 'count') return this.count(wanted, site);
    if (how === 'mean') return `(${sum})/(${this.count(wanted, site)})`;
    if (how === 'last')
      return `SUMIFS(${this.range(columns.last)},${this.range(columns.order)},${this.latest(groups, site)})`;
    const pick = how === 'min' ? 'MIN' : 'MAX';
    const from = this.range(how === 'min' ? columns.least : columns.greatest);
    const of = (group: number) => `_xlfn.${pick}IFS(${from},${this.where(group, site)},${this.observed()})`;
    if (groups.length === 1) return of(groups[0] ?? 0);
    const none = how === 'min' ? '1E+300' : '-1E+300';
    return `${pick}(${groups.map((group) => `IF(${this.counted(group, site)}=0,${none},${of(group)})`).join(',')})`;
  }

  /**
   * 1 where the latest word about the whole leaf is that it does not apply: such a fact without a site, not earlier than
   * every observed one.
   */
  isOut(): Formula {
    if (this.to < this.from) return '0';
    const { columns } = this;
    const order = this.range(columns.order);
    const out =
      columns.entered === null
        ? `MAX(${this.range(columns.outOrder)})`
        : `_xlfn.MAXIFS(${order},${this.range(columns.entered)},"${NOT_APPLICABLE}",${this.range(columns.site)},0)`;
    return `IF(${out}>_xlfn.MAXIFS(${order},${this.observed()}),1,0)`;
  }

  private latest(groups: readonly number[], site: number | null): Formula {
    const one = (group: number) =>
      `_xlfn.MAXIFS(${this.range(this.columns.order)},${this.where(group, site)},${this.observed()})`;
    return groups.length === 1 ? one(groups[0] ?? 0) : `MAX(${groups.map(one).join(',')})`;
  }

  private summed(wanted: Wanted, term: (group: number) => Formula): Formula {
    const groups = this.numbersOf(wanted);
    return groups.length === 0 ? '0' : groups.map(term).join('+');
  }

  private where(group: number, site: number | null): Formula {
    const inGroup = `${this.range(this.columns.group)},${group}`;
    return site === null ? inGroup : `${inGroup},${this.range(this.columns.site)},${site}`;
  }

  private observed(): Formula {
    const { count, sum } = this.columns;
    // Only numbers are at or above it: neither texts nor empty cells.
    return count === null ? `${this.range(sum)},">=-1E+300"` : `${this.range(count)},">0"`;
  }
}

const BLANK = newFact({ id: '', criterion: '', name: '', state: 'not_observed' });

/** Points given by hand count only with a reason and a second person. */
const isByHand = ({ reason, marker, second }: Fact): boolean =>
  Boolean(reason) && Boolean(marker) && Boolean(second) && second !== marker;

function takes(wanted: Wanted, group: Omit<Group, 'number'>): boolean {
  if (group.name !== wanted.name) return false;
  if (wanted.method !== null && group.method !== null && group.method !== wanted.method) return false;
  if (wanted.byHand && !group.byHand) return false;
  if (wanted.forms === null) return true;
  const { white, black } = wanted.forms;
  const form = group.form ?? '';
  return (white.length === 0 || white.includes(form)) && !black.includes(form);
}
