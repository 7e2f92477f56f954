import { expect, test } from 'vitest';
import type { TaskId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { narrow, sectionsBelow, spanOf, wishOf, type Known } from './narrow.ts';
import { planRows, type Line, type Tree } from './plan-rows.ts';
import { headsOf, sumUp } from './sums.ts';

const line = (id: string, more: Partial<Line> = {}): Line => ({
  id: id as TaskId,
  no: id,
  text: `任务${id}`,
  planId: 'plan' as Line['planId'],
  sectionId: 's1',
  parentId: null,
  seriesId: null,
  stageId: null,
  position: Number(id),
  state: 'in_progress',
  light: 'on_time',
  provisional: false,
  reason: { code: 'in_time' },
  due: '2026-03-04',
  duePhrase: null,
  recurs: false,
  request: null,
  progressBp: 5000,
  weight: 10,
  version: 1,
  units: [{ unitId: 'housing' as UnitId, role: 'lead', claim: 'head', progressBp: 5000 }],
  ...more,
});
const known: Known = {
  today: '2026-03-02',
  ownUnit: 'housing' as UnitId,
  sections: [
    { id: 's1', parentId: null },
    { id: 's1a', parentId: 's1' },
    { id: 's2', parentId: null },
  ],
  found: null,
};
const wish = (search: string) => {
  const given = new URLSearchParams(search);
  return wishOf({
    get: (name) => given.get(name) ?? '',
    list: (name) => (given.get(name) ?? '').split(',').filter((value) => value !== ''),
  });
};
const ids = (lines: readonly Line[]) => lines.map(({ id }) => id);

test('several values of one filter are "or", different filters are "and"', () => {
  const lines = [
    line('1', { state: 'issued', light: 'late' }),
    line('2', { state: 'returned', light: 'late' }),
    line('3', { state: 'issued' }),
  ];
  expect(ids(narrow(lines, wish('state=issued,returned&light=late'), known))).toEqual(['1', '2']);
  expect(ids(narrow(lines, wish('state=issued&light=late'), known, 'light'))).toEqual(['1', '3']);
});

test('a unit together with a role means the unit in that role', () => {
  const cooperating = line('1', {
    units: [
      { unitId: 'housing' as UnitId, role: 'cooperating', claim: 'open', progressBp: 0 },
      { unitId: 'education' as UnitId, role: 'lead', claim: 'head', progressBp: 0 },
    ],
  });
  expect(ids(narrow([cooperating, line('2')], wish('unit=housing&role=lead'), known))).toEqual(['2']);
});

test('what my unit has not claimed is told apart from what others have not', () => {
  const lines = [
    line('1', {
      units: [
        { unitId: 'housing' as UnitId, role: 'lead', claim: 'head', progressBp: 0 },
        { unitId: 'education' as UnitId, role: 'responsible', claim: 'open', progressBp: 0 },
      ],
    }),
    line('2', { units: [{ unitId: 'housing' as UnitId, role: 'lead', claim: 'unit', progressBp: 0 }] }),
  ];
  expect(ids(narrow(lines, wish('only=unclaimed'), known))).toEqual(['1', '2']);
  expect(ids(narrow(lines, wish('only=unclaimed,mine'), known))).toEqual(['2']);
});

test('a section brings all that stands below it', () => {
  expect([...sectionsBelow(['s1'], known.sections)]).toEqual(['s1', 's1a']);
  const lines = [line('1', { sectionId: 's1a' }), line('2', { sectionId: 's2' })];
  expect(ids(narrow(lines, wish('section=s1'), known))).toEqual(['1']);
});

test('this week runs from Monday to Sunday, the month to its last day', () => {
  expect(spanOf('week', '2026-03-08')).toEqual({ from: '2026-03-02', to: '2026-03-08' });
  expect(spanOf('month', '2026-02-10')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  const lines = [line('1'), line('2', { due: '2026-03-09' }), line('3', { due: null })];
  expect(ids(narrow(lines, wish('due=week'), known))).toEqual(['1']);
  expect(ids(narrow(lines, wish('due=none'), known))).toEqual(['3']);
});

test('what only the server can judge is taken from it', () => {
  const lines = [line('1'), line('2')];
  expect(ids(narrow(lines, wish(''), { ...known, found: new Set(['2']) }))).toEqual(['2']);
});

test('drafts and recurring tasks with instances do not count in the progress', () => {
  const lines = [
    line('1', { progressBp: 10_000, weight: 30 }),
    line('2', { progressBp: 0 }),
    line('3', { state: 'draft', progressBp: 0 }),
    line('4', { recurs: true, progressBp: 0 }),
    line('5', { seriesId: '4' as TaskId, progressBp: 10_000 }),
  ];
  const sums = sumUp(lines, headsOf(lines));
  expect(sums).toMatchObject({ tasks: 5, progressBp: 8000, leftOut: { draft: 1, dropped: 0, cannot: 0 } });
});

test('a task stands below its heading, and headings without a wanted task are left out', () => {
  const tree: Tree = {
    tasks: [],
    sections: [
      { id: 's2', planId: 'plan' as Line['planId'], parentId: null, heading: '二', position: 3 },
      { id: 's1', planId: 'plan' as Line['planId'], parentId: null, heading: '一', position: 1 },
      { id: 's1a', planId: 'plan' as Line['planId'], parentId: 's1', heading: '(一)', position: 2 },
    ],
    plans: [{ id: 'plan' as Line['planId'], title: '方案', edition: 1 }],
    stages: [],
    units: [],
    totals: {} as Tree['totals'],
    asOf: '2026-03-02T01:00:00.000Z',
  };
  const lines = [line('2', { sectionId: 's1a' }), line('3', { parentId: '2' as TaskId }), line('1')];
  expect(planRows(tree, lines, new Set()).map((row) => [row.id, row.parent])).toEqual([
    ['s1', null],
    ['1', 's1'],
    ['3', '2'],
    ['s1a', 's1'],
    ['2', 's1a'],
  ]);
});
