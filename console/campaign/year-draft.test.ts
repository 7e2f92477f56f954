import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readTable, spansOf } from './year-draft.ts';

test('a calendar pack is read as it stands', () => {
  const text = readFileSync(join(import.meta.dirname, '../../packs/calendars/2026.json'), 'utf8');
  const pack = JSON.parse(text) as { source: string; holidays: unknown[]; makeUpWorkdays: unknown[] };

  const read = readTable(text, 2026);

  expect(read?.source).toBe(pack.source);
  expect(read?.holidays).toEqual(pack.holidays);
  expect(read?.makeUps).toEqual(pack.makeUpWorkdays);
  expect(readTable(text, 2027)).toBeNull();
});

test('lines of days become spans, whatever the marks of the dates', () => {
  expect(readTable('日期,名称,类型\n2027/1/1,元旦,假\n2027-01-02,元旦,假\n2027.1.3,元旦,班\n', 2027)).toEqual(
    {
      source: '',
      holidays: [{ name: '元旦', from: '2027-01-01', to: '2027-01-02' }],
      makeUps: [{ date: '2027-01-03', for: '元旦' }],
    },
  );
});

test('what is no table, or says neither rest nor work, is not guessed', () => {
  expect(readTable('{"year":2027}', 2027)).toBeNull();
  expect(readTable('2027-01-01,元旦,也许', 2027)).toBeNull();
  expect(readTable('完全不是日历', 2027)).toBeNull();
});

test('days that touch under one name are one span', () => {
  expect(
    spansOf([
      { date: '2026-10-02', name: '国庆节' },
      { date: '2026-10-01', name: '国庆节' },
      { date: '2026-10-04', name: '国庆节' },
    ]),
  ).toEqual([
    { name: '国庆节', from: '2026-10-01', to: '2026-10-02' },
    { name: '国庆节', from: '2026-10-04', to: '2026-10-04' },
  ]);
});
