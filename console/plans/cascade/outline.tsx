import type { ReactNode } from 'react';
import type { PlanItem } from '@tongchuang/contract/campaign.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { useUrl } from '../../pieces/url-state.ts';
import { ItemRow } from './item-row.tsx';
import type { Goals } from './goals.ts';
import { lastOf, monthWord } from './words.ts';

interface OutlineProps {
  items: readonly PlanItem[];
  goals: Goals;
  month: string;
  today: string;
  works: boolean;
}

/** The year plan, each item with what serves it in the chosen month, down to the days. */
export function Outline({ items, goals, month, today, works }: OutlineProps): ReactNode {
  const url = useUrl();
  const byParent = Map.groupBy(items, (item) => item.parentId ?? '');
  const years = items.filter((item) => item.level === 'unit_plan');
  const months = items.filter((item) => item.level === 'month_item' && item.from.startsWith(month));
  const open = months.filter((item) => item.state === 'open').length;
  const ends = lastOf(month);
  return (
    <>
      {open > 0 && today >= ends && (
        <p className={today > ends ? 'tc-notice tc-notice-danger' : 'tc-notice tc-notice-warn'}>
          {t('plans.month_end', { month: monthWord(month), count: open })}
        </p>
      )}
      <ul className="tc-plan-tree">
        {years.map((year) => {
          const all = byParent.get(year.id) ?? [];
          const own = all.filter((item) => item.from.startsWith(month));
          const done = all.filter((item) => item.state === 'done').length;
          const goal = goals.find((one) => one.id === year.parentId);
          return (
            <li key={year.id}>
              <ItemRow
                item={year}
                works={works}
                today={today}
                sum={
                  all.length === 0 ? t('plans.no_months') : t('plans.months_done', { done, of: all.length })
                }
                above={
                  goal !== undefined ? (
                    <a href={url.with({ view: 'goals', open: goal.id, split: null })}>
                      {t('plans.serves_goal', { text: goal.text })}
                    </a>
                  ) : year.taskId === null ? undefined : (
                    <a href={`/tasks/${year.taskId}`}>
                      {t('plans.serves_task', { text: year.taskText ?? '' })}
                    </a>
                  )
                }
              />
              {own.length === 0 ? (
                <p className="tc-plan-nothing">{t('plans.nothing_in_month', { month: monthWord(month) })}</p>
              ) : (
                <ul>
                  {own.map((item) => (
                    <li key={item.id}>
                      <Month item={item} days={byParent.get(item.id) ?? []} works={works} today={today} />
                    </li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}

interface MonthProps {
  item: PlanItem;
  days: readonly PlanItem[];
  works: boolean;
  today: string;
}

function Month({ item, days, works, today }: MonthProps): ReactNode {
  const done = days.filter((day) => day.state === 'done').length;
  return (
    <>
      <ItemRow
        item={item}
        works={works}
        today={today}
        sum={days.length === 0 ? t('plans.no_days') : t('plans.days_done', { done, of: days.length })}
      />
      {days.length > 0 && (
        <ul>
          {days.map((day) => (
            <li key={day.id}>
              <ItemRow item={day} works={works} today={today} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
