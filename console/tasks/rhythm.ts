import type { TaskPage } from '@tongchuang/contract/tasks.ts';
import type { Rhythm } from '@tongchuang/domain/tasks/task.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';

/** 每季度 · 每 2 周，周五 · 每年 3 月 31 日; the document's own words where no rhythm is set. */
export function rhythmWords({ phrase, rhythm, every, day }: NonNullable<TaskPage['recurrence']>): string {
  if (rhythm === 'unset') return t('tasks.rhythm_unset', { phrase });
  const words = every === 1 ? t(`tasks.rhythm_${rhythm}`) : t(`tasks.rhythm_${rhythm}_n`, { every });
  if (day === null) return words;
  if (rhythm === 'weekly')
    return t('tasks.rhythm_on', { rhythm: words, day: t(`tasks.weekday_${day as 1}`) });
  if (rhythm === 'monthly') return t('tasks.rhythm_day', { rhythm: words, day });
  if (rhythm === 'yearly')
    return t('tasks.rhythm_date', { rhythm: words, month: Math.floor(day / 100), day: day % 100 });
  return words;
}

/** 每季度; 定期 while nobody has said how often. */
export const rhythmWord = (rhythm: Rhythm): string =>
  rhythm === 'unset' ? t('tasks.rhythm_unset_short') : t(`tasks.rhythm_${rhythm}`);
