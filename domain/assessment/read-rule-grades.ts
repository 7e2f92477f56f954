import type { NamedFact } from './edition.ts';
import { ONE, add, compare, rational, readDecimal, subtract } from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';
import { readJudgedGrades } from './read-rule-judged.ts';
import { holds } from './read-rule-tests.ts';
import { clausesOf, factName, listedIn, readThreshold, testOn } from './read-rule-terms.ts';
import type { Threshold } from './read-rule-terms.ts';
import type { RuleContext, RuleReading } from './read-rule-context.ts';
import type { Measure, Test } from './rule.ts';

/** What earns a grade: figures, a number of conditions met, or nothing else (其他). */
type Earns =
  | { is: 'otherwise' }
  | { is: 'counted'; tests: Test[] }
  | { is: 'measured'; subject: string; unit: string | null; tests: Test[]; more: MoreTest[] };

/** A second figure of a compound threshold: 且无劣Ⅴ类水体. */
interface MoreTest {
  fact: NamedFact;
  test: Test;
}

const OTHERWISE =
  /^(?:(?:其他|其它|其余|以外|除此之外)(?:情况|情形|的)?|否则|不符合(?:上述|以上|A、?B)?(?:条件|要求|标准|的)?|(?:未|达不到|不符合|低于)(?:达到)?[A-D]#?(?:级|档)?(?:标准|条件|要求|的)?|以上均不符合|均不符合)$/;

/** A>85%,B>80%,C≤80%; A:符合4项;B:符合3项;C:其他. Null where not every word is understood. */
export function readGrades(words: string, context: RuleContext): RuleReading | null {
  const names = context.grades.map(({ name }) => name).sort((a, b) => b.length - a.length);
  const [, rest = words, subject] = SUBJECT_BEHIND.exec(words) ?? [];
  const parts = gradesBehind(rest, names) ?? gradeParts(rest, names);
  if (parts === null) return null;
  if (subject !== undefined) {
    if (parts.before !== '') return null;
    parts.before = subject;
  }
  const judged = parts.before === '' ? readJudgedGrades(parts.clauses, context) : null;
  if (judged !== null) return judged;
  const clauses = parts.clauses.map(({ grade, words: body }) => ({ grade, earns: readEarns(body) }));
  const order = context.grades.map(({ name }) => name);
  const worthless = new Set(
    context.grades
      .filter(({ sinks, name }) => sinks !== 'self' || name.endsWith('#'))
      .map(({ name }) => name),
  );
  // A hard floor is looked at first, then the best grade downwards.
  const rank = (grade: string) => (worthless.has(grade) ? -1 : order.indexOf(grade));
  const steps: { grade: string; earns: Exclude<Earns, { is: 'otherwise' }> }[] = [];
  let otherwise: string | null = null;
  for (const { grade, earns } of clauses) {
    if (earns === null) return null;
    if (earns.is !== 'otherwise') steps.push({ grade, earns });
    else if (otherwise === null) otherwise = grade;
    else return null;
  }
  if (new Set(clauses.map(({ grade }) => grade)).size !== clauses.length || steps.length === 0) return null;
  steps.sort((a, b) => rank(a.grade) - rank(b.grade));
  // C:60%以上;C#:60%以下: what both take in belongs to the better one, as with other grades.
  for (const { grade, earns } of steps) {
    if (!worthless.has(grade)) continue;
    earns.tests = earns.tests.map((test) =>
      test.is === '<=' && steps.some((step) => step.grade !== grade && takesIn(step.earns, test.than))
        ? { ...test, is: '<' }
        : test,
    );
  }
  if (otherwise === null) {
    const last = steps.at(-1);
    if (last === undefined || steps.length < 2 || !coverAll(steps.map(({ earns }) => earns))) return null;
    otherwise = last.grade;
    steps.pop();
  }
  const counted = steps.every(({ earns }) => earns.is === 'counted');
  if (!counted && steps.some(({ earns }) => earns.is === 'counted')) return null;
  const measured = measureOf(
    steps.map(({ earns }) => earns),
    counted,
    parts.before,
    context,
  );
  if (measured === null) return null;
  const more = steps.flatMap(({ earns }) => (earns.is === 'measured' ? earns.more : []));
  const facts = [...measured.facts, ...more.map(({ fact }) => fact)];
  return {
    rule: {
      measure: measured.measure,
      score: {
        type: 'grades',
        steps: steps.map(({ grade, earns }) => ({
          grade,
          when: [...earns.tests, ...(earns.is === 'measured' ? earns.more.map(({ test }) => test) : [])],
        })),
        otherwise,
      },
      guards: [],
    },
    facts: facts.filter(({ name }, at) => facts.findIndex((each) => each.name === name) === at),
  };
}

const takesIn = ({ tests }: Exclude<Earns, { is: 'otherwise' }>, limit: string): boolean =>
  tests.some(({ is, than }) => is === '>=' && than === limit);

/** A>90%,B>80%,C≤80%(车辆守法率) */
const SUBJECT_BEHIND = /^(.+[\d%])\(((?:[^()\d,;。:]{1,16}?)(?:率|比例|比重|占比|满意度|覆盖面))\)[。]?$/s;

/** Cuts the text at the names of the grades. What stands before the first must be a list of conditions or end in a colon. */
function gradeParts(
  words: string,
  names: readonly string[],
): { before: string; clauses: { grade: string; words: string }[] } | null {
  const either = names.map((name) => name.replaceAll(/[#.*+?^$()[\]{}|\\]/g, '\\$&')).join('|');
  if (either === '') return null;
  const marker = new RegExp(
    `(?<![A-Za-z0-9])(?:得|评|定|计|为)?(${either})(?:档|级|等)?(?![A-Za-z0-9#])(?:[:=]|为|是|指|得)?`,
    'g',
  );
  const found = [...words.matchAll(marker)].filter(
    // C in 未达到B的为C names another grade inside a clause, not a new one.
    ({ index }) =>
      index === 0 ||
      /[,;。\n、:)(]$|(?:否则|其他|其它|其余)(?:的)?(?:为|得|评|计)?$/.test(words.slice(0, index)),
  );
  if (found.length < 2) return null;
  const clauses: { grade: string; words: string }[] = [];
  let before = words.slice(0, found[0]?.index);
  found.forEach((match, at) => {
    const next = found[at + 1];
    let body = words.slice(match.index + match[0].length, next?.index);
    const lead = /(?:^|[,;。\n、(])((?:否则|其他|其它|其余)(?:情况|情形)?)(?:的)?(?:为|得|评|计)?$/.exec(
      at === 0 ? before : words.slice(0, match.index),
    );
    if (lead !== null && body.replaceAll(/[,;。\n、)]+/g, '') === '') body = lead[1] ?? '';
    // 否则 before the next grade belongs to that one.
    body = body.replace(/[,;。\n、(](?:否则|其他|其它|其余)(?:情况|情形)?(?:的)?(?:为|得|评|计)?$/, '');
    clauses.push({
      grade: match[1] ?? '',
      words: body.replaceAll(/^[:,;。\n、()]+|[,;。\n、]+$/g, '').replace(/^\((.*)\)$/, '$1'),
    });
  });
  before = before.replaceAll(/^[,;。\n、]+|[,;。\n、(]+$/g, '');
  if (!/^\p{L}{0,24}$/u.test(before) && !before.endsWith(':') && listedIn(before).length === 0) return null;
  return { before, clauses };
}

/** 符合4项为A,符合3项为B,否则为C */
function gradesBehind(words: string, names: readonly string[]): ReturnType<typeof gradeParts> {
  const behind =
    /^(.+?)(?:的|者)?(?:,)?(?:为|得|是|评为|定为|评定为|评|定|计为|属)([A-Z]#?|[一-鿿]{1,3}?)(?:档|级|等|等次|等级)?$/;
  const all = clausesOf(words);
  const graded = all
    .map((clause) => behind.exec(clause))
    .map((match) => (names.includes(match?.[2] ?? '') ? match : null));
  const first = graded.findIndex((match) => match !== null);
  if (first < 0 || graded.slice(first).includes(null)) return null;
  // ①有坡道;②有扶手。2项全部符合为A,符合1项为B,否则为C
  const before = all.slice(0, first).join(';');
  if (before !== '' && listedIn(before).length === 0) return null;
  const clauses = graded
    .slice(first)
    .flatMap((match) => (match === null ? [] : [{ grade: match[2] ?? '', words: match[1] ?? '' }]));
  return clauses.length < 2 ? null : { before, clauses };
}

const COUNTED =
  /^(?:(?:全部|完全)?(?:符合|满足|达到|做到|具备|完成)(?:其中|上述|以上|标准)?(?:的)?)?([≥>])?(?:任意)?(\d{1,2}|[一二两三四五六七八九十])(?:项|条|个)(?:条件|标准|要求|内容)?(?:(?:均|都|全部)?(?:符合|满足|达到|达标)?)?(?:的)?((?:\(含\)|及其?|或)?以上|((?:\(含\)|及其?|或)?以下))?$/;
const RANGE =
  /^(?:符合|满足|达到|做到|具备)?(\d{1,2})[-~—至到](\d{1,2})(?:项|条|个)(?:条件|标准|要求)?(?:的)?$/;
const FEWER = /^(?:符合|满足)?(?:不足|少于|不到|低于)(\d{1,2})(?:项|条|个)$/;

function readEarns(words: string): Earns | null {
  if (words === '' || OTHERWISE.test(words)) return words === '' ? null : { is: 'otherwise' };
  const range = RANGE.exec(words);
  if (range)
    return {
      is: 'counted',
      tests: [
        testOn(null, { is: '>=', than: range[1] ?? '' }),
        testOn(null, { is: '<=', than: range[2] ?? '' }),
      ],
    };
  const fewer = FEWER.exec(words)?.[1];
  if (fewer !== undefined) return { is: 'counted', tests: [testOn(null, { is: '<', than: fewer })] };
  const counted = COUNTED.exec(words);
  const digits = counted?.[2];
  if (counted && digits !== undefined) {
    const at = /^\d/.test(digits)
      ? Number(digits)
      : digits === '两'
        ? 2
        : '一二三四五六七八九十'.indexOf(digits) + 1;
    return {
      is: 'counted',
      tests: [
        testOn(null, {
          is: counted[4] !== undefined ? '<=' : counted[1] === '>' ? '>' : '>=',
          than: String(at),
        }),
      ],
    };
  }
  const none = NONE_OF.exec(words);
  if (none)
    return {
      is: 'measured',
      subject: '',
      unit: none[1] ?? null,
      tests: [testOn(null, { is: '<=', than: '0' })],
      more: [],
    };
  const [first = '', ...others] = words.split(/(?<=[\d%以上下内)级])(?:,|、)?(?:且|并且|同时|并)/);
  const threshold = readThreshold(first);
  if (threshold === null) return null;
  const more: MoreTest[] = [];
  for (const other of others) {
    const read = readMore(other);
    if (read === null) return null;
    more.push(read);
  }
  return {
    is: 'measured',
    subject: threshold.subject,
    unit: threshold.unit,
    tests: upToWhole(threshold).map((test) => testOn(null, test)),
    more,
  };
}

/** 95%-100%: more than all is no less than all. */
const upToWhole = ({ tests }: Threshold): Threshold['tests'] =>
  tests.length < 2 ? tests : tests.filter(({ is, than }) => is !== '<=' || than !== '100%');

const NONE_OF = /^0(人次|人|次|处|个|起|件|例|辆|户|家)$/;
/** Counted in whole numbers. */
const WHOLE = /^(?:人次|人|次|处|个|起|件|例|辆|户|家|项|条|场|篇|座|所|块|部|台|盏|支|期|幅|面)$/;

/** 无劣Ⅴ类水体: there must be none of it. Or a second figure with its own name. */
function readMore(words: string): MoreTest | null {
  const none = /^(?:无|没有|不存在|未发生|未出现|杜绝)([^\d%≥≤<>]{2,18})$/.exec(words)?.[1];
  if (none !== undefined)
    return {
      fact: { name: none, text: `${none}的数量`, unit: null, how: 'sum' },
      test: { fact: none, is: '<=', than: '0' },
    };
  const threshold = readThreshold(words);
  const [test] = threshold?.tests ?? [];
  if (threshold === null || test === undefined || threshold.subject === '' || threshold.tests.length > 1)
    return null;
  return {
    fact: { name: threshold.subject, text: threshold.subject, unit: threshold.unit, how: null },
    test: testOn(threshold.subject, test),
  };
}

function measureOf(
  earns: readonly Exclude<Earns, { is: 'otherwise' }>[],
  counted: boolean,
  before: string,
  context: RuleContext,
): { measure: Measure; facts: NamedFact[] } | null {
  if (counted) {
    const listed = [before, context.title].map(listedIn).find((items) => items.length > 0) ?? [];
    const most = Math.max(...earns.flatMap(({ tests }) => tests.map(({ than }) => Number(than))));
    if (listed.length === 0) {
      const fact = { name: '符合项数', text: '符合的条件有几项', unit: '项', how: null };
      return { measure: { type: 'value', fact: fact.name, how: null }, facts: [fact] };
    }
    if (most > listed.length) return null;
    const conditions = listed.map((text, at) => ({ fact: `条件${at + 1}`, text }));
    return {
      measure: { type: 'conditions', conditions },
      facts: conditions.map(({ fact, text }) => ({ name: fact, text, unit: null, how: null })),
    };
  }
  const subjects = [
    ...new Set(
      earns.flatMap((each) => (each.is === 'measured' && each.subject !== '' ? [each.subject] : [])),
    ),
  ];
  const units = new Set(
    earns.flatMap((each) => (each.is === 'measured' && each.unit !== null ? [each.unit] : [])),
  );
  if (subjects.length > 1 || units.size > 1) return null;
  const [unit = null] = units;
  return measured(subjects[0] ?? before.replace(/:$/, ''), unit, context);
}

/** How a figure comes about: a survey, cases per 10,000 households, else as it is reported. */
export function measured(
  subject: string,
  unit: string | null,
  context: RuleContext,
): { measure: Measure; facts: NamedFact[] } {
  const name = factName(subject, context.title, unit === '%' ? '达标率' : '数值');
  if (unit === '%' && /满意度|满意率|知晓率|支持率|认可度/.test(name)) {
    const noun = /知晓/.test(name)
      ? '知晓'
      : /支持/.test(name)
        ? '支持'
        : /认可/.test(name)
          ? '认可'
          : '满意';
    return {
      measure: { type: 'satisfaction', favourable: `${noun}人数`, asked: '调查人数', atLeast: 0 },
      facts: [
        { name: `${noun}人数`, text: `${name}调查中表示${noun}的人数`, unit: '人', how: null },
        { name: '调查人数', text: `${name}调查的有效样本`, unit: '人', how: null },
      ],
    };
  }
  if (unit?.endsWith('每万户') === true) {
    const cases = `${name.replace(/率$/, '')}数`;
    return {
      measure: { type: 'incidence', cases, base: '户数', per: '10000' },
      facts: [
        { name: cases, text: name, unit: unit.slice(0, 1), how: null },
        { name: '户数', text: '总户数', unit: '户', how: null },
      ],
    };
  }
  return {
    measure: { type: 'value', fact: name, how: null },
    facts: [{ name, text: subject === '' ? name : subject, unit, how: null }],
  };
}

/** Every figure earns some grade: tried at, below and above each limit. */
function coverAll(earns: readonly Exclude<Earns, { is: 'otherwise' }>[]): boolean {
  // A compound step may fail by its second figure; the others must do without it.
  const sure = earns.filter((each) => each.is === 'counted' || each.more.length === 0);
  const counted = earns.every(
    (each) => each.is === 'counted' || (each.unit !== null && WHOLE.test(each.unit)),
  );
  const limits = earns.flatMap(({ tests }) => tests.flatMap(({ than }) => readDecimal(than) ?? []));
  if (limits.length === 0) return false;
  const sorted = limits.toSorted(compare);
  const tried: Rational[] = sorted.flatMap((limit, at) => {
    const next = sorted[at + 1];
    // Conditions are met in whole numbers.
    return next === undefined || (counted && compare(subtract(next, limit), ONE) <= 0)
      ? [limit]
      : [limit, rational(limit.n * next.d + next.n * limit.d, 2n * limit.d * next.d)];
  });
  for (const end of [sorted[0], sorted.at(-1)])
    if (end !== undefined) tried.push(subtract(end, ONE), add(end, ONE));
  return tried.every((value) => sure.some(({ tests }) => tests.every((test) => holds(test, value))));
}
