import { beforeAll, expect, test } from 'vitest';
import { loadWords } from '@tongchuang/ui/locale/locale.ts';
import { sayFact, trailRow } from './trail-rows.ts';

beforeAll(() => loadWords('audit', 'acts', 'house'));

const housing = '01a1f8ea-6b4f-7e5c-844b-0143978a0109';
const names = { [housing]: '住建局' };
const row = (facts: Record<string, unknown>) =>
  trailRow(
    {
      commandId: '01a1f8ee-63d9-7ba0-9386-516cb28b1f65' as never,
      at: '2026-03-02T01:00:00.000Z',
      act: 'task.report',
      actorId: housing as never,
      actorName: '陶欣',
      objects: [],
      facts,
      payloadSha256: 'a'.repeat(64),
      hash: 'b'.repeat(64),
      position: 1,
      link: null,
    },
    names,
  ).facts;

test('ids are said by their names, shares as percents, days as people say them', () => {
  expect(row({ unit: housing, progressBp: 3000, until: '2026-03-07', note: '已摸排' })).toEqual([
    { name: '单位', value: '住建局' },
    { name: '进度', value: '30%' },
    { name: '延至', value: '2026年3月7日' },
    { name: '说明', value: '已摸排' },
  ]);
});

test('a move is told where the state changed, and only counted where there were many', () => {
  const move = (from: string, to: string) => ({ task: 'x', action: 'report', from, to, version: 2 });
  expect(row({ moves: [move('claimed', 'in_progress')] })).toEqual([
    { name: '状态', value: '已认领 → 推进中' },
  ]);
  expect(row({ moves: [move('issued', 'issued')] })).toEqual([]);
  expect(row({ moves: [move('draft', 'issued'), move('draft', 'issued')] })).toEqual([
    { name: '任务', value: '2 项' },
  ]);
});

test('lists and objects are told without braces', () => {
  const units = [{ unitId: housing, role: 'lead' }];
  expect(sayFact('units', units, names)).toBe('住建局 牵头');
  expect(sayFact('filter', {}, names)).toBe('');
});
