import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, isWorkday } from '../kernel/calendar.ts';
import { CALENDAR, readPack } from '../kernel/fixtures/packs.ts';
import type { PersonId, TaskId, UnitId } from '../kernel/ids.ts';
import { coverageGaps, itemProblems, monthlyDuties, proposeDays } from './cascade.ts';
import { levelAbove } from './plan.ts';
import type { PlanItem, PlanItemId, PlanLevel, Stage, StageId } from './plan.ts';
import { inheritedWindow, outsideStage, stageFindings, stagesOn } from './stages.ts';
import { aimAt, ladderProblems, reviewYear } from './titles.ts';
import type { TitleLadder } from './titles.ts';

const ladder = readPack('titles/county.json') as TitleLadder;
const campaign = { from: '2024-01-01', to: '2026-12-31' };
const stage = (id: string, from: string, to: string): Stage => ({ id: id as StageId, name: id, from, to });
const zhujian = 'zhujian' as UnitId;
const jiaoyu = 'jiaoyu' as UnitId;
const item = (level: PlanLevel, id: string, change: Partial<PlanItem> = {}): PlanItem => ({
  id: id as PlanItemId,
  level,
  parent: null,
  text: id,
  from: '2026-01-01',
  to: '2026-12-31',
  unit: null,
  person: null,
  task: null,
  state: 'open',
  reason: null,
  ...change,
});

test('stages that overlap, share a window or leave the campaign are said', () => {
  const stages = [
    stage('a', '2026-01-01', '2026-03-31'),
    stage('b', '2026-03-01', '2026-06-30'),
    stage('c', '2026-03-01', '2026-06-30'),
    stage('d', '2026-12-01', '2027-01-31'),
    stage('e', '2026-09-30', '2026-09-01'),
  ];

  expect(
    stageFindings(stages, campaign).map((one) => [one.code, one.stage, 'other' in one ? one.other : null]),
  ).toEqual([
    ['overlap', 'a', 'b'],
    ['overlap', 'a', 'c'],
    ['same_window', 'b', 'c'],
    ['outside_campaign', 'd', null],
    ['reversed', 'e', null],
  ]);
  expect(stageFindings(stages, campaign)[0]).toMatchObject({ days: 31 });
  expect(stagesOn(stages, '2026-03-15').map((one) => one.id)).toEqual(['a', 'b', 'c']);
});

test('a task without a day takes the window of its stage; one with its own may lie outside', () => {
  const spring = stage('a', '2026-01-01', '2026-03-31');

  expect(inheritedWindow(spring)).toEqual({ from: '2026-01-01', due: '2026-03-31', inherited: true });
  expect([
    outsideStage('2025-12-31', spring),
    outsideStage('2026-03-31', spring),
    outsideStage('2026-04-01', spring),
  ]).toEqual(['before', null, 'after']);
});

test('five levels hang on each other', () => {
  expect(
    (['day_item', 'month_item', 'unit_plan', 'annual_goal', 'cycle_goal'] as const).map(levelAbove),
  ).toEqual(['month_item', 'unit_plan', 'annual_goal', 'cycle_goal', null]);
});

test('an item hangs on the level above, inside its period, with its unit', () => {
  const problems = (one: PlanItem, parent: PlanItem | null) => itemProblems(one, parent, campaign, CALENDAR);
  const goal = item('annual_goal', 'goal');
  const plan = item('unit_plan', 'plan', { unit: zhujian, from: '2026-01-01', to: '2026-06-30' });
  const month = item('month_item', 'month', { unit: zhujian, from: '2026-10-01', to: '2026-10-31' });

  expect(problems(plan, goal)).toEqual([]);
  expect(problems(plan, null)).toEqual(['no_parent']);
  expect(problems({ ...plan, task: 't' as TaskId }, null)).toEqual([]);
  expect(problems(month, goal)).toEqual(['wrong_level']);
  expect(problems({ ...month, unit: jiaoyu }, plan)).toEqual(['outside_parent', 'other_unit']);
  expect(problems({ ...month, to: '2026-11-02' }, { ...plan, to: '2026-12-31' })).toEqual(['wrong_period']);
  expect(problems(item('cycle_goal', 'c', { from: '2023-01-01' }), null)).toEqual(['outside_campaign']);
  const day = item('day_item', 'day', {
    unit: zhujian,
    person: 'liu' as PersonId,
    from: '2026-10-10',
    to: '2026-10-10',
  });
  expect(problems(day, month)).toEqual([]);
  expect(problems({ ...day, from: '2026-10-11', to: '2026-10-11', person: null }, month)).toEqual([
    'no_person',
    'rest_day',
  ]);
  expect(problems({ ...day, state: 'not_done', reason: ' ' }, month)).toEqual(['no_reason']);
});

test('what is not covered is named: a year, a goal without tasks, a plan without months, a month without days', () => {
  const items = [
    item('cycle_goal', 'c1', { from: '2024-01-01' }),
    item('annual_goal', 'a25', { parent: 'c1' as PlanItemId, from: '2025-01-01', to: '2025-12-31' }),
    item('annual_goal', 'a26', { parent: 'c1' as PlanItemId }),
    item('unit_plan', 'u1', { parent: 'a26' as PlanItemId, unit: zhujian }),
    item('unit_plan', 'u2', { parent: 'a26' as PlanItemId, unit: jiaoyu }),
    item('month_item', 'm1', {
      parent: 'u1' as PlanItemId,
      unit: zhujian,
      from: '2026-03-01',
      to: '2026-03-31',
    }),
    item('month_item', 'm2', {
      parent: 'u1' as PlanItemId,
      unit: zhujian,
      from: '2026-04-01',
      to: '2026-04-30',
    }),
  ];

  expect(coverageGaps(items, campaign, new Set(), '2026-03-10')).toEqual([
    { code: 'no_annual_goal', item: 'c1', year: 2024 },
    { code: 'no_task', item: 'a25' },
    { code: 'no_month_item', item: 'u2' },
    { code: 'no_day_item', item: 'm1' },
  ]);
  expect(
    coverageGaps(items, campaign, new Set(['a25' as PlanItemId]), '2026-03-10').map((gap) => gap.code),
  ).not.toContain('no_task');
});

test('a monthly plan is owed before the month begins, and its answers when it is over', () => {
  const march = item('month_item', 'm1', { unit: zhujian, from: '2026-03-01', to: '2026-03-31' });

  expect(monthlyDuties([march], [zhujian, jiaoyu], '2026-03-09', '2026-02-27')).toEqual([]);
  expect(monthlyDuties([march], [zhujian, jiaoyu], '2026-03-09', '2026-02-28')).toEqual([
    { unit: jiaoyu, code: 'plan_missing', items: 0 },
  ]);
  expect(monthlyDuties([march], [zhujian], '2026-03-01', '2026-04-01')).toEqual([
    { unit: zhujian, code: 'answer_missing', items: 1 },
  ]);
  expect(monthlyDuties([{ ...march, state: 'done' }], [zhujian], '2026-03-01', '2026-04-01')).toEqual([]);
});

test('day items are spread over workdays, and busy days are spared', () => {
  expect(proposeDays(3, '2026-10-01', '2026-10-31', CALENDAR, new Map())).toEqual([
    '2026-10-12',
    '2026-10-20',
    '2026-10-28',
  ]);
  expect(
    proposeDays(
      2,
      '2026-10-08',
      '2026-10-10',
      CALENDAR,
      new Map([
        ['2026-10-08', 1],
        ['2026-10-10', 1],
      ]),
    ),
  ).toEqual(['2026-10-09', '2026-10-10']);
  expect(proposeDays(5, '2026-10-01', '2026-10-08', CALENDAR, new Map(), 3)).toHaveLength(3);
});

test('proposed days are workdays of the period, and no day gets more than it bears', () => {
  fc.assert(
    fc.property(
      fc.nat(30),
      fc.nat(360),
      fc.nat(40),
      fc.integer({ min: 1, max: 4 }),
      (count, offset, length, most) => {
        const from = addDays('2026-01-01', Math.min(offset, 300));
        const to = addDays(from, length);
        const days = proposeDays(count, from, to, CALENDAR, new Map(), most);
        expect(days.length).toBeLessThanOrEqual(count);
        for (const day of days)
          expect([isWorkday(CALENDAR, day), from <= day && day <= to]).toEqual([true, true]);
        for (const same of Map.groupBy(days, (day) => day).values())
          expect(same.length).toBeLessThanOrEqual(most);
      },
    ),
  );
});

test('a title is worked for step by step, and looked at again after three years', () => {
  expect(ladderProblems(ladder)).toEqual([]);
  const held = [
    { title: 'province_nominee', since: '2020-11-01' },
    { title: 'province', since: '2023-11-01' },
  ];
  expect(aimAt(ladder, held, 'nation_nominee')).toEqual({ code: 'next' });
  expect(aimAt(ladder, held, 'nation')).toEqual({ code: 'step_skipped', first: 'nation_nominee' });
  expect(aimAt(ladder, held, 'province')).toEqual({ code: 'again' });
  expect(aimAt(ladder, held, 'moon')).toEqual({ code: 'unknown_title' });
  expect(reviewYear(ladder, { title: 'province', since: '2023-11-01' })).toBe(2026);
  expect(ladderProblems({ ...ladder, rungs: ladder.rungs.toReversed() })).not.toEqual([]);
});
