import type { DivisionId, PersonId, UnitId } from '../kernel/ids.ts';
import type { CivilDate } from '../kernel/calendar.ts';

/**
 * A participating unit (单位): a bureau, a township, a school, a bank, a shop front. Everything here is true on some day;
 * a unit that was renamed or merged keeps its row and points to its successor, so that old papers still say whom they mean.
 */
export interface Unit {
  id: UnitId;
  /** The office's own number for it, unique in the tenant; the key of the roster import. */
  code: string;
  /** Full official name, as on its seal: 清源县住房和城乡建设局. */
  name: string;
  /** What lists show: 县住建局. Null: the full name. */
  shortName: string | null;
  type: UnitType;
  tier: Tier;
  parent: UnitId | null;
  /** The division that it governs (乡镇, 街道, 社区, 村) or stands in. */
  division: DivisionId | null;
  /** Line of work, in the place's own words: 教育, 市容环卫. Selects groups such as 各行政执法部门. */
  sector: string | null;
  /** Names that people use for it; `learned` ones come from a correction that somebody made in a review. */
  aliases: readonly Alias[];
  /** 一把手, the first responsible person (第一责任人). */
  head: PersonId | null;
  /** Who answers the phone (联络员). */
  contact: PersonId | null;
  validFrom: CivilDate | null;
  /** Last day of its existence; null while it exists. */
  validTo: CivilDate | null;
}

export interface Alias {
  name: string;
  origin: 'official_short' | 'entered' | 'learned';
}

/** A step in the life of units (机构沿革): 文化局 and 旅游局 merged into 文化和旅游局 on a day. */
export interface Succession {
  from: UnitId;
  to: UnitId;
  on: CivilDate;
  kind: SuccessionKind;
}
export type SuccessionKind = 'renamed' | 'merged' | 'split' | 'duties_moved';

/** The order is the order of a printed list of units (党委、人大、政府、政协 …). */
export const UNIT_TYPES = [
  'party',
  'peoples_congress',
  'government',
  'cppcc',
  'discipline',
  'court_procuratorate',
  'mass',
  'vertical',
  'stationed',
  'military',
  'institution',
  'school',
  'hospital',
  'enterprise',
  'finance',
  'township',
  'subdistrict',
  'park',
  'community',
  'village',
  'shop',
  'other',
] as const;
export type UnitType = (typeof UNIT_TYPES)[number];

/** What a roster writes for each type; the first is what screens show. */
export const UNIT_TYPE_WORDS: Record<UnitType, readonly [string, ...string[]]> = {
  party: ['党委部门', '党委', '党务'],
  peoples_congress: ['人大'],
  government: ['政府部门', '政府', '行政机关', '党政'],
  cppcc: ['政协'],
  discipline: ['纪检监察', '纪委'],
  court_procuratorate: ['法院检察院', '法检', '法院', '检察院'],
  mass: ['群团组织', '群团', '人民团体'],
  vertical: ['垂直管理单位', '垂直管理', '垂管'],
  stationed: ['省市驻县单位', '驻县单位', '驻地单位'],
  military: ['驻军', '武装', '部队'],
  institution: ['事业单位'],
  school: ['学校'],
  hospital: ['医院', '医疗机构'],
  enterprise: ['企业', '公司'],
  finance: ['金融机构', '银行', '保险'],
  township: ['乡镇', '乡', '镇'],
  subdistrict: ['街道', '街道办事处', '街道办'],
  park: ['园区', '开发区', '管委会'],
  community: ['社区', '社区居委会', '居委会'],
  village: ['村', '行政村', '村委会'],
  shop: ['沿街门店', '门店', '商户'],
  other: ['其他'],
};

/** Levels of administration, highest first. What a place calls them (街道, 园区, 办事处) is a word of its pack. */
export const TIERS = ['nation', 'province', 'city', 'county', 'town', 'village'] as const;
export type Tier = (typeof TIERS)[number];
export const TIER_WORDS: Record<Tier, readonly [string, ...string[]]> = {
  nation: ['国家级', '中央'],
  province: ['省级', '省'],
  city: ['市级', '市', '地级'],
  county: ['县级', '县', '区', '县区级', '区级'],
  town: ['乡镇级', '镇街级', '乡镇', '街道', '镇级', '乡级'],
  village: ['村级', '村社区级', '社区级', '村', '社区'],
};

/** The in-unit chain (责任链): 责任单位 → 分管领导 → 承办科室 → 责任人. The unit itself is known from where this stands. */
export interface ResponsibilityChain {
  /** 分管领导, the deputy head in charge. */
  leader: PersonId | null;
  /** 承办科室, the section that does the work. */
  section: string | null;
  /** 责任人. */
  person: PersonId | null;
}

/** Whether the unit exists on a day. */
export const existsOn = (unit: Pick<Unit, 'validFrom' | 'validTo'>, day: CivilDate): boolean =>
  (unit.validFrom === null || unit.validFrom <= day) && (unit.validTo === null || day <= unit.validTo);
