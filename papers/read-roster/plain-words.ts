import type { RosterColumn } from './roster-columns.ts';

/** A head as it is compared: without blanks, marks (*, 必填), what stands in brackets, and in half width. */
export const headKey = (head: string): string =>
  head
    .normalize('NFKC')
    .replaceAll(/[\s*:]|\([^)]*\)|必填|选填/g, '')
    .toLowerCase();

/** What a cell says, in the form that its column promises; words that do not fit it stay as they are. */
export function plainWords(kind: RosterColumn['kind'], words: string): string {
  switch (kind) {
    case 'text':
      return words;
    case 'code':
      return words.normalize('NFKC').replaceAll(/\s+/g, '');
    case 'phone':
      return words
        .normalize('NFKC')
        .replaceAll(/[\s-]+(?=\d{4}(\D|$))/g, '')
        .trim();
    case 'date':
      return isoDay(words.normalize('NFKC').trim());
    case 'yes_no':
      return yesOrNo(words.normalize('NFKC').trim());
  }
}

const WRITTEN_DAY = /^(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?$/;
const COMPACT_DAY = /^(\d{4})(\d{2})(\d{2})$/;
/** Days since 1899-12-30, for a day whose cell lost its date format; 1954 to 2119. */
const SERIAL = /^[2-7]\d{4}$/;

function isoDay(words: string): string {
  const parts = WRITTEN_DAY.exec(words) ?? COMPACT_DAY.exec(words);
  if (parts !== null) {
    const [year, month, day] = parts.slice(1).map(Number);
    const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day));
    return date.getUTCMonth() + 1 === month && date.getUTCDate() === day
      ? date.toISOString().slice(0, 10)
      : words;
  }
  if (!SERIAL.test(words)) return words;
  return new Date(Date.UTC(1899, 11, 30) + Number(words) * 86_400_000).toISOString().slice(0, 10);
}

function yesOrNo(words: string): string {
  if (/^(是|有|对|√|✓|✔|1|y|yes|true)$/i.test(words)) return '是';
  if (/^(否|无|不是|×|✗|0|n|no|false)$/i.test(words)) return '否';
  return words;
}
