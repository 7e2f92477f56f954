import type { ReactNode } from 'react';
import type { PlanItem } from '@tongchuang/contract/campaign.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { sayShortDate } from '@tongchuang/ui/speech.ts';
import { useMe } from '../../shell/me.tsx';
import { ItemRow } from './item-row.tsx';
import { weekdayWord } from './words.ts';

interface TodayProps {
  items: readonly PlanItem[];
  today: string;
  /** The place's calendar; null in a year without one. */
  workdays: readonly string[] | null;
  works: boolean;
}

/** Today's items of whoever is signed in, with what is left over from the days before; then his colleagues'. */
export function Today({ items, today, workdays, works }: TodayProps): ReactNode {
  const me = useMe();
  const days = items.filter((item) => item.level === 'day_item');
  const texts = new Map(items.map((item) => [item.id, item.text]));
  const isMine = (item: PlanItem) => item.personId === me.personId;
  const mine = days.filter((item) => isMine(item) && item.from === today);
  const left = days.filter((item) => isMine(item) && item.from < today && item.state === 'open');
  const others = days.filter((item) => !isMine(item) && item.from === today);
  const open = mine.filter((item) => item.state === 'open').length;
  const row = (item: PlanItem) => {
    const above = item.parentId === null ? undefined : texts.get(item.parentId);
    return (
      <li key={item.id}>
        <ItemRow
          item={item}
          works={works}
          today={today}
          brief={isMine(item) && item.from === today}
          {...(above === undefined ? {} : { above: t('plans.serves', { text: above }) })}
        />
      </li>
    );
  };
  return (
    <section className="tc-sheet tc-today" aria-labelledby="today">
      <h2 id="today">
        {t('plans.today', { date: sayShortDate(today), weekday: weekdayWord(today) })}{' '}
        <small className="tc-quiet">
          {workdays?.includes(today) === false
            ? t('plans.today_rest')
            : mine.length === 0
              ? ''
              : open === 0
                ? t('plans.today_all_done', { count: mine.length })
                : t('plans.today_open', { count: mine.length, open })}
        </small>
      </h2>
      {mine.length === 0 ? (
        <p className="tc-quiet">{t('plans.today_none')}</p>
      ) : (
        <ul className="tc-plan-list">{mine.map(row)}</ul>
      )}
      {left.length > 0 && (
        <>
          <h3 className="tc-late">{t('plans.left_over', { count: left.length })}</h3>
          <ul className="tc-plan-list">{left.map(row)}</ul>
        </>
      )}
      {others.length > 0 && (
        <details>
          <summary>{t('plans.today_others', { count: others.length })}</summary>
          <ul className="tc-plan-list">{others.map(row)}</ul>
        </details>
      )}
    </section>
  );
}
