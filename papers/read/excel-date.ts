const DAY = 86_400_000;
/** 31 December 9999, the last day that Excel knows. */
const LAST = 2_958_465;

/**
 * A date serial printed as 2026-09-30, with the time of day where the format shows one and it is not midnight.
 * A format without a day keeps to its month (2026年9月); one with hours alone shows the time, or the hours gone by.
 *
 * @param tokens the format code without literals
 * @returns null where Excel itself could show no date
 */
export function moment(serial: number, tokens: string, from1904: boolean): string | null {
  const elapsed = /\[(h+|m+|s+)\]/i.exec(tokens)?.[1]?.[0]?.toLowerCase();
  if (elapsed) return hoursGoneBy(serial, elapsed);
  if (serial < 0 || serial > LAST) return null;
  const seconds = Math.round((serial - Math.floor(serial)) * 86_400);
  const minutesShown = tokens.replace(/h+[^a-z]*m+/gi, 'h').replace(/m+[^a-z]*s+/gi, 's');
  const has = { year: /[ye]/i.test(tokens), month: /m/i.test(minutesShown.replace(/am\/pm|a\/p/gi, '')), day: /[da]/i.test(tokens.replace(/am\/pm|a\/p/gi, '')), time: /[hs]/i.test(tokens) }; // prettier-ignore
  const time = clock(seconds, /s/i.test(tokens));
  if (!has.year && !has.month && !has.day) return time;

  const { year, month, day } = calendar(Math.floor(serial + seconds / 86_400 / 1e6), from1904);
  if (!has.day) return `${has.year ? `${year}年` : ''}${has.month ? `${month}月` : ''}`;
  const date = `${year}-${two(month)}-${two(day)}`;
  return has.time && seconds > 0 ? `${date} ${time}` : date;
}

/** Day 60 of the 1900 system is 29 February 1900, which never was: a bug that Excel keeps for its elders' sake. */
function calendar(days: number, from1904: boolean): { year: number; month: number; day: number } {
  if (!from1904 && days === 60) return { year: 1900, month: 2, day: 29 };
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : days < 60 ? Date.UTC(1899, 11, 31) : Date.UTC(1899, 11, 30);
  const date = new Date(epoch + days * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function clock(seconds: number, showSeconds: boolean): string {
  const text = `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}`;
  return showSeconds ? `${text}:${two(seconds % 60)}` : text;
}

function hoursGoneBy(serial: number, unit: string): string {
  const seconds = Math.round(Math.abs(serial) * 86_400);
  const sign = serial < 0 ? '-' : '';
  if (unit === 's') return `${sign}${seconds}`;
  if (unit === 'm') return `${sign}${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
  return `${sign}${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}`;
}

const two = (n: number): string => String(n).padStart(2, '0');
