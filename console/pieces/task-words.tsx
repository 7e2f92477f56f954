import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { Reason, TaskLine } from '@tongchuang/contract/tasks.ts';
import type { CivilDate, SpokenDeadline } from '@tongchuang/domain/kernel/calendar.ts';
import type { ClaimState, TaskState } from '@tongchuang/domain/tasks/task.ts';
import { t, type Key } from '@tongchuang/ui/locale/locale.ts';
import { LightTag, StatusTag, type Tone } from '@tongchuang/ui/pieces/status-tag.tsx';
import { dayOf, sayDate, sayDeadline, sayShare, sayShortDate } from '@tongchuang/ui/speech.ts';
import './forms.css';

/** How tasks are spoken of on every page that shows them; those pages ask for the words of `tasks`. */

const TONES: Record<TaskState, Tone> = {
  draft: 'muted',
  issued: 'warn',
  claimed: 'info',
  in_progress: 'info',
  done: 'info',
  verified: 'good',
  returned: 'danger',
  deferred: 'warn',
  dropped: 'muted',
};

export const stateWord = (state: TaskState): string => t(`tasks.state_${state}`);
export const StateTag = ({ of }: { of: TaskState }): ReactNode => (
  <StatusTag tone={TONES[of]}>{stateWord(of)}</StatusTag>
);

const CLAIM_TONES: Record<ClaimState, Tone> = {
  open: 'warn',
  unit: 'info',
  head: 'good',
  disputed: 'danger',
};
export const claimWord = (claim: ClaimState): string => t(`tasks.claim_${claim}`);
export const ClaimTag = ({ of, why }: { of: ClaimState; why?: string | null }): ReactNode => (
  <StatusTag tone={CLAIM_TONES[of]} {...(why ? { why } : {})}>
    {claimWord(of)}
  </StatusTag>
);

/** Why a light or a progress is what it is, in a sentence. */
export function reasonWords(reason: z.output<typeof Reason>): string {
  const day = (date: string | undefined) => (date === undefined ? '' : sayDate(date));
  const share = (bp: number | undefined) => sayShare(bp ?? 0);
  switch (reason.code) {
    case 'overdue':
      return (reason.workdays ?? 0) > 0
        ? t('tasks.why_overdue', { due: day(reason.due), count: reason.workdays ?? 0 })
        : t('tasks.why_overdue_days', { due: day(reason.due), count: reason.days ?? 0 });
    case 'due_soon':
      if (reason.due === dayOf(new Date())) return t('tasks.why_due_today', { due: day(reason.due) });
      return reason.workdaysLeft === 0
        ? t('tasks.why_due_no_workday', { due: day(reason.due) })
        : t('tasks.why_due_soon', { due: day(reason.due), count: reason.workdaysLeft ?? 0 });
    case 'in_time':
      return t('tasks.why_in_time', { due: day(reason.due), count: reason.workdaysLeft ?? 0 });
    case 'behind':
      return t('tasks.why_behind', {
        progress: share(reason.progressBp),
        elapsed: share(reason.elapsedBp),
      });
    case 'handed_in_late':
      return t('tasks.why_handed_in_late', { due: day(reason.due), on: day(reason.on) });
    case 'cannot_pending':
      return t('tasks.why_cannot_pending', { since: day(reason.since) });
    case 'deferral_pending':
      return t('tasks.why_deferral_pending', { since: day(reason.since) });
    case 'units':
      return t('tasks.why_units', { progress: share(reason.progressBp), count: reason.units ?? 0 });
    case 'targets':
      return t('tasks.why_targets', {
        progress: share(reason.progressBp),
        reported: reason.reported ?? 0,
        of: reason.of ?? 0,
      });
    default: {
      const key: Key = `tasks.why_${reason.code as 'no_day'}`;
      const words = t(key);
      return words === key ? reason.code : words;
    }
  }
}

/** The light of a line; at risk because it falls behind is said so, though its day may be far. */
export const LineLight = ({ of }: { of: Pick<TaskLine, 'light' | 'reason'> }): ReactNode =>
  of.light === 'at_risk' && of.reason.code === 'behind' ? (
    <StatusTag tone="warn" why={reasonWords(of.reason)}>
      {t('tasks.light_behind')}
    </StatusTag>
  ) : (
    <LightTag of={of.light} why={reasonWords(of.reason)} />
  );

interface DueProps {
  line: Pick<TaskLine, 'due' | 'duePhrase' | 'state' | 'light' | 'reason'>;
  spoken: SpokenDeadline | null;
}

/** The deadline of a line in a list: the day, and how long is left while it is being worked on. */
export function Due({ line, spoken }: DueProps): ReactNode {
  if (line.due === null) return <span className="tc-quiet">{phraseOf(line.duePhrase)}</span>;
  const settled = ['draft', 'done', 'verified', 'dropped'].includes(line.state);
  if (settled) return <ShortDay of={line.due} />;
  if (spoken === null) return <ShortDay of={line.due} late={line.light === 'late' ? line.reason : null} />;
  // A narrow cell has no room for the note; the mark and the hover say it.
  const { span, when, late } = sayDeadline({ ...spoken, provisional: false });
  const hover = spoken.provisional ? `${when} ${t('tasks.provisional')}` : when;
  return (
    <time className="tc-due" dateTime={line.due} title={hover}>
      <span>{sayShortDate(line.due)}</span>
      <span className={late ? 'tc-late' : 'tc-quiet'}>
        {span}
        {spoken.provisional && '*'}
      </span>
    </time>
  );
}

interface ShortDayProps {
  of: CivilDate;
  /** Where no calendar is at hand, the server's own reason says how late it is. */
  late?: TaskLine['reason'] | null;
}

const ShortDay = ({ of, late = null }: ShortDayProps): ReactNode => (
  <time className="tc-due" dateTime={of} title={sayDate(of)}>
    <span className={late === null ? 'tc-quiet' : undefined}>{sayShortDate(of)}</span>
    {late !== null && (
      <span className="tc-late">
        {(late.workdays ?? 0) > 0
          ? t('tasks.late_by', { count: late.workdays ?? 0 })
          : t('tasks.late_by_days', { count: late.days ?? 0 })}
      </span>
    )}
  </time>
);

/** The document's own words where there is no day: 长期坚持. */
export const phraseOf = (phrase: string | null): string =>
  phrase === null || phrase === '' ? t('tasks.no_day') : phrase;

/** "12 第四季度完成……": how a task is named in one line. */
export const taskName = ({ no, text }: { no: string; text: string }): string =>
  no === '' ? text : `${no} ${text}`;
