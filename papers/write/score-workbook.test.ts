import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import { newEdition, newNode } from '@tongchuang/domain/assessment/new-edition.ts';
import type { Measure, Rule } from '@tongchuang/domain/assessment/rule.ts';
import { newFact, type Fact } from '@tongchuang/domain/scoring/fact.ts';
import type { NodeResult, Result } from '@tongchuang/domain/scoring/result.ts';
import { score } from '@tongchuang/domain/scoring/score.ts';
import { PLACE, type Subject } from '@tongchuang/domain/scoring/subject.ts';
import { frameworkCase } from '@tongchuang/testkit/frameworks.ts';
import { recalculated } from './score-sheets/recalculated.ts';
import { layOut } from './score-sheets/score-layout.ts';
import { scoreWorkbook } from './score-workbook.ts';

const RANDOM = Array.from({ length: 24 }, (_, at) => at + 1);
const LONG = 400_000;
const NO_CALC = 'no LibreOffice Calc on this machine: libreoffice-calc-nogui';

interface Scored {
  edition: Edition;
  facts: readonly Fact[];
  subject: Subject;
}

const bookOf = ({ edition, facts, subject }: Scored, mostRows?: number): Promise<Uint8Array> =>
  scoreWorkbook({
    ...(mostRows === undefined ? {} : { mostRows }),
    edition,
    facts,
    subject,
    result: score(edition, facts, subject),
    title: '清源县第一次模拟测评',
    head: '2026-03-02',
  });

const withSubject = (seed: number): Scored => {
  const { edition, facts, subjects } = frameworkCase(seed);
  return { edition, facts, subject: subjects[seed % subjects.length] ?? PLACE };
};

const STATES: Record<string, string> = { 已定: 'known', 未定: 'unknown', 不适用: 'not_applicable' };
const amount = (text: string | undefined): number | null => (text ? Number(text) : null);

/** What the first sheet says, in the shape of a result. */
function shown(edition: Edition, rows: readonly string[][]): Result {
  const place = layOut(edition)[0];
  if (place === undefined) throw new Error('no edition');
  const at = (row: number): Omit<NodeResult, 'code'> => {
    const [, , , , points, of, max, low, high, lost, state = '', sunk] = rows[row - 1] ?? [];
    return {
      state: (STATES[state] ?? state) as NodeResult['state'],
      points: amount(points),
      of: Number(of),
      max: Number(max),
      low: Number(low),
      high: Number(high),
      lost: Number(lost),
      sunk: sunk === '是',
    };
  };
  const projection = rows[place.totalRow] ?? [];
  return {
    total: {
      ...at(place.totalRow),
      declared: Number(projection[3]),
      converted: amount(projection[4]),
      vetoes: { struck: [], open: [] },
    },
    nodes: place.nodes.map(({ node, row }) => ({ code: node.code, ...at(row) })),
  };
}

/** What the sheet says beside what the engine says; the sheet shows vetoes row by row only. */
function agrees({ edition, facts, subject }: Scored, rows: readonly string[][], which: string): void {
  const { total, nodes } = score(edition, facts, subject);
  expect(shown(edition, rows), which).toEqual({
    total: { ...total, vetoes: { struck: [], open: [] } },
    nodes,
  });
}

let isCalcThere = false;
beforeAll(async () => {
  const edition = newEdition({
    title: '一项',
    nodes: [newNode({ code: '1', level: 1, title: '一', points: 1 })],
  });
  isCalcThere = (await recalculated([await bookOf({ edition, facts: [], subject: PLACE })])) !== null;
  if (!isCalcThere && process.env['CI']) throw new Error(NO_CALC);
}, LONG);

describe('a scored round, computed again by LibreOffice', () => {
  test(
    'says of every node what the engine says, for rules of every sort',
    { timeout: LONG },
    async (story) => {
      if (!isCalcThere) return story.skip(NO_CALC);
      const cases = RANDOM.map(withSubject);
      const kinds = new Set(cases.flatMap(({ edition }) => rulesOf(edition).flatMap(kindsOf)));
      expect([...kinds].toSorted()).toEqual(EVERY_KIND.toSorted());

      const books = await recalculated(await Promise.all(cases.map((one) => bookOf(one))));

      cases.forEach((one, at) => agrees(one, books?.[at] ?? [], `seed ${RANDOM[at]}`));
    },
  );

  test(
    'comes to the same where facts are tallied, and sites put together',
    { timeout: LONG },
    async (story) => {
      if (!isCalcThere) return story.skip(NO_CALC);
      const cases = RANDOM.slice(0, 12).map((seed) => withSubject(seed + 100));
      // Rows for the tallies of sites, by turns, and none.
      const written = cases.map((one, at) => bookOf(one, at % 2 === 0 ? 0 : one.facts.length - 1));

      const books = await recalculated(await Promise.all(written));

      cases.forEach((one, at) => agrees(one, books?.[at] ?? [], `seed ${(RANDOM[at] ?? 0) + 100}, tallied`));
    },
  );

  test('follows a hand that changes observations', { timeout: LONG }, async (story) => {
    if (!isCalcThere) return story.skip(NO_CALC);
    const cases = RANDOM.slice(0, 12).map(withSubject);
    const changed = await Promise.all(
      cases.map(async (one, at) => changedByHand(await bookOf(one), one.facts, at)),
    );
    expect(changed.reduce((sum, { hands }) => sum + hands, 0)).toBeGreaterThan(200);

    const books = await recalculated(changed.map(({ book }) => book));

    cases.forEach((one, at) => {
      agrees({ ...one, facts: changed[at]?.facts ?? [] }, books?.[at] ?? [], `seed ${RANDOM[at]}, changed`);
    });
  });

  test(
    'rounds as the engine does where binary fractions lie near a tie',
    { timeout: LONG },
    async (story) => {
      if (!isCalcThere) return story.skip(NO_CALC);
      const drawn = fc.sample(TIE, { numRuns: 600, seed: 2675 });
      // 5.35 ÷ 2 = 2.675, which a binary fraction cannot say; and a mean of thirds that just reaches its threshold.
      const round = roundOf([{ points: 535, of: 1, outOf: 2 }, { points: 100, of: 1, outOf: 3 }, ...drawn]);

      const books = await recalculated([await bookOf(round)]);

      agrees(round, books?.[0] ?? [], 'ties');
      expect(shown(round.edition, books?.[0] ?? []).nodes[1]).toMatchObject({ code: '1.1', points: 2.68 });
    },
  );
});

describe('the file', () => {
  test('is the same for the same round', async () => {
    const [one, other] = await Promise.all([bookOf(withSubject(3)), bookOf(withSubject(3))]);
    expect(Buffer.compare(one, other)).toBe(0);
  });

  test('shows what the engine said where nothing computes', async () => {
    const round = withSubject(3);
    const xml = strFromU8(unzipSync(await bookOf(round))['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    const { total, nodes } = score(round.edition, round.facts, round.subject);
    const said = (cell: string) =>
      new RegExp(`<c r="${cell}"[^>]*><f>[^<]*</f><v>([^<]*)</v>`).exec(xml)?.[1];

    expect(['E5', 'H5', 'I5'].map(said)).toEqual([total.points, total.low, total.high].map(String));
    expect(said('J7')).toBe(String(nodes[0]?.lost));
  });

  test('takes no text for a formula', async () => {
    const nasty = ['=HYPERLINK("http://x","a")', '+cmd|calc', '-2+3', '@SUM(A1)'];
    const edition = newEdition({
      title: '=1+1',
      grades: nasty.map((name) => ({ name, worth: '0.5', sinks: 'self' })),
      nodes: nasty.map((text) =>
        newNode({
          code: text,
          title: text,
          level: 1,
          points: 1,
          rule: {
            measure: { type: 'members', members: nasty, fact: text },
            score: { type: 'grades', steps: [], otherwise: text },
            guards: [{ type: 'absence', fact: text }],
          },
        }),
      ),
    });
    const facts = nasty.map((text, at) => ({
      ...factOf(`${at}`, text, text, 0),
      value: { grade: text },
      site: text,
      reason: text,
    }));
    const parts = unzipSync(await bookOf({ edition, facts, subject: PLACE }));
    const formulas = Object.entries(parts)
      .filter(([name]) => name.startsWith('xl/worksheets/'))
      .flatMap(([, xml]) => [...strFromU8(xml).matchAll(/<f>([^<]*)<\/f>/g)].map(([, text = '']) => text));

    expect(formulas.length).toBeGreaterThan(50);
    expect(formulas.filter((text) => /HYPERLINK|cmd|SUM\(A1\)|-2\+3|1\+1/.test(text))).toEqual([]);
  });

  test(
    'asks for a computation when it is opened, and uses no function newer than Excel 2019',
    { timeout: LONG },
    async () => {
      const books = await Promise.all(RANDOM.slice(0, 8).map((seed) => bookOf(withSubject(seed))));
      const used = new Set<string>();
      for (const book of books) {
        const parts = unzipSync(book);
        expect(strFromU8(parts['xl/workbook.xml'] ?? new Uint8Array())).toContain('fullCalcOnLoad="1"');
        for (const [name, xml] of Object.entries(parts))
          if (name.startsWith('xl/worksheets/'))
            for (const [, formula = ''] of strFromU8(xml).matchAll(/<f>([^<]*)<\/f>/g)) {
              expect(formula.length).toBeLessThan(8_192);
              for (const [, called = ''] of formula.matchAll(/([A-Z_][\w.]*)\(/gi)) used.add(called);
            }
      }
      expect([...used].toSorted()).toEqual(KNOWN_FUNCTIONS.filter((name) => used.has(name)));
    },
  );
});

// In Excel 2019, WPS and LibreOffice 7.4. `_xlfn.` is how the file marks what came after Excel 2007.
const KNOWN_FUNCTIONS = [
  'ABS AND CHOOSE COUNT COUNTA COUNTIF COUNTIFS EXACT IF IFERROR ISNUMBER MAX MIN N NOT OR ROUND ROUNDUP SUM SUMIFS',
  'SUMPRODUCT TEXT _xlfn.MAXIFS _xlfn.MINIFS',
].flatMap((names) => names.split(' '));

const MEASURES: Measure['type'][] = [
  ...([
    'conditions',
    'value',
    'rate',
    'coverage',
    'members',
    'density',
    'incidence',
    'satisfaction',
  ] as const),
  ...(['observations', 'sites', 'manual', 'formula'] as const),
];
const SCORES: Rule['score']['type'][] = ['grades', 'proportional', 'deduct', 'pass', 'points', 'share'];
const GUARDS: Rule['guards'][number]['type'][] = ['absence', 'zero_tolerance', 'floor'];
const EVERY_KIND: string[] = [...MEASURES, ...SCORES, ...GUARDS];

const rulesOf = (edition: Edition): Rule[] =>
  edition.nodes.flatMap(({ rule, parts }) => [...(rule ? [rule] : []), ...parts.map((part) => part.rule)]);
const kindsOf = ({ measure, score: by, guards }: Rule): string[] => [
  measure.type,
  by.type,
  ...guards.map((guard) => guard.type),
];

interface Tie {
  /** Hundredths. */
  points: number;
  of: number;
  outOf: number;
}
const TIE: fc.Arbitrary<Tie> = fc
  .tuple(
    fc.integer({ min: 1, max: 9_999 }),
    fc.constantFrom(2, 3, 4, 6, 7, 8, 16, 40, 64, 125, 200, 997),
    fc.nat(),
  )
  .map(([points, outOf, of]) => ({ points, outOf, of: of % (outOf + 1) }));

/** One leaf a tie, by turns as a rate, as a mean of observations, and in two parts. */
function roundOf(ties: readonly Tie[]): Scored {
  const facts: Fact[] = [];
  const rate: Rule = {
    measure: { type: 'rate', of: 'of', outOf: 'out_of' },
    score: { type: 'share' },
    guards: [],
  };
  const leaves = ties.map(({ points, of, outOf }, at) => {
    const code = `1.${at + 1}`;
    const leaf = newNode({ code, parent: '1', level: 2, title: code, points: points / 100 });
    const add = (name: string, value: number) =>
      facts.push(factOf(`${code} ${name} ${facts.length}`, code, name, value));
    if (at % 3 === 1) {
      for (const value of [of, 0, outOf]) add('value', value * 1_000);
      leaf.rule = {
        measure: { type: 'observations', fact: 'value' },
        score: { type: 'proportional', full: '12.5', from: '0.1' },
        guards: [],
      };
      return leaf;
    }
    add('of', of * 1_000);
    add('out_of', outOf * 1_000);
    if (at % 3 === 0) leaf.rule = rate;
    else
      leaf.parts = [
        { method: '实地考察', share: '1/3', rule: rate },
        {
          method: '问卷调查',
          share: '70%',
          rule: { ...rate, score: { type: 'pass', is: '>=', than: '1/3' } },
        },
      ];
    return leaf;
  });
  const root = newNode({ code: '1', level: 1, title: '一' });
  return { edition: newEdition({ title: '平分', nodes: [root, ...leaves] }), facts, subject: PLACE };
}

const factOf = (id: string, criterion: string, name: string, tenThousandths: number): Fact =>
  newFact({
    id,
    criterion,
    name,
    value: { tenThousandths },
  });

const HANDS = [
  { cell: '<v>1</v>', state: 'observed', value: { tenThousandths: 10_000 } },
  { cell: '<v>0.8501</v>', state: 'observed', value: { tenThousandths: 8_501 } },
  { cell: '<v>-2</v>', state: 'observed', value: { tenThousandths: -20_000 } },
  { cell: '<v>60</v>', state: 'observed', value: { tenThousandths: 600_000 } },
  { cell: '', state: 'not_observed', value: null },
  { cell: '<is><t>不适用</t></is>', state: 'not_applicable', value: null },
  { cell: '<is><t>B</t></is>', state: 'observed', value: { grade: 'B' } },
] as const;

/** Every third observation is written over in the file, as a hand would, and in the facts. */
function changedByHand(book: Uint8Array, facts: readonly Fact[], turn: number) {
  const parts = unzipSync(book);
  const texts = [...xmlOf('xl/sharedStrings.xml').matchAll(/<si><t[^>]*>([^<]*)<\/t><\/si>/g)].map(
    (one) => one[1] ?? '',
  );
  const changes = new Map<string, Pick<Fact, 'state' | 'value'>>();
  let hands = turn;
  const sheet = xmlOf('xl/worksheets/sheet3.xml').replaceAll(/<row r="(\d+)".*?<\/row>/gs, (row) => {
    const id = texts[Number(/<c r="Q\d+"[^>]*><v>(\d+)<\/v>/.exec(row)?.[1])];
    const entered = /<c r="D\d+"(?: s="\d+")?>(?!<f>).*?<\/c>/.exec(row)?.[0];
    // A fact that counts nowhere has no group.
    if (id === undefined || entered === undefined || !/<c r="F\d+"[^>]*><v>/.test(row)) return row;
    hands += 1;
    const hand = HANDS[hands % HANDS.length];
    if (hands % 3 > 0 || hand === undefined) return row;
    changes.set(id, hand);
    const start = /<c r="D\d+"/.exec(entered)?.[0] ?? '';
    return row.replace(
      entered,
      `${start}${hand.cell.startsWith('<is>') ? ' t="inlineStr"' : ''}>${hand.cell}</c>`,
    );
  });
  parts['xl/worksheets/sheet3.xml'] = strToU8(sheet);
  return {
    book: zipSync(parts),
    hands: changes.size,
    facts: facts.map((fact) => ({ ...fact, ...withoutCell(changes.get(fact.id)) })),
  };

  function xmlOf(name: string): string {
    return strFromU8(parts[name] ?? new Uint8Array());
  }
}

const withoutCell = (change: Pick<Fact, 'state' | 'value'> | undefined): Partial<Fact> =>
  change === undefined ? {} : { state: change.state, value: change.value };
