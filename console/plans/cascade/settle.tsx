import { useState, type ReactNode } from 'react';
import { settlePlanItem, type PlanItem } from '@tongchuang/contract/campaign.ts';
import { isRefused, Refused } from '@tongchuang/ui/call.ts';
import { TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { offerUndo, tellTrouble } from '@tongchuang/ui/pieces/toasts.tsx';
import { useQueryClient } from '@tanstack/react-query';
import { refresh, useAct } from '@tongchuang/ui/use-call.ts';
import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { CASCADE_CHANGE } from './use-cascade.ts';

/** 完成, in one tap and taken back in another; 未完成 asks why. */
export function Settle({ item }: { item: PlanItem }): ReactNode {
  const [asks, setAsks] = useState(false);
  const [reason, setReason] = useState('');
  const queries = useQueryClient();
  const unitId = item.unitId as UnitId;
  const again = useAct(settlePlanItem, {
    changes: CASCADE_CHANGE,
    onTrouble: (error) => tellTrouble(error instanceof Refused ? error.detail : t('house.no_answer')),
  });
  const act = useAct(settlePlanItem, {
    changes: CASCADE_CHANGE,
    onDone: (reply, given) => {
      setAsks(false);
      setReason('');
      if (given.body.state === 'open') return;
      offerUndo(t(given.body.state === 'done' ? 'plans.settled_done' : 'plans.settled_not'), () =>
        again.mutate({
          params: { unitId, id: item.id },
          body: { state: item.state, reason: item.reason, version: reply.item.version },
        }),
      );
    },
    onTrouble: (error) => {
      if (isRefused(error, 'row.changed_meanwhile')) void refresh(queries, ['plan_item.']);
    },
  });
  const send = (state: PlanItem['state'], why: string | null) =>
    act.mutate({ params: { unitId, id: item.id }, body: { state, reason: why, version: item.version } });

  if (item.state !== 'open')
    return (
      <span className="tc-settle">
        <button type="button" className="tc-link" disabled={act.isPending} onClick={() => send('open', null)}>
          {t('plans.reopen')}
        </button>
        <TroubleLine error={act.error} />
      </span>
    );
  return (
    <span className="tc-settle">
      {asks ? (
        <form
          className="tc-settle-reason"
          onSubmit={(event) => {
            event.preventDefault();
            if (reason.trim() !== '') send('not_done', reason.trim());
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.preventDefault();
            setAsks(false);
          }}
        >
          <input
            className="tc-input"
            aria-label={t('plans.reason')}
            placeholder={t('plans.reason_hint')}
            value={reason}
            maxLength={500}
            autoFocus
            onChange={(event) => setReason(event.target.value)}
          />
          <button
            type="submit"
            className="tc-button tc-button-primary"
            disabled={reason.trim() === '' || act.isPending}
          >
            {t('plans.not_done_do')}
          </button>
          <button type="button" className="tc-link" onClick={() => setAsks(false)}>
            {t('house.cancel')}
          </button>
        </form>
      ) : (
        <>
          <button
            type="button"
            className="tc-button tc-settle-done"
            aria-label={t('plans.done_item', { text: item.text })}
            disabled={act.isPending}
            onClick={() => send('done', null)}
          >
            ✓ {t('plans.done_do')}
          </button>
          <button
            type="button"
            className="tc-button"
            aria-label={t('plans.not_done_item', { text: item.text })}
            disabled={act.isPending}
            onClick={() => setAsks(true)}
          >
            {t('plans.not_done_do')}
          </button>
        </>
      )}
      <TroubleLine error={act.error} />
    </span>
  );
}
