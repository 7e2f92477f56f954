import { expect, test } from 'vitest';
import type { Page } from '../room.ts';
import { openDoors, pageOf } from './doors.tsx';

const page = (path: string, rest: Partial<Page> = {}): Page => ({
  path,
  title: { 'zh-CN': path, en: path },
  words: [],
  load: () => Promise.resolve({ default: () => null }),
  ...rest,
});
const pages = [
  page('/', { nav: { door: 'home', order: 0 } }),
  page('/people', { nav: { door: 'settings', order: 20 }, anyOf: ['people.read'] }),
  page('/organisation', { nav: { door: 'settings', order: 10 }, anyOf: ['organisation.read'] }),
  page('/tasks', { nav: { door: 'tasks', order: 0 }, anyOf: ['task.read'] }),
  page('/tasks/gaps', { nav: { door: 'tasks', order: 10 }, anyOf: ['task.assign'] }),
  page('/tasks/$id', { anyOf: ['task.read'] }),
];
const holding = (...permissions: ('people.read' | 'organisation.read' | 'task.read')[]) => ({
  grants: permissions.map((permission) => ({ permission, reach: 'all' as const, unitId: '' as never })),
});

test('doors stand in the order of the work, their pages in their own', () => {
  const doors = openDoors(pages, holding('people.read', 'organisation.read', 'task.read'));

  expect(doors.map((door) => door.name)).toEqual(['home', 'tasks', 'settings']);
  expect(doors[2]?.pages.map(({ path }) => path)).toEqual(['/organisation', '/people']);
});

test('a door without a page that the person may open is not drawn', () => {
  expect(openDoors(pages, holding()).map((door) => door.name)).toEqual(['home']);
  expect(openDoors(pages, holding('task.read'))[1]?.pages.map(({ path }) => path)).toEqual(['/tasks']);
});

test('an address belongs to the nearest page of the rail', () => {
  const rail = pages.filter(({ nav }) => nav !== undefined);

  expect(pageOf(rail, '/tasks/0192')?.path).toBe('/tasks');
  expect(pageOf(rail, '/tasks/gaps')?.path).toBe('/tasks/gaps');
  expect(pageOf(rail, '/')?.path).toBe('/');
  expect(pageOf(rail, '/nowhere')).toBeNull();
});
