import type { NamedFact, NodeKind } from './edition.ts';
import type { Rule } from './rule.ts';

/** What the rule text stands beside. */
export interface RuleContext {
  title: string;
  points: number | null;
  kind: NodeKind;
  /** Names of the edition's grades. */
  grades: readonly string[];
}

export interface RuleReading {
  rule: Rule;
  facts: NamedFact[];
}

export function readRuleText(_text: string, _context: RuleContext): RuleReading | null {
  return null;
}
