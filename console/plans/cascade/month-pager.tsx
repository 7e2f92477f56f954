import type { ReactNode } from 'react';
import type { Campaign, PlanItem } from '@tongchuang/contract/campaign.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { useUrl } from '../../pieces/url-state.ts';
import { lastOf, monthsOf, monthWord } from './words.ts';

interface MonthPagerProps {
  items: readonly PlanItem[];
  month: string;
  today: string;
  campaign: Pick<Campaign, 'from' | 'to'>;
}

/** The months of the year with what each holds; a month that is over and unanswered stands out. */
export function MonthPager({ items, month, today, campaign }: MonthPagerProps): ReactNode {
  const url = useUrl();
  const year = Number(month.slice(0, 4));
  const now = today.slice(0, 7);
  const at = (to: string) => url.with({ month: to === now ? null : to, open: null, split: null });
  const ofYear = (to: number) => (to === Number(now.slice(0, 4)) ? now : `${to}-01`);
  return (
    <nav className="tc-months" aria-label={t('plans.months')}>
      <a
        className="tc-months-year"
        href={at(ofYear(year - 1))}
        aria-label={t('plans.year_n', { year: year - 1 })}
        {...(year <= Number(campaign.from.slice(0, 4)) ? { hidden: true } : {})}
      >
        ‹ {year - 1}
      </a>
      <ol>
        {monthsOf(year).map((one) => {
          const own = items.filter((item) => item.level === 'month_item' && item.from.startsWith(one));
          const open = own.filter((item) => item.state === 'open').length;
          const isLate = open > 0 && lastOf(one) < today;
          return (
            <li key={one}>
              <a href={at(one)} aria-current={one === month ? 'true' : undefined}>
                {monthWord(one)}
                <small className={isLate ? 'tc-late' : 'tc-quiet'}>
                  {own.length === 0
                    ? '–'
                    : isLate
                      ? t('plans.month_unanswered', { count: open })
                      : t('plans.month_done', { done: own.length - open, of: own.length })}
                </small>
              </a>
            </li>
          );
        })}
      </ol>
      <a
        className="tc-months-year"
        href={at(ofYear(year + 1))}
        aria-label={t('plans.year_n', { year: year + 1 })}
        {...(year >= Number(campaign.to.slice(0, 4)) ? { hidden: true } : {})}
      >
        {year + 1} ›
      </a>
    </nav>
  );
}
