import { quantitiesIn } from './quantities.ts';
import type { Quantity } from './quantities.ts';
import type { TargetReading } from './reading.ts';

type Comparator = TargetReading['comparator'];

/** A measurable target by the place of its clause in the folded text. */
export interface FoundTarget {
  a: number;
  b: number;
  comparator: Comparator;
  value: number;
  unit: string;
}

const BEFORE: readonly [RegExp, Comparator][] = [
  [
    /(?:不(?:得|能|应)?(?:低于|少于|小于|短于|下于)|至少|最少|最低(?:于)?|起码|≥|>=) ?(?:为|达到?|是)? ?$/,
    '>=',
  ],
  [/(?:至少|最少|不少于)[^\d,。;]{1,10}$/, '>='],
  [
    /(?:不(?:得|能|应)?(?:超过|高于|多于|大于|超出|长于)|最多|至多|最高|≤|<=|控制在|压缩在|压减到|控制到) ?(?:为)? ?±? ?$/,
    '<=',
  ],
  [/(?<!不|不得|不能|不应)(?:低于|小于|少于|不到|不足|<) ?$/, '<'],
  [/(?<!不|不得|不能|不应)(?:高于|大于|超过|多于|突破|超出|优于|>) ?$/, '>'],
  [/(?:大?约|近|将近|接近|大概) ?(?:为)? ?$/, '~'],
];
const BEHIND: readonly [RegExp, Comparator][] = [
  [/^ ?(?:\([^()]{0,8}\))? ?(?:及|或|和)?(?:其)?以上/, '>='],
  [/^ ?(?:及|或)?(?:以内|之内|以下)/, '<='],
  [/^ ?(?:左右|上下)/, '~'],
];

/** Verbs that set an amount to reach. */
const AMOUNT =
  /新建|改建|扩建|续建|建成|建设|建好|建立|修建|打造|培育|培养|创建|创成|创作|评选|评出|选树|选出|新增|增加|增设|改造|提升|设立|设置|组织|举办|开展|达到?|实现|安装|配备|配置|配套|发放|张贴|印制|制作|刊播|刊登|播放|栽植|种植|补植|绿化|打通|贯通|疏浚|清淤|选聘|结对|整治|清理|拆除|更换|更新|组建|招募|注册|培训|推出|推荐|推选|申报|命名|表彰|提高|增长|下降|降低|减少|压减|施划|划定|布置|布设|悬挂|扶持|引进|巩固|完成|开工|竣工|投放|投入|建|种|设(?!备|施|计)|覆盖|抓好|开设|开通|发展|选派|聘请|吸纳|服务|走访|检查|排查|抽查|暗访|督查|测评|评定|授予|树立|推广|启动|实施|确定|遴选|挖掘|征集|报送|上报|刊发|发布|宣讲|演出|放映|改厕|硬化|铺设|疏通|修复|维修|粉刷|拨付|筹措|争取|解决|办理|化解|救助|帮扶|资助|慰问|合格率|满意[率度]|知晓率|参与率|普及率|覆盖率|[^创]率|比例|比重|占比|得分|成绩|指数|总数|总量|面积|数量|不少于|每[年月季周]/;
const PLAIN_RATE =
  /率|度|达|占|比例|比重|覆盖|合格|实现|完成|增长|提高|提升|下降|降低|减少|到|至|为|以上|保持|增加|上升|建成|改造/;
const STRICT_AMOUNT =
  /新建|改建|扩建|建成|建设|打造|培育|创建|评选|评出|选树|新增|改造|组建|举办|开展|整治|完成|设立|组织|增设|配备/;
const ABSTRACT =
  /^ ?(?:“|方面|环节|层面|体系|机制|制度|行动|工程|关键|明确|到位|统一|文明|结合|原则|阶段|重点|转变|提升|强化|突出|坚持|确保|大|代表|关系|意识|自信|维护|月|小时|清单|转|理念|创新|抓手|平台建设|一|不|是|化)/;
const HAN_UNITS = /^(?:个|处|条|座|所|家|支|名|场|次|辆|块|户|人|部|台|届|幅|轮|批次|件)$/;
const SCOPE =
  /(?:对|在|向|从|由|将|把|全[县市区镇乡州]|辖区|现有|共有|已有|已|目前|所辖|下辖|原有|其中|上述|以上|这|该|各|前|近|后|连续|累计(?!达)|每|平均|分为|分|共分|包括) ?(?:的)?$/;
const AGAINST = /^(?:对照|针对|围绕|按照|根据|参照|依据)/;
const NO_EFFORT = /惠及|涉及|受益|共有|现有|面积|人口|距离|每|间隔|相距|全长|总投资|服务半径|约占/;
const DONE = /已(?:经)?(?:建成|完成|达到|实现|创建|建|有|开展)|目前|现有|截至目前|上年度?为|去年|曾/;
const MONEY_GIVEN = /奖励|奖补|奖金|罚款|处以|补助|补贴|扣除|扣减|扣发|给予|经费|工本/;
const POINTS = /扣|加|计|记|得|奖|减|每/;
const TRIGGER_BEGIN =
  /^(?:对|凡|如|若|一旦|未|年度内?|一年内|因|同一|经|被)|连续|累计(?!达)|每(?:发现|查|出现|少|缺|有|低|降|迟|超)|末位|排名|达不到|未达到|未完成|不达标|仍/;
const RISES_FROM =
  /^ ?(?:的)?(?:[^\d,。;]{0,6})?(?:提高|提升|上升|增加|增长|扩大|扩展|下降|降低|减少|增|降|升)(?:到|至)/;
const LEAD = /^[ “]*(?:(?:并|且|同时|要|应|必须|切实)? ?(?:确保|力争|争取|保证|务必|务求))(?:使|让)?/;

/** Characters looked at on each side of a number. */
const LONGEST_CLAUSE = 200;

const CLAUSE_ENDS = ',。;!?:\n\t';
const clauseEnd = (char: string): boolean => char !== '' && CLAUSE_ENDS.includes(char);

function stretchesOfNames(text: string): { a: number; b: number }[] {
  const names: { a: number; b: number }[] = [];
  for (const found of text.matchAll(/“[^”“]{1,40}”|《[^《》]{1,80}》|〔[^〔〕]{1,12}〕/g)) {
    names.push({ a: found.index, b: found.index + found[0].length });
  }
  return names;
}

/** The targets of a text: numbers with a threshold or an amount to reach, each with the clause it stands in. */
export function targetsIn(text: string): FoundTarget[] {
  const quantities = quantitiesIn(text);
  if (quantities.length === 0) return [];
  const names = stretchesOfNames(text);
  const accepted: { quantity: Quantity; comparator: Comparator; from: number; to: number }[] = [];
  for (const quantity of quantities) {
    if (names.some((name) => name.a < quantity.a && quantity.b <= name.b)) continue;
    let from = quantity.a;
    while (
      from > 0 &&
      quantity.a - from < LONGEST_CLAUSE &&
      !(clauseEnd(text[from - 1] ?? '') && !isComma(text, from - 1))
    )
      from -= 1;
    let to = quantity.b;
    while (
      to < text.length &&
      to - quantity.b < LONGEST_CLAUSE &&
      !(clauseEnd(text[to] ?? '') && !isComma(text, to))
    )
      to += 1;
    const comparator = judge(text.slice(from, quantity.a), quantity, text.slice(quantity.b, to));
    if (comparator !== null) accepted.push({ quantity, comparator, from, to });
  }
  // 分别达95%、90%以上: the threshold behind the last number is meant for all.
  for (let i = accepted.length - 2; i >= 0; i--) {
    const one = accepted[i];
    const next = accepted[i + 1];
    if (one === undefined || next === undefined || one.from !== next.from || one.comparator !== '=') continue;
    const between = text.slice(one.quantity.b, next.quantity.a);
    if (/^ ?[、和及] ?$/.test(between) && next.quantity.unit === one.quantity.unit)
      one.comparator = next.comparator;
  }
  // 分别不低于90%和85%: so is the one before the first number.
  for (let i = 1; i < accepted.length; i++) {
    const one = accepted[i - 1];
    const next = accepted[i];
    if (one === undefined || next === undefined || one.from !== next.from || next.comparator !== '=')
      continue;
    const between = text.slice(one.quantity.b, next.quantity.a);
    if (/^ ?[、和及] ?$/.test(between) && text.slice(one.from, one.quantity.a).includes('分别'))
      next.comparator = one.comparator;
  }
  return accepted.map(({ quantity, comparator, from, to }, i) => {
    const before = accepted[i - 1];
    const behind = accepted[i + 1];
    let a = from;
    let b = to;
    const clause = text.slice(from, to);
    if (!clause.includes('分别')) {
      if (before !== undefined && before.from === from)
        a = joint(text, before.quantity.b, quantity.a) ?? from;
      if (behind !== undefined && behind.from === from) b = endAt(text, quantity.b, behind.quantity.a) ?? to;
    }
    a += LEAD.exec(text.slice(a, quantity.a))?.[0].length ?? 0;
    a +=
      /^ *(?:[—●◆■▲★◇○□▪•※➢◎-]{1,2}|\(\d{1,2}\)|\d{1,2}[.、)](?!\d)|[①-⑳]|[一二三四五六七八九十]是)/.exec(
        text.slice(a, quantity.a),
      )?.[0].length ?? 0;
    while (a < b && text[a] === ' ') a += 1;
    while (b > a && text[b - 1] === ' ') b -= 1;
    // 3至5个 asks for three at least; 控制在3至5个 for five at most.
    const most = comparator === '<=' || comparator === '<' || quantity.low === null;
    return {
      a,
      b,
      comparator: comparator === '=' && quantity.low !== null ? '>=' : comparator,
      value: most || quantity.low === null ? quantity.value : quantity.low,
      unit: quantity.unit,
    };
  });
}

const isComma = (text: string, at: number): boolean =>
  text[at] === ',' && /\d/.test(text[at - 1] ?? '') && /^\d{3}(?!\d)/.test(text.slice(at + 1, at + 5));

/** Where the second of two amounts of one clause begins: behind the 、 or 和 between them. */
function joint(text: string, from: number, to: number): number | null {
  for (let i = to - 1; i >= from; i--) {
    const char = text[i] ?? '';
    if (
      char === '、' ||
      (/[和及与]/.test(char) && !/[谐平普]/.test((text[i + 1] ?? '') + (text[i - 1] ?? '')))
    )
      return i + 1;
  }
  return null;
}

function endAt(text: string, from: number, to: number): number | null {
  const begin = joint(text, from, to);
  return begin === null ? null : begin - 1;
}

/** Is this number a target, and of which kind? `before` and `behind` are the rest of its clause. */
function judge(before: string, quantity: Quantity, behind: string): Comparator | null {
  const { unit } = quantity;
  let first: Comparator | null = null;
  for (const [pattern, comparator] of BEFORE) {
    if (!pattern.test(before)) continue;
    first = comparator;
    break;
  }
  let second: Comparator | null = null;
  for (const [pattern, comparator] of BEHIND) {
    if (!pattern.test(behind)) continue;
    second = comparator;
    break;
  }
  if (quantity.time && (unit === '年' || unit === '岁' || unit === '日')) return null;
  if (quantity.time && first === null && (second !== '>=' || /天|日|周|月/.test(unit))) {
    if (!(unit === '天' && /达到?|优良|保持/.test(before))) return null;
  }
  if (quantity.time && first === '~') return null;
  if (/(?:第|前|倒数|正?负) ?$/.test(before) || (/每 ?$/.test(before) && second === null)) return null;
  if (RISES_FROM.test(behind) && /由|从/.test(before)) return null;
  if (/^ ?(?:的)?基础上/.test(behind)) return null;
  if (/^[^,。;]{0,14}的$/.test(behind) && (TRIGGER_BEGIN.test(before) || second !== null || first !== null))
    return null;
  if (TRIGGER_BEGIN.test(before) && /的/.test(behind) && first !== '>=') return null;
  if (/^元|^万元|^亿元/.test(unit) && MONEY_GIVEN.test(before)) return null;
  if (unit === '分' && (first ?? second) === null)
    return /(?:得分|总分|分数|成绩)(?:要|应|需)?(?:达到?|为)? ?$|^ ?(?:力争|争取|确保)(?:达到|突破) ?$/.test(
      before,
    ) && !DONE.test(before)
      ? '='
      : null;
  if (unit === '分' && POINTS.test(before.slice(-3))) return null;
  if (/连续 ?$|累计 ?$/.test(before)) return null;
  if (
    second === '>=' &&
    /^ ?(?:及|或)?以上的?(?:干部|领导|单位|企业|学校|公园|道路|公民|人员|老人|居民|医院|城市|党员)/.test(
      behind,
    ) &&
    !AMOUNT.test(before)
  )
    return null;
  const threshold = first ?? second;
  if (threshold !== null && threshold !== '~') return first !== null && first !== '~' ? first : second;
  const approximate: Comparator = quantity.more || threshold === '~' ? '~' : '=';
  if (DONE.test(before)) return null;
  if (quantity.percent || unit.endsWith('百分点'))
    return PLAIN_RATE.test(before) || /^ ?(?:全|的|覆盖|达标|合格|完成|落实)/.test(behind)
      ? approximate
      : null;
  const subject = before.replace(/(?:大?约|近|将近|接近) ?$/, '');
  if (/^ ?(?:工作|专项|督[查导]|宣传|综合)?(?:小?组|专班|指挥部)/.test(behind)) return null;
  const each = /各 ?$/.test(subject) && STRICT_AMOUNT.test(subject);
  if ((SCOPE.test(subject) && !each) || /^ ?范围/.test(behind) || AGAINST.test(before)) return null;
  if (quantity.han) {
    if (
      quantity.value < 2 ||
      !HAN_UNITS.test(unit) ||
      !STRICT_AMOUNT.test(before.slice(-12)) ||
      ABSTRACT.test(behind)
    )
      return null;
    return approximate;
  }
  if (unit === '成' || unit === '点' || unit === '分' || unit === '步' || unit === '路') return null;
  if (/^(?:大|种|类|方面)/.test(behind)) return null;
  if (AMOUNT.test(before) || (/安排|派驻|抽调|调配/.test(before) && /^[名人]$/.test(unit)))
    return approximate;
  // An amount that closes its clause: 收容流浪犬120只, 巡讲10场.
  const closing =
    /^ ?(?:左右|上下)? ?$/.test(behind) && /[一-鿿]{2}/.test(subject) && !NO_EFFORT.test(subject);
  return closing ? approximate : null;
}
