import { useState, type ReactNode } from 'react';
import type { TaskPage } from '@tongchuang/contract/tasks.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Flyout } from '@tongchuang/ui/pieces/flyout.tsx';
import { sayDate, sayList } from '@tongchuang/ui/speech.ts';
import { claimComplete } from '@tongchuang/domain/tasks/claims.ts';
import { ActionForm } from './action-form.tsx';
import { isGrave, isPlain, movesOn, offersOf, type Offer } from './actions.ts';
import { PlainAction } from './plain-action.tsx';

/** Buttons that stand in the open; the rest wait behind 更多. */
const IN_SIGHT = 3;
/** Units that the sentence names. */
const NAMED = 4;

/** What is to be done first, and by whom; for whoever may do it, as buttons, each with its small form. */
export function NextSteps({ page }: { page: TaskPage }): ReactNode {
  const [doing, setDoing] = useState<Offer | null>(null);
  const offers = offersOf(page);
  const open = offers.filter(({ action }) => !isGrave(action)).slice(0, IN_SIGHT);
  const aside = offers.filter((offer) => !open.includes(offer));
  const stillOpen = doing !== null && offers.some((offer) => isSame(offer, doing));
  const many = new Set(offers.map(({ unitId }) => unitId)).size > 1;
  const button = (offer: Offer, n: number) => {
    const words = wordOf(offer, many);
    const look = n === 0 && movesOn(offer.action) ? 'tc-button tc-button-primary' : 'tc-button';
    return isPlain(offer.action) ? (
      <PlainAction key={keyOf(offer)} offer={offer} page={page} className={look}>
        {words}
      </PlainAction>
    ) : (
      <button key={keyOf(offer)} type="button" className={look} onClick={() => setDoing(offer)}>
        {words}
      </button>
    );
  };
  return (
    <section className="tc-next" aria-label={t('tasks.next')}>
      <p>{nextWords(page)}</p>
      {offers.length > 0 && !stillOpen && (
        <div className="tc-buttons">
          {open.map(button)}
          {aside.length > 0 && (
            <Flyout button={t('house.more')}>
              {(close) => (
                <div className="tc-menu">
                  {aside.map((offer) =>
                    isPlain(offer.action) ? (
                      <PlainAction key={keyOf(offer)} offer={offer} page={page}>
                        {wordOf(offer, many)}
                      </PlainAction>
                    ) : (
                      <button
                        key={keyOf(offer)}
                        type="button"
                        onClick={() => {
                          close();
                          setDoing(offer);
                        }}
                      >
                        {wordOf(offer, many)}
                      </button>
                    ),
                  )}
                </div>
              )}
            </Flyout>
          )}
        </div>
      )}
      {doing !== null && stillOpen && (
        <ActionForm key={keyOf(doing)} offer={doing} page={page} close={() => setDoing(null)} />
      )}
    </section>
  );
}

const keyOf = ({ action, unitId }: Offer): string => `${action} ${unitId ?? ''}`;
const isSame = (a: Offer, b: Offer): boolean => keyOf(a) === keyOf(b);
/** 填报进展, or 填报进展（住建局） where one acts for several. */
export const wordOf = ({ action, unitName }: Offer, many: boolean): string =>
  many && unitName !== null
    ? t('tasks.do_for', { what: t(`tasks.do_${action}`), unit: unitName })
    : t(`tasks.do_${action}`);

/** One sentence: whose turn it is. */
function nextWords(page: TaskPage): string {
  const { request } = page;
  if (request !== null && !['done', 'verified', 'dropped'].includes(page.state)) {
    const unit = page.parts.find((part) => part.unitId === request.unitId)?.shortName ?? '';
    const { by, reason } = request;
    const on = sayDate(request.on);
    return request.kind === 'deferral' && request.until !== null
      ? t('tasks.next_deferral', { unit, by, on, until: sayDate(request.until), reason })
      : t('tasks.next_cannot', { unit, by, on, reason });
  }
  const waiting = page.parts.filter((part) => !claimComplete(part)).map((part) => part.shortName);
  if (
    ['issued', 'claimed', 'in_progress', 'returned', 'deferred'].includes(page.state) &&
    waiting.length > 0
  ) {
    const disputed = page.parts.find((part) => part.claim === 'disputed');
    if (disputed !== undefined)
      return t('tasks.next_disputed', { unit: disputed.shortName, reason: disputed.disputeReason ?? '' });
    const first = sayList(waiting.slice(0, NAMED));
    const units =
      waiting.length > NAMED ? t('tasks.units_and_more', { units: first, count: waiting.length }) : first;
    if (page.state !== 'returned')
      return page.state === 'issued'
        ? t('tasks.next_claim', { units })
        : t('tasks.next_some_claim', { units });
  }
  const last = (kind: string) => page.reports.find((report) => report.kind === kind);
  if (page.state === 'returned') return t('tasks.next_returned', { reason: last('return')?.note ?? '' });
  if (page.state === 'dropped') return t('tasks.next_dropped', { reason: last('drop')?.note ?? '' });
  if (page.state === 'done')
    return t('tasks.next_done', { on: page.doneOn === null ? '' : sayDate(page.doneOn) });
  return t(`tasks.next_${page.state}`);
}
