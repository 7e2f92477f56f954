/** China keeps one time zone all year: UTC+8. */
const OFFSET_MS = 8 * 3_600_000;

/** The civil date in the place's time zone at an instant: '2026-03-07'. */
export const civilDate = (instant: Date): string =>
  new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 10);

/** The instant at which a civil date and clock time come in the place's time zone. @param time 'HH:MM' */
export const instantOf = (date: string, time = '00:00'): Date =>
  new Date(Date.parse(`${date}T${time}:00.000Z`) - OFFSET_MS);
