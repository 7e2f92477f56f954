/**
 * Search by pinyin initials: `cgj` finds 城管局, `chengguan` too, and plain characters as they stand.
 * The dictionary (pinyin-pro, about 100 KB) is fetched when somebody first searches; until then characters are matched.
 */
type Match = (text: string, wanted: string, options: { continuous: boolean }) => number[] | null;

/** In a name initials may leave characters out (文化和旅游局: wlj); in a sentence that would find almost everything. */
const NAME_LENGTH = 16;

let byPinyin: Match | undefined;

/** Fetches the dictionary once. A search field calls it when it gets the focus. */
export async function readyPinyin(): Promise<void> {
  byPinyin ??= (await import('pinyin-pro')).match;
}

/** Does the text hold what was typed, as characters, as initials or as pinyin? An empty wish finds everything. */
export const found = (text: string, wanted: string): boolean => placesOf(text, wanted) !== null;

/** Where in the text it was found, for the marks; null when it was not. */
export function placesOf(text: string, wanted: string): number[] | null {
  const wish = wanted.trim().toLowerCase();
  if (wish === '') return [];
  const at = text.toLowerCase().indexOf(wish);
  if (at >= 0) return Array.from(wish, (_, n) => at + n);
  if (byPinyin === undefined || !/^[a-z ü']+$/.test(wish)) return null;
  return byPinyin(text, wish.replaceAll(/[ ']/g, ''), { continuous: text.length > NAME_LENGTH });
}
