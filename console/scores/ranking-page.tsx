import type { ReactNode } from 'react';
import { getRanking } from '@tongchuang/contract/ranking.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import { TIER_WORDS, UNIT_TYPE_WORDS } from '@tongchuang/domain/organisation/unit.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { locale, t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { csvOf, save, type Column } from '../pieces/columns.ts';
import { useUrl } from '../pieces/url-state.ts';
import { sayPoints } from './amounts.ts';
import { RangeBar } from './range-bar.tsx';
import { groupsOf, scaleOf } from './rank-groups.ts';
import { ScoreFrame } from './score-frame.tsx';
import { scoreAddress, type Scope } from './scope.ts';
import '../pieces/table.css';
import './ranking.css';

type Ranking = ReplyOf<typeof getRanking>;
type Row = Ranking['rows'][number];

const PEERS = ['all', 'type', 'tier'] as const;

/** 排名: with its doubt drawn; who cannot be told apart stands together. */
export default function RankingPage(): ReactNode {
  return (
    <ScoreFrame title={t('rounds.tab_ranking')} allUnits>
      {(scope) => <Ranked scope={scope} />}
    </ScoreFrame>
  );
}

function Ranked({ scope }: { scope: Scope }): ReactNode {
  const url = useUrl();
  const peers = PEERS.find((one) => one === url.get('peers')) ?? 'all';
  const adjusted = url.get('adjusted') === '1';
  const query = {
    peers,
    adjusted: adjusted ? ('true' as const) : ('false' as const),
    ...(scope.snapshot === null ? {} : { snapshot: scope.snapshot.id }),
  };
  const ranking = useCall(getRanking, { params: { id: scope.id }, query }, { keepLast: true });
  return (
    <Loaded of={ranking} lines={12}>
      {(found) => (
        <>
          <div className="tc-score-head">
            <p className="tc-score-sum">
              <Summary of={found} />
            </p>
            <div className="tc-score-actions tc-screen-only">
              <button type="button" className="tc-button" onClick={() => print()}>
                {t('scores.print')}
              </button>
              <button
                type="button"
                className="tc-button"
                onClick={() =>
                  save('ranking.csv', csvOf(found.rows, columnsOf(adjusted)), 'text/csv;charset=utf-8')
                }
              >
                {t('house.export')}
              </button>
            </div>
          </div>
          <div className="tc-ranking-ways tc-screen-only" role="group" aria-label={t('scores.ranking_ways')}>
            <span className="tc-segments">
              {PEERS.map((one) => (
                <button
                  key={one}
                  type="button"
                  aria-pressed={one === peers}
                  onClick={() => url.set({ peers: one === 'all' ? null : one })}
                >
                  {t(`scores.peers_${one}`)}
                </button>
              ))}
            </span>
            <label className="tc-check">
              <input
                type="checkbox"
                checked={adjusted}
                onChange={(event) => url.set({ adjusted: event.target.checked ? '1' : null })}
              />
              <span>{t('scores.adjusted_too')}</span>
            </label>
          </div>
          {!found.separable && (
            <p className="tc-notice">{t('scores.not_separable', { confidence: percent(found) })}</p>
          )}
          {found.rows.length === 0 ? (
            <Empty title={t('scores.ranking_empty')} />
          ) : (
            <Table of={found} scope={scope} adjusted={adjusted} peers={peers} />
          )}
          <p className="tc-quiet tc-ranking-method">
            {t('scores.ranking_method', {
              method: english() ? t('scores.method_words') : found.method,
              ties: english() ? t('scores.tie_words') : found.tieRule,
              confidence: percent(found),
            })}
          </p>
        </>
      )}
    </Loaded>
  );
}

const english = (): boolean => locale.get() === 'en';
const percent = ({ confidence }: Ranking): number => Math.round(confidence * 100);

function Summary({ of }: { of: Ranking }): ReactNode {
  const ranked = of.rows.filter((row) => row.unranked === null);
  const groups = new Set(ranked.map((row) => `${row.group} ${row.equals}`)).size;
  return t('scores.ranking_sum', {
    ranked: ranked.length,
    groups,
    unranked: of.rows.length - ranked.length,
  });
}

interface TableProps {
  of: Ranking;
  scope: Scope;
  adjusted: boolean;
  peers: (typeof PEERS)[number];
}

/** All intervals on one scale; a bracket at the left holds together who cannot be told apart. */
function Table({ of, scope, adjusted, peers }: TableProps): ReactNode {
  const ranked = of.rows.filter((row) => row.unranked === null);
  const scale = scaleOf(ranked);
  const wide = adjusted ? 8 : 7;
  return (
    <div className="tc-table-sheet tc-ranking">
      <div className="tc-plain-frame">
        <table className="tc-plain" role="table" aria-label={t('rounds.tab_ranking')}>
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader">{t('scores.col_group')}</th>
              <th role="columnheader" className="tc-number">
                {t('scores.col_rank')}
              </th>
              <th role="columnheader">{t('scores.whose')}</th>
              <th role="columnheader" className="tc-number">
                {t('scores.converted')}
              </th>
              {adjusted && (
                <th role="columnheader" className="tc-number">
                  {t('scores.col_adjusted')}
                </th>
              )}
              <th role="columnheader">{t('scores.col_interval', { from: scale.from, to: scale.to })}</th>
              <th role="columnheader" className="tc-number">
                {t('scores.col_sample')}
              </th>
              <th role="columnheader">{t('scores.col_moved')}</th>
            </tr>
          </thead>
          {groupsOf(ranked).map((rows, n, all) => {
            const first = rows[0];
            const opens = peers !== 'all' && first?.group !== all[n - 1]?.[0]?.group;
            return (
              <tbody key={`${first?.group} ${first?.equals} ${n}`} className="tc-equals" role="rowgroup">
                {opens && (
                  <tr role="row">
                    <th colSpan={wide} role="rowheader" className="tc-ranking-peers" scope="rowgroup">
                      {peerWord(first?.group ?? null)}
                    </th>
                  </tr>
                )}
                {rows.map((row, m) => (
                  <tr key={row.unitId} role="row">
                    {m === 0 && (
                      <th
                        role="rowheader"
                        scope="rowgroup"
                        rowSpan={rows.length}
                        className={rows.length > 1 ? 'tc-bracket' : undefined}
                      >
                        <span>
                          {rows.length > 1
                            ? t('scores.equals', { group: row.equals ?? 0, count: rows.length })
                            : row.equals !== null && t('scores.group_one', { group: row.equals })}
                        </span>
                      </th>
                    )}
                    <td role="cell" className="tc-number tc-ranking-rank">
                      {rankWord(row)}
                    </td>
                    <th scope="row" role="rowheader">
                      <Name row={row} scope={scope} />
                    </th>
                    <td role="cell" className="tc-number">
                      {sayPoints(row.converted)}
                    </td>
                    {adjusted && (
                      <td role="cell" className="tc-number">
                        {sayPoints(row.adjusted)}
                      </td>
                    )}
                    <td role="cell" className="tc-ranking-bar">
                      <RangeBar {...row} at={row.converted} from={scale.from} to={scale.to} />
                    </td>
                    <td role="cell" className="tc-number" data-label={t('scores.col_sample')}>
                      {row.sample}
                    </td>
                    <td role="cell" className="tc-nobreak" data-label={t('scores.col_moved')}>
                      <Moved by={row.moved} />
                    </td>
                  </tr>
                ))}
              </tbody>
            );
          })}
          <Unranked rows={of.rows.filter((row) => row.unranked !== null)} scope={scope} wide={wide} />
        </table>
      </div>
    </div>
  );
}

function Unranked({ rows, scope, wide }: { rows: readonly Row[]; scope: Scope; wide: number }): ReactNode {
  if (rows.length === 0) return null;
  return (
    <tbody role="rowgroup">
      <tr role="row">
        <th colSpan={wide} role="rowheader" className="tc-ranking-peers" scope="rowgroup">
          {t('scores.unranked')}
        </th>
      </tr>
      {rows.map((row) => (
        <tr key={row.unitId} role="row">
          <td role="cell" />
          <td role="cell" className="tc-number">
            –
          </td>
          <th scope="row" role="rowheader">
            <Name row={row} scope={scope} />
          </th>
          <td role="cell" className="tc-number">
            {sayPoints(row.converted)}
          </td>
          <td role="cell" colSpan={wide - 4} className="tc-quiet">
            {unrankedWord(row)}
          </td>
        </tr>
      ))}
    </tbody>
  );
}

/** Whoever may see the unit's tree is led to it. */
const Name = ({ row, scope }: { row: Row; scope: Scope }): ReactNode =>
  scope.round.units.some((unit) => unit.unitId === row.unitId) ? (
    <a href={scoreAddress(scope, 'total', row.unitId)}>{row.unit}</a>
  ) : (
    row.unit
  );

function Moved({ by }: { by: number | null }): ReactNode {
  if (by === null) return <span className="tc-quiet">–</span>;
  if (by === 0) return <span className="tc-quiet">{t('scores.moved_same')}</span>;
  return (
    <span className={by > 0 ? 'tc-good' : 'tc-danger'}>
      <span aria-hidden="true">{by > 0 ? '↑' : '↓'}</span>{' '}
      {t(by > 0 ? 'scores.moved_up' : 'scores.moved_down', { by: Math.abs(by) })}
    </span>
  );
}

/** 3, or 3–7 where the sample leaves several open. */
function rankWord({ rank, rankLow, rankHigh }: Row): string {
  if (rankLow === null || rankHigh === null) return rank === null ? '–' : String(rank);
  return rankLow === rankHigh ? String(rankLow) : `${rankLow}–${rankHigh}`;
}

function unrankedWord(row: Row): string {
  if (!english()) return row.unranked ?? '';
  return row.converted === null
    ? t('scores.unranked_none')
    : t('scores.unranked_few', { sample: row.sample });
}

function peerWord(group: string | null): string {
  if (group === null) return t('scores.peers_none');
  const words = Object.hasOwn(UNIT_TYPE_WORDS, group)
    ? UNIT_TYPE_WORDS[group as keyof typeof UNIT_TYPE_WORDS]
    : Object.hasOwn(TIER_WORDS, group)
      ? TIER_WORDS[group as keyof typeof TIER_WORDS]
      : null;
  return english() || words === null ? group.replaceAll('_', ' ') : (words[0] ?? group);
}

const columnsOf = (adjusted: boolean): Column<Row>[] => {
  const column = (name: string, title: string, value: (row: Row) => string | number | null): Column<Row> => ({
    name,
    title,
    value,
    cell: value,
  });
  return [
    column('unit', t('scores.whose'), (row) => row.unit),
    column('rank', t('scores.col_rank'), (row) => (row.unranked === null ? rankWord(row) : '')),
    column('group', t('scores.col_group'), (row) => row.equals),
    column('converted', t('scores.converted'), (row) => row.converted),
    ...(adjusted ? [column('adjusted', t('scores.col_adjusted'), (row) => row.adjusted)] : []),
    column('low', t('scores.col_low'), (row) => row.low),
    column('high', t('scores.col_high'), (row) => row.high),
    column('sample', t('scores.col_sample'), (row) => row.sample),
    column('moved', t('scores.col_moved'), (row) => row.moved),
    column('unranked', t('scores.unranked'), (row) => (row.unranked === null ? '' : unrankedWord(row))),
  ];
};
