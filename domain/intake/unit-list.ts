import { roleOf } from './labels.ts';
import type { UnitRole } from '../tasks/task.ts';
import {
  isCollective,
  isDitto,
  isFunction,
  isSurelyUnit,
  looksLikeUnit,
  sharedEndings,
  soundsLikeSentence,
} from './unit-names.ts';

/** One name in a list, by its place in the folded text. */
export interface ListedUnit {
  a: number;
  b: number;
  role: UnitRole;
  /** Added to the words as written: an ending that it shares with the names behind it. */
  add: string;
  collective: boolean;
  /** 同上, 上述单位: stands for units named before. */
  ditto: boolean;
  /** It reads like a unit even without a label before it. */
  sure: boolean;
}

export interface UnitList {
  units: ListedUnit[];
  /** A time that stands among the names: (县城管局牵头,9月底前完成). */
  times: { a: number; b: number }[];
  /** Where the list ends: at `b`, or before the first words that are no names. */
  end: number;
  /** A verb such as 牵头 or 负责 gives at least one role. */
  verbs: boolean;
  /** How many of the units a verb has closed. */
  closed: number;
}

interface Token {
  a: number;
  b: number;
  before: string;
}

const ENDING =
  /(等(?:(?:[省市县区]直|有关|相关|各|其他|多个|职能|成员|责任)*(?:部门|单位|乡镇|街道)?)?)?(?:按照?各?自?的?工?作?职责?(?:分工|范围)?(?:内)?(?:抓好)?|根据职责(?:分工)?|分工|分别|共同|联合|具体|全力|协力)*((?:牵头|总?负责|负总责|主办|承办|(?<!政|科|文|侨)协办|配合|协助|协同|参与|落实|组织实施|实施|抓好落实|考核|验收|督查|负责落实|牵头负责|负责牵头|牵头组织|牵头落实|牵头实施|配合落实|配合实施|组织落实|具体负责|参加)?)(?:完成)?$/;
const ROLE_NOTE = /\((牵头|主责|主办|责任|负责|配合|协办|协助|参与|承办)(?:单位|部门)?\)$/;
/** 县城管局(主要负责人:张三): a person of the unit, no part of its name. */
const PERSON_NOTE = /\([^()]{0,12}(?:负责人|责任人|联系人|联络员|(?:分管|责任|包保)领导|职责)[^()]{0,30}\)$/;
const TIME =
  /^(?:\d{4} ?年|\d{1,2} ?月|今年|明年|年底|年内|长期|常年|即日|全年|每[年月季周]|第?[一二三四]季度|[上下]半年|立即|持续|常态)/;
const HEAD = /(?:局长|主任|书记|[县市区镇乡部院校所科处站队]长|经理|同志|领导|负责人|责任人)(?:\([^()]*\))?$/;
const LEADING =
  /^(?:由|请|为|是|包括|以|以及|及|和(?![平顺田静政县美睦谐兴])|与|其中|:|\(?\d{1,2} ?[.、)]|[一二三四五六七八九十]是|[①-⑳●·•★-]|\*(?!\*))+ */;
const JOINT = /以及|会同|联合(?!会|社)|和|与|及|并/g;
/** Names of one unit that hold such a word themselves. */
const ONE_NAME =
  /文化(?:广电|广播电视|体育)?和旅游|资源和规划|住房和城乡|教育和体育|教育和科技|科技和|科学技术和|林业和草原|经济和信息|工业和信息|发展和改革|卫生和|体育和旅游|人力资源和社会|民族和宗教|统计和|商务和|交通和|城乡规划和|应急和|水利和/;
const SEPARATOR = /[、,;/|\\+\n\t ·①-⑳]/;

/**
 * Reads the names of units from the stretch [a, b).
 * @param role what the label before the list gives
 * @param loose false where no label stands before the names, so that only sure names count
 */
export function readUnitList(fold: string, a: number, b: number, role: UnitRole, loose: boolean): UnitList {
  const list: UnitList = { units: [], times: [], end: a, verbs: false, closed: 0 };
  const tokens = tokensOf(fold, a, b);
  /** From here on no verb has given a role yet. */
  let open = 0;
  /** 等部门 behind each name: no part of it, unless it is the ending that the names before it share. */
  const others: string[] = [];
  for (const [i, token] of tokens.entries()) {
    let { a: from, b: to } = token;
    const words = fold.slice(from, to);
    const lead = LEADING.exec(words);
    if (lead !== null && lead[0].length < words.length) from += lead[0].length;
    if (TIME.test(fold.slice(from, from + 8))) {
      list.times.push({ a: from, b: to });
      list.end = to;
      continue;
    }
    let own: UnitRole | null = null;
    const note = ROLE_NOTE.exec(fold.slice(from, to));
    if (note !== null) {
      own = roleOf(note[1] ?? '');
      to -= note[0].length;
    }
    const after = to;
    to -= PERSON_NOTE.exec(fold.slice(from, to))?.[0].length ?? 0;
    const ending = ENDING.exec(fold.slice(from, to));
    const verb = ending?.[2] ?? '';
    const end = after;
    if (ending !== null && ending[0] !== '') to -= ending[0].length;
    const name = fold.slice(from, to);
    if (name === '') {
      // 按职责分工负责 alone speaks of the names before it.
      if (verb !== '') {
        for (const unit of list.units.slice(open))
          if (verb !== '负责' || unit.role !== 'lead') unit.role = roleOf(verb);
        list.verbs = true;
        open = list.units.length;
      }
      if (ending !== null && ending[0] !== '') list.end = end;
      continue;
    }
    if (HEAD.test(name)) {
      // An office holder among the units is a person.
      list.end = end;
      continue;
    }
    const ditto = isDitto(name);
    const sure = ditto || isSurelyUnit(name);
    const likely = looksLikeUnit(name) && !soundsLikeSentence(name) && name.length <= 14;
    if (
      !sure &&
      !(loose ? plausible(name, token.before, i === 0) : likely) &&
      !mayTakeEnding(tokens, i, fold, name)
    )
      break;
    const unit: ListedUnit = {
      a: from,
      b: to,
      role: own ?? role,
      add: '',
      collective: isCollective(name),
      ditto,
      sure,
    };
    list.units.push(unit);
    others.push(ending?.[1] ?? '');
    list.end = end;
    if (verb !== '') {
      const given = roleOf(verb);
      for (const earlier of list.units.slice(open)) earlier.role = given;
      list.verbs = true;
      open = list.units.length;
    } else if (own !== null) open = list.units.length;
  }
  // Without a label most names must be sure, lest places or things be read as units.
  if (!loose && list.units.filter((unit) => unit.sure).length * 2 < list.units.length) {
    return { units: [], times: [], end: a, verbs: false, closed: 0 };
  }
  list.closed = open;
  const endings = sharedEndings(list.units.map((unit, i) => fold.slice(unit.a, unit.b) + (others[i] ?? '')));
  for (const [i, unit] of list.units.entries()) {
    const ending = endings[i];
    if (ending === undefined || ending.add === '') continue;
    unit.add = ending.add;
    unit.b -= Math.max(0, ending.drop - (others[i]?.length ?? 0));
    unit.sure = true;
  }
  return list;
}

/** May words that are not surely a unit be taken as one, because a label says that units follow? */
function plausible(name: string, before: string, first: boolean): boolean {
  if (looksLikeUnit(name)) return name.length <= 20 || !soundsLikeSentence(name);
  if (soundsLikeSentence(name) || name.length > 16 || /\d{3}|%/.test(name)) return false;
  return first || before === '、' || before === ';' || before === '\n' || before === '/' || before === '和';
}

/** 教育、卫健、民政等部门: a field that takes its ending from a later name. */
function mayTakeEnding(tokens: readonly Token[], i: number, fold: string, name: string): boolean {
  if (isFunction(name)) return true;
  return (
    name.length <= 4 &&
    tokens
      .slice(i + 1, i + 8)
      .some((token) => /等(?:有关|相关|职能)?(?:部门|单位)/.test(fold.slice(token.a, token.b)))
  );
}

/** Cuts the list at separators outside brackets; a blank or 和 parts names only where a whole name stands before it. */
function tokensOf(fold: string, a: number, b: number): Token[] {
  const pieces: Token[] = [];
  let depth = 0;
  let from = a;
  let before = '';
  for (let i = a; i <= b; i++) {
    const char = i < b ? (fold[i] ?? '') : '、';
    if (char === '(' || char === '“') depth += 1;
    else if (char === ')' || char === '”') depth = Math.max(0, depth - 1);
    if (i < b && (depth > 0 || !SEPARATOR.test(char))) continue;
    if (i > from) {
      pieces.push({ a: from, b: i, before });
      before = char;
    } else if (before === '' || before === ' ') before = char;
    from = i + 1;
  }
  const joined: Token[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    const words = fold.slice(piece.a, piece.b);
    // 市、县(区)文明办: levels of one office, not two names.
    if (
      last !== undefined &&
      piece.before === '、' &&
      /^[省市县区镇乡]级?$/.test(fold.slice(last.a, last.b)) &&
      /^[市县区镇乡村]/.test(words)
    ) {
      last.b = piece.b;
      continue;
    }
    if (
      last !== undefined &&
      (piece.before === ' ' || piece.before === '\n') &&
      !parts(fold.slice(last.a, last.b), words)
    )
      last.b = piece.b;
    else joined.push(piece);
  }
  return joined.flatMap((piece) => splitJoint(fold, piece));
}

/** Does a blank between these two part two names? Not where it has come into the midst of one. */
function parts(left: string, right: string): boolean {
  if (TIME.test(right) || TIME.test(left)) return true;
  if (right.startsWith('(')) return false;
  if (looksLikeUnit(left)) return true;
  // Single characters set wide apart are one name.
  if (left.length <= 3 && !looksLikeUnit(right)) return false;
  return !looksLikeUnit(left + right) || left.length > 6;
}

function splitJoint(fold: string, piece: Token): Token[] {
  const words = fold.slice(piece.a, piece.b);
  const tokens: Token[] = [];
  let from = 0;
  for (const found of words.matchAll(JOINT)) {
    const left = words.slice(from, found.index);
    const right = words.slice(found.index + found[0].length);
    if (left.length < 2 || right.length < 2 || /[(]/.test(left) !== /[)]/.test(left)) continue;
    if (ONE_NAME.test(words)) continue;
    const name = right.replace(ENDING, '');
    const field = isFunction(left) && /(?:部门|单位)/.test(right);
    if (!field && !(isSurelyUnit(left) && (looksLikeUnit(name) || /和|与|及/.test(right)))) continue;
    tokens.push({ a: piece.a + from, b: piece.a + found.index, before: from === 0 ? piece.before : '和' });
    from = found.index + found[0].length;
  }
  tokens.push({ a: piece.a + from, b: piece.b, before: from === 0 ? piece.before : '和' });
  return tokens;
}
