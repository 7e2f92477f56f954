import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparePlans } from './plan-diff.ts';
import type { EditionTask } from './plan-diff.ts';

const task = (no: string, text: string, change: Partial<EditionTask> = {}): EditionTask => ({
  no,
  sectionPath: ['一、环境整治'],
  text,
  objective: null,
  standard: null,
  deadline: { phrase: '9月底前', due: '2026-09-30' },
  recurrence: null,
  targets: [],
  units: [{ unit: '县城管局', role: 'responsible' }],
  ...change,
});
const alleys = '对老城区背街小巷进行硬化、亮化、绿化改造,完善排水设施';
const markets = '取缔占道经营,规范农贸市场内外的经营秩序';
const dogs = '加强城区犬只管理,落实登记免疫制度';
const parking = '施划停车泊位,整治车辆乱停乱放';
const V1 = [task('1', alleys), task('2', markets), task('3', dogs)];
const rows = (before: EditionTask[], after: EditionTask[]) =>
  comparePlans(before, after).tasks.map((one) => [
    one.change,
    one.before,
    one.after,
    one.moved,
    ...one.differs,
  ]);

test('an edition equal but for blanks and punctuation has no change', () => {
  const respelt = V1.map((one) => ({ ...one, text: one.text.replaceAll(',', ', ') }));

  expect(comparePlans(V1, respelt).counts).toEqual({ unchanged: 3, changed: 0, added: 0, gone: 0, moved: 0 });
});

test('an item put in between moves the numbers behind it, and nobody else is touched', () => {
  const after = [task('1', alleys), task('2', parking), task('3', markets), task('4', dogs)];

  expect(rows(V1, after)).toEqual([
    ['unchanged', 0, 0, false],
    ['added', null, 1, false],
    ['unchanged', 1, 2, true, 'no'],
    ['unchanged', 2, 3, true, 'no'],
  ]);
});

test('changed words, day and units are told apart, and all its units are affected', () => {
  const changed = task('2', `${markets},推行门前三包`, {
    deadline: { phrase: '10月底前', due: '2026-10-31' },
    units: [{ unit: '县市场监管局', role: 'lead' }],
  });

  const diff = comparePlans(V1, [task('1', alleys), changed, task('3', dogs)]);

  expect(diff.tasks[1]).toMatchObject({
    change: 'changed',
    differs: ['text', 'deadline', 'units'],
    moved: false,
    affected: ['县城管局', '县市场监管局'],
  });
});

test('a task that lost its place stands behind its former neighbour as gone', () => {
  expect(rows(V1, [task('1', alleys), task('2', dogs)])).toEqual([
    ['unchanged', 0, 0, false],
    ['gone', 1, null, false],
    ['unchanged', 2, 1, true, 'no'],
  ]);
});

test('progress goes with the substance: swapped numbers are a move, another text under the number is another task', () => {
  expect(
    rows([task('1', alleys), task('2', markets)], [task('1', markets), task('2', alleys)]).map((row) =>
      row.slice(0, 3),
    ),
  ).toEqual([
    ['unchanged', 1, 0],
    ['unchanged', 0, 1],
  ]);
  expect(rows([task('1', alleys)], [task('1', parking)])).toEqual([
    ['gone', 0, null, false],
    ['added', null, 0, false],
  ]);
});

test('a task that moved to another section keeps its identity', () => {
  const moved = task('1', dogs, { sectionPath: ['二、秩序整治'] });

  expect(rows(V1, [task('1', alleys), task('2', markets), moved]).at(-1)).toEqual([
    'unchanged',
    2,
    2,
    true,
    'no',
    'section_path',
  ]);
});

test('equal texts are matched one to one', () => {
  const twice = [task('1', alleys), task('2', alleys)];

  expect(comparePlans(twice, twice).counts.unchanged).toBe(2);
  expect(comparePlans(twice, [task('1', alleys)]).counts).toMatchObject({ unchanged: 1, gone: 1 });
});

const words = fc.constantFrom(alleys, markets, dogs, parking, `${dogs}和宣传`, '');
const edition = fc.array(
  fc.record({ no: fc.constantFrom('1', '2', '3', ''), text: words }).map((one) => task(one.no, one.text)),
  { maxLength: 7 },
);

test('every task of both editions stands in the comparison exactly once', () => {
  fc.assert(
    fc.property(edition, edition, (before, after) => {
      const diff = comparePlans(before, after);
      expect(diff.tasks.flatMap((one) => one.before ?? []).sort()).toEqual([...before.keys()]);
      expect(diff.tasks.flatMap((one) => one.after ?? [])).toEqual([...after.keys()]);
      const { unchanged, changed, added, gone } = diff.counts;
      expect([unchanged + changed + gone, unchanged + changed + added]).toEqual([
        before.length,
        after.length,
      ]);
    }),
  );
});

test('an edition compared with itself has nothing new', () => {
  fc.assert(
    fc.property(edition, (tasks) => {
      const { counts } = comparePlans(tasks, tasks);
      expect([counts.unchanged + counts.changed, counts.added, counts.gone]).toEqual([tasks.length, 0, 0]);
    }),
  );
});
