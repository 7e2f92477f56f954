/** What can be wrong with a row of a roster, and what is said about it. `{…}` are facts. */
const WORDS = {
  missing: '“{column}”不能为空。',
  duplicate_code: '编码“{value}”与第 {other} 行重复。',
  duplicate_name: '名称“{value}”与第 {other} 行重复，请补全称或改用别名。',
  name_taken: '名称“{value}”已被编码“{other}”使用。',
  unknown_type: '“{value}”不是可识别的类型，可填：{choices}。',
  unknown_tier: '“{value}”不是可识别的层级，可填：{choices}。',
  unknown_level: '“{value}”不是可识别的区划级别，可填：{choices}。',
  unknown_kind: '“{value}”不是可识别的结对类型，可填：{choices}。',
  unknown_code: '“{column}”中的编码“{value}”在表内和系统中都没有。',
  unknown_role: '没有名为“{value}”的角色。',
  circle: '“{column}”形成循环：{value}。',
  level_order: '上级区划“{value}”的级别不高于本级。',
  bad_date: '“{value}”不是有效的日期，请填 2026-03-02 这样的格式。',
  dates_reversed: '结束日期 {value} 早于开始日期 {other}。',
  bad_phone: '“{value}”不是有效的电话号码。',
  bad_login: '登录名“{value}”应为 3 至 32 位字母、数字、点、横线或下划线。',
  login_taken: '登录名“{value}”与“{other}”重复。',
  not_yes_no: '“{value}”应填“是”或“否”。',
  two_heads: '单位“{value}”已在第 {other} 行指定了一把手。',
  until_without_home: '填了借调截止，但没有填借调自哪个单位。',
  body_differs: '机构“{value}”的名称、类型或上级与第 {other} 行不一致。',
  post_missing: '填了人员，但没有填职务。',
  household_not_here: '家庭结对涉及住户信息，请在系统内登记，不从名册导入。',
  tier_assumed: '没有填层级，按类型取“{value}”。',
  secondment_open: '借调没有截止日期，权限不会自动停止。',
  head_changes: '单位的一把手由“{other}”改为“{value}”。',
  code_not_official: '编码“{value}”不是标准的区划代码，将作为自编号使用。',
} as const;

export type RosterFindingCode = keyof typeof WORDS;

/** Said, but the row is taken. */
const WARNINGS: readonly RosterFindingCode[] = [
  'tier_assumed',
  'secondment_open',
  'head_changes',
  'code_not_official',
];
export const isWarning = (code: RosterFindingCode): boolean => WARNINGS.includes(code);

export const rosterSentence = (code: RosterFindingCode, facts: Readonly<Record<string, string>>): string =>
  WORDS[code].replaceAll(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '');
