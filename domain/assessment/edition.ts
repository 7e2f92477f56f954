import type { Decimal, How, Rule, Sinks } from './rule.ts';

export { HOWS } from './rule.ts';
export type { Decimal, How, Sinks } from './rule.ts';

/**
 * An edition of an assessment framework (测评体系), as data. The same shape is the file that `npm run framework` prints and
 * `npm run score` takes; docs/frameworks.md describes it for outsiders.
 */
export const EDITION_FORMAT = 'framework/1';

export interface Edition {
  format: typeof EDITION_FORMAT;
  /** Names the framework over its editions: `county-sample`. */
  code: string;
  title: string;
  /** Which place it is for: `county`, `city`, …; null where it does not say. */
  tier: string | null;
  year: number | null;
  levels: Level[];
  /** The edition's own grade values (档次), best first. */
  grades: Grade[];
  /** Theme axes across the tree: 八大环境, 三个重点. */
  axes: Axis[];
  /** Parents before their children, in the order of the document. */
  nodes: Node[];
  /** The years of a cycle and their shares (15 % / 25 % / 60 %), first year first; empty where there are none. */
  years: YearShare[];
  /** Frameworks scored by their own rules that enter through a node of kind `subframework`. */
  subframeworks: Subframework[];
}

/** 层级: its name, and the count that the edition declares of itself (7 / 58 / 118); null where it declares none. */
export interface Level {
  name: string;
  count: number | null;
}

/** A grade and its worth as a share of the criterion's points. A hard floor (C#) also sinks what stands above. */
export interface Grade {
  name: string;
  worth: Decimal;
  sinks: Sinks;
}

export interface Axis {
  name: string;
  values: { name: string; aliases: string[] }[];
}

export interface YearShare {
  /** 1 is the first year of the cycle. */
  year: number;
  share: Decimal;
}

export interface Subframework {
  code: string;
  edition: Edition;
}

/**
 * normal: earns of its points. bonus (特色指标): adds, outside the maximum. deduction (负面清单): its rule says which share
 * of its points is taken. veto (一票否决): strikes when its rule gives more than nothing. subframework: its points × the
 * rate of the sub-framework named in `uses`.
 */
export const NODE_KINDS = ['normal', 'bonus', 'deduction', 'veto', 'subframework'] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

export interface Node {
  code: string;
  parent: string | null;
  /** 1 is the uppermost level: `levels[0]`. */
  level: number;
  title: string;
  kind: NodeKind;
  /** Points (分值), at most two decimals. A leaf must have them, of its own or through weights; a branch may declare its sum. */
  points: number | null;
  /** Share of the parent's points, where the edition speaks in weights (权重). */
  weight: Decimal | null;
  /** How it is judged, as the edition names it: 材料审核, 实地考察, 问卷调查, 网上申报, … */
  methods: string[];
  /** The rule as it is written. Where `rule` and `parts` are empty it has not been read, and is shown so. */
  ruleText: string | null;
  rule: Rule | null;
  /** Where methods count with shares, each by its own rule; then `rule` is null. */
  parts: Part[];
  /** What the rule's facts mean: shown to who enters them. */
  facts: NamedFact[];
  applies: Applies;
  /** Names of the units that answer for it, as written. */
  responsible: string[];
  /** Where the edition tells more about a unit than that it answers: lead, cooperating, material, assessing. */
  duties: { unit: string; role: string }[];
  /** What must be handed in as evidence, one demand each. */
  evidence: string[];
  window: EvidenceWindow | null;
  /** Values on the theme axes, by axis name. */
  axes: Record<string, string[]>;
  /** The indicator's key: nodes of several frameworks with the same key take the same facts. Null: its code. */
  key: string | null;
  /** For a veto: what it does when it strikes. */
  veto: { on: 'parent' | 'total'; cap: number } | null;
  /** For a sub-framework: its code. */
  uses: string | null;
}

/** One method of a criterion with its share in it. */
export interface Part {
  method: string;
  share: Decimal;
  rule: Rule;
}

export interface NamedFact {
  name: string;
  text: string;
  /** Unit of measure as shown: %, 处, 米, 分贝. */
  unit: string | null;
  /** How several facts of this name become one; null: as its measure has it by default. */
  how: How | null;
}

/** Where a criterion counts at all. Empty lists say "everywhere". */
export interface Applies {
  siteTypes: string[];
  unitTypes: string[];
  tiers: string[];
  /** Only where an earlier answer was so: "none here" takes its dependants out. Must not run in a circle. */
  when: Earlier | null;
}

export interface Earlier {
  code: string;
  fact: string;
  is: '>' | '>=' | '<' | '<=' | '=';
  than: Decimal;
}

/** The time that evidence must come from (材料时限): as written, and where it could be read, as months or days. */
export interface EvidenceWindow {
  text: string;
  months: number | null;
  from: string | null;
  to: string | null;
}

export const APPLIES_EVERYWHERE: Applies = { siteTypes: [], unitTypes: [], tiers: [], when: null };
