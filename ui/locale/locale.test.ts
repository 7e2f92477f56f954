import { afterEach, describe, expect, test } from 'vitest';
import { fullWidth } from './full-width.ts';
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
    for (const text of Object.values(zh)) expect(text).not.toMatch(/[!！]/);
  });

  test('are punctuated as Chinese is (node script/full-width.ts writes it)', async () => {
    const zh: Record<string, string> = (await ROOMS[room]['zh-CN']()).words;
    for (const text of Object.values(zh)) expect(text).toBe(fullWidth(text));
  });
});

test('Chinese punctuation is full-width, and stays half-width between digits and Latin', () => {
  expect(fullWidth('共 {n} 项,{late} 项超期;请(尽快)处理:每周?')).toBe(
    '共 {n} 项，{late} 项超期；请（尽快）处理：每周？',
  );
  expect(fullWidth('10:32 已修改 1,000 项')).toBe('10:32 已修改 1,000 项');
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
