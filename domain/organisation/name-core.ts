import { STEMS, WHOLES } from './abbreviations.ts';

/** The place whose campaign it is, with what stands above it: 清源县, under 云州市. */
export interface Place {
  /** Without its kind: 清源. */
  name: string;
  kind: '省' | '市' | '县' | '区' | '旗' | '州';
  above: readonly { name: string; kind: string }[];
}

/**
 * A unit's name taken apart: whose it is, at which level, and the core that remains, in canonical spelling.
 * 清源县住房和城乡建设局 → level 县, core 住房城乡建设局; 县委办 → level 县, core 委办.
 */
export interface NameCore {
  core: string;
  /** 省, 市, 县, 区 … as written in front; null when nothing was written. */
  level: string | null;
  /** own: the place or nothing; above: a place above it. */
  place: 'own' | 'above';
}

/** Half-width, without blanks, quotes and zero-width characters; brackets unified. */
export function normalName(name: string): string {
  return name
    .normalize('NFKC')
    .replaceAll(/[\s\u200b-\u200d\ufeff"“”'‘’《》「」]/g, '')
    .replaceAll('〔', '(')
    .replaceAll('〕', ')');
}

const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/^中国共产党|^中共/, ''],
  [/人民代表大会(常务委员会|常委会)?|人大常委会/, '人大'],
  [/(中国人民)?政治协商会议(委员会)?|政协委员会/, '政协'],
  [/纪律检查委员会/, '纪委'],
  [/监察委员会|监察委/, '监委'],
  [/(?<!^)管理委员会$/, '管委会'],
  [/工作委员会/, '工委'],
  [/居民委员会|居委会/, ''],
  [/村民委员会|村委会/, '村'],
  [/村村$/, '村'],
  [/(街道|镇|乡)(党工委|党委)?[、和]?(人民政府|政府|党委|办事处|办|党工委)$/, '$1'],
  [/人民政府/, '政府'],
  [/人民(法院|检察院)/, '$1'],
  [/委员会/, '委'],
  [/办公室/, '办'],
  [/联合会/, '联'],
  [/股份有限公司|有限责任公司|有限公司/, '公司'],
  [/第([一二三四五六七八九十]+)(?:高级|初级)?中学/, '$1中'],
  [/第([一二三四五六七八九十]+)(?:实验)?小学/, '$1小'],
  [/第([一二三四五六七八九十]+)幼儿园/, '$1幼'],
  [/(?<=.)[和与及、](?=.)/g, ''],
];

/** One spelling for what is written in several ways, place and level left alone. */
function canonicalSpelling(name: string): string {
  let text = name;
  for (const [pattern, to] of SPELLINGS) text = text.replace(pattern, to);
  return text;
}

/** The level in front; in 市场, 市政公用, 市民中心, 市容, 区域, 县级 the letter belongs to the word. */
const LEVEL =
  /^(省(?!级)|市(?!场|容|级|政(?!府|协|法)|民(?!政|宗)|监(?!委|察))|县(?!级)|区(?!域|级)|旗)(?=..|委$)/;

export function coreOf(name: string, place: Place): NameCore {
  let text = normalName(name).replace(/^中国共产党|^中共/, '');
  const league = leagueCore(text, place);
  if (league !== null) return league;
  // 政协清源县委员会办公室 → 县政协办公室
  text = text.replace(/^(?:中国人民)?(?:政治协商会议|政协)(.{0,8}?[省市县区州旗])委员会/, '$1政协');

  let level: string | null = null;
  let whose: NameCore['place'] = 'own';
  for (const { name: above, kind } of place.above) {
    if (text.startsWith(above + kind)) text = text.slice(above.length);
    else if (text.startsWith(above) && !/^[街镇乡村路社]/.test(text.slice(above.length)))
      text = kind + text.slice(above.length);
    else continue;
    whose = 'above';
    level = kind;
    text = text.slice(kind.length);
    break;
  }
  if (text.startsWith(place.name + place.kind)) {
    text = text.slice(place.name.length + place.kind.length);
    level = place.kind;
    whose = 'own';
  } else if (text.startsWith(place.name) && !/^[街镇乡村路社]/.test(text.slice(place.name.length))) {
    text = text.slice(place.name.length);
    level = place.kind;
    whose = 'own';
  } else if (level === null) {
    const match = LEVEL.exec(text);
    if (match !== null) {
      level = match[1] ?? null;
      text = text.slice(1);
    }
  }
  let core = canonicalSpelling(text);
  // 县委宣传部 and 宣传部 are one; 委办 (of the committee) and 政府办 are two
  if (/^委(?!办$|$)/.test(core)) core = core.slice(1);
  return { core, level, place: whose };
}

/** 团县委, 共青团清源县委员会, 县团委 → 团委. */
function leagueCore(text: string, place: Place): NameCore | null {
  const match =
    /^(?:共青团|团)(.{0,6}?)([省市县区州旗])?委(?:员会)?$/.exec(text) ??
    /^()([省市县区州旗])?团委$/.exec(text);
  if (match === null) return null;
  const above = place.above.some((one) => match[1] === one.name && match[2] === one.kind);
  return { core: '团委', level: match[2] ?? null, place: above ? 'above' : 'own' };
}

/** Endings that close a name, longest first. */
const ENDINGS =
  '管委会 大队 支队 中心 公司 银行 协会 法院 学校 医院 街道 社区 分局 局 委 办 部 会 院 校 队 站 所 行 社 处 厅 室 联 团 镇 乡 村 馆'.split(
    ' ',
  );
export function endingOf(core: string): { stem: string; ending: string } {
  const ending = ENDINGS.find((one) => core.endsWith(one) && core.length > one.length) ?? '';
  return { stem: core.slice(0, core.length - ending.length), ending };
}

/** Everything that a core may officially stand for, itself excluded. */
export function expansionsOf(core: string): string[] {
  const { stem, ending } = endingOf(core);
  return [...(WHOLES.get(core) ?? []), ...(STEMS.get(stem) ?? []).map((full) => full + ending)];
}

/** Letters of `short` stand in `long` in this order, with the same first letter and the same ending: 文旅局 in 文化广电旅游局. */
export function isLetterAbbreviation(short: string, long: string): boolean {
  const [a, b] = [endingOf(short), endingOf(long)];
  if (short.length >= long.length || a.ending !== b.ending || a.ending === '' || a.stem.length < 2)
    return false;
  if (a.stem[0] !== b.stem[0]) return false;
  let at = 0;
  for (const letter of a.stem) {
    at = b.stem.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
