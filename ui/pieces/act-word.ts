import { t, type Key } from '../locale/locale.ts';

/** What an act is called in the trail: 退回. The page that shows it asks for the words of `acts`; an unknown act keeps its name. */
export function actWord(act: string): string {
  const key = `acts.${act}`;
  const words: string = t(key as Extract<Key, 'acts.session.sign_in'>);
  return words === key ? act : words;
}
