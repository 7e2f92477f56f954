import { t, type Key } from '../locale/locale.ts';

/** What an act is called in the trail: 退回. The page that shows it asks for the words of `acts`. */
export const actWord = (act: string): string => t(`acts.${act}` as Extract<Key, 'acts.session.sign_in'>);
