import type { UnitRole } from '../tasks/task.ts';

export type Label =
  | { kind: 'unit'; role: UnitRole }
  | { kind: 'unitAndPerson'; role: UnitRole }
  | { kind: 'person' }
  | { kind: 'deadline' }
  | { kind: 'objective' }
  | { kind: 'standard' }
  | { kind: 'content' };

const ROLE_WORDS =
  '牵头|主责|主办|经办|主管|主抓|责任|落实|承办|实施|执行|负责|配合|协办|协同|协助|协作|参与|参加|支持|考核|考评|验收|测评|评价|督查|督导|督办|督促|监督|监管|提供|材料|供材|报送|申报|包保|包联|帮扶|联系|整改|承担|具体|主要|第一|直接|归口';
const UNIT_NOUNS = '单位|部门|科室|处室|股室|主体|机构|乡镇|街道|镇街';

/** Who else may stand behind a role: 责任学校, 实施社区. */
const OWNERS = '学校|社区|园区|企业|院系|村居|村';

/** A label of units: 牵头单位, 责任(配合)部门, 负责考核部门, 责任单位及责任人 … */
export const UNIT_LABEL = `(?:(?:[省市县区镇乡]级|[市县区]直|属地|行业)?(?:${ROLE_WORDS})(?:[、/和及与兼或]?(?:${ROLE_WORDS})|[(](?:${ROLE_WORDS})[)]){0,5}的?(?:${UNIT_NOUNS})(?:[(][^()\\n]{1,8}[)])?(?:[、/和及与](?:责任人|负责人|联系人|分管领导|责任领导|完成时限|时限))?|(?:责任|牵头|实施|配合|承办|主办|协办|落实)(?:${OWNERS})|(?:责任|职责)分工|责任落实)`;

export const PERSON_LABEL =
  '(?:[省市县区镇乡州旗]级?)?(?:第一|主要|直接|具体|单位|部门)?(?:责任|牵头|分管|包联|包保|包抓|挂包|挂点|挂联|挂钩|联系|督导|主管|主抓|带队|负责|配合|协管|联络|帮扶|包片|联片|指导|总)?(?:[省市县区镇乡]级?)?(?:领导|责任人|负责人|联系人|联络人|联络员|经办人|负责同志|领导同志)(?:姓名|及职务|及电话|及联系方式)?';

export const DEADLINE_LABEL =
  '(?:整改|完成|办结|销号|达标|工作|实施|落实|推进|任务|开展|起止|截止|截至|计划|责任|建设|总体|目标)?(?:完成)?(?:时限|期限|时间节点|时间进度|进度安排|进度要求|时间安排|时间要求|时间|日期|节点)(?:要求|安排|节点)?';

const OBJECTIVE_LABEL =
  '(?:工作|目标|创建|预期|总体|年度|达标|整治|活动)?(?:目标任务|目标要求|任务目标|目标)';
const STANDARD_LABEL = '(?:工作|创建|测评|整治|达标|验收|考核|质量|评分|任务|完成)?(?:标准)(?:要求)?';
const CONTENT_LABEL =
  '(?:工作|任务|主要|具体|重点|整治|测评|创建|整改|落实|推进|实施|活动|建设|相关)?(?:任务|内容|措施|举措|要求|事项|重点|范围|步骤)';

/** Any label that opens a field of an item, with the sign behind it. */
export const ANY_LABEL = `(?:${UNIT_LABEL}|${PERSON_LABEL}|${DEADLINE_LABEL}|${OBJECTIVE_LABEL}|${STANDARD_LABEL}|${CONTENT_LABEL})`;

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`);
const IS_UNIT = whole(UNIT_LABEL);
const IS_PERSON = whole(PERSON_LABEL);
const IS_DEADLINE = whole(DEADLINE_LABEL);
const IS_OBJECTIVE = whole(OBJECTIVE_LABEL);
const IS_STANDARD = whole(STANDARD_LABEL);
const IS_CONTENT = whole(CONTENT_LABEL);

/** The role that a label or a verb gives: 负责考核部门 assesses, 牵头单位 leads, 责任单位 is responsible. */
export function roleOf(words: string): UnitRole {
  if (/材料|供材|报送|申报/.test(words)) return 'material';
  if (/考核|考评|验收|测评|评价|督查|督导|督办|督促|监督|监管/.test(words)) return 'assessing';
  if (/牵头|主责|主办|主抓|第一责任/.test(words)) return 'lead';
  if (/配合|协办|协同|协助|协作|参与|参加|支持/.test(words)) return 'cooperating';
  return 'responsible';
}

/** What a label opens; `words` folded, without blanks and without the sign behind it. */
export function labelOf(words: string): Label | null {
  if (IS_UNIT.test(words)) {
    const role = roleOf(words);
    return /责任人|负责人|联系人|领导/.test(words) ? { kind: 'unitAndPerson', role } : { kind: 'unit', role };
  }
  if (IS_PERSON.test(words)) return { kind: 'person' };
  if (IS_DEADLINE.test(words)) return { kind: 'deadline' };
  if (IS_OBJECTIVE.test(words)) return { kind: 'objective' };
  if (IS_STANDARD.test(words)) return { kind: 'standard' };
  if (IS_CONTENT.test(words)) return { kind: 'content' };
  return null;
}
