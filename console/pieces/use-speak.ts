import { useMemo } from 'react';
import { getCalendar } from '@tongchuang/contract/campaign.ts';
import {
  calendarOf,
  speakDeadline,
  type Calendar,
  type CivilDate,
  type SpokenDeadline,
} from '@tongchuang/domain/kernel/calendar.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';

/** An hour: the calendar of a place changes once a year. */
const STALE_MS = 3_600_000;

/** The place's working calendar; null until it is there. */
export function useCalendar(): Calendar | null {
  const { data } = useCall(getCalendar, {}, { staleMs: STALE_MS });
  return useMemo(
    () =>
      data === undefined
        ? null
        : calendarOf(
            data.years.map(({ year, source, holidays, makeUpWorkdays }) => ({
              year,
              source,
              holidays: holidays.map(({ date, name }) => ({ name, from: date, to: date })),
              makeUpWorkdays: makeUpWorkdays.map(({ date, name }) => ({ date, for: name })),
            })),
            data.workingHours,
          ),
    [data],
  );
}

/** Speaks deadlines by the place's calendar; null where there is no day, or while the calendar is on its way. */
export function useSpeak(): (due: CivilDate | null) => SpokenDeadline | null {
  const calendar = useCalendar();
  return useMemo(() => {
    const now = new Date();
    return (due) => (due === null || calendar === null ? null : speakDeadline(calendar, due, now));
  }, [calendar]);
}
