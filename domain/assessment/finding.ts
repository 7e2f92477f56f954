/**
 * What can be wrong with an edition (体系毛病). Errors stop its adoption; warnings are worth a look; hints may be passed over.
 * Sentences: `finding-words.ts`.
 */
export const FINDINGS = {
  // the tree
  no_nodes: 'error',
  code_missing: 'error',
  code_twice: 'error',
  key_twice: 'error',
  parent_unknown: 'error',
  parent_later: 'error',
  parent_circle: 'error',
  level_order: 'error',
  level_unknown: 'error',
  level_too_deep: 'error',
  level_skipped: 'warning',
  count_differs: 'error',

  // points and weights
  points_missing: 'error',
  points_negative: 'error',
  points_unusable: 'error',
  points_sum: 'error',
  weights_sum: 'error',
  weights_of_nothing: 'error',

  // numbers and names
  number_unreadable: 'error',
  number_out_of_range: 'error',
  name_twice: 'error',
  grade_unknown: 'error',

  // rules
  rule_and_parts: 'error',
  rule_no_fact: 'error',
  rule_empty: 'error',
  formula_unreadable: 'error',
  guard_without_fact: 'error',
  full_is_from: 'error',
  shares_sum: 'error',
  rule_idle: 'warning',
  step_always: 'warning',
  rule_unread: 'warning',
  rule_missing: 'warning',

  // what a node points to
  when_unknown: 'error',
  when_branch: 'error',
  when_circle: 'error',
  axis_unknown: 'error',
  axis_value_unknown: 'error',
  veto_without_effect: 'error',
  veto_elsewhere: 'warning',
  uses_missing: 'error',
  uses_unknown: 'error',
  uses_elsewhere: 'warning',
  subframework_branch: 'error',
  subframework_unused: 'error',
  subframework_circular: 'error',
  years_sum: 'error',
  part_method: 'warning',
  applies_on_branch: 'warning',
  kind_differs: 'warning',

  // what is not there
  method_missing: 'warning',
  unit_missing: 'warning',
  evidence_missing: 'warning',
  mostly_missing: 'warning',
  year_missing: 'warning',
  tier_missing: 'warning',
  text_twice: 'warning',
  only_child: 'hint',
} as const;
export type FindingCode = keyof typeof FINDINGS;
export type Severity = (typeof FINDINGS)[FindingCode];

export interface Where {
  /** Codes of the sub-frameworks it lies in, from the outside with `/` between them; null: the edition itself. */
  edition: string | null;
  /** Code of the node; null: the edition as a whole. */
  node: string | null;
  /** Its place in `nodes`, from 0: tells nodes with one code apart. */
  nth: number | null;
  /** Path inside the node, or inside the edition where there is none: `rule.score.steps[0].grade`, `levels[2].count`. */
  field: string | null;
}

export interface Finding {
  code: FindingCode;
  severity: Severity;
  where: Where;
  facts: Record<string, string | number>;
}

/** Notes one finding about the place that it was made for. */
export type Report = (code: FindingCode, field: string | null, facts?: Finding['facts']) => void;

export const findingAt =
  (into: Finding[], place: Omit<Where, 'field'>): Report =>
  (code, field, facts = {}) =>
    into.push({ code, severity: FINDINGS[code], where: { ...place, field }, facts });

/** Whether an edition with these findings may be adopted. */
export const isAdoptable = (findings: readonly Finding[]): boolean =>
  findings.every(({ severity }) => severity !== 'error');
