import { useMemo, type ReactNode } from 'react';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import type { listGoals } from '@tongchuang/contract/campaign.ts';
import type { Column } from '../../pieces/columns.ts';
import { DataTable } from '../../pieces/data-table.tsx';
import { useUrl } from '../../pieces/url-state.ts';
import type { GoalsAnswer } from './goals-view.tsx';
import { useReach } from './use-cascade.ts';
import { levelWord } from './words.ts';

type Gap = ReplyOf<typeof listGoals>['gaps'][number];

const ORDER = ['no_annual_goal', 'no_task', 'no_month_item', 'no_day_item'] as const;
const LEVELS = {
  no_annual_goal: 'cycle_goal',
  no_task: 'annual_goal',
  no_month_item: 'unit_plan',
  no_day_item: 'month_item',
} as const;

/** 没有往下分解的: every level of the cascade that has nothing below it, the highest first. */
export function GapsView({ answer }: { answer: GoalsAnswer }): ReactNode {
  const url = useUrl();
  const { nameOf } = useReach('task.read');
  const columns = useMemo<readonly Column<Gap>[]>(
    () => [
      { name: 'text', title: t('plans.item'), cell: (gap) => gap.text, value: (gap) => gap.text, width: 320 },
      {
        name: 'level',
        title: t('plans.level'),
        cell: (gap) => levelWord(LEVELS[gap.code]),
        value: (gap) => ORDER.indexOf(gap.code),
        code: true,
      },
      {
        name: 'lacks',
        title: t('plans.lacks'),
        cell: gapWord,
        value: gapWord,
      },
      {
        name: 'unit',
        title: t('plans.unit'),
        cell: (gap) => nameOf(gap.unitId) || <span className="tc-quiet">{t('plans.whole_place')}</span>,
        value: (gap) => nameOf(gap.unitId),
        code: true,
      },
    ],
    [nameOf],
  );
  return (
    <Loaded of={answer}>
      {({ gaps, rows }) => (
        <DataTable
          name="cascade-gaps"
          label={t('plans.view_gaps')}
          columns={columns}
          rows={gaps.toSorted((a, b) => ORDER.indexOf(a.code) - ORDER.indexOf(b.code))}
          idOf={(gap) => `${gap.itemId}-${gap.year ?? ''}`}
          href={(gap) =>
            gap.code === 'no_annual_goal' || gap.code === 'no_task'
              ? url.with({ view: 'goals', open: gap.itemId })
              : url.with({ view: 'unit', unit: gap.unitId, open: gap.itemId })
          }
          empty={
            <Empty title={t(rows.length === 0 ? 'plans.no_goals' : 'plans.no_gaps')}>
              {t(rows.length === 0 ? 'plans.no_goals_wait' : 'plans.no_gaps_hint')}
            </Empty>
          }
        />
      )}
    </Loaded>
  );
}

function gapWord(gap: Gap): string {
  switch (gap.code) {
    case 'no_annual_goal':
      return t('plans.gap_no_annual_goal', { year: gap.year ?? '' });
    case 'no_task':
      return t('plans.gap_no_task');
    case 'no_month_item':
      return t('plans.gap_no_month_item');
    case 'no_day_item':
      return t('plans.gap_no_day_item');
  }
}
