import type { ReactNode } from 'react';
import type { TaskPage } from '@tongchuang/contract/tasks.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Conflict } from '@tongchuang/ui/pieces/conflict.tsx';
import { sayDate, sayList, sayShare } from '@tongchuang/ui/speech.ts';
import { useLastWriter } from '../pieces/last-writer.ts';
import { stateWord } from '../pieces/task-words.tsx';

interface TaskConflictProps {
  /** What the person looked at, and what is there now. */
  seen: TaskPage;
  now: TaskPage;
  /** What the person was about to do or write. */
  mine: { what: string; note: string };
  /** Differences of a form, field by field, in place of those of the whole task. */
  differences?: readonly { field: string; theirs: ReactNode; mine: ReactNode }[];
  onTake: () => void;
  onKeep: () => void;
}

/** 王某 10:32 已修改，这是差别: who was faster, what is different now, and the two ways on. */
export function TaskConflict({ seen, now, mine, differences, onTake, onKeep }: TaskConflictProps): ReactNode {
  const last = useLastWriter('task', now.id);
  if (now.version === seen.version || last === null) return null; // still on its way
  return (
    <Conflict
      who={last.who}
      at={last.at}
      differences={
        differences ?? [...changed(seen, now), { field: t('tasks.your_act'), theirs: '', mine: said(mine) }]
      }
      onTake={onTake}
      onKeep={onKeep}
    />
  );
}

const said = ({ what, note }: TaskConflictProps['mine']): string =>
  note === '' ? what : t('tasks.said', { what, note });

/** What is different in the task itself; the newest report where nothing else is. */
function changed(seen: TaskPage, now: TaskPage): { field: string; theirs: ReactNode; mine: ReactNode }[] {
  const day = (page: TaskPage) => (page.deadline?.due ? sayDate(page.deadline.due) : t('tasks.no_day'));
  const units = (page: TaskPage) => sayList(page.parts.map((part) => part.shortName));
  const fields = [
    { field: t('tasks.state'), of: (page: TaskPage) => stateWord(page.state) },
    { field: t('tasks.text'), of: (page: TaskPage) => page.text },
    { field: t('tasks.deadline'), of: day },
    { field: t('tasks.units'), of: units },
    { field: t('tasks.progress'), of: (page: TaskPage) => sayShare(page.progressBp) },
  ];
  const found = fields
    .filter(({ of }) => of(seen) !== of(now))
    .map(({ field, of }) => ({ field, theirs: of(now), mine: of(seen) }));
  const [newest] = now.reports;
  if (newest === undefined || newest.id === seen.reports[0]?.id) return found;
  return [...found, { field: t('tasks.newest_report'), theirs: newest.note ?? '', mine: '' }];
}
