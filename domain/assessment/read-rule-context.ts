import type { Grade, NamedFact, NodeKind } from './edition.ts';
import type { Rule } from './rule.ts';

/** What the text of a rule stands beside. */
export interface RuleContext {
  title: string;
  points: number | null;
  kind: NodeKind;
  /** The edition's own, best first. */
  grades: readonly Grade[];
}

/** A rule, and what its facts mean to who enters them. */
export interface RuleReading {
  rule: Rule;
  facts: NamedFact[];
  /** What the text says that it is worth at most, where nothing else says it: 最高加6分. */
  points?: number;
}
