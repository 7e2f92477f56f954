import { beginningIn, squeezed } from './table-piece.ts';
import type { Grid, TableCell } from './table-piece.ts';
import { GRADE_WORDS } from './table-prose.ts';
import { fullMethod } from './table-methods.ts';

/** What a column of a framework table holds. `depth`: the level it speaks of, from 1, where its head says so. */
export type HeadKind =
  | { kind: 'title'; name: string; depth: number | null; count: number | null }
  /** 标准 alone: what is to be reached, or how it is scored; its cells tell. */
  | { kind: 'standard'; name: string }
  /** 数据来源: a way of judging, or who gives the figures; its cells tell. */
  | { kind: 'source' }
  | { kind: 'code' | 'number' | 'points'; depth: number | null }
  | { kind: 'weight'; depth: number | null; percent: boolean }
  | { kind: 'methods' | 'rule' | 'evidence' | 'window' | 'sites' | 'unitTypes' | 'tiers' | 'when' }
  /** 备注, 指标类型, 一票否决: may say what kind of node it is. */
  | { kind: 'note'; name: string }
  /** One column a method, ticked or with its share. */
  | { kind: 'method'; method: string }
  /** One column a grade: what earns it. `worth`: 优（100%）. */
  | { kind: 'grade'; grade: string; worth: string | null }
  | { kind: 'units'; role: DutyRole }
  | { kind: 'axis'; name: string }
  /** To be filled in by who assesses: 自评分, 得分, 扣分原因. */
  | { kind: 'form' };

export const DUTY_ROLES = ['lead', 'responsible', 'cooperating', 'assessing', 'material'] as const;
export type DutyRole = (typeof DUTY_ROLES)[number];

const LEVEL = /^(?:第?([一二三四五六七八九])[级层]|([ⅠⅡⅢⅣⅤⅥⅦⅧⅨ])级?)/;
const LEVEL_SIGNS = ['一二三四五六七八九', 'ⅠⅡⅢⅣⅤⅥⅦⅧⅨ'] as const;

const TITLE =
  /^(?:一票|否决|负面|扣分|减分|加分|奖励|特色|测评|考核|考评|考察|评价|评估|评比|检查|督查|巡查|暗访|验收|创建|工作|主要|具体|重点|基本|评分|整治|建设|达标|评选|指标|项目|体系|活动)*(?:指标|项目|内容|要求|要点|类别|板块|领域|方面|任务|事项|条款|大类|小类|分类|观测点|测评点|要素|章节?|节|模块|专题|目标|名称|清单|条目|情形|行为)(?:名称|内容|描述|类别|分类|要求|和要求|及要求|与要求)?(?:(?:及|与|和|\/)?(?:分值|权重|标准))?$/;
const STANDARD =
  /^(?:考核|测评|考评|评价|评估|检查|达标|评定|工作|创建|指标|建设|具体)*标准(?:值|和要求|及要求|要求|内容)?$/;
const RULE =
  /^(?:评分|计分|打分|赋分|扣分|得分|记分|给分|加分|加减分|扣减|算分|评判|评级|定级)(?:标准|办法|细则|规则|方法|依据|说明|原则|要求|方式|公式|值)(?:及说明)?$|^(?:考评|考核|测评|评价|评定|评估)(?:规则|细则|评分|评分标准|评分细则|评分办法|计分办法|计分规则|办法)$|^(?:评分|评价|评定|测评|考核)?(?:等级|档次|分档|等次)(?:标准|划分|判定|评定)?$|^(?:评分|计分|扣分|加分)$/;
const POINTS =
  /^(?:标准|基本|基础|总|满|考核|测评|考评|指标|项目|分项|本项|单项|小项|应得|参考|权重|最高|最高扣)*(?:分值|分数|满分|总分|标准分|基础分|权重分|配分|赋分|分)$/;
const WEIGHT = /^(?:指标|项目|考核|测评|分项)?(?:权重|权数|比重|占比|权重系数|权重占比|权重比例)(?:值)?$/;
const METHODS =
  /^(?:主要)?(?:测评|考核|考评|检查|评价|采集|评估|验收|督查|测试|审核|核查|数据采集|数据|信息采集|评定)(?:方法|方式|形式|途径|手段|渠道|办法)(?:[及与和](?:其)?(?:占比|权重|比例|比重|分值占比))?$|^(?:方法|方式|测评类型)$/;
const CODE = /^(?:指标|测评|项目|标准|内容|考核|条目|条款)*(?:编号|编码|代码|代号|指标号|条目号|条款号)$/;
const NUMBER = /^(?:序号|序|号|No\.?|行号|项次|项号)$/i;
const EVIDENCE =
  /^(?:佐证|申报|证明|印证|支撑|所需|需|需要|应|提供|需提供|应提供|提交|需提交|报送|审核|归档|相关|上报|网上申报|测评|备查|实证|检查|查阅)*(?:的)?(?:材料|资料|佐证|佐证物)(?:要求|名称|目录|清单|内容|规格|及要求|类型|说明)?$/;
const WINDOW =
  /^(?:材料|数据|资料|申报|采集|测评|考核|统计|取数|佐证|有效)?(?:时限|时段|时间范围|时间要求|时效|期限|周期|时间段|起止时间|时间跨度|时间)(?:要求)?$/;
const SITES =
  /^(?:适用|测评|实地|考察|检查|涉及|实地考察|抽查|抽样|覆盖)*(?:点位|场所|地点)(?:类型|类别|名称|范围|种类)?$/;
const SOURCE = /^(?:数据|信息|分值|评分|材料)来源(?:及(?:方式|方法|渠道))?$/;
const UNIT_TYPES = /^适用(?:单位|对象|主体)(?:类型|类别)?$/;
const TIERS = /^适用(?:城市|地区|层级|级别|县市|县|区域)(?:类型|类别|层级|级别)?$/;
const WHEN = /^(?:适用|前置|前提|触发|启用)(?:条件|前提)$|^前提$/;
const AXIS =
  /^(?:所属|对应|归属|关联)[一-鿿]{2,6}$|^[三四五六七八九十](?:大|个|项|类)(?:环境|重点|行动|工程|领域|方面|板块)$/;
const NOTE =
  /^(?:备注|说明|附注|注|特殊说明|(?:指标|项目|条目)?(?:类型|性质|属性)|特色指标|特色项|负面清单|一票否决(?:项|指标)?|加分项|是否[一-鿿]{2,8}|(?:处理|处置|处罚)(?:方式|办法|结果|意见))$/;
const FORM =
  /^(?:自评|实际|实得|考核|测评|评定|最终|核定|复核|初评|终评|互评|本级|县级|上级|得|扣)?(?:评分|得分|扣分|分数|打分|自评|自评分|结果|评分结果)(?:情况|原因|说明|依据|小计|结果)?$|^(?:得分|扣分)|^(?:完成|落实|工作|达标|存在)(?:情况|问题|进展)$|^(?:自评|检查)(?:情况|结果|得分|分)$|^(?:签字|签名|检查人|考评人|评分人|责任人|(?:责任|牵头|分管|包联|配合|主管)领导|联系人|联系电话|联系方式)/;
const GRADE = new RegExp(`^([A-Z]#?|${GRADE_WORDS})(?:档|级|等|类)?$`);

const UNIT_NOUN = /(?:单位|部门|科室|股室|处室|机构|主体|分工|局办|镇街)/;
const BARE_ROLE = /^(?:牵头|主责|主办|责任|配合|协办|协同|参与|考核|提供材料)$/;
const ROLES: [RegExp, DutyRole][] = [
  [/牵头|主责|主办|主牵/, 'lead'],
  [/配合|协办|协助|协同|参与|参加/, 'cooperating'],
  [/材料|资料|数据提供|数据报送/, 'material'],
  [/考核|考评|评分|测评|验收|督查|采集|检查|审核|数据来源|评价/, 'assessing'],
];

const roleOf = (words: string): DutyRole => ROLES.find(([sign]) => sign.test(words))?.[1] ?? 'responsible';

/** Names a level by the sites that it is about: 点位类型. */
export const namesSites = (head: string): boolean => SITES.test(head);

/** A head without what it adds in brackets, and that. */
function bareHead(text: string): { bare: string; aside: string } {
  const words = squeezed(text).replace(/[:]$/, '');
  const aside = /[([【]([^()[\]【】]*)[)\]】]/.exec(words)?.[1] ?? '';
  return { bare: words.replaceAll(/[([【][^()[\]【】]*[)\]】]/g, ''), aside };
}

function depthOf(bare: string): number | null {
  const [, han, roman] = LEVEL.exec(bare) ?? [];
  const [hans, romans] = LEVEL_SIGNS;
  if (han !== undefined) return hans.indexOf(han) + 1;
  return roman === undefined ? null : romans.indexOf(roman) + 1;
}

/** What one head says for itself; null where it is no head of a framework. */
export function headKind(text: string): HeadKind | null {
  const { bare, aside } = bareHead(text);
  if (bare === '' || bare.length > 20) return null;
  const depth = depthOf(bare);
  const rest = bare.replace(LEVEL, '');
  const count = /^(?:共)?(\d{1,4})[个项条类]?$/.exec(aside)?.[1];
  if (NUMBER.test(bare)) return { kind: 'number', depth };
  if (CODE.test(rest)) return { kind: 'code', depth };
  if (WEIGHT.test(rest)) return { kind: 'weight', depth, percent: /%|百分/.test(aside) };
  if (POINTS.test(rest)) return { kind: 'points', depth };
  if (RULE.test(bare)) return { kind: 'rule' };
  if (METHODS.test(bare)) return { kind: 'methods' };
  if (SOURCE.test(bare)) return { kind: 'source' };
  if (FORM.test(bare)) return { kind: 'form' };
  if (TIERS.test(bare)) return { kind: 'tiers' };
  if (UNIT_TYPES.test(bare)) return { kind: 'unitTypes' };
  if (WHEN.test(bare)) return { kind: 'when' };
  if (SITES.test(bare)) return { kind: 'sites' };
  if (NOTE.test(bare)) return { kind: 'note', name: bare };
  if (BARE_ROLE.test(bare) || (UNIT_NOUN.test(bare) && bare.length <= 12 && !TITLE.test(rest)))
    return { kind: 'units', role: roleOf(bare) };
  if (EVIDENCE.test(bare)) return { kind: 'evidence' };
  if (WINDOW.test(bare)) return { kind: 'window' };
  if (AXIS.test(bare)) return { kind: 'axis', name: bare };
  const counted = count === undefined ? null : Number(count);
  if (depth !== null && (rest === '' || TITLE.test(rest) || STANDARD.test(rest)))
    return { kind: 'title', name: bare, depth, count: counted };
  if (STANDARD.test(bare)) return { kind: 'standard', name: bare };
  if (TITLE.test(bare)) return { kind: 'title', name: bare, depth: null, count: counted };
  return null;
}

export interface Head {
  /** By grid column; null where no head is understood. */
  columns: (HeadKind | null)[];
  /** The head cells of each column, from above. */
  cells: TableCell[][];
  /** Row of the first head, and first row behind the heads. */
  from: number;
  firstRow: number;
}

const HEAD_ROWS = 15;

/**
 * The head rows and what each column holds; null where the table is none of a framework.
 * @param listed  stands under a heading such as 一票否决: a list of titles is enough
 */
export function headOf(grid: Grid, listed: boolean): Head | null {
  for (let row = 0; row < Math.min(HEAD_ROWS, grid.length); row++) {
    const cells = beginningIn(grid, row);
    const known = cells.filter(({ text }) => headKind(text) !== null);
    if (known.length < 2 || known.length * 2 < cells.length) continue;
    const head = headFrom(grid, row);
    if (isFramework(head.columns) || (listed && names(head.columns))) return head;
  }
  return null;
}

function headFrom(grid: Grid, from: number): Head {
  const above = beginningIn(grid, from);
  // A merged head reaches over the lower ones; a title cell merged over all the rows below it would, too, but is no head.
  let last = Math.max(
    from,
    ...above.map(({ row, rowSpan }) => row + rowSpan - 1).filter((to) => to < from + 4),
  );
  while (last + 1 < grid.length && last < from + 3 && isLowerHead(grid, last + 1, above)) last += 1;
  const width = grid.slice(from).reduce((most, row) => Math.max(most, row.length), 0);
  const columns: Head['columns'] = [];
  const cells: TableCell[][] = [];
  for (let column = 0; column < width; column++) {
    const own = [...new Set(grid.slice(from, last + 1).flatMap((row) => row[column] ?? []))].filter(
      ({ text }) => text.trim() !== '',
    );
    cells.push(own);
    columns.push(kindOf(own));
  }
  // A, B, C side by side are grades, also without a head over them.
  const grades = cells.map((own) =>
    own.length === 1 && own[0] !== undefined ? gradeHead(own[0].text) : null,
  );
  if (columns.filter((kind, at) => kind === null && grades[at] != null).length > 1)
    for (const [at, grade] of grades.entries()) columns[at] ??= grade;
  return { columns, cells, from, firstRow: last + 1 };
}

/** A row of heads under wider heads: every cell of it stands under one of them and is short. */
function isLowerHead(grid: Grid, row: number, above: readonly TableCell[]): boolean {
  const cells = beginningIn(grid, row);
  return (
    cells.length > 0 &&
    cells.every(({ text, column }) => {
      const upper = above.find((head) => column >= head.column && column < head.column + head.columnSpan);
      if (upper === undefined || squeezed(text).length > 12) return false;
      return upper.columnSpan > 1 && kindOf([upper, { ...upper, columnSpan: 1, text }]) !== null;
    })
  );
}

/** A, B档, 优（100%） */
function gradeHead(text: string): Extract<HeadKind, { kind: 'grade' }> | null {
  const { bare, aside } = bareHead(text);
  const grade = GRADE.exec(bare)?.[1];
  if (grade === undefined) return null;
  return { kind: 'grade', grade, worth: /^(?:\d{1,3}%|[01](?:\.\d+)?)$/.exec(aside)?.[0] ?? null };
}

/** Under 测评方法, 材料 is a method; 权重 and 方式 are not. */
const NO_METHOD: ReadonlySet<HeadKind['kind'] | undefined> = new Set([
  'methods',
  'weight',
  'points',
  'number',
  'units',
]);

/** The lowest head says what the column holds, the ones above it of what. */
function kindOf(cells: readonly TableCell[]): HeadKind | null {
  const own = cells.at(-1);
  if (own === undefined) return null;
  const upper = cells.at(-2);
  const kind = headKind(own.text);
  if (upper === undefined) return kind;
  const over = headKind(upper.text);
  const { bare } = bareHead(own.text);
  const grade = gradeHead(own.text);
  if (grade !== null && over?.kind !== 'title') return grade;
  if (over?.kind === 'methods' && !NO_METHOD.has(kind?.kind))
    return { kind: 'method', method: fullMethod(bare) };
  if (over?.kind === 'units') return { kind: 'units', role: roleOf(bare) };
  // 标准 over 内容 and 评分标准: what is to be reached, and how it is scored.
  if (over?.kind === 'standard' && kind?.kind === 'title' && /^(?:名称|内容|描述|要求)$/.test(bare))
    return { kind: 'title', name: over.name, depth: null, count: null };
  if (over?.kind === 'title') {
    const depth = over.depth;
    if (
      kind?.kind === 'code' ||
      kind?.kind === 'number' ||
      kind?.kind === 'points' ||
      kind?.kind === 'weight'
    )
      return { ...kind, depth: kind.depth ?? depth };
    if (/^(?:名称|内容|描述|指标名称|项目名称)$/.test(bare)) return over;
    if (kind?.kind === 'title' && kind.depth === null && depth !== null) return { ...kind, depth };
  }
  return kind ?? (own.columnSpan === 1 && bare.length <= 4 && over?.kind === 'axis' ? over : null);
}

/** A name for what is judged, and at least one thing that only frameworks say about it. */
function isFramework(columns: readonly (HeadKind | null)[]): boolean {
  const has = (...kinds: HeadKind['kind'][]) =>
    columns.some((column) => column !== null && kinds.includes(column.kind));
  if (!names(columns)) return false;
  if (has('points', 'weight', 'rule', 'grade')) return true;
  return (
    (has('methods', 'method') && (has('units', 'code', 'evidence', 'sites') || titles(columns) > 1)) ||
    titles(columns) > 2
  );
}

const names = (columns: readonly (HeadKind | null)[]): boolean =>
  titles(columns) > 0 ||
  columns.some((column) => column?.kind === 'note' && /清单|否决|特色|加分/.test(column.name));

const titles = (columns: readonly (HeadKind | null)[]): number =>
  columns.filter((column) => column?.kind === 'title' || column?.kind === 'standard').length;
