import type { Locale } from '../kernel/refusal.ts';
import type { Finding, FindingCode } from './finding.ts';
import type { FormulaProblem } from './formula.ts';
import type { JsonFaultCode } from './json-fields.ts';

type Words = Record<Locale, string>;

/** What each finding says. `{node}` and `{place}` are where it is, the rest its facts. */
export const FINDING_WORDS: Record<FindingCode, Words> = {
  no_nodes: { 'zh-CN': '{node}中没有任何条目。', en: '{node} has no nodes.' },
  code_missing: { 'zh-CN': '第 {row} 个条目没有编码。', en: 'Node {row} has no code.' },
  code_twice: {
    'zh-CN': '编码{node}重复，“{other}”已使用这个编码。',
    en: 'The code {node} is already that of "{other}".',
  },
  key_twice: {
    'zh-CN': '{node}的关联编码“{key}”已属于“{other}”，同一条观测会算给两个标准。',
    en: 'The key "{key}" of {node} already names "{other}": one fact would count for both.',
  },
  parent_unknown: {
    'zh-CN': '{node}的上级“{parent}”不存在。',
    en: 'The parent "{parent}" of {node} does not exist.',
  },
  parent_later: {
    'zh-CN': '{node}排在其上级“{parent}”之前，应移到上级之后。',
    en: '{node} stands before its parent "{parent}"; it belongs behind it.',
  },
  parent_circle: { 'zh-CN': '上下级形成循环：{circle}。', en: 'Parents run in a circle: {circle}.' },
  level_order: {
    'zh-CN': '{node}为第 {level} 级，没有低于其上级（第 {above} 级）。',
    en: '{node} is of level {level}, not below its parent of level {above}.',
  },
  level_unknown: {
    'zh-CN': '{node}为第 {level} 级，而体系只设 {levels} 级。',
    en: '{node} is of level {level}; the edition has {levels} levels.',
  },
  level_too_deep: {
    'zh-CN': '{node}为第 {level} 级，最多支持 {deepest} 级。',
    en: '{node} is of level {level}; {deepest} is the deepest.',
  },
  level_skipped: {
    'zh-CN': '{node}为第 {level} 级，按上级应为第 {expected} 级，中间跳级。',
    en: '{node} is of level {level}; below its parent {expected} would follow.',
  },
  count_differs: {
    'zh-CN': '“{level}”标明 {declared} 个，实有 {real} 个。',
    en: '"{level}" is declared with {declared} and has {real}.',
  },
  points_missing: {
    'zh-CN': '{node}既没有分值，也没有权重。',
    en: '{node} has neither points nor a weight.',
  },
  points_negative: {
    'zh-CN': '{node}的{place}为 {points}，不能是负数。',
    en: '{node} has {points} as its {place}, which cannot be negative.',
  },
  points_unusable: {
    'zh-CN': '{node}的{place}为 {points}，最多保留两位小数且不超过十亿。',
    en: '{node} has {points} as its {place}: two decimals and a thousand million are the most.',
  },
  points_sum: {
    'zh-CN': '{node}的分值为 {declared}，下级分值之和为 {sum}。',
    en: '{node} has {declared} points, what is below it sums to {sum}.',
  },
  weights_sum: {
    'zh-CN': '{node}的 {count} 个下级权重之和为 {sum}，应为 100%。',
    en: 'The {count} weights below {node} sum to {sum} instead of 100%.',
  },
  weights_of_nothing: {
    'zh-CN': '{node}的下级只有权重，而它自己没有分值，无从折算。',
    en: 'Below {node} there are weights, but it has no points to share.',
  },
  number_unreadable: {
    'zh-CN': '{node}的{place}“{value}”不是数值，可填 2、-0.5、85%、1/3。',
    en: 'The {place} of {node}, "{value}", is no number; write 2, -0.5, 85% or 1/3.',
  },
  number_out_of_range: {
    'zh-CN': '{node}的{place}“{value}”超出范围，{range}。',
    en: 'The {place} of {node}, {value}, is out of range: {range}.',
  },
  name_twice: {
    'zh-CN': '{node}的{place}中“{name}”重复。',
    en: '"{name}" stands twice in the {place} of {node}.',
  },
  grade_unknown: {
    'zh-CN': '{node}的评分规则用了体系中没有的档次“{grade}”，可用：{grades}。',
    en: 'The rule of {node} names the grade "{grade}", which the edition does not have ({grades}).',
  },
  rule_and_parts: {
    'zh-CN': '{node}同时有总规则和按方式分设的规则，只能保留一种。',
    en: '{node} has both a rule and parts; keep one of them.',
  },
  rule_no_fact: {
    'zh-CN': '{node}的评分规则没有写明观测项（{place}）。',
    en: 'The rule of {node} names no fact ({place}).',
  },
  rule_empty: {
    'zh-CN': '{node}的评分规则缺少内容（{place}）。',
    en: 'The rule of {node} is empty ({place}).',
  },
  formula_unreadable: {
    'zh-CN': '{node}的公式“{text}”在第 {at} 个字处无法识读：{problem}。',
    en: 'The formula "{text}" of {node} cannot be read at character {at}: {problem}.',
  },
  guard_without_fact: {
    'zh-CN': '{node}的一票条件必须写明观测项（{place}）。',
    en: 'A floor of {node} must name its fact ({place}).',
  },
  full_is_from: {
    'zh-CN': '{node}的比例评分满分值与起算值同为 {full}，无法计算。',
    en: 'The proportional score of {node} begins and ends at {full}.',
  },
  shares_sum: {
    'zh-CN': '{node}各测评方式的占比之和为 {sum}，应为 100%。',
    en: 'The shares of the methods of {node} sum to {sum} instead of 100%.',
  },
  rule_idle: {
    'zh-CN': '{node}不直接计分，其评分规则不起作用。',
    en: '{node} is not scored itself; its rule has no effect.',
  },
  step_always: {
    'zh-CN': '{node}评为“{grade}”没有任何条件，总会成立。',
    en: 'The grade "{grade}" of {node} has no condition and always holds.',
  },
  rule_unread: {
    'zh-CN': '{node}的评分规则没有识读，请对照原文填写。',
    en: 'The rule of {node} has not been read; fill it in from its text.',
  },
  rule_missing: { 'zh-CN': '{node}没有评分规则。', en: '{node} has no rule.' },
  when_unknown: {
    'zh-CN': '{node}的适用条件所指的“{other}”不存在。',
    en: '{node} applies by an answer of "{other}", which does not exist.',
  },
  when_branch: {
    'zh-CN': '{node}的适用条件所指的“{other}”还有下级，没有观测可用。',
    en: '{node} applies by an answer of "{other}", which is a branch and has no facts.',
  },
  when_circle: { 'zh-CN': '适用条件形成循环：{circle}。', en: 'Applicability runs in a circle: {circle}.' },
  axis_unknown: {
    'zh-CN': '{node}所属的主题“{axis}”不在体系之列。',
    en: 'The axis "{axis}" of {node} is not one of the edition.',
  },
  axis_value_unknown: {
    'zh-CN': '{node}的“{value}”不在主题“{axis}”之列。',
    en: '"{value}" of {node} is not a value of the axis "{axis}".',
  },
  veto_without_effect: {
    'zh-CN': '{node}是一票否决项，但没有写明否决的后果。',
    en: '{node} is a veto that does not say what it does.',
  },
  veto_elsewhere: {
    'zh-CN': '{node}不是一票否决项，所写的否决后果不起作用。',
    en: '{node} is no veto; what it says of one has no effect.',
  },
  uses_missing: {
    'zh-CN': '{node}没有写明引用哪个子体系。',
    en: '{node} does not say which sub-framework it uses.',
  },
  uses_unknown: {
    'zh-CN': '{node}引用的子体系“{uses}”不存在。',
    en: '{node} uses the sub-framework "{uses}", which does not exist.',
  },
  uses_elsewhere: {
    'zh-CN': '{node}不是子体系条目，所写的引用不起作用。',
    en: '{node} is no sub-framework; what it uses has no effect.',
  },
  subframework_branch: {
    'zh-CN': '{node}引用子体系，不能再有下级。',
    en: '{node} uses a sub-framework and cannot have children.',
  },
  subframework_unused: {
    'zh-CN': '子体系“{subframework}”没有被任何条目引用。',
    en: 'The sub-framework "{subframework}" is used by no node.',
  },
  subframework_circular: {
    'zh-CN': '子体系形成循环：{circle}。',
    en: 'Sub-frameworks run in a circle: {circle}.',
  },
  years_sum: {
    'zh-CN': '{node}各年度的占比之和为 {sum}，应为 100%。',
    en: 'The shares of the years of {node} sum to {sum} instead of 100%.',
  },
  part_method: {
    'zh-CN': '{node}按“{method}”设了规则，但测评方式中没有它。',
    en: '{node} has a rule for "{method}", which is not among its methods.',
  },
  applies_on_branch: {
    'zh-CN': '{node}还有下级，适用范围应写在最末一级，写在这里不起作用。',
    en: '{node} is a branch; where it applies has no effect here and belongs to its leaves.',
  },
  kind_differs: {
    'zh-CN': '{node}按普通条目计分，而其上级“{above}”不是普通条目。',
    en: '{node} is scored as normal, though it stands below "{above}", which is not.',
  },
  method_missing: { 'zh-CN': '{node}没有测评方式。', en: '{node} has no method.' },
  unit_missing: { 'zh-CN': '{node}没有责任单位。', en: '{node} has no responsible unit.' },
  evidence_missing: {
    'zh-CN': '{node}要审材料，但没有写明需要什么材料。',
    en: '{node} is judged by material, but asks for no evidence.',
  },
  mostly_missing: {
    'zh-CN': '{of} 个测评标准中有 {count} 个没有{place}。',
    en: '{count} of {of} criteria have no {place}.',
  },
  year_missing: { 'zh-CN': '{node}没有标明年度。', en: '{node} does not say its year.' },
  tier_missing: { 'zh-CN': '{node}没有标明适用层级。', en: '{node} does not say its tier.' },
  text_twice: {
    'zh-CN': '{node}与“{other}”的内容相同。',
    en: '{node} says the same as "{other}".',
  },
  only_child: { 'zh-CN': '{node}只有一个下级。', en: '{node} has a single child.' },
};

const FAULT_WORDS: Record<JsonFaultCode, Words> = {
  needed: { 'zh-CN': '没有填写', en: 'is missing' },
  not_an_object: { 'zh-CN': '应为对象', en: 'is not an object' },
  not_a_list: { 'zh-CN': '应为列表', en: 'is not a list' },
  not_text: { 'zh-CN': '应为文字', en: 'is not text' },
  not_clean: { 'zh-CN': '含有无法保存的字符', en: 'holds characters that cannot be kept' },
  not_a_number: { 'zh-CN': '应为数字', en: 'is not a number' },
  not_whole: { 'zh-CN': '应为不小于 {least} 的整数', en: 'is not a whole number from {least} up' },
  not_yes_no: { 'zh-CN': '应为 true 或 false', en: 'is neither true nor false' },
  not_one_of: { 'zh-CN': '应为下列之一：{choices}', en: 'is none of: {choices}' },
  unknown_field: { 'zh-CN': '没有这个字段', en: 'is a field that the format does not have' },
  too_long: { 'zh-CN': '超过 {limit} 个字', en: 'is longer than {limit} characters' },
  too_many: { 'zh-CN': '超过 {limit} 项', en: 'has more than {limit} entries' },
  too_deep: { 'zh-CN': '子体系超过 {limit} 层', en: 'lies more than {limit} sub-frameworks deep' },
};

const FORMULA_WORDS: Record<FormulaProblem['problem'], Words> = {
  empty: { 'zh-CN': '公式为空', en: 'it is empty' },
  too_long: { 'zh-CN': '公式过长', en: 'it is too long' },
  too_deep: { 'zh-CN': '括号层数过多', en: 'it is nested too deep' },
  sign_unknown: { 'zh-CN': '有不认识的符号', en: 'a sign is unknown' },
  operand_missing: { 'zh-CN': '缺少数或观测项', en: 'a number or fact is missing' },
  operator_missing: { 'zh-CN': '缺少运算符', en: 'an operator is missing' },
  bracket_open: { 'zh-CN': '括号没有闭合', en: 'a bracket is not closed' },
  bracket_extra: { 'zh-CN': '多了一个右括号', en: 'there is a bracket too many' },
};

const RANGE_WORDS: Record<string, Words> = {
  'above 0': { 'zh-CN': '应大于 0', en: 'above 0' },
  '0 or more': { 'zh-CN': '不能小于 0', en: '0 or more' },
  '0 to 1': { 'zh-CN': '应在 0 与 1 之间', en: '0 to 1' },
};

/** Fields whose name a reader knows; others are shown as their path. */
const FIELD_WORDS: Record<string, Words> = {
  points: { 'zh-CN': '分值', en: 'points' },
  weight: { 'zh-CN': '权重', en: 'weight' },
  methods: { 'zh-CN': '测评方式', en: 'method' },
  responsible: { 'zh-CN': '责任单位', en: 'responsible unit' },
  evidence: { 'zh-CN': '材料要求', en: 'evidence' },
  facts: { 'zh-CN': '观测项', en: 'facts' },
  grades: { 'zh-CN': '档次', en: 'grades' },
  axes: { 'zh-CN': '主题', en: 'axes' },
  years: { 'zh-CN': '年度', en: 'years' },
  subframeworks: { 'zh-CN': '子体系', en: 'sub-frameworks' },
  'veto.cap': { 'zh-CN': '否决后的最高分', en: 'cap of the veto' },
};

/** One sentence on a finding: “1.2”的 3 个下级权重之和为 85%，应为 100%。 */
export function findingSentence(finding: Finding, locale: Locale): string {
  const { edition, node, nth, field } = finding.where;
  const whole = { 'zh-CN': '体系', en: 'the edition' }[locale];
  const named = (name: string) => (locale === 'zh-CN' ? `“${name}”` : `"${name}"`);
  const { problem, range } = finding.facts;
  const words = filled(FINDING_WORDS[finding.code][locale], {
    ...finding.facts,
    node: node === null ? whole : named(node),
    row: (nth ?? 0) + 1,
    place: placeWords(field ?? '', locale),
    problem: FORMULA_WORDS[problem as FormulaProblem['problem']]?.[locale] ?? '',
    range: RANGE_WORDS[range ?? '']?.[locale] ?? '',
  });
  const sentence = words.charAt(0).toUpperCase() + words.slice(1);
  if (edition === null) return sentence;
  return locale === 'zh-CN' ? `子体系“${edition}”：${sentence}` : `Sub-framework "${edition}": ${sentence}`;
}

function placeWords(field: string, locale: Locale): string {
  const exact = FIELD_WORDS[field]?.[locale];
  if (exact !== undefined) return exact;
  const head = FIELD_WORDS[/^\w+/.exec(field)?.[0] ?? '']?.[locale];
  return head === undefined ? field : `${head} ${field}`;
}

/** One sentence on a file that is no edition: nodes[12].rule.score：没有填写。 */
export function problemSentence(
  problem: { where: string; what: JsonFaultCode; facts: Record<string, string | number> },
  locale: Locale,
): string {
  const what = faultWords(problem, locale);
  if (locale === 'zh-CN') return `${problem.where === '' ? '整个文件' : problem.where}：${what}。`;
  return `${problem.where === '' ? 'The file' : problem.where} ${what}.`;
}

/** The fault alone, without its place: 应为列表. */
export const faultWords = (
  fault: { what: JsonFaultCode; facts: Record<string, string | number> },
  locale: Locale,
): string => filled(FAULT_WORDS[fault.what][locale], fault.facts);

const filled = (words: string, facts: Finding['facts']) =>
  words.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? `{${name}}`));
