import type { BodyId, UnitId } from '../kernel/ids.ts';
import { normalName } from './name-core.ts';
import type { Unit, UnitType } from './unit.ts';

/**
 * A phrase that names many at once (集合称谓): 各乡镇, 各相关单位, 创建办成员单位, 各行政执法部门. It stays as written until a
 * person expands it; the members here are a proposal by rule.
 */
export interface Collective {
  rule: CollectiveRule;
  members: UnitId[];
  /** 有关, 相关: which of the members are meant, the words do not say. */
  open: boolean;
}
export type CollectiveRule =
  | { code: 'all' }
  | { code: 'types'; types: UnitType[] }
  | { code: 'departments' }
  | { code: 'sector'; words: string }
  | { code: 'body'; body: BodyId; name: string }
  | { code: 'body_not_found'; name: string };

/** A body whose members a phrase may mean: 创建工作领导小组, 文明委. */
export interface NamedBody {
  id: BodyId;
  name: string;
  aliases: readonly string[];
  members: readonly UnitId[];
}

type Member = Pick<Unit, 'id' | 'type' | 'sector' | 'name'>;

const TERRITORIAL: readonly UnitType[] = ['township', 'subdistrict', 'park', 'community', 'village'];
const DEPARTMENTS: readonly UnitType[] = [
  'party',
  'peoples_congress',
  'government',
  'cppcc',
  'discipline',
  'court_procuratorate',
  'mass',
  'vertical',
  'institution',
];

/** What follows 各 …: a pattern over the words left, and the types of units that it means. The first that fits counts. */
const NOUNS: readonly (readonly [RegExp, readonly UnitType[] | 'all' | 'departments'])[] = [
  [/^(乡镇街道|镇乡街道|镇街道|镇街|街镇|乡镇街|乡街道)(园区)?$/, ['township', 'subdistrict']],
  [/^(乡镇|镇乡|镇|乡)$/, ['township']],
  [/^(街道|街道办事处|街道办|办事处)$/, ['subdistrict']],
  [/^(园区|开发区|管委会)$/, ['park']],
  [/^(村社区|社区村|村居|村居社区|社区居村|基层)$/, ['community', 'village']],
  [/^(社区|居委会|社区居委会)$/, ['community']],
  [/^(村|行政村|村委会)$/, ['village']],
  [/^(中小学校?|学校|大中小学校?|中小学校幼儿园|中小学幼儿园)$/, ['school']],
  [/^(医院|医疗机构|医疗卫生机构|医疗单位)$/, ['hospital']],
  [/^(金融机构|银行|金融单位|银行业金融机构)$/, ['finance']],
  [/^(企业|企业单位|国有企业|规上企业)$/, ['enterprise']],
  [/^(企事业单位)$/, ['enterprise', 'institution', 'school', 'hospital', 'finance']],
  [/^(事业单位)$/, ['institution', 'school', 'hospital']],
  [/^(群团组织|群团|人民团体|群团部门|群团单位)$/, ['mass']],
  [/^(垂直管理单位|垂管单位|垂直管理部门|垂管部门)$/, ['vertical']],
  [/^(驻地单位|驻县单位|驻市单位|驻区单位|省市驻县单位|中省市驻县单位)$/, ['stationed', 'vertical']],
  [/^(驻军|部队|驻军部队|驻地部队)$/, ['military']],
  [/^(沿街门店|门店|商户|沿街商户|临街商户|经营户)$/, ['shop']],
  [
    /^(部门|直属单位|直单位|直部门|直机关|直各单位|直机关单位|直机关部门|机关|机关单位|职能部门)$/,
    'departments',
  ],
  [
    /^(单位|部门单位|级部门|级单位|责任单位|牵头单位|配合单位|级各部门|参创单位|创建单位|乡镇部门单位|乡镇单位)$/,
    'all',
  ],
];

/**
 * Reads a collective phrase, or null when the words name no collective.
 * @param units  the units that exist now
 */
export function collectiveOf(
  words: string,
  units: readonly Member[],
  bodies: readonly NamedBody[],
): Collective | null {
  const text = normalName(words).replaceAll(/[、和与及()·,,]/g, '');
  const ofBody = /^(?:各|全体|所有)?(.{2,}?)(?:各|全体|所有)?成员(?:单位|部门)$/.exec(text);
  if (ofBody !== null) return membersOf(ofBody[1] ?? '', bodies);
  if (/^(各|全体|所有)?成员单位$/.test(text))
    return { rule: { code: 'body_not_found', name: '' }, members: [], open: true };

  const match = /^(?:全?[省市县区旗])?(直属?)?(各有关|各相关|有关|相关|各级|各地|各|全体|所有)(.*)$/.exec(
    text,
  );
  if (match === null) return null;
  const open = /有关|相关/.test(text);
  const ofSeat = match[1] !== undefined;
  const noun = (match[3] ?? '').replace(/^(?:有关|相关)/, '').replace(/^[省市县区旗](?=直|级)/, '');
  const territorial = noun.replace(/(党委政府|党委人民政府|人民政府|政府|党委|党工委)$/, '');
  for (const [pattern, whom] of NOUNS) {
    const who = ofSeat && whom === 'all' ? 'departments' : whom;
    if (!pattern.test(territorial) && !pattern.test(noun)) continue;
    const types = who === 'all' ? null : who === 'departments' ? DEPARTMENTS : who;
    const rule: CollectiveRule =
      who === 'all'
        ? { code: 'all' }
        : who === 'departments'
          ? { code: 'departments' }
          : { code: 'types', types: [...who] };
    const members = units
      .filter((unit) => types === null || types.includes(unit.type))
      .map((unit) => unit.id);
    return { rule, members, open: open || members.length === 0 };
  }
  return bySector(noun, units);
}

/** 各行政执法部门, 各窗口单位: by the line of work that the roster gives, else left to a person. */
function bySector(noun: string, units: readonly Member[]): Collective | null {
  const match = /^(.{2,8}?)(?:部门|单位|机构|企业)$/.exec(noun);
  if (match === null) return null;
  const words = match[1] ?? '';
  const fits = (unit: Member) =>
    !TERRITORIAL.includes(unit.type) && (unit.sector ?? '').split(/[、,;\s]/).includes(words);
  return { rule: { code: 'sector', words }, members: units.filter(fits).map((unit) => unit.id), open: true };
}

function membersOf(name: string, bodies: readonly NamedBody[]): Collective {
  const wanted = name.replace(/^[省市县区旗](?=..)/, '');
  const called = (body: NamedBody) =>
    [body.name, ...body.aliases].map((one) => normalName(one).replace(/^[省市县区旗](?=..)/, ''));
  const exact = bodies.filter((body) => called(body).includes(wanted));
  const found =
    exact.length > 0 ? exact : bodies.filter((body) => called(body).some((one) => one.endsWith(wanted)));
  const body = found.length === 1 ? found[0] : undefined;
  if (body === undefined) return { rule: { code: 'body_not_found', name }, members: [], open: true };
  return { rule: { code: 'body', body: body.id, name: body.name }, members: [...body.members], open: false };
}
