import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CampaignId, PersonId, PlanId, TaskId, UnitId } from '../kernel/ids.ts';
import { canonicalLetter, letterDraft } from './letters.ts';
import type { LetterFacts } from './letters.ts';
import type { Task, UnitPart } from './task.ts';

const zhujian = 'zhujian' as UnitId;
const part = (change: Partial<UnitPart> = {}): UnitPart => ({
  unit: zhujian,
  role: 'responsible',
  writtenAs: '县住建局',
  claim: 'head',
  chain: { leader: 'wang' as PersonId, section: '市政股', person: 'liu' as PersonId },
  progressBp: 0,
  submitted: false,
  ...change,
});
const task = (change: Partial<Task> = {}): Task & { version: number } => ({
  id: 't1' as TaskId,
  campaign: 'c' as CampaignId,
  plan: 'p' as PlanId,
  no: '(1)',
  sectionPath: [],
  position: 0,
  parent: null,
  text: '整治背街小巷',
  objective: null,
  standard: '路面平整',
  assessment: null,
  reward: null,
  stage: null,
  deadline: { phrase: '9月底前', from: null, due: '2026-09-30', inherited: false, provisional: false },
  recurrence: null,
  targets: [{ text: '不少于12条', comparator: '>=', value: 12, unit: '条', attained: null }],
  units: [part()],
  weight: 10,
  state: 'claimed',
  request: null,
  submittedBy: null,
  doneOn: null,
  issuedOn: '2026-03-02',
  version: 3,
  ...change,
});
const names = new Map([
  ['wang', '王海'],
  ['liu', '刘芳'],
]);
const facts = (
  tasks: LetterFacts['tasks'],
  terms: LetterFacts['terms'] = { assessment: '月考评', reward: '年度表彰' },
): LetterFacts => ({
  title: '清源县2026年度责任书',
  number: null,
  issuer: { name: '清源县创建全国文明城市指挥部', signatory: null },
  unit: { id: zhujian, name: '清源县住房和城乡建设局', signatory: '局长 李静' },
  period: { from: '2026-01-01', to: '2026-12-31' },
  tasks,
  terms,
  nameOf: (person) => names.get(person) ?? null,
});

test('a letter speaks of the claimed tasks in the order of the plan, with its chain once', () => {
  const { content, unclaimed } = letterDraft(
    facts([
      task({ id: 't2' as TaskId, position: 2, no: '(2)' }),
      task(),
      task({ id: 't3' as TaskId, position: 3, units: [part({ claim: 'unit' })] }),
      task({ id: 't4' as TaskId, units: [part({ role: 'assessing' })] }),
      task({ id: 't5' as TaskId, state: 'dropped' }),
    ]),
  );

  expect(content.tasks.map((one) => one.no)).toEqual(['(1)', '(2)']);
  expect(content.tasks[0]).toMatchObject({
    targets: ['不少于12条'],
    deadline: { phrase: '9月底前', due: '2026-09-30' },
    version: 3,
  });
  expect(content.chain).toEqual(['分管领导\uff1a王海\uff1b承办科室\uff1a市政股\uff1b责任人\uff1a刘芳']);
  expect(content.gaps).toEqual([]);
  expect(unclaimed).toEqual(['t3']);
});

test('what is not fixed is said: once for the campaign, and for each task', () => {
  const { content } = letterDraft(
    facts([task({ deadline: null }), task({ id: 't2' as TaskId, position: 1 })], {
      assessment: null,
      reward: '年度表彰',
    }),
  );

  expect(content.gaps.map((gap) => [gap.code, gap.taskId])).toEqual([
    ['deadline', 't1'],
    ['assessment', null],
  ]);
});

test('a recurring task without a day says its rhythm', () => {
  const { content } = letterDraft(
    facts([
      task({ deadline: null, recurrence: { phrase: '每季度', rhythm: 'quarterly', every: 1, day: null } }),
    ]),
  );

  expect(content.tasks[0]?.deadline).toEqual({ phrase: '每季度', due: null });
});

test('the bytes that are hashed do not depend on the order in which facts were gathered, and tell every word', () => {
  const tasks = [
    task(),
    task({ id: 't2' as TaskId, position: 1 }),
    task({ id: 't3' as TaskId, position: 2 }),
  ];
  const bytes = canonicalLetter(letterDraft(facts(tasks)).content);
  fc.assert(
    fc.property(fc.shuffledSubarray(tasks, { minLength: 3 }), fc.nat(bytes.length - 1), (shuffled, n) => {
      expect(canonicalLetter(letterDraft(facts(shuffled)).content)).toBe(bytes);
      const other = letterDraft(facts(tasks)).content;
      other.title += String(n);
      expect(canonicalLetter(other)).not.toBe(bytes);
    }),
  );
});
