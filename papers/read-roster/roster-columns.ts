import { BODY_WORDS, PAIRING_WORDS } from '@tongchuang/domain/organisation/body.ts';
import { DIVISION_WORDS } from '@tongchuang/domain/organisation/divisions.ts';
import type { RosterFields, RosterKey } from '@tongchuang/domain/organisation/roster-row.ts';
import { TIER_WORDS, UNIT_TYPE_WORDS } from '@tongchuang/domain/organisation/unit.ts';

/**
 * The five sheets of a roster (名册) and their columns: what the template prints and what the reader looks for.
 * Codes are the office's own numbers and the key by which a second import updates instead of doubling.
 */
export interface RosterColumn {
  head: string;
  /** Other heads under which offices keep the same thing. */
  synonyms: readonly string[];
  /** code and phone: full-width digits made half-width · date: as "2026-03-02" where it is a day · yes_no: 是 or 否. */
  kind: 'text' | 'code' | 'phone' | 'date' | 'yes_no';
  /** Without this column the sheet says nothing. */
  needed: boolean;
  /** What to write, for the notes row of the template. */
  note: string;
  /** Characters. */
  width: number;
  /** Words that the template offers in a list; others that mean the same are taken too. */
  choices: readonly string[];
}

export interface RosterSheet<K extends RosterKey> {
  name: string;
  synonyms: readonly string[];
  columns: Readonly<Record<RosterFields[K], RosterColumn>>;
}

const column = (
  head: string,
  synonyms: string,
  note: string,
  more: Partial<Pick<RosterColumn, 'kind' | 'needed' | 'width' | 'choices'>> = {},
): RosterColumn => ({
  head,
  synonyms: synonyms.split(' '),
  note,
  kind: more.kind ?? 'text',
  needed: more.needed ?? false,
  width: more.width ?? 14,
  choices: more.choices ?? [],
});

const firstWords = (words: Readonly<Record<string, readonly [string, ...string[]]>>): string[] =>
  Object.values(words).map(([first]) => first);

const day = { kind: 'date', width: 12 } as const;
const code = { kind: 'code' } as const;
const key = { kind: 'code', needed: true } as const;

export const ROSTER_SHEETS: { readonly [K in RosterKey]: RosterSheet<K> } = {
  divisions: {
    name: '区划',
    synonyms: ['行政区划', '区划表', '地域'],
    columns: {
      code: column(
        '编码',
        '统一编码 区划编码 区划代码 行政区划代码 代码',
        '官方区划代码或自编号，不重复',
        key,
      ),
      name: column('名称', '区划名称 全称', '全称', { needed: true, width: 22 }),
      level: column('级别', '层级 区划级别 类型', '省/市/县/乡镇（街道）/村（社区）/网格/楼栋/单元', {
        width: 16,
        choices: firstWords(DIVISION_WORDS),
      }),
      parentCode: column('上级编码', '上级区划编码 上级代码 所属上级编码 父级编码', '最上一级不填', code),
    },
  },
  units: {
    name: '单位',
    synonyms: ['成员单位', '单位名录', '责任单位', '单位名册', '部门'],
    columns: {
      code: column('编码', '单位编码 统一编码 单位代码 代码', '自编号或统一社会信用代码，不重复', key),
      name: column('名称', '单位名称 单位全称 全称', '印章上的全称', { needed: true, width: 28 }),
      shortName: column('简称', '单位简称 规范简称', '列表中显示的简称', { width: 16 }),
      aliases: column('别名', '其他名称 曾用名 俗称', '多个用、分隔', { width: 22 }),
      type: column('类型', '单位类型 单位性质 性质', '如 党委部门、政府部门、群团组织、街道、学校', {
        width: 14,
        choices: firstWords(UNIT_TYPE_WORDS),
      }),
      tier: column('层级', '级别 单位级别 行政层级', '如 县级、乡镇级、村级', {
        width: 10,
        choices: firstWords(TIER_WORDS),
      }),
      divisionCode: column('所属区划编码', '区划编码 所在区划编码 所在区划', '见“区划”表', {
        kind: 'code',
        width: 16,
      }),
      parentCode: column(
        '主管单位编码',
        '上级单位编码 主管（上级）单位编码 主管单位 上级单位 上级编码',
        '没有不填',
        {
          kind: 'code',
          width: 16,
        },
      ),
      predecessorCodes: column(
        '前身单位编码',
        '原单位编码 前身编码 前身单位',
        '更名、合并前的单位，多个用、分隔',
        { kind: 'code', width: 18 },
      ),
      validFrom: column('启用日期', '成立日期 启用时间 起', '如 2019-03-01', day),
      validTo: column('停用日期', '撤销日期 停用时间 止', '仍在用不填', day),
    },
  },
  people: {
    name: '人员',
    synonyms: ['人员名册', '联络员', '人员信息', '通讯录'],
    columns: {
      code: column('编码', '工号 人员编码 编码（工号） 人员工号 员工号', '工号或自编号，不重复', key),
      name: column('姓名', '人员姓名 名字', '', { needed: true, width: 10 }),
      unitCode: column('单位编码', '所在单位编码 所属单位编码 单位代码', '见“单位”表', code),
      post: column('职务', '职位 岗位 职务名称', '如 局长、副局长、联络员', { width: 16 }),
      phone: column('手机', '手机号 手机号码 电话 联系电话 移动电话', '11位手机号', {
        kind: 'phone',
        width: 14,
      }),
      loginName: column('登录名', '账号 登录账号 用户名', '不登录系统的不填', { width: 14 }),
      roles: column('角色', '系统角色 权限角色', '多个用、分隔', { width: 18 }),
      isHead: column('是否一把手', '一把手 主要负责人 是否主要负责人 第一责任人', '是/否，每个单位一人', {
        kind: 'yes_no',
        width: 12,
        choices: ['是', '否'],
      }),
      secondedFromCode: column(
        '借调自单位编码',
        '抽调自单位编码 借调单位编码 原单位编码 借调自',
        '抽调、借调人员填原单位',
        { kind: 'code', width: 18 },
      ),
      secondedUntil: column(
        '借调截止',
        '借调截止日期 抽调截止 借调到期 借调结束日期',
        '到期自动停止权限',
        day,
      ),
    },
  },
  posts: {
    name: '机构与职务',
    synonyms: ['机构职务', '机构', '领导小组', '组织机构'],
    columns: {
      bodyCode: column('机构编码', '编码 机构代码', '领导小组、指挥部等的自编号', key),
      bodyName: column('机构名称', '名称 机构', '同一机构每行相同', { needed: true, width: 30 }),
      bodyType: column('机构类型', '类型', '如 领导小组、指挥部、工作组、办公室、督导组、片区', {
        width: 16,
        choices: firstWords(BODY_WORDS),
      }),
      parentBodyCode: column('上级机构编码', '上级编码', '没有不填', code),
      post: column('职务', '职务名称 组内职务 职位', '如 组长、副组长、成员', { width: 12 }),
      personCode: column('人员编码', '工号 人员工号', '见“人员”表；只登记机构时不填', code),
      from: column('起', '任职日期 开始日期 起始日期 启用日期', '', day),
      to: column('止', '离任日期 结束日期 截止日期 停用日期', '在任不填', day),
    },
  },
  pairings: {
    name: '结对',
    synonyms: ['结对关系', '包保', '挂钩', '包联'],
    columns: {
      kind: column('类型', '结对类型 关系', '如 领导包片、领导挂点单位、干部包社区、楼长包单元', {
        needed: true,
        width: 18,
        choices: firstWords(PAIRING_WORDS),
      }),
      firstCode: column('甲方编码', '甲方 包保方编码', '人员或单位的编码', key),
      secondCode: column('乙方编码', '乙方 被包保方编码', '单位、区划或机构的编码', key),
      from: column('起', '开始日期 起始日期', '', day),
      to: column('止', '结束日期 截止日期', '仍有效不填', day),
    },
  },
};

/** The last column of every sheet in the template; a row marked here is an example and is not read. */
export const REMARK = '备注';
export const EXAMPLE = '示例，导入时跳过';
/** A row whose first cell begins so explains the columns. */
export const NOTES = '填写说明';
