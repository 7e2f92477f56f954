import { expect, test } from 'vitest';
import { draftOf, readTable } from './year-table.ts';

test('neighbouring days of one holiday become a range, two holidays side by side stay two', () => {
  const { holidays } = draftOf({
    source: '通知',
    holidays: [
      { date: '2025-10-02', name: '国庆节' },
      { date: '2025-10-01', name: '国庆节' },
      { date: '2025-10-03', name: '中秋节' },
      { date: '2025-12-31', name: '元旦' },
      { date: '2026-01-01', name: '元旦' },
    ],
    makeUpWorkdays: [],
  });
  expect(holidays).toEqual([
    { name: '国庆节', from: '2025-10-01', to: '2025-10-02' },
    { name: '中秋节', from: '2025-10-03', to: '2025-10-03' },
    { name: '元旦', from: '2025-12-31', to: '2026-01-01' },
  ]);
});

test('a pasted pack is read, with a byte order mark too', () => {
  const pack = {
    year: 2027,
    source: '通知',
    holidays: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }],
    makeUpWorkdays: [{ date: '2027-02-20', for: '春节' }],
  };
  expect(readTable(`\uFEFF${JSON.stringify(pack)}`, 2027)).toEqual({
    table: { source: '通知', holidays: pack.holidays, makeUpWorkdays: pack.makeUpWorkdays },
  });
});

test('what is no table of this year says what is wrong', () => {
  expect(readTable('元旦放假三天', 2027)).toEqual({ problem: 'not_json', row: '' });
  expect(readTable('[1]', 2027)).toEqual({ problem: 'not_a_table', row: '' });
  expect(readTable('{"year":2026,"holidays":[]}', 2027)).toEqual({ problem: 'other_year', row: '2026' });
  expect(
    readTable('{"holidays":[{"name":"元旦","from":"2027-02-30","to":"2027-01-03"}]}', 2027),
  ).toMatchObject({
    problem: 'bad_row',
  });
});
