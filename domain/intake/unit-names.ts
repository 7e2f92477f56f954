/** What the names of units, offices and their collectives end in. */
const TAILS =
  '局|委|办|部|院|厅|处|站|所|队|中心|公司|集团|银行|学校|中学|小学|高中|初中|大学|学院|幼儿园|医院|法院|检察院|协会|学会|商会|联合会|工会|联合社|合作社|妇联|残联|文联|科协|科联|侨联|工商联|红十字会|基金会|关工委|共青团|团委|纪委|监委|人大|政协|政府|党委|党组|工委|党支部|支队|大队|总队|中队|分局|消防|消防救援|电信|移动|联通|铁塔|广电|供电|电力|烟草|邮政|石油|石化|盐业|气象|税务|海关|人行|公积金|公交|自来水|燃气|热力|国网|部门|单位|企业|机构|机关|团体|组织|商户|业主|物业|武装部|军分区|部队|报社|电视台|电台|融媒体|新媒体|媒体|服务区|开发区|高新区|经开区|示范区|新区|园区|景区|街区|片区|乡镇|镇街|街镇|乡街|街道|街办|办事处|社区|居委|居委会|村委会|村|镇|乡|州|旗|指挥部|领导小组|工作组|专项组|专班|党校|团县委|团市委|团区委|办公室|管委会|委员会|理事会|场|馆|台|网|社|会|组|盟|县|市|区|科|室|股|业|行|级|校|园|店|厂|公园|市场|服务商|运营商|志愿者|网格员|站点';
const TAIL = new RegExp(`(?:${TAILS})$`);

/** Endings that only units have, safe where no label stands before the names. */
const STRICT_TAIL =
  /(?:局|委|办|部|厅|处|站|院|督查室|研究室|信访室|科室|中心|公司|集团|银行|学校|大学|学院|幼儿园|医院|协会|学会|商会|联合会|工会|妇联|残联|文联|科协|社科联|侨联|工商联|关工委|供销社|党委|党组|政府|人大|政协|支队|大队|总队|中队|电信|移动|联通|铁塔|部门|单位|机关|武装部|报社|电视台|融媒体|开发区|高新区|经开区|示范区|新区|园区|景区|乡镇|镇街|街镇|街道|街办|办事处|社区|居委会|村委会|指挥部|领导小组|专班|办公室|管委会|委员会|执法队|派出所|司法所|财政所|监管所|管理所|服务所|环卫所|卫生所|[一-鿿]{2}[镇乡村])$/;

const VERBS =
  /加强|开展|做好|完成|确保|推进|推动|实施|建立|健全|强化|提高|提升|落实|按照|结合|进行|制定|组织(?!部)|严格|积极|及时|要求|通过|每|实现|整治(?!办|组|指挥)|的|了|是|为|将|在/;

/** 供电、电信、移动公司: what a company supplies. */
const SERVICE =
  '[省市县区]?(?:供电|电力|供水|自来水|排水|水务|供气|燃气|天然气|供热|热力|电信|移动|联通|铁塔|广电|广电网络|公交|客运|邮政|烟草|盐业|城投|交投|水投|石油|石化)';
const SERVICES = new RegExp(`^${SERVICE}$`);
const COMPANY = new RegExp(`^${SERVICE}((?:[一-鿿]{2,6}分)?公司)$`);

/** What a department is called when its 局, 委 or 部门 is left out. */
const FUNCTIONS =
  '教育|体育|教体|教科|科技|科工|工信|发改|发展改革|发展和改革|财政|人社|人力资源|民政|司法|公安|交警|自然资源|国土|规划|环保|生态环境|环境保护|住建|建设|城建|城管|城市管理|执法|综合执法|行政执法|交通|交通运输|水利|水务|农业|农业农村|农牧|农林|林业|林草|园林|绿化|商务|商贸|文旅|文体|文体旅|文化|文广新|文广旅|文广|文化旅游|旅游|卫健|卫生|卫生健康|计生|卫计|应急|应急管理|安监|审计|统计|市监|市场监管|市场监督管理|工商|质监|食药监|药监|税务|国税|地税|信访|档案|医保|退役军人|退役军人事务|乡村振兴|扶贫|民宗|气象|地震|粮食|供销|邮政|行政审批|审批|政务服务|政务|大数据|机关事务|广电|宣传|组织|统战|政法|网信|老干|消防|环卫|市政|房管|房产|路政|运管|公路|铁路|海事|渔业|畜牧|招商|经信|经贸|金融|物价|国资|外事|侨务|城投|水电|电力|通信|供电|供水|供气|城管环卫|纪检|监察|文明|创建|宗教|城管执法|新闻|宣教|保险|检察';
const FUNCTION = new RegExp(`^(?:[省市县区镇乡州旗]|市直|县直|区直)?(?:${FUNCTIONS})$`);
const SHARED =
  /(?:等)?(?:有关|相关|各|职能|主管)*(部门|单位|机构|街道办事处|街道办|街道|社区|局|部|办公室|办|委|镇|乡)$/;
const ORGAN = /^(?:[省市县区州旗]|[一-鿿]{2,4}[市县区])?(?:委|政府|人大|政协|纪委)$/;
const ORGAN_OFFICE = /(?:委|政府|人大|政协)(办公室|办)$/;

const EACH =
  /^各[一-鿿、]{0,8}(?:镇|乡|村|区|县|市|街道|社区|单位|部门|企业|学校|机构|园区|办|局|组|片区|景区)$/;

export const looksLikeUnit = (name: string): boolean =>
  name.length >= 2 && name.length <= 32 && TAIL.test(withoutBrackets(name));

export const isSurelyUnit = (name: string): boolean => {
  const bare = withoutBrackets(name);
  if (EACH.test(bare)) return true;
  if (/\d ?(?:余|多)?(?:处|所|站|队|个|家|场)$/.test(bare)) return false;
  return (
    bare.length >= 2 &&
    bare.length <= 24 &&
    STRICT_TAIL.test(bare) &&
    !/^(?:全|一|该|本|其|此|某)/.test(bare) &&
    !VERBS.test(bare.replace(/宣传教育|精神文明建设/g, ''))
  );
};

/** A department named by its field alone: 教育, 市发改, 城管环卫. */
export const isFunction = (name: string): boolean => FUNCTION.test(name);

export const soundsLikeSentence = (name: string): boolean => VERBS.test(name);

/** An open collective that a person must expand: 各乡镇, 县直各单位, 创建办成员单位, 有关金融机构. */
export const isCollective = (name: string): boolean =>
  /^(?:各|有关|相关|其他|其它|全体|所有|全[市县区镇]各?)|[各有相][关]?(?:[一-鿿、()]{0,8})(?:乡镇|街道|部门|单位|社区|学校|企业|机构|镇|村)$|成员单位$|(?:^|[直属地辖])(?:部门|单位|乡镇|街道|社区|镇街|乡镇街道|镇|村|园区)$/.test(
    name,
  );

const withoutBrackets = (name: string): string => name.replace(/\([^()]*\)?/g, '').replace(/[“”"《》]/g, '');

/** Words that stand for the units of the item before or of the same item. */
export const isDitto = (name: string): boolean =>
  /^(?:同上|同前|同前项|同左|〃|″|＂|〞|上述|以上)(?:各|有关|相关|所有)?(?:责任|牵头|配合)?(?:单位|部门)?$/.test(
    name,
  ) &&
  name !== '上述' &&
  name !== '以上';

/**
 * The part that names listed together share: 教育、卫健、民政等部门 → 部门; 县委、政府办公室 → 办公室.
 * @param names as written, in order
 * @returns for each name what is to be added to it, and how many of its last characters are dropped first
 */
export function sharedEndings(names: readonly string[]): { add: string; drop: number }[] {
  const endings = names.map(() => ({ add: '', drop: 0 }));
  for (let i = names.length - 1; i > 0; i--) {
    const name = names[i] ?? '';
    const before = names[i - 1] ?? '';
    const office = ORGAN_OFFICE.exec(name)?.[1];
    if (office !== undefined && ORGAN.test(before)) {
      for (let j = i - 1; j >= 0 && ORGAN.test(names[j] ?? ''); j--) endings[j] = { add: office, drop: 0 };
      continue;
    }
    const company = COMPANY.exec(name)?.[1];
    if (company !== undefined) {
      for (; i > 0 && SERVICES.test(names[i - 1] ?? ''); i--) endings[i - 1] = { add: company, drop: 0 };
      continue;
    }
    const shared = SHARED.exec(name);
    const ending = shared?.[1];
    if (shared === null || ending === undefined || shared[0].length >= name.length) continue;
    const wide = ending === '部门' || ending === '单位' || ending === '机构';
    let j = i - 1;
    while (j >= 0 && mayShare(names[j] ?? '', wide, ending)) j -= 1;
    if (j === i - 1) continue;
    for (let k = j + 1; k < i; k++) endings[k] = { add: ending, drop: 0 };
    if (shared[0] !== ending) endings[i] = { add: ending, drop: shared[0].length };
    i = j + 1;
  }
  return endings;
}

function mayShare(name: string, wide: boolean, ending: string): boolean {
  if (ending.startsWith('街道') || ending === '镇' || ending === '乡' || ending === '社区') {
    return name.length === 2 && !looksLikeUnit(name);
  }
  if (isFunction(name)) return true;
  return wide && name.length <= 4 && !looksLikeUnit(name);
}
