/** Asia/Shanghai has been UTC+8 without daylight saving since 1992, all over China. */
export const SHANGHAI_MS = 8 * 3_600_000;

/** The civil day and the clock on the wall in Shanghai at an instant: '2026-03-07' and '10:32'. */
export function wallAt(instant: Date): { day: string; time: string } {
  const text = new Date(instant.getTime() + SHANGHAI_MS).toISOString();
  return { day: text.slice(0, 10), time: text.slice(11, 16) };
}

/** The civil day in Shanghai at an instant. */
export const civilDate = (instant: Date): string => wallAt(instant).day;
