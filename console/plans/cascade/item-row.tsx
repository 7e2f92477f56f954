import type { ReactNode } from 'react';
import { addDays } from '@tongchuang/domain/kernel/calendar.ts';
import type { PlanItem } from '@tongchuang/contract/campaign.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { useUrl } from '../../pieces/url-state.ts';
import { Settle } from './settle.tsx';
import { LEVEL_BELOW, sayPeriod, STATE_TONES, stateWord } from './words.ts';

interface ItemRowProps {
  item: PlanItem;
  /** The person may work on this unit's plan. */
  works: boolean;
  /** Shown after the words: how far what hangs below is. */
  sum?: ReactNode;
  /** What it serves: the item above where the row stands outside its tree, a goal, a task. */
  above?: ReactNode;
  /** Stands under a heading that says the day and whose it is. */
  brief?: boolean;
  today: string;
}

/** One item of a unit's plan: its words open it, and what can be done with it stands beside. */
export function ItemRow({ item, works, sum, above, brief, today }: ItemRowProps): ReactNode {
  const url = useUrl();
  const next = LEVEL_BELOW[item.level];
  const isOver = item.state === 'open' && item.to < today;
  // A day is answered on its day; a month or a year in its last week and after. Earlier ones are settled where they are opened.
  const mayBeSettled = item.level === 'day_item' ? item.from <= today : addDays(item.to, -6) <= today;
  return (
    <div className={`tc-plan-item tc-plan-${item.level}`}>
      <div className="tc-plan-item-words">
        <a href={url.with({ open: item.id, split: null })}>{item.text}</a>
        <span className="tc-plan-item-facts">
          {item.state !== 'open' || isOver ? (
            <StatusTag tone={isOver ? 'veto' : STATE_TONES[item.state]}>
              {isOver ? t('plans.state_unanswered') : stateWord(item.state)}
            </StatusTag>
          ) : null}
          {brief !== true && <span>{sayPeriod(item)}</span>}
          {brief !== true && item.personName !== null && <span>{item.personName}</span>}
          {sum !== undefined && <span>{sum}</span>}
          {above !== undefined && <span>{above}</span>}
          {item.reason !== null && <span>{t('plans.because', { reason: item.reason })}</span>}
        </span>
      </div>
      {works && (
        <div className="tc-plan-item-acts">
          {next !== null && item.state === 'open' && (
            <a className="tc-link" href={url.with({ split: item.id, open: null })}>
              {t(item.level === 'unit_plan' ? 'plans.split_months' : 'plans.split_days')}
            </a>
          )}
          {(mayBeSettled || item.state !== 'open') && <Settle item={item} />}
        </div>
      )}
    </div>
  );
}
