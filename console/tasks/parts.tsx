import { useState, type FormEvent, type ReactNode } from 'react';
import { setChain } from '@tongchuang/contract/task-acts.ts';
import type { Call } from '@tongchuang/contract/route.ts';
import type { TaskPage } from '@tongchuang/contract/tasks.ts';
import { TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Progress } from '@tongchuang/ui/pieces/progress.tsx';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { roleWord } from '@tongchuang/ui/pieces/tags.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { sayInstant } from '@tongchuang/ui/speech.ts';
import { useAct } from '@tongchuang/ui/use-call.ts';
import { bearsDuty } from '@tongchuang/domain/tasks/task.ts';
import { ClaimTag } from '../pieces/task-words.tsx';
import { chainOf, type Filled } from './actions.ts';
import { ChainFields } from './chain-fields.tsx';
import { TASKS_CHANGE } from './changes.ts';
import { ExpandForm } from './expand-form.tsx';

type Part = TaskPage['parts'][number];

/** The units by role: who took what on, who is responsible there, how far each is. */
export function Parts({ page }: { page: TaskPage }): ReactNode {
  const [at, setAt] = useState<string | null>(null);
  return (
    <section className="tc-part">
      <h3>{t('tasks.units')}</h3>
      {page.parts.length === 0 && <p className="tc-late">{t('tasks.no_unit')}</p>}
      <ul className="tc-parts">
        {page.parts.map((part) => (
          <li key={part.unitId}>
            <div className="tc-part-line">
              <small className={`tc-role tc-role-${part.role}`}>{roleWord(part.role)}</small>
              <a href={`/units/${part.unitId}`} title={part.unitName}>
                {part.shortName}
              </a>
              <ClaimTag of={part.claim} why={claimWhy(part)} />
              {part.submitted && <StatusTag tone="good">{t('tasks.submitted')}</StatusTag>}
              <span className="tc-part-progress">
                <Progress bp={part.progressBp} />
              </span>
            </div>
            {bearsDuty(part.role) && (
              <p className="tc-chain">
                <Link name={t('tasks.chain_leader')} of={part.leader?.name ?? null} />
                <span aria-hidden="true">→</span>
                <Link name={t('tasks.chain_section')} of={part.section} />
                <span aria-hidden="true">→</span>
                <Link name={t('tasks.chain_person')} of={part.person?.name ?? null} />
                {part.maySetChain && at !== part.unitId && (
                  <button type="button" className="tc-link" onClick={() => setAt(part.unitId)}>
                    {t('tasks.chain_set')}
                  </button>
                )}
              </p>
            )}
            {part.claim === 'disputed' && part.disputeReason !== null && (
              <p className="tc-notice tc-notice-warn">{part.disputeReason}</p>
            )}
            {part.writtenAs !== null &&
              part.writtenAs !== part.shortName &&
              part.writtenAs !== part.unitName && (
                <p className="tc-quiet">{t('tasks.written_as', { name: part.writtenAs })}</p>
              )}
            {at === part.unitId && <ChainForm page={page} part={part} close={() => setAt(null)} />}
          </li>
        ))}
      </ul>
      {page.unexpanded.map((entry) => (
        <ExpandForm key={`${entry.name} ${entry.role}`} page={page} entry={entry} />
      ))}
    </section>
  );
}

const Link = ({ name, of }: { name: string; of: string | null }): ReactNode =>
  of === null || of === '' ? (
    <span className="tc-chain-missing" title={name}>
      {t('tasks.chain_missing', { what: name })}
    </span>
  ) : (
    <span title={name}>{of}</span>
  );

/** 单位认领：陶欣 3月2日 09:12；主要负责人认领：贺建平 … */
function claimWhy(part: Part): string {
  const lines = [
    [t('tasks.claim_unit'), part.unitClaimedBy, part.unitClaimedAt],
    [t('tasks.claim_head'), part.headClaimedBy, part.headClaimedAt],
  ] as const;
  return lines
    .flatMap(([what, who, at]) => (who === null || at === null ? [] : [`${what} ${who} ${sayInstant(at)}`]))
    .join('\n');
}

function ChainForm({ page, part, close }: { page: TaskPage; part: Part; close: () => void }): ReactNode {
  const [chain, setChainOf] = useState<Filled['chain']>({
    leaderId: part.leader?.id ?? '',
    section: part.section ?? '',
    personId: part.person?.id ?? '',
  });
  const act = useAct(setChain, {
    changes: TASKS_CHANGE,
    onDone: () => {
      tell(t('tasks.chain_done'));
      close();
    },
  });
  const save = (event: FormEvent) => {
    event.preventDefault();
    act.mutate({
      params: { id: page.id, unitId: part.unitId },
      body: { chain: chainOf(chain) as Call<typeof setChain>['body']['chain'] },
    });
  };
  return (
    <form className="tc-form tc-action-form" onSubmit={save}>
      <ChainFields unitId={part.unitId} value={chain} onChange={setChainOf} />
      <TroubleLine error={act.error} />
      <div className="tc-buttons">
        <button type="submit" className="tc-button tc-button-primary" disabled={act.isPending}>
          {t('house.save')}
        </button>
        <button type="button" className="tc-button" onClick={close}>
          {t('house.cancel')}
        </button>
      </div>
    </form>
  );
}
