import { describe, expect, test } from 'vitest';
import type { TaskPage } from '@tongchuang/contract/tasks.ts';
import { TASK_ACTIONS, type TaskAction } from '@tongchuang/domain/tasks/lifecycle.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { givenOf, isReady, offersOf, routeOf, type Filled, type Offer } from './actions.ts';

const unitId = newId<'unit'>();
const page = { id: newId<'task'>(), version: 7 };
const filled: Filled = {
  reportId: newId(),
  note: ' 已完成 ',
  reason: '资料不全',
  until: '2026-05-31',
  progress: 62.5,
  attained: { 0: '97.8', 1: '' },
  files: [{ sha256: 'a'.repeat(64), name: '照片.jpg' }],
  chain: { leaderId: '', section: ' 市政科 ', personId: newId() },
  units: [{ unitId, role: 'lead' }],
};
const OF_OFFICE: readonly TaskAction[] = [
  'issue',
  'recall',
  'assign',
  'verify',
  'return',
  'approve_deferral',
  'refuse_deferral',
  'uphold',
  'drop',
  'reopen',
];
const OF_UNIT = TASK_ACTIONS.filter((action) => !OF_OFFICE.includes(action));
const offers: Offer[] = [
  ...OF_OFFICE.map((action) => ({ action, unitId: null, unitName: null })),
  ...([...OF_UNIT, 'verify', 'return'] as const).map((action) => ({ action, unitId, unitName: '住建局' })),
];

describe.each(offers)('$action for $unitName', (offer) => {
  test('is sent in the words of its route', () => {
    const route = routeOf(offer);
    const given = givenOf(offer, page, filled);

    expect(route.params.safeParse('params' in given ? given.params : {}).error).toBeUndefined();
    expect(route.body.safeParse(given.body).error).toBeUndefined();
  });
});

test('a form is sent only when it holds what the action needs', () => {
  const offer = (action: TaskAction): Offer => ({ action, unitId, unitName: '住建局' });
  expect(isReady(offer('return'), { ...filled, reason: '' })).toBe(false);
  expect(isReady(offer('submit_done'), { ...filled, note: '' })).toBe(true);
  expect(isReady(offer('submit_done'), { ...filled, note: '', files: [] })).toBe(false);
  expect(isReady(offer('claim_head'), { ...filled, chain: { ...filled.chain, personId: '' } })).toBe(false);
});

test('what moves the task on comes first; near its end one hands in', () => {
  const part = (progressBp: number) =>
    ({
      openActions: [],
      parts: [
        {
          unitId,
          shortName: '住建局',
          progressBp,
          openActions: ['request_deferral', 'submit_done', 'report'],
        },
      ],
    }) as unknown as TaskPage;
  expect(offersOf(part(2000)).map(({ action }) => action)).toEqual([
    'report',
    'submit_done',
    'request_deferral',
  ]);
  expect(offersOf(part(9000)).map(({ action }) => action)).toEqual([
    'submit_done',
    'report',
    'request_deferral',
  ]);
});
