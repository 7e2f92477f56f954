import type { Locale } from '@tongchuang/domain/kernel/refusal.ts';
import { recall, remember } from '../remember.ts';
import { signal } from '../signal.ts';
import { ROOMS, type RoomName, type Tables } from './rooms.ts';

/** Simplified Chinese first, English second; whoever chose is remembered. */
export const LOCALES: readonly { code: Locale; name: string }[] = [
  { code: 'zh-CN', name: '简体中文' },
  { code: 'en', name: 'English' },
];

export const locale = signal<Locale>(recall('locale') === 'en' ? 'en' : 'zh-CN');

type KeyOf<R extends RoomName> = R extends RoomName ? `${R}.${keyof Tables[R] & string}` : never;
/** `house.sign_out`: the room, then the word. */
export type Key = KeyOf<RoomName>;

type TextOf<K extends Key> = K extends `${infer R extends RoomName}.${infer W}`
  ? W extends keyof Tables[R]
    ? Tables[R][W]
    : never
  : never;
type SlotsIn<T> = T extends `${string}{${infer Slot}}${infer Rest}` ? Slot | SlotsIn<Rest> : never;
type Facts<K extends Key> = [SlotsIn<TextOf<K>>] extends [never]
  ? []
  : [facts: Record<SlotsIn<TextOf<K>>, string | number>];

const words = new Map<string, string>();
const loaded = new Set<RoomName>();

/** Brings the words of these rooms, in the locale in force. A page waits for its rooms before it is drawn. */
export async function loadWords(...rooms: RoomName[]): Promise<void> {
  const missing = rooms.filter((room) => !loaded.has(room));
  await Promise.all(missing.map((room) => bring(room, locale.get())));
}

async function bring(room: RoomName, into: Locale): Promise<void> {
  const table = await ROOMS[room][into]();
  for (const [word, text] of Object.entries<string>(table.words)) words.set(`${room}.${word}`, text);
  loaded.add(room);
}

/** Changes the language of everything on screen; the browser remembers it. */
export async function chooseLocale(next: Locale): Promise<void> {
  await Promise.all([...loaded].map((room) => bring(room, next)));
  remember('locale', next);
  locale.set(next);
}

/** A text in the locale in force: `t('tasks.due_in', { days: 2 })`. In English `{days|day|days}` picks by number. */
export function t<K extends Key>(key: K, ...[facts]: Facts<K>): string {
  return fill(words.get(key) ?? key, (facts ?? {}) as Record<string, string | number>);
}

export function fill(text: string, facts: Record<string, string | number>): string {
  return text.replaceAll(
    /\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g,
    (_, slot: string, one?: string, many?: string) =>
      one === undefined ? String(facts[slot] ?? '') : Number(facts[slot]) === 1 ? one : (many ?? ''),
  );
}

/** Two languages said in place, for the few words that must be there before any table is loaded. */
export type Said = Record<Locale, string>;
export const said = (words: Said): string => words[locale.get()];
