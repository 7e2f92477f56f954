/**
 * Chinese punctuation in full width (GB/T 15834), as readers expect it: 改动，封存。 Digits and Latin stay half-width, and so does
 * what stands between them: 10:32, 1,000, qingyuan-2. The house's tests hold every Chinese table against it;
 * `node script/full-width.ts` writes it.
 */
const FULL: Readonly<Record<string, string>> = {
  ',': '，',
  ':': '：',
  ';': '；',
  '?': '？',
  '!': '！',
};
const CHINESE = '[\\u4e00-\\u9fff、。（）“”》}]';
const AFTER = new RegExp(`(?<=${CHINESE})([,:;?!])`, 'gu');
const BEFORE = /([,:;?!])(?=[\u4e00-\u9fff（“《{])/gu;
const BRACKETS = /\(([^()]*[\u4e00-\u9fff{][^()]*)\)/gu;

export const fullWidth = (text: string): string =>
  text
    .replaceAll(BRACKETS, '（$1）')
    .replaceAll(AFTER, (sign) => FULL[sign] ?? sign)
    .replaceAll(BEFORE, (sign) => FULL[sign] ?? sign);
