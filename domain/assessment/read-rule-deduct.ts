import type { NamedFact } from './edition.ts';
import type { DeductLine, Guard } from './rule.ts';
import type { RuleContext } from './read-rule-context.ts';
import { UNIT_WORDS, cleanName, factName, readThreshold, ruleWords, smallNumber } from './read-rule-terms.ts';

/** What is taken off, and what the sentences around it say: a full mark, a bound, a guard. */
export interface Deductions {
  lines: { line: DeductLine; fact: NamedFact; ownMeasure: boolean }[];
  guards: { guard: Guard; fact: NamedFact }[];
  /** At most so many points are taken; null: all. */
  most: number | null;
}

const AMOUNT = '(\\d{1,3}(?:\\.\\d{1,2})?|[一二两三四五六七八九十])';
const COUNTED = `(?:个百分点|百分点|${UNIT_WORDS})`;
const TAKES = '(?:的)?(?:,)?(?:即|则|就)?(?:扣除?|减|扣减|(?<![乱倾])倒扣)(?:该项|本项|其)?';
const POINTS = '(\\d{1,3}(?:\\.\\d{1,2})?)分';
/** 扣10%的分值, 扣该项分值的10% are so many of its own points. */
const OWN_SHARE =
  /(?<=扣除?|减|扣减)(?:该项|本项|此项|其|标准|总)*(?:(?:分值|分数|满分|总分|得分)的)?(\d{1,3})%(?:的?(?:该项|本项|此项|标准|总)*(?:分值|分数|满分|总分|分))?/g;

/** 每少1处扣2分, 每发现一起扣0.5分, 每低1个百分点扣0.5分 */
const EACH = new RegExp(`^(.*?)每(.{0,8}?)(?:${AMOUNT})?(${COUNTED})(.{0,16}?)${TAKES}${POINTS}$`);
/** 发现一处不符合要求扣1分 */
const FOUND = new RegExp(
  `^(.{0,10}?)(?:凡)?(发现|出现|发生|查出|存在|有|缺|少|缺少)${AMOUNT}(${COUNTED})(.{0,16}?)${TAKES}${POINTS}$`,
);
/** 无方案的扣2分 */
const LACKS = new RegExp(`^((?:无|没有|未|不|缺少|缺乏).{1,24}?)${TAKES}${POINTS}$`);
const UNTIL =
  /^(?:直至|直到|至|以)?(?:将)?(?:本项|该项|此项|所有|全部)?(?:分值|分数|分)?扣(?:完|光|至0分)(?:本项|该项|此项)?(?:分值|分数|分)?(?:为止)?$|^不(?:计|得|倒扣)?负分$|^不倒扣$/;
const MOST =
  /^(?:累计|合计|本项|该项)?(?:最多|最高|至多|累计)?扣(?:分)?(?:总分|分值)?(?:最多|最高)?(?:不超过|不高于|至|以)?(\d{1,3}(?:\.\d{1,2})?)分(?:为限|为止|封顶)?$|^(?:最多|最高)扣(?:完)?(\d{1,3}(?:\.\d{1,2})?)分$/;
const FULL = /^(.*?)(?:的)?(?:得|计|给)(?:满分|全分|(\d{1,3}(?:\.\d{1,2})?)分)$/;
/** Words that say that something was seen, not what. */
const SEEN = /^(?:发现|发生|出现|有|存在|查出|查实|查到)?$/;
/** 每季度少一次 counts within a time, which a fact does not tell. */
const PERIOD = /季|月|年|周|日|天/;
const LACKING = /^(?:缺少?|少|不足|短缺|减少|未设|未达)$/;
const FALLING = /低|下降|降低|不足|少|减少|未达|下滑|落后/;
const RISING = /高|上升|增加|超|多/;

/** Reads clauses that take points off; null where one of them says something else. */
export function readDeductions(
  clauses: readonly string[],
  { points, title }: RuleContext,
): Deductions | null {
  const found: Deductions = { lines: [], guards: [], most: null };
  // 在职党员注册率达到80% beside 每低5个百分点扣1分
  let base = baseOfTitle(title);
  for (const each of withLeads(clauses)) {
    const clause = ownPoints(each, points);
    if (UNTIL.test(clause)) continue;
    const begun = STARTED.exec(clause);
    if (begun !== null) {
      const last = found.lines.at(-1)?.line;
      if (last === undefined || last.per !== smallNumber(begun[1] ?? '') || begun[1] !== begun[2])
        return null;
      last.started = true;
      continue;
    }
    const bound = MOST.exec(clause);
    if (bound && /最多|最高|不超过|不高于|为限|封顶|至多/.test(clause)) {
      found.most = Number(bound[1] ?? bound[2]);
      continue;
    }
    const guard = readGuard(clause);
    if (guard !== null) {
      found.guards.push(guard);
      continue;
    }
    const sunk = readSunk(clause, found.lines.at(0)?.fact.name ?? null, base);
    if (sunk !== null) {
      found.guards.push(sunk);
      continue;
    }
    const line = readLine(clause, base, title) ?? goesOn(clause, found.lines.at(-1) ?? null);
    if (line !== null) {
      found.lines.push(line);
      continue;
    }
    // 达到90%得满分, or 不足10处 alone: what the next clause counts from.
    const full = FULL.exec(clause);
    if (full?.[2] !== undefined && points !== null && Number(full[2]) !== points) return null;
    const threshold = readThreshold(full?.[1] ?? clause);
    const [test] = threshold?.tests ?? [];
    if (threshold === null || test === undefined || threshold.tests.length !== 1) return null;
    // 每200米不少于1处: what is short is short of many stretches, not of one.
    if (/每\d/.test(threshold.subject)) return null;
    // 每季度至少1次: what is missed over the year is counted, not what was done.
    if (/^(?:各|每)(?:季|个?月|周|半年|半月|天|日)/.test(threshold.subject)) {
      base = null;
      continue;
    }
    const subject = threshold.subject.replace(/^每(?:一)?年度?$/, '');
    base = { subject, limit: test.than, unit: threshold.unit };
  }
  return found.lines.length === 0 ? null : distinct(found);
}

/** 不足5处按5处计算 */
const STARTED = new RegExp(
  `^(?:不足|不满)${AMOUNT}${COUNTED}(?:的)?(?:也|均|都)?按${AMOUNT}${COUNTED}(?:计算|计|算)?$`,
);

/** 路面有垃圾,每发现一处扣0.1分: what is found stands before. 保洁到位,每处… only says again what is asked. */
const PROBLEM =
  /^(?:有|存在|发现|出现|无|未|不)[^\d]{1,20}$|^[^\d]{1,10}(?<![没设建配具享所拥])有[^\d]{1,12}$|^[^\d]{2,20}(?:满溢|脏污|破损|缺失|损坏|堵塞|占用|混乱|脏乱|不洁|积水|遮挡|脱落|褪色|污损)$/;
const ASKED =
  /^(?!无|未|不)[^\d]{2,24}(?:到位|整洁|完好|规范|良好|有序|畅通|齐全|健全|及时|完善|达标|干净|平整|清晰|完整)$/;
const SCORED = /分(?!类)|扣|每|按|视|酌|除外|不含|且|或者/;
const SAMPLED = new RegExp(`^(?:随机|实地|现场)?抽[查取](?:检查)?\\d{1,3}(?:${UNIT_WORDS})[^\\d]{0,8}$`);
/** 各社区均设有养老服务站 */
const ALL_HAVE =
  /^[^\d]{0,16}?(?:应当?|须|需|均|都|全部|普遍)+(?:设有|设置|设立|建有|建立|建成|配备|配有|具备|安装|张贴|悬挂)[^\d]{2,16}$/;
/** 沿街无乱贴乱画,每发现一处扣0.2分: what is found is what ought not to be there. */
const NONE_THERE = /^[^\d]{0,12}?(?:无(?!证|照|障碍|主|害|人)|没有|杜绝|不存在|严禁|禁止)([^\d]{2,16})$/;

function withLeads(clauses: readonly string[]): string[] {
  const joined: string[] = [];
  for (let at = 0; at < clauses.length; at++) {
    const lead = (clauses[at] ?? '').replace(/的$/, '');
    const next = clauses[at + 1] ?? '';
    const takes = /^(?:每|发现|查到|出现).*扣/.test(next) && !SCORED.test(lead);
    // 抽查10户,每有1户不整洁扣2分
    if (SAMPLED.test(lead) && /^每(?:有|发现|出现).*扣/.test(next)) continue;
    if (takes && (ASKED.test(lead) || (ALL_HAVE.test(lead) && /^每[缺少]/.test(next)))) continue;
    // 组织理论宣讲,每少1场扣0.5分
    if (takes && /^每[少缺差]/.test(next) && !PROBLEM.test(lead) && /^[^\d≥≤<>]{2,24}$/.test(lead)) continue;
    const unwanted = (clauses[at] ?? '').endsWith('的') ? undefined : NONE_THERE.exec(lead)?.[1];
    if (
      takes &&
      unwanted !== undefined &&
      /^每(?:发现|出现|有|发生|查到)/.test(next) &&
      NAMELESS.test(next)
    ) {
      joined.push(next.replace(NAMELESS, `每$1$2${cleanName(unwanted)}扣`));
      at += 1;
      continue;
    }
    if (takes && PROBLEM.test(lead) && NAMELESS.test(next)) {
      const thing = cleanName(lead.replace(/^(?:有|存在|发现|出现)/, ''));
      if (thing !== '') {
        joined.push(next.replace(NAMELESS, `每$1$2${thing}扣`));
        at += 1;
        continue;
      }
    }
    joined.push(clauses[at] ?? '');
  }
  return joined;
}
const NAMELESS = new RegExp(`^每?(?:发现|出现|发生|查到|有)?${AMOUNT}?(${COUNTED})(?:问题|情况|现象)?扣`);

function ownPoints(clause: string, points: number | null): string {
  if (points === null) return clause;
  return clause.replaceAll(OWN_SHARE, (whole, percent: string) => {
    const own = Math.round(points * Number(percent));
    return Math.abs(own - points * Number(percent)) > 1e-6 ? whole : `${own / 100}分`;
  });
}

/** 低于80%不得分, after what the first figure counts: a floor under it. */
function readSunk(
  clause: string,
  name: string | null,
  base: { unit: string | null } | null,
): Deductions['guards'][number] | null {
  const words =
    /^(.+?)(?:的|时|,|则|即)*(?:该项|本项|此项)?(?:一律)?(?:不得分|计0分|为0分|得0分|不计分)$/.exec(
      clause,
    )?.[1];
  const threshold = words === undefined || name === null ? null : readThreshold(words);
  const [test] = threshold?.tests ?? [];
  if (threshold === null || test === undefined || threshold.tests.length > 1 || name === null) return null;
  if (base === null || threshold.unit !== base.unit || !['', name].includes(threshold.subject)) return null;
  return {
    guard: { type: 'floor', when: [{ fact: name, ...test }], sinks: 'self' },
    fact: { name, text: name, unit: threshold.unit, how: null },
  };
}

/** 每发现一处卫生死角扣2分,一处乱贴乱画扣1分: the second goes on as the first began. */
function goesOn(
  clause: string,
  last: Deductions['lines'][number] | null,
): Deductions['lines'][number] | null {
  const [, number = '一', unit = '', thing = '', points = ''] = GOES_ON.exec(clause) ?? [];
  const per = smallNumber(number);
  const name = cleanName(thing);
  if (last === null || last.ownMeasure || last.line.limit !== '0' || per === null || name === '') return null;
  return {
    line: lineOf('above', '0', per, points),
    fact: { name: `${name}数`, text: `发现的${name}`, unit, how: 'sum' },
    ownMeasure: false,
  };
}
const GOES_ON = new RegExp(`^${AMOUNT}(${COUNTED})([^\\d扣]{2,16}?)${TAKES}${POINTS}$`);

function readLine(
  clause: string,
  base: { subject: string; limit: string; unit: string | null } | null,
  title: string,
): Deductions['lines'][number] | null {
  const each = EACH.exec(clause);
  if (each) {
    const [, before = '', verb = '', number = '一', unit = '', behind = '', points = ''] = each;
    const per = smallNumber(number);
    if (per === null || /扣|得\d|加\d/.test(before + behind)) return null;
    const percent = /百分点|%/.test(unit);
    const direction = verb + behind;
    const own = before.replace(/[,;]$/, '');
    const near = own === '' ? base : ownBase(own);
    // A share that is to be reached says nothing of what is counted, and the other way round.
    const limit = near !== null && percent !== (near.unit === '%') ? null : near;
    const falls = FALLING.test(direction);
    const rises = RISING.test(direction);
    if (limit !== null && (falls || rises || percent) && falls !== rises) {
      const name = percent ? factName(limit.subject, title, '达标率') : cleanName(limit.subject) || '数量';
      return {
        line: lineOf(falls ? 'below' : 'above', limit.limit, percent ? `${per}%` : per, points),
        fact: { name, text: limit.subject || name, unit: limit.unit, how: null },
        ownMeasure: true,
      };
    }
    // 超过3处的,每处扣1分: whether all of them count, or those beyond, is not said.
    if (percent || (limit !== null && limit.unit === unit)) return null;
    if ((own !== '' && limit !== null) || PERIOD.test(verb)) return null;
    const thing = cleanName(behind.replace(/^(?:不符合|不达标|不合格)(?:要求|标准|规定)?的?$/, ''));
    const lacking = LACKING.test(verb);
    const act = lacking || SEEN.test(verb) ? '' : cleanName(verb);
    const subject = `${own === '' ? '' : cleanName(own)}${act}${thing}`;
    const name = `${subject}${lacking ? '缺少数' : subject !== '' ? '数' : '问题数'}`;
    return {
      line: lineOf('above', '0', per, points),
      fact: { name, text: `${lacking ? '缺少' : '发现'}的${subject || '问题'}`, unit, how: 'sum' },
      ownMeasure: false,
    };
  }
  const one = FOUND.exec(clause);
  if (one) {
    const [, before = '', verb = '', number = '一', unit = '', behind = '', points = ''] = one;
    const per = smallNumber(number);
    if (per === null) return null;
    const lacking = /缺|少/.test(verb);
    const subject =
      cleanName(behind.replace(/^(?:不符合|不达标|不合格)(?:要求|标准|规定)?的?$/, '')) || cleanName(before);
    const name = `${subject}${lacking ? '缺少数' : subject !== '' ? '数' : '问题数'}`;
    return {
      line: lineOf('above', '0', per, points),
      fact: { name, text: `${lacking ? '缺少' : '发现'}的${subject || '问题'}`, unit, how: 'sum' },
      ownMeasure: false,
    };
  }
  const lacks = LACKS.exec(clause);
  const name = cleanName(lacks?.[1] ?? '');
  if (lacks === null || name === '') return null;
  return {
    line: lineOf('above', '0', '1', lacks[2] ?? ''),
    fact: { name, text: `${lacks[1] ?? ''}（是为1，否为0）`, unit: null, how: 'max' },
    ownMeasure: false,
  };
}

function baseOfTitle(title: string): { subject: string; limit: string; unit: string | null } | null {
  const words = ruleWords(title);
  if (/[,;。\n]/.test(words)) return null;
  const base = ownBase(words);
  return base?.unit === '%' && base.subject !== '' ? base : null;
}

function ownBase(words: string): { subject: string; limit: string; unit: string | null } | null {
  const threshold = readThreshold(words.replace(/(?:的|时)$/, ''));
  const [test] = threshold?.tests ?? [];
  return threshold === null || test === undefined || threshold.tests.length !== 1
    ? null
    : { subject: threshold.subject, limit: test.than, unit: threshold.unit };
}

const lineOf = (side: DeductLine['side'], limit: string, per: string, points: string): DeductLine => ({
  fact: null,
  side,
  limit,
  per,
  points,
  started: false,
});

const ZERO_TOLERANCE =
  /^(?:凡|如|若)?(?:(?:有|发现|发生|出现|存在|查实|查出)(?:一|1|任意一|任何一)?(起|处|次|例|个|项|条|人次|人|家|户)?(?:及以上|以上)?(.{0,20}?))(?:的|即|则|就|时)*(?:,)?(?:该项|本项|此项)?(?:不得分|得0分|计0分|不给分|零分|为0分)$/;
/** 班子成员有违纪行为的不得分 */
const HAS_FAULT =
  /^([^\d]{1,12}?)(?<![没设建配具享所拥])(?:有|存在|发生|出现|发现|被)([^\d]{1,16}?(?:行为|现象|问题|事故|事件|案件|投诉|通报|曝光))(?:的|即|则|就|时)*(?:,)?(?:该项|本项|此项)?(?:不得分|得0分|计0分|不给分|零分|为0分)$/;
const ABSENCE =
  /^(?:凡|如|若)?(?:(无(?!障碍|线|害|烟|人|偿|主|证|照)|没有|未设置|未设|未建立|未建|未制定|未开展|未落实|未提供|未公布|未配备|缺少|缺|未(?!达|符合|通过|及格|满|到))(.{1,24}?)|(.{1,12}?)(无(?!障碍|线|害|烟|人|偿|主|证|照)|没有)(.{1,16}?))(?:的|即|则|就|时)*(?:,)?(?:该项|本项|此项)?(?:不得分|得0分|计0分|不给分|零分|为0分)$/;

/** 发现一起不得分: one is enough. 无公益广告不得分: nothing there, nothing earned. */
export function readGuard(clause: string): Deductions['guards'][number] | null {
  const absence = ABSENCE.exec(clause);
  if (absence) {
    const [, , thing, where = '', , what = ''] = absence;
    const name = cleanName(thing ?? `${where}${what}`);
    if (name === '' || /\d|按|每|或|且|及时/.test(thing ?? what)) return null;
    return {
      guard: { type: 'absence', fact: name },
      fact: { name, text: `${name}（有为1，无为0）`, unit: null, how: null },
    };
  }
  const has = HAS_FAULT.exec(clause);
  const fault = has === null ? '' : cleanName(`${has[1] ?? ''}${has[2] ?? ''}`);
  if (fault !== '' && !/每|且|按|视/.test(clause))
    return {
      guard: { type: 'zero_tolerance', fact: `${fault}数` },
      fact: { name: `${fault}数`, text: `发现的${fault}`, unit: null, how: null },
    };
  const zero = ZERO_TOLERANCE.exec(clause);
  if (zero === null || /\d/.test(zero[2] ?? '')) return null;
  const subject = cleanName((zero[2] ?? '').replace(/^(?:不符合|不达标|不合格)(?:要求|标准|规定)?的?$/, ''));
  const name = subject === '' ? '发现数' : `${subject}数`;
  return {
    guard: { type: 'zero_tolerance', fact: name },
    fact: { name, text: `发现的${subject || '问题'}`, unit: zero[1] ?? null, how: null },
  };
}

/** Two lines of one name would count one fact twice. */
function distinct(found: Deductions): Deductions | null {
  const names = found.lines.map(({ fact }) => fact.name);
  return new Set(names).size === names.length ? found : null;
}
