import type { ReactNode } from 'react';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { StatusTag, type Tone } from '@tongchuang/ui/pieces/status-tag.tsx';
import { Tabs, tabAt } from '../pieces/tabs.tsx';
import { useUrl } from '../pieces/url-state.ts';
import type { PlanView } from './plan-view.ts';

type Change = PlanView['changes'][number];

const TONES: Record<Change['change'], Tone> = { changed: 'warn', added: 'good', gone: 'danger' };
const KINDS = ['changed', 'added', 'gone'] as const;

/** What an edition changed, task by task; of the first one, its tasks. */
export function Changes({ of, edition }: { of: PlanView; edition: number }): ReactNode {
  const url = useUrl();
  if (edition === 0)
    return (
      <Empty
        title={t('plans.by_hand')}
        action={<a href={`/tasks?plan=${of.plan.id}`}>{t('plans.see_tasks')}</a>}
      >
        {t('plans.by_hand_hint')}
      </Empty>
    );
  if (!of.editions.some((one) => one.edition === edition))
    return <Empty title={t('plans.no_such_edition')} action={<a href={url.path}>{t('plans.newest')}</a>} />;
  if (of.changes.length === 0) return <Empty title={t('plans.no_changes')} />;
  const views = [
    { value: 'all' as const, title: t('plans.all'), count: of.changes.length },
    ...KINDS.map((value) => ({
      value,
      title: t(`plans.change_${value}`),
      count: of.changes.filter((one) => one.change === value).length,
    })).filter((view) => view.count > 0),
  ];
  const at = tabAt(url.get('change'), views);
  const shown = of.changes.filter((one) => at === 'all' || one.change === at);
  return (
    <>
      {views.length > 2 && <Tabs name="change" label={t('plans.change')} of={views} />}
      <ul className="tc-changes">
        {shown.map((one) => (
          <li key={one.taskId}>
            {edition > 1 && <StatusTag tone={TONES[one.change]}>{t(`plans.change_${one.change}`)}</StatusTag>}
            <a href={`/tasks/${one.taskId}`}>
              {one.no === '' ? '' : `${one.no} `}
              {one.text}
            </a>
            {one.differs.length > 0 && (
              <span className="tc-quiet">
                {t('plans.differs', { fields: one.differs.map(fieldWord).join('、') })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** The name of a field that an edition changed; its own where the words do not know it. */
function fieldWord(field: string): string {
  const key = `plans.field_${field}`;
  const words: string = t(key as 'plans.field_text');
  return words === key ? field : words;
}
