import { useState, type ReactNode } from 'react';
import { removePlanItem, splitPlan, type PlanItem } from '@tongchuang/contract/campaign.ts';
import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { offerUndo } from '@tongchuang/ui/pieces/toasts.tsx';
import { useAct } from '@tongchuang/ui/use-call.ts';
import { ObjectTrail } from '../../pieces/object-trail.tsx';
import { useUrl } from '../../pieces/url-state.ts';
import { ItemForm } from './item-form.tsx';
import { ItemRow } from './item-row.tsx';
import { Settle } from './settle.tsx';
import type { Goals } from './goals.ts';
import { CASCADE_CHANGE } from './use-cascade.ts';
import { LEVEL_BELOW, levelWord, sayPeriod, STATE_TONES, stateWord } from './words.ts';

interface ItemDetailProps {
  /** Undefined: not of the unit and year that are looked at, or removed. */
  item: PlanItem | undefined;
  items: readonly PlanItem[];
  goals: Goals;
  works: boolean;
  workdays: readonly string[] | null;
  today: string;
}

/** One item: what stands above it, what hangs below, its result, and what became of it. */
export function ItemDetail({ item, items, goals, works, workdays, today }: ItemDetailProps): ReactNode {
  const url = useUrl();
  const [editing, setEditing] = useState(false);
  if (item === undefined) return <Empty title={t('plans.item_gone')}>{t('plans.item_gone_hint')}</Empty>;
  const below = items.filter((one) => one.parentId === item.id);
  const next = LEVEL_BELOW[item.level];
  return (
    <>
      <Chain item={item} items={items} goals={goals} />
      <h3 className="tc-plan-title">{item.text}</h3>
      <p className="tc-plan-item-facts">
        <StatusTag tone={STATE_TONES[item.state]}>{stateWord(item.state)}</StatusTag>
        <span>{levelWord(item.level)}</span>
        <span>{sayPeriod(item)}</span>
        {item.personName !== null && <span>{item.personName}</span>}
        {item.reason !== null && <span>{t('plans.because', { reason: item.reason })}</span>}
      </p>
      {works && !editing && (
        <div className="tc-buttons">
          {item.from <= today || item.state !== 'open' ? <Settle item={item} /> : null}
          {next !== null && item.state === 'open' && (
            <a className="tc-button" href={url.with({ split: item.id, open: null })}>
              {t('plans.split_to', { level: levelWord(next) })}
            </a>
          )}
          <button type="button" className="tc-button" onClick={() => setEditing(true)}>
            {t('house.edit')}
          </button>
          {item.state === 'open' && below.length === 0 && <Remove item={item} />}
        </div>
      )}
      {editing && <ItemForm item={item} workdays={workdays} close={() => setEditing(false)} />}
      {next !== null && (
        <section className="tc-plan-part">
          <h3>{t('plans.below', { level: levelWord(next), count: below.length })}</h3>
          {below.length === 0 ? (
            <p className="tc-quiet">{t('plans.below_none')}</p>
          ) : (
            <ul className="tc-plan-list">
              {below.map((one) => (
                <li key={one.id}>
                  <ItemRow item={one} works={works} today={today} />
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
      <section className="tc-plan-part">
        <h3>{t('plans.trail')}</h3>
        <ObjectTrail kind="plan_item" id={item.id} />
      </section>
    </>
  );
}

/** From the goal of the cycle down to the item just above; each opens. */
function Chain({
  item,
  items,
  goals,
}: Pick<ItemDetailProps, 'items' | 'goals'> & { item: PlanItem }): ReactNode {
  const url = useUrl();
  const known = new Map<string | null, PlanItem>([...goals, ...items].map((one) => [one.id, one]));
  const above: PlanItem[] = [];
  for (let at = known.get(item.parentId); at !== undefined && above.length < 5; at = known.get(at.parentId))
    above.unshift(at);
  if (above.length === 0 && item.taskId === null) return null;
  const isGoal = ({ level }: PlanItem) => level === 'cycle_goal' || level === 'annual_goal';
  return (
    <ol className="tc-plan-chain" aria-label={t('plans.chain')}>
      {above.map((one) => (
        <li key={one.id}>
          <small className="tc-quiet">{levelWord(one.level)}</small>{' '}
          <a href={url.with({ open: one.id, ...(isGoal(one) ? { view: 'goals' } : {}) })}>{one.text}</a>
        </li>
      ))}
      {item.taskId !== null && (
        <li>
          <small className="tc-quiet">{t('plans.task')}</small>{' '}
          <a href={`/tasks/${item.taskId}`}>{item.taskText}</a>
        </li>
      )}
    </ol>
  );
}

/** Gone at once, and brought back as it was within ten seconds. */
function Remove({ item }: { item: PlanItem }): ReactNode {
  const url = useUrl();
  const unitId = item.unitId as UnitId;
  const back = useAct(splitPlan, { changes: CASCADE_CHANGE });
  const act = useAct(removePlanItem, {
    changes: CASCADE_CHANGE,
    onDone: () => {
      url.set({ open: null });
      offerUndo(t('plans.removed', { text: item.text }), () => {
        const { level, parentId, taskId, text, from, to, personId } = item;
        if (level === 'cycle_goal' || level === 'annual_goal') return;
        back.mutate({
          params: { unitId },
          body: {
            level,
            items: [{ id: newId<'plan_item'>(), parentId, taskId, text, from, to, personId }],
          },
        });
      });
    },
  });
  return (
    <>
      <button
        type="button"
        className="tc-button"
        disabled={act.isPending}
        onClick={() => act.mutate({ params: { unitId, id: item.id } })}
      >
        {t('plans.remove')}
      </button>
      <TroubleLine error={act.error} />
    </>
  );
}
