import type { Grade } from '@tongchuang/domain/assessment/edition.ts';

/** What a rule stands in. */
export interface RuleContext {
  /** How findings name the rule: `rule`, `parts[1].rule`. */
  path: string;
  grades: readonly Grade[];
  /** Id of the datalist with the names of facts that the node knows. */
  facts: string;
}
