import type { Comparator, Test } from './rule.ts';
import { compare, readDecimal } from '../kernel/rational.ts';
import { plain } from './table-piece.ts';

/** The words of a rule, half width and without blanks; line feeds part clauses. */
export const ruleWords = (text: string): string =>
  plain(text)
    .replaceAll(/[ \t]+/g, '')
    .replaceAll('＃', '#')
    .replaceAll(/≧|>=|=>/g, '≥')
    .replaceAll(/≦|<=|=</g, '≤')
    .replaceAll(/d[Bb](?:\(A\))?/g, '分贝')
    .replaceAll('/万户', '每万户')
    .replaceAll(/([一-鿿)])(A)(?=[≥≤<>:]\d)/g, '$1:$2')
    // A、85%以上; A(≥85%); ≥85%(A)
    .replaceAll(/(^|[;,。:\n])([A-E]#?)(?:档|级|等)?[、.](?=[^A-E])/gm, '$1$2:')
    .replaceAll(/(^|[;,。:、\n])([A-E]#?)(?:档|级|等)?\(([^()]+)\)(?=[;,。、\n]|$)/gm, '$1$2:$3')
    .replaceAll(/\(([A-E]#?)(?:档|级|等)?\)(?=[;,。、\n]|$)/gm, '为$1')
    // 90%以上(含90%)
    .replaceAll(/(以上|以下)(\(不?含[^()]{0,6}\))/g, '$2$1')
    // 80%≤B<90%
    .replaceAll(
      /(\d+(?:\.\d+)?[^\d,;。\n≤<>≥A-Z]{0,4})([≤<>≥])([A-E]#?)([≤<>≥])(\d+(?:\.\d+)?)/g,
      '$3:$1$2$4$5',
    )
    // 每发现一处垃圾扣2分、一处污水扣1分
    .replaceAll(/(?<=[扣得加]\d{1,3}(?:\.\d{1,2})?分)、/g, ',')
    // 未开展活动的,扣2分 is one clause.
    .replaceAll(
      /(?<=[的者时])[,](?=(?:即|则|一律|每次|一次性|该项|本项)?(?:扣|得|不得|计|加|给|为|评为|定为))/g,
      '',
    )
    // ≥85%,得10分; 不足10公里,不得分; 每下降1个百分点,扣0.2分 likewise; ≥85%,10分 leaves the 得 out.
    .replaceAll(
      /(?<=[\d%][^\d,;。\n]{0,4}|[\d%)](?:及|或)?以[上下内]|[符达][合标])[,](?=(?:得|计|不得|加)(?:满分|全分|分|\d))/g,
      '',
    )
    .replaceAll(/(?<=每[^,;。\n]{1,20}),(?=(?:扣|加)\d)/g, '')
    .replaceAll(/(?<=[\d%][^\d,;。\n]{0,4}|以[上下内]),(?=\d{1,3}(?:\.\d{1,2})?分(?:[;。\n]|$))/g, '得')
    .replaceAll(/[.。;；,，、]*\n+/g, '\n')
    .trim();

/** What a figure is held against: 满意度不低于85%. */
export interface Threshold {
  /** The words before the figure; empty where there are none. */
  subject: string;
  tests: { is: Comparator; than: string }[];
  /** %, 分贝, 处 …; null where none is written. */
  unit: string | null;
}

const NUMBER = '(\\d{1,9}(?:\\.\\d{1,4})?)';
const UNITS =
  '%|‰|分贝|起每万户|件每万户|例每万户|起|处|个|项|条|次|人次|人|例|件|天|日|小时|分钟|米|公里|平方米|㎡|场|块|辆|家|户|篇|部|台|盏|座|名|年|万元|元|所|支|期|幅|面|点|微克每立方米|分';
const UNIT = `(${UNITS})?`;
const INCLUDED = '(\\((?:不含|含|不含本数|含本数|不?含\\d{1,4}(?:\\.\\d+)?%?)\\))?';
const SIGN =
  '≥|≤|>|<|=|大于等于|大于或等于|小于等于|小于或等于|不得?低于|不得?少于|不得?小于|不得?高于|不得?超过|不得?大于|不得?多于|未超过|没有超过|未达到|达不到|不到|不足|不满|低于|少于|小于|高于|大于|超过|多于|达到或超过|达到|达|至少|为|等于|控制在|保持在';
const BEHIND = '(\\(含\\)以上|\\(含\\)以下|及其?以上|及其?以下|或以上|以上|以下|以内|之内)?';

const SIGNED = new RegExp(
  `^(.*?)(?:应|须|需|要|(?<![人户生平年])均|都)*(${SIGN})${NUMBER}${UNIT}${INCLUDED}${BEHIND}(?:的|时)?$`,
);
const BARE = new RegExp(`^(.*?)${NUMBER}${UNIT}${INCLUDED}${BEHIND}(?:的|时)?$`);
const RANGE = new RegExp(
  `^(.*?)(?:在|为|达到|介于|:)?${NUMBER}${UNIT}${INCLUDED}(?:-|~|—|–|至|到)+${NUMBER}${UNIT}${INCLUDED}(?:之间|以内)?(?:的|时)?$`,
);

const COMPARES: [RegExp, Comparator][] = [
  [/^(?:≥|大于(?:或)?等于|不得?低于|不得?少于|不得?小于|达到或超过|达到|达|至少|保持在)$/, '>='],
  [/^(?:≤|小于(?:或)?等于|不得?高于|不得?超过|不得?大于|不得?多于|未超过|没有超过|控制在)$/, '<='],
  [/^(?:>|高于|大于|超过|多于)$/, '>'],
  [/^(?:<|未达到|达不到|不到|不足|不满|低于|少于|小于)$/, '<'],
  [/^(?:=|为|等于)$/, '='],
];

/** 90%>满意度≥80%; 80%≤x<90% */
const CHAIN = new RegExp(`^${NUMBER}${UNIT}([<>≤≥])([^\\d<>≤≥]{0,20})([<>≤≥])${NUMBER}${UNIT}(?:的|时)?$`);
/** 超过80%不足90%, 80%以上90%以下, ≥80%且<90% */
const TWO = new RegExp(
  `^(.*?)(${SIGN})?${NUMBER}${UNIT}${INCLUDED}${BEHIND}(?:,|、|且|但|并|而|至|到)*(${SIGN})?${NUMBER}${UNIT}${INCLUDED}${BEHIND}(?:之间)?(?:的|时)?$`,
);
const TURNED: Record<string, Comparator> = { '<': '>', '≤': '>=', '>': '<', '≥': '<=' };

/** Two limits of one figure, the lower one first; null where they are no two sides of it. */
function readTwo(words: string): Threshold | null {
  const chain = CHAIN.exec(words);
  const two = chain === null ? TWO.exec(words) : null;
  let tests: Threshold['tests'];
  let units: (string | undefined)[];
  let subject: string;
  if (chain !== null) {
    const [, one = '', oneUnit, left = '', between = '', right = '', other = '', otherUnit] = chain;
    const is = compares(right, undefined, undefined);
    if (is === null) return null;
    units = [oneUnit, otherUnit];
    // 80%≤x<90%
    subject = between.replace(/^[A-Za-z]$/, '');
    tests = [
      { is: TURNED[left] ?? '=', than: amount(one, oneUnit ?? otherUnit) },
      { is, than: amount(other, otherUnit ?? oneUnit) },
    ];
  } else if (two !== null) {
    const [, before = '', sign1, one = '', unit1, in1, behind1, sign2, other = '', unit2, in2, behind2] = two;
    const [is1, is2] = [oneSided(sign1, behind1, in1), oneSided(sign2, behind2, in2)];
    if (is1 === null || is2 === null) return null;
    units = [unit1, unit2];
    subject = before;
    tests = [
      { is: is1, than: amount(one, unit1 ?? unit2) },
      { is: is2, than: amount(other, unit2 ?? unit1) },
    ];
  } else return null;
  const [unit = null, more] = [...new Set(units.filter((each) => each !== undefined))];
  if (more !== undefined) return null;
  const up = tests.find(({ is }) => is.startsWith('>'));
  const down = tests.find(({ is }) => is.startsWith('<'));
  const [low, high] = [up, down].map((test) => readDecimal(test?.than ?? ''));
  if (up === undefined || down === undefined || low == null || high == null) return null;
  return compare(low, high) < 0 ? { subject: bareSubject(subject), unit, tests: [up, down] } : null;
}

const oneSided = (
  sign: string | undefined,
  behind: string | undefined,
  inside: string | undefined,
): Comparator | null => {
  if (sign !== undefined) return compares(sign, behind, inside);
  if (behind === undefined) return null;
  const open = inside?.includes('不') === true;
  return behind.includes('上') ? (open ? '>' : '>=') : open ? '<' : '<=';
};

/** Chinese law: 以上, 以下, 以内 take the number in, 超过, 不足, 不满 do not. */
export function readThreshold(words: string): Threshold | null {
  const two = readTwo(words);
  if (two !== null) return two;
  return readOne(words.replace(/(至少|不少于|不得少于)([一-鿿]{1,6}?)(?=\d)/, '$2$1'));
}

function readOne(words: string): Threshold | null {
  const range = RANGE.exec(words);
  if (range) {
    const [, subject = '', low = '', lowUnit, lowIn, high = '', highUnit, highIn] = range;
    const unit = highUnit ?? lowUnit ?? null;
    if (Number(low) >= Number(high)) return null;
    return {
      subject: bareSubject(subject),
      unit,
      tests: [
        { is: lowIn?.includes('不') ? '>' : '>=', than: amount(low, lowUnit ?? unit) },
        { is: highIn?.includes('不') ? '<' : '<=', than: amount(high, unit) },
      ],
    };
  }
  const signed = SIGNED.exec(words);
  if (signed) {
    const [, subject = '', sign = '', number = '', unit, inside, behind] = signed;
    const is = compares(sign, behind, inside);
    return is === null
      ? null
      : { subject: bareSubject(subject), unit: unit ?? null, tests: [{ is, than: amount(number, unit) }] };
  }
  const [, subject = '', number = '', unit, inside, behind] = BARE.exec(words) ?? [];
  if (number === '') return null;
  const whole = unit === '%' && Number(number) === 100;
  if (behind === undefined && !whole) return null;
  const is: Comparator = behind === undefined || behind.includes('上') ? '>=' : '<=';
  const open = inside?.includes('不') === true;
  return {
    subject: bareSubject(subject),
    unit: unit ?? null,
    tests: [{ is: open ? (is === '>=' ? '>' : '<') : is, than: amount(number, unit) }],
  };
}

function compares(sign: string, behind: string | undefined, inside: string | undefined): Comparator | null {
  const is = COMPARES.find(([words]) => words.test(sign))?.[1] ?? null;
  if (behind === undefined || is === null) return inside?.includes('不') === true ? null : is;
  const up = behind.includes('上');
  if (is === '=' || (is === '>=' && up)) return up ? '>=' : '<=';
  return (is === '<' || is === '<=') && !up ? is : is === '>' && up ? '>' : null;
}

const amount = (number: string, unit: string | null | undefined): string =>
  unit === '%' ? `${number}%` : unit === '‰' ? `${number}/1000` : number;

const bareSubject = (subject: string): string =>
  (subject.replace(/:$/, '').split(':').at(-1) ?? '')
    .replaceAll(/^[,;:。、的]+|[,;:。、(]+$/g, '')
    .replace(/(?:的)?(?:比例|占比)?(?:应|须|需|要)$|(?<=.)[在为]$/, '');

const SHARE_NAME = /[一-鿿A-Za-z]{1,16}?(?:率|满意度|比例|比重|占比|覆盖面)/;
const LONGEST_NAME = 20;

/** A name for the fact: the words before the figure, else the title where it is short, else what is generally said. */
export function factName(subject: string, title: string, otherwise: string): string {
  const own = cleanName(subject);
  if (own !== '') return own;
  const short = cleanName(title.replace(/[≥≤><=＞＜]?\s*\d+(?:\.\d+)?[%％]$/, ''));
  const isShare = otherwise.endsWith('率');
  if (short !== '' && !/[\n,;。:]/.test(title)) {
    if (!isShare || /[率度比]|覆盖/.test(short)) return short;
    if (short.length + otherwise.length <= LONGEST_NAME) return short + otherwise;
  }
  return SHARE_NAME.exec(plain(title))?.[0] ?? otherwise;
}

/** Letters and digits only: names may stand in formulas. */
export const cleanName = (text: string): string => {
  const name = plain(text)
    .replaceAll(/\([^()]*\)/g, '')
    .replaceAll(/[^\p{L}\p{N}_]/gu, '');
  return name.length > LONGEST_NAME || /^\d|[扣得加]\d/.test(name) ? '' : name;
};

const SMALL = '一二三四五六七八九十';

/** 一, 两, 3 as a number; null for other words. */
export function smallNumber(words: string): string | null {
  if (/^\d+(?:\.\d+)?$/.test(words)) return words;
  if (words === '两') return '2';
  const at = SMALL.indexOf(words);
  return words.length === 1 && at >= 0 ? String(at + 1) : null;
}

export const UNIT_WORDS = UNITS;

/** The clauses of a rule, in order. */
export const clausesOf = (words: string): string[] =>
  words
    .split(/[,;。\n]+/)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');

/** The points of a list 1)… 2)… or ①…; fewer than two are no list. */
export function listedIn(text: string): string[] {
  const words = plain(text);
  for (const marker of [
    /(?:^|[\s;。,:、]|(?<=[^\d(]))\(?(\d{1,2})\)/g,
    /(?:^|\n|[;。,:]\s*)(\d{1,2})[.、](?!\d)/g,
    /([①-⑳])/g,
  ]) {
    const found = [...words.matchAll(marker)];
    const counted = found.filter((match, at) => match[1] === String(at + 1) || match[1] === '①②③④⑤⑥⑦⑧⑨⑩'[at]);
    if (counted.length < 2 || counted.length !== found.length) continue;
    const items = counted.map((match, at) =>
      words
        .slice(match.index + match[0].length, counted[at + 1]?.index)
        .trim()
        .replace(/[;。,、\s]+$/, ''),
    );
    if (items.every((item) => item !== '')) return items;
  }
  return [];
}

export const testOn = (fact: string | null, { is, than }: { is: Comparator; than: string }): Test => ({
  fact,
  is,
  than,
});
