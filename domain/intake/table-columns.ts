import { squeeze } from './fold.ts';
import { labelOf, roleOf } from './labels.ts';
import { markColumnsOf } from './mark-columns.ts';
import type { Cell, Table } from './paper.ts';
import type { UnitRole } from '../tasks/task.ts';

/** What a column of a decomposition table holds. */
export type Column =
  | { kind: 'no' }
  | { kind: 'section' }
  | { kind: 'content' }
  | { kind: 'task' }
  /** Sounds like what is to be done; counts where no column says it plainly. */
  | { kind: 'likely' }
  | { kind: 'measure' }
  | { kind: 'standard' }
  | { kind: 'objective' }
  | { kind: 'unit'; role: UnitRole; persons: boolean }
  /** A unit's own column in a matrix: marks below its name. */
  | { kind: 'mark'; unit: Cell }
  | { kind: 'person'; label: string }
  | { kind: 'deadline' }
  | { kind: 'other' };

export interface Layout {
  /** By grid column. */
  columns: Column[];
  /** First row behind the heading rows. */
  firstRow: number;
  /** Folded words of the heading rows, to know them again on the next page. */
  heads: Set<string>;
}

const NO = /^(?:任务|项目|指标|点位)?(?:序号|编号|序|号|代码)$|^No\.?$/i;
const OTHER =
  /^(?:备注|说明|附注|其他|分值|权重|得分|自评.*|扣分.*|评分|考评(?!内容|指标|标准|项目|要点|细目).*|(?:测评|考核|考评|检查|评分)(?:方法|方式|形式|办法)|佐证(?:材料)?|(?:所需|申报|相关|印证)?材料(?:名称|要求|目录)?|进展(?:情况)?|完成情况|工作进展|落实情况|存在问题|是否.*|责任类型|等次|等级|电话|联系(?:电话|方式)|手机.*|内部编码|编码|资金.*|投资.*|预算.*|地址|地点|(?:启动|开始|起始|开工|发现|检查|督查|填报|报送|上报|受理|交办)(?:时间|日期))$/;
const TASK =
  /^[一-鿿]{0,6}(?:任务|事项)(?:名称|内容|清单|分解|描述|要点|及目标|和目标|及要求|及标准)?$|^[一-鿿]{0,4}(?:工作|具体|主要|任务|实施|整治|整改|活动|创建|建设|服务)(?:内容)(?:及要求|及标准|和标准|和要求)?$|^(?:工作|任务|创建)要点$|^(?:重点|主要|具体|创建)工作(?:内容)?$|^(?:存在)?问题(?:清单|描述|表现)?$|^整改问题$|^建设项目$|^(?:工作|主要)?职责$/;
const CONTENT =
  /^(?:测评|考核|指标|考评|评价|检查)?内容$|^(?:测评|考核)(?:要点|细目)$|^(?:三级|Ⅲ级)指标$|^指标内容$|^(?:主要)?(?:建设|改造|工程|项目)?(?:内容[及和与]规模|规模[及和与]内容|(?:建设|改造|工程|项目)规模)$/;
const MEASURE =
  /^(?:工作|具体|主要|整改|推进|落实|实施|创建|任务|重点|完成|相关|保障|活动|整治|行动|服务)*(?:措施|举措|做法|办法|要求|步骤|安排)(?:及要求|及标准|和要求)?$|^(?:工作)?措施(?:与|和|及)(?:要求|标准)$/;
const STANDARD =
  /^(?:测评|工作|考核|创建|达标|评分|整治|任务|目标|完成|质量|验收|考评|评价|检查|建设|整改)*(?:标准|细则)(?:及要求|要求|和要求)?$|^(?:达标|质量|标准|目标)要求$|^(?:达到|完成)(?:的)?(?:目标|标准|效果)$|^(?:量化|目标|绩效|成效|任务)指标$/;
const OBJECTIVE =
  /^(?:工作|创建|年度|目标|预期|总体|阶段|整改|绩效)*目标(?:值|要求|成效)?$|^预期(?:成效|效果)$/;
const SECTION =
  /^[一-鿿ⅠⅡ]{0,6}(?:类别|类型|分类|项目|指标|板块|领域|方面|环境|专题|大类|小类|体系|专项|行动|区域|组别|内容类别)(?:名称|分类)?$|^(?:测评)?(?:点位|场所)$|^类$|^章节?$|^阶段$|^时间段$/;
const LIKELY =
  /^[一-鿿]{0,8}(?:任务|事项|内容|重点|要点|问题|措施|举措|做法|工作|活动)(?:[及和与][一-鿿]{2,4})?$/;
const UNLIKELY =
  /完成|情况|得分|分值|材料|来源|依据|分类|类别|编号|名称$|数量?$|联系|督查|检查|考核|培训内容/;
const UNIT_WORDS =
  /(?:牵头|主责|主办|责任|配合|协办|协助|协同|参与|参加|落实|承办|实施|考核|考评|验收|督查|督导|监督|提供|报送|主管|承担|包保|包联|整改|属地|组织)/;
const UNIT_NOUN = /(?:单位|部门|科室|股室|处室|机构|主体|镇街|乡镇|街道|县区|单位\(部门\))/;
const PERSON = /(?:领导|责任人|负责人|联系人|联络员|经办人|姓名|人员)/;

/** Projects are categories, except where each row has its own and no other column says what is to be done. */
const PROJECT =
  /^(?:重点|推进|实施|工程|民生|实事|攻坚|提升|整治|创建|任务)(?:项目|工程|行动|专项)(?:名称)?$/;
/** What was found wrong; what to do about it stands in a column of its own. */
const PROBLEM =
  /^(?:存在|整改|反馈|主要|发现|交办|排查|突出|具体|测评|巡查|督查|暗访|的)*问题(?:清单|描述|表现|内容|情况|及表现)?$/;
/** What a project or task is called, beside a column that says what it consists of. */
const NAME = /(?:任务|项目|事项|工作|工程)名称$/;

/** Every heading that is known holds one of these; all others are sorted out cheaply. */
const HEAD_SIGNS =
  /[号序务项容准则举头合与落核承办工施求限期间任位门人员导料注明分值权得法式目别型类级点域块面境专题指标章节阶时果效况办室构体协助责村居码址话机资金投预问职活份量动]|[Nn][Oo]/;

/** What the words at the head of a column promise; null where they are no heading. */
export function columnOf(text: string): Column | null {
  const words = squeeze(text).replace(/[::]$/, '');
  if (words === '' || words.length > 24 || !HEAD_SIGNS.test(words)) return null;
  const bare = words.replace(/\([^()]*\)/g, '');
  if (NO.test(bare)) return { kind: 'no' };
  if (OTHER.test(bare)) return { kind: 'other' };
  const label = labelOf(words) ?? labelOf(bare);
  if (label?.kind === 'unit' || label?.kind === 'unitAndPerson') {
    return { kind: 'unit', role: label.role, persons: label.kind === 'unitAndPerson' };
  }
  if (label?.kind === 'person') return { kind: 'person', label: bare };
  if (TASK.test(bare)) return { kind: 'task' };
  if (CONTENT.test(bare)) return { kind: 'content' };
  if (STANDARD.test(bare)) return { kind: 'standard' };
  if (MEASURE.test(bare)) return { kind: 'measure' };
  if (OBJECTIVE.test(bare)) return { kind: 'objective' };
  if (
    label?.kind === 'deadline' ||
    /^(?:完成|整改|办结|活动|创建|整治|开展|迎检)?(?:时限|期限|时间|日期|进度|时序)(?:要求|安排|节点)?$|^月份$|^推进时序$/.test(
      bare,
    )
  ) {
    return { kind: 'deadline' };
  }
  if (SECTION.test(bare)) return { kind: 'section' };
  if (UNIT_WORDS.test(words) && UNIT_NOUN.test(words))
    return { kind: 'unit', role: roleOf(words), persons: PERSON.test(words) };
  if (/^(?:牵头|主责|责任|配合|协办|参与|落实|承办|考核)$/.test(bare))
    return { kind: 'unit', role: roleOf(bare), persons: false };
  if (/^(?:责任|职责|任务)(?:分工|划分|分解)$|^(?:单位|部门|科室|责任区|村居)(?:名称)?$|^承办$/.test(bare)) {
    return { kind: 'unit', role: 'responsible', persons: false };
  }
  if (words.length <= 10 && PERSON.test(bare)) return { kind: 'person', label: bare };
  if (LIKELY.test(bare) && !UNLIKELY.test(bare)) return { kind: 'likely' };
  return null;
}

/** The cells of a table by row and column; a merged cell stands in every place that it covers. */
export type Grid = (Cell | null)[][];

export function gridOf(table: Table): Grid {
  const grid: Grid = [];
  const width = table.cells.reduce(
    (most, cell) => Math.max(most, cell.column + cell.columnSpan),
    table.columns,
  );
  for (const cell of table.cells) {
    for (let r = cell.row; r < cell.row + Math.max(1, cell.rowSpan); r++) {
      const row = (grid[r] ??= Array.from({ length: width }, () => null));
      for (let c = cell.column; c < cell.column + Math.max(1, cell.columnSpan) && c < width; c++)
        row[c] ??= cell;
    }
  }
  for (let r = 0; r < grid.length; r++) grid[r] ??= [];
  return grid;
}

export const cellsOf = (row: readonly (Cell | null)[]): Cell[] => [
  ...new Set(row.filter((cell): cell is Cell => cell !== null)),
];

const HEAD_ROWS = 12;

/** Finds the heading rows and what each column holds; null where no row reads like the head of a table of tasks. */
export function layoutOf(grid: Grid): Layout | null {
  const marked = markColumnsOf(grid);
  for (let r = 0; r < Math.min(HEAD_ROWS, grid.length); r++) {
    const row = grid[r] ?? [];
    const cells = cellsOf(row).filter((cell) => cell.text.trim() !== '');
    const heads = cells.filter((cell) => columnOf(cell.text) !== null);
    const names = cells.filter((cell) => marked.get(cell.column) === cell && !heads.includes(cell)).length;
    if (heads.length < 2 || heads.length * 2 < cells.length - names) continue;
    let last = Math.max(
      r,
      ...cells
        .filter((cell) => cell.row === r && cell.rowSpan < 5 && columnOf(cell.text) !== null)
        .map((cell) => cell.row + cell.rowSpan - 1),
    );
    for (const cell of marked.values()) last = Math.max(last, cell.row + cell.rowSpan - 1);
    while (last + 1 < grid.length && isHeadRow(grid[last + 1] ?? [], last + 1)) last += 1;
    const width = row.length;
    const columns: Column[] = [];
    const printed = new Set<string>();
    for (let c = 0; c < width; c++) {
      let column = null as Column | null;
      for (let k = r; k <= last; k++) {
        const cell = grid[k]?.[c];
        if (cell == null) continue;
        const own = columnOf(cell.text);
        printed.add(squeeze(cell.text));
        if (own === null) continue;
        // 责任单位 over 牵头 and 配合: the lower head is the closer one.
        column = column?.kind === 'unit' && own.kind === 'section' ? column : own;
      }
      const unit = marked.get(c);
      columns.push(unit === undefined ? (column ?? { kind: 'other' }) : { kind: 'mark', unit });
    }
    if (columns.some(({ kind }) => kind === 'measure')) {
      for (const [c, column] of columns.entries())
        if ((column.kind === 'task' || column.kind === 'likely') && headedBy(PROBLEM, grid, r, last, c))
          columns[c] = { kind: 'other' };
    }
    const named = columns.findIndex(({ kind }, c) => kind === 'task' && headedBy(NAME, grid, r, last, c));
    const tasks = columns.flatMap(({ kind }, c) => (kind === 'task' ? [c] : []));
    if (named < 0 && tasks.length > 1 && eachRowItsOwn(grid, last + 1, tasks[0] ?? 0))
      for (const c of tasks.slice(1)) columns[c] = { kind: 'content' };
    if (named >= 0) {
      for (let c = named + 1; c < width; c++)
        if (columns[c]?.kind === 'task') columns[c] = { kind: 'content' };
    }
    if (!columns.some(({ kind }) => kind === 'task' || kind === 'content' || kind === 'measure')) {
      const c = columns.findLastIndex(
        ({ kind }, i) => kind === 'section' && headedBy(PROJECT, grid, r, last, i),
      );
      if (c >= 0 && eachRowItsOwn(grid, last + 1, c)) columns[c] = { kind: 'task' };
    }
    const plain = columns.some(({ kind }) => kind === 'task' || kind === 'content');
    const settled = columns.map((column): Column =>
      column.kind === 'likely' ? { kind: plain ? 'other' : 'task' } : column,
    );
    if (!holdsTasks(settled)) continue;
    return { columns: settled, firstRow: last + 1, heads: printed };
  }
  return null;
}

const headedBy = (pattern: RegExp, grid: Grid, from: number, to: number, c: number): boolean =>
  grid.slice(from, to + 1).some((row) => pattern.test(squeeze(row[c]?.text ?? '')));

/** No cell of the column spans rows, and no two of its cells are alike. */
function eachRowItsOwn(grid: Grid, from: number, c: number): boolean {
  const cells = grid.slice(from).flatMap((row) => row[c] ?? []);
  const words = new Set(cells.map((cell) => squeeze(cell.text)));
  return words.size === cells.length && cells.every((cell) => cell.rowSpan < 2 && cell.text.trim() !== '');
}

function isHeadRow(row: readonly (Cell | null)[], r: number): boolean {
  const cells = cellsOf(row).filter((cell) => cell.row === r && cell.text.trim() !== '');
  const known = cells.filter(
    (cell) => columnOf(cell.text) !== null && columnOf(cell.text)?.kind !== 'section',
  ).length;
  return (
    cells.length > 0 &&
    known * 2 > cells.length &&
    known >= 1 &&
    cells.every((cell) => cell.text.length <= 24)
  );
}

/** Is this row one of the heading rows again, printed on the next page? */
export const repeatsHead = (row: readonly (Cell | null)[], heads: ReadonlySet<string>): boolean => {
  const cells = cellsOf(row).filter((cell) => cell.text.trim() !== '');
  return cells.length > 0 && cells.every((cell) => heads.has(squeeze(cell.text)));
};

function holdsTasks(columns: readonly Column[]): boolean {
  const has = (kind: Column['kind']): boolean => columns.some((column) => column.kind === kind);
  const says = has('task') || has('content') || has('measure') || has('standard');
  if (!says && !(has('section') && has('unit'))) return false;
  return (
    has('unit') ||
    has('mark') ||
    has('deadline') ||
    has('standard') ||
    has('measure') ||
    (has('no') && (has('task') || has('content')))
  );
}
