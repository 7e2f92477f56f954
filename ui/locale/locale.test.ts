import { afterEach, describe, expect, test } from 'vitest';
import { chooseLocale, fill, loadWords, t } from './locale.ts';
import { ROOMS, type RoomName } from './rooms.ts';

const slots = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)[^}]*\}/g)].map((found) => found[1] ?? ''))].toSorted();

afterEach(() => chooseLocale('zh-CN'));

describe.each(Object.keys(ROOMS) as RoomName[])('the words of %s', (room) => {
  test('are the same in both languages, with the same facts in them', async () => {
    const zh: Record<string, string> = (await ROOMS[room]['zh-CN']()).words;
    const en: Record<string, string> = (await ROOMS[room].en()).words;

    expect(Object.keys(en).toSorted()).toEqual(Object.keys(zh).toSorted());
    for (const [word, text] of Object.entries(zh)) {
      expect(slots(en[word] ?? ''), `${room}.${word}`).toEqual(slots(text));
    }
  });

  test('are never empty, and Chinese never shouts', async () => {
    const zh: Record<string, string> = (await ROOMS[room]['zh-CN']()).words;
    const en: Record<string, string> = (await ROOMS[room].en()).words;

    for (const text of [...Object.values(zh), ...Object.values(en)]) expect(text.trim()).not.toBe('');
    for (const text of Object.values(zh)) expect(text).not.toMatch(/[!!]/);
  });
});

test('a chosen language changes the words that are already there', async () => {
  await loadWords('house');
  expect(t('house.sign_out')).toBe('退出登录');

  await chooseLocale('en');

  expect(t('house.sign_out')).toBe('Sign out');
});

test('a fact is filled in, and English counts', () => {
  expect(fill('{n} {n|task|tasks}', { n: 1 })).toBe('1 task');
  expect(fill('{n} {n|task|tasks}', { n: 3 })).toBe('3 tasks');
});
