import type { ReactNode } from 'react';
import { listAppeals, listSnapshots, type Appeal } from '@tongchuang/contract/snapshots.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import type { Round } from '@tongchuang/contract/rounds.ts';
import type { z } from 'zod';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { StatusTag, type Tone } from '@tongchuang/ui/pieces/status-tag.tsx';
import { sayInstant, sayNumber, sayShortInstant } from '@tongchuang/ui/speech.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import type { Column } from '../pieces/columns.ts';
import { DataTable } from '../pieces/data-table.tsx';
import { SideDrawer } from '../pieces/side-drawer.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { useMay } from '../shell/me.tsx';
import { AppealForm, DecideForm } from './appeal-forms.tsx';
import { PublishForm } from './publish-form.tsx';
import { RoundFrame } from './round-frame.tsx';
import { pointsWord } from './words.ts';

type AppealOut = z.output<typeof Appeal>;
type Snapshot = ReplyOf<typeof listSnapshots>['rows'][number];

/** 发布: every published result, frozen, with what a correction changed; and the appeals against them. */
export default function PublicationPage(): ReactNode {
  const url = useUrl();
  return (
    <RoundFrame
      action={(round) =>
        round.open.includes('publish') ? (
          <a className="tc-button tc-button-primary" href={url.with({ act: 'publish' })}>
            {t('rounds.publish')}
          </a>
        ) : null
      }
    >
      {(round) => <Publication of={round} />}
    </RoundFrame>
  );
}

function Publication({ of: round }: { of: Round }): ReactNode {
  const url = useUrl();
  const enters = useMay('score.enter');
  const snapshots = useCall(listSnapshots, { params: { id: round.id } });
  const appeals = useCall(listAppeals, { params: { id: round.id } });
  return (
    <>
      <Loaded of={snapshots}>
        {({ rows }) => (
          <>
            {rows.length === 0 && (
              <section className="tc-sheet">
                <Empty title={t('rounds.snapshots_empty')}>{t('rounds.snapshots_empty_hint')}</Empty>
              </section>
            )}
            {rows.map((row) => (
              <SnapshotSheet key={row.id} round={round} of={row} />
            ))}
            {rows.length > 0 && (
              <section className="tc-appeals">
                <div className="tc-sheet-head">
                  <h2>{t('rounds.appeals')}</h2>
                  {enters && round.units.length > 0 && (
                    <a className="tc-button" href={url.with({ act: 'appeal' })}>
                      {t('rounds.appeal_file')}
                    </a>
                  )}
                </div>
                <Loaded of={appeals}>
                  {(reply) => (
                    <DataTable
                      name="appeals"
                      label={t('rounds.appeals')}
                      columns={columns()}
                      rows={reply.rows}
                      idOf={(row) => row.id}
                      href={(row) => url.with({ open: row.id })}
                      empty={
                        <Empty title={t('rounds.appeals_empty')}>{t('rounds.appeals_empty_hint')}</Empty>
                      }
                    />
                  )}
                </Loaded>
              </section>
            )}
          </>
        )}
      </Loaded>
      <SideDrawer name="act" title={t('rounds.drawer')}>
        {(act) => (act === 'publish' ? <PublishForm of={round} /> : <AppealForm of={round} />)}
      </SideDrawer>
      <SideDrawer title={t('rounds.appeal')}>
        {(id) => {
          const appeal = appeals.data?.rows.find((one) => one.id === id);
          return appeal === undefined ? (
            <Empty title={t('rounds.reply_gone')} />
          ) : (
            <AppealDrawer key={appeal.version} of={appeal} />
          );
        }}
      </SideDrawer>
    </>
  );
}

/** One publication: its number, when and by whom, its hashes, and what it corrects. */
function SnapshotSheet({ round, of: row }: { round: Round; of: Snapshot }): ReactNode {
  return (
    <section className="tc-sheet tc-snapshot">
      <div className="tc-sheet-head">
        <h2>{t('rounds.snapshot_title', { number: row.number })}</h2>
        <a href={`/rounds/${round.id}/score?snapshot=${row.id}`}>{t('rounds.snapshot_open')}</a>
      </div>
      <p className="tc-snapshot-score">
        <b>{pointsWord(row.converted)}</b> {t('rounds.points_unit')}
      </p>
      <p className="tc-quiet">
        {t('rounds.snapshot_by', { name: row.by, time: sayInstant(row.at), facts: sayNumber(row.facts) })}
      </p>
      {row.reason !== null && (
        <p className="tc-notice">{t('rounds.snapshot_reason', { reason: row.reason })}</p>
      )}
      {row.changes.length > 0 && (
        <div className="tc-desk-scroll" tabIndex={0} role="group" aria-label={t('rounds.changes')}>
          <table className="tc-changes">
            <caption>{t('rounds.changes')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('rounds.col_criterion')}</th>
                <th scope="col">{t('rounds.col_name')}</th>
                <th scope="col">{t('rounds.col_before')}</th>
                <th scope="col">{t('rounds.col_after')}</th>
              </tr>
            </thead>
            <tbody>
              {row.changes.map((change) => (
                <tr key={change.code}>
                  <td className="tc-nobreak">{change.code}</td>
                  <td>{change.code === '' ? t('rounds.total') : change.title}</td>
                  <td>{pointsWord(change.before)}</td>
                  <td>{pointsWord(change.after)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <details>
        <summary>{t('rounds.hashes')}</summary>
        <dl className="tc-facts">
          {HASHES.map((name) => (
            <div key={name} className="tc-contents">
              <dt>{t(`rounds.hash_${name}`)}</dt>
              <dd>
                <code className="tc-hash">
                  {name === 'edition' ? row.editionHash : name === 'facts' ? row.factsHash : row.hash}
                </code>
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}

const HASHES = ['result', 'edition', 'facts'] as const;

function AppealDrawer({ of: appeal }: { of: AppealOut }): ReactNode {
  const decides = useMay('score.publish');
  return (
    <>
      <h3>{appeal.unit}</h3>
      <p className="tc-quiet tc-round-sheet">
        {appeal.by} {sayInstant(appeal.at)}
        {appeal.criterion !== null && ` · ${appeal.criterion}`}
      </p>
      <p className="tc-said tc-round-sheet">{appeal.text}</p>
      {appeal.answer !== null && (
        <div className="tc-notice">
          <b>{outcomeWord(appeal.outcome)}</b>
          <p className="tc-said">{appeal.answer}</p>
          {appeal.decided !== null && (
            <p className="tc-quiet">
              {appeal.decided.by} {sayInstant(appeal.decided.at)}
            </p>
          )}
        </div>
      )}
      {decides && appeal.outcome === 'open' && <DecideForm of={appeal} />}
    </>
  );
}

const outcomeWord = (outcome: AppealOut['outcome']): string => t(`rounds.outcome_${outcome}`);
const TONES: Record<AppealOut['outcome'], Tone> = {
  open: 'warn',
  upheld: 'muted',
  corrected: 'info',
  withdrawn: 'muted',
};

const columns = (): Column<AppealOut>[] => [
  { name: 'unit', title: t('rounds.col_unit'), cell: (row) => row.unit, value: (row) => row.unit },
  {
    name: 'criterion',
    title: t('rounds.col_criterion'),
    code: true,
    cell: (row) => row.criterion ?? t('rounds.total'),
    value: (row) => row.criterion,
  },
  {
    name: 'text',
    title: t('rounds.col_text'),
    width: 280,
    cell: (row) => row.text,
    value: (row) => row.text,
  },
  {
    name: 'at',
    title: t('rounds.col_at'),
    code: true,
    cell: (row) => sayShortInstant(row.at),
    value: (row) => row.at,
  },
  {
    name: 'outcome',
    title: t('rounds.col_outcome'),
    code: true,
    cell: (row) => <StatusTag tone={TONES[row.outcome]}>{outcomeWord(row.outcome)}</StatusTag>,
    value: (row) => outcomeWord(row.outcome),
  },
];
