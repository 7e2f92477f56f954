import { useState, type ReactNode } from 'react';
import { factFile, factHistory, withdrawFact, type FactOut } from '@tongchuang/contract/facts.ts';
import type { Round } from '@tongchuang/contract/rounds.ts';
import type { FactId } from '@tongchuang/domain/kernel/ids.ts';
import { takesFacts } from '@tongchuang/domain/scoring/round.ts';
import { addressOf } from '@tongchuang/ui/call.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Field } from '@tongchuang/ui/pieces/field.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { sayInstant } from '@tongchuang/ui/speech.ts';
import { useAct, useCall } from '@tongchuang/ui/use-call.ts';
import { ActForm } from '../pieces/act-form.tsx';
import { FileLinks } from '../pieces/evidence.tsx';
import { factStateWord, ROUND_CHANGES, sheetWord, sourceWord, valueWord, type FactState } from './words.ts';

/** One fact: what it says, what it said before, and the way to take it out of the count. */
export function FactDrawer({ round, id }: { round: Round; id: string }): ReactNode {
  const history = useCall(factHistory, { params: { id: round.id, factId: id as FactId } });
  return (
    <Loaded of={history}>
      {({ fact, changes }) => (
        <>
          <Says of={fact} round={round.id} />
          <h3>{t('rounds.history')}</h3>
          {changes.length === 0 ? (
            <p className="tc-quiet">{t('rounds.history_none')}</p>
          ) : (
            <ul className="tc-lines">
              {changes.map((change) => (
                <li key={change.at}>
                  <span>
                    {t('rounds.history_before', { value: beforeWord(change.before) })}
                    {change.reason !== null && <span className="tc-quiet"> {change.reason}</span>}
                  </span>
                  <span className="tc-quiet tc-lines-end">
                    {change.by} {sayInstant(change.at)}
                  </span>
                </li>
              ))}
            </ul>
          )}
          <p className="tc-round-sheet">
            <a
              href={`/rounds/${round.id}/desk?unit=${fact.unitId ?? ''}&at=${fact.criterion}&sheet=${fact.sheet}`}
            >
              {t('rounds.to_desk')}
            </a>
          </p>
          {!fact.withdrawn && takesFacts(round.stage, fact.sheet) && (
            <WithdrawForm key={fact.version} round={round} fact={fact} />
          )}
        </>
      )}
    </Loaded>
  );
}

function Says({ of: fact, round }: { of: FactOut; round: Round['id'] }): ReactNode {
  const lines: [string, ReactNode][] = [
    [t('rounds.col_criterion'), fact.criterion],
    [t('rounds.col_fact'), fact.name === 'value' ? t('rounds.col_value') : fact.name],
    [t('rounds.col_value'), valueWord(fact)],
    [t('rounds.col_unit'), fact.unit ?? t('rounds.whole_place')],
    [t('rounds.col_site'), fact.site],
    [t('rounds.stratum'), fact.stratum],
    [t('rounds.col_method'), fact.method],
    [t('rounds.sheet'), sheetWord(fact.sheet)],
    [t('rounds.col_seen'), fact.at === null ? null : sayInstant(fact.at)],
    [t('rounds.col_marker'), fact.marker],
    [t('rounds.manual_second'), fact.second],
    [t('rounds.manual_reason'), fact.reason],
    [t('rounds.col_note'), fact.note],
    [t('rounds.col_source'), sourceWord(fact.source)],
    [t('rounds.col_by'), `${fact.entered.by} ${sayInstant(fact.entered.at)}`],
    [
      t('rounds.files'),
      fact.files.length === 0 ? null : (
        <FileLinks
          files={fact.files}
          address={(sha256) => addressOf(factFile, { id: round, factId: fact.id, sha256 })}
        />
      ),
    ],
  ];
  return (
    <>
      {fact.withdrawn && <p className="tc-notice">{t('rounds.withdrawn_hint')}</p>}
      <dl className="tc-facts tc-round-sheet">
        {lines
          .filter(([, words]) => words !== null && words !== '')
          .map(([term, words]) => (
            <div key={term} className="tc-contents">
              <dt>{term}</dt>
              <dd>{words}</dd>
            </div>
          ))}
      </dl>
    </>
  );
}

/** What a fact said, from its kept row: the value in ten-thousandths, or the grade. */
function beforeWord(before: Record<string, unknown>): string {
  if (before['withdrawn'] === true) return t('rounds.withdrawn');
  const state = String(before['state'] ?? 'observed');
  if (state === 'not_applicable' || state === 'not_observed') return factStateWord(state satisfies FactState);
  const { grade, value } = before;
  if (typeof grade === 'string') return grade;
  return value === null || value === undefined ? '' : String(Number(value) / 10_000);
}

/** 作废: out of the count, still to be seen. */
function WithdrawForm({ round, fact }: { round: Round; fact: FactOut }): ReactNode {
  const [reason, setReason] = useState('');
  const act = useAct(withdrawFact, {
    changes: ROUND_CHANGES,
    onDone: () => tell(t('rounds.withdrawn_done')),
  });
  return (
    <ActForm
      act={act}
      verb={t('rounds.withdraw')}
      ready={reason.trim() !== ''}
      onSubmit={() =>
        act.mutate({ params: { id: round.id, factId: fact.id }, body: { version: fact.version, reason } })
      }
    >
      <Field
        label={t('rounds.withdraw_reason')}
        value={reason}
        maxLength={500}
        required
        onChange={setReason}
      />
    </ActForm>
  );
}
