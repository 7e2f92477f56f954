import { expect, test } from 'vitest';
import type { PersonId, UnitId } from '../kernel/ids.ts';
import { CHAIN_LINKED, FIVE_FIXED, FOUR_CLARITIES, completenessOf, gapsOf } from './completeness.ts';
import type { CompletenessFacts } from './completeness.ts';
import type { UnitPart, UnitRole } from './task.ts';

const liu = 'liu' as PersonId;
const part = (unit: string, role: UnitRole, person: PersonId | null = liu): UnitPart => ({
  unit: unit as UnitId,
  role,
  writtenAs: null,
  claim: 'head',
  chain: { leader: person, section: person === null ? null : '办公室', person },
  progressBp: 0,
  submitted: false,
});
const day = (phrase: string, due: string | null) => ({
  phrase,
  from: null,
  due,
  inherited: false,
  provisional: false,
});
const task = (change: Partial<CompletenessFacts> = {}): CompletenessFacts => ({
  text: '整治背街小巷',
  objective: null,
  standard: '路面平整',
  assessment: null,
  reward: null,
  deadline: day('9月底前', '2026-09-30'),
  recurrence: null,
  units: [part('chengguan', 'lead'), part('jiaoyu', 'cooperating', null)],
  ...change,
});
const items = (facts: CompletenessFacts, rule = FOUR_CLARITIES) => gapsOf(facts, rule).map((gap) => gap.item);

test('a task with objective, standard, deadline and person is clear in four ways', () => {
  expect(items(task())).toEqual([]);
});

test('each missing piece is named, with its unit where it is one', () => {
  expect(items(task({ standard: ' ' }))).toEqual(['standard']);
  expect(items(task({ units: [] }))).toEqual(['units']);
  expect(gapsOf(task({ units: [part('chengguan', 'lead', null)] }), FOUR_CLARITIES)).toEqual([
    { item: 'person', label: '责任人员', unit: 'chengguan' },
  ]);
});

test('a standing duty and a set rhythm are deadlines; 定期 and an undecided 之前 are not', () => {
  const rhythm = { phrase: '每季度', rhythm: 'quarterly', every: 1, day: null } as const;
  expect(items(task({ deadline: day('长期坚持', null) }))).toEqual([]);
  expect(items(task({ deadline: null, recurrence: rhythm }))).toEqual([]);
  expect(items(task({ deadline: null, recurrence: { ...rhythm, rhythm: 'unset' } }))).toEqual(['deadline']);
  expect(items(task({ deadline: day('7月之前', null) }))).toEqual(['deadline']);
});

test('five things are fixed only with assessment, reward and one lead', () => {
  expect(items(task(), FIVE_FIXED)).toEqual(['assessment', 'reward']);
  expect(
    items(
      task({ assessment: '月考评', reward: '通报', units: [part('a', 'lead'), part('b', 'lead')] }),
      FIVE_FIXED,
    ),
  ).toEqual(['one_lead']);
});

test('a chain with a missing link does not count as broken down', () => {
  const loose = part('a', 'lead');

  expect(
    items(task({ units: [{ ...loose, chain: { ...loose.chain, section: null } }] }), CHAIN_LINKED),
  ).toEqual(['chain']);
});

test('one unit without a person does not spoil the rate of the other', () => {
  const shared = task({ units: [part('a', 'responsible'), part('b', 'responsible', null)] });

  const { all, byUnit } = completenessOf([shared, task({ units: [part('b', 'lead')] })], FOUR_CLARITIES);

  expect(all).toEqual({ tasks: 2, complete: 1, rateBp: 5_000, gaps: { person: 1 } });
  expect(byUnit.get('a' as UnitId)?.rateBp).toBe(10_000);
  expect(byUnit.get('b' as UnitId)).toMatchObject({ tasks: 2, complete: 1 });
});
