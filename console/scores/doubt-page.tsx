import type { ReactNode } from 'react';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import { getDoubt } from '@tongchuang/contract/score-doubt.ts';
import { sayFlag } from '@tongchuang/domain/scoring/doubt-words.ts';
import type { Flag } from '@tongchuang/domain/scoring/outliers.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { locale, t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { sayNumber } from '@tongchuang/ui/speech.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import type { Column } from '../pieces/columns.ts';
import { DataTable } from '../pieces/data-table.tsx';
import { sayPoints, sayRange, sayRate } from './amounts.ts';
import { AskForm, useAsked, type Asks } from './ask-form.tsx';
import { RangeBar } from './range-bar.tsx';
import { ScoreFrame } from './score-frame.tsx';
import { scoreAddress, type Scope } from './scope.ts';

type Doubt = ReplyOf<typeof getDoubt>;
type Node = Doubt['nodes'][number];

/** 把握程度: how sure the numbers are, and where the next visits tell most. */
export default function DoubtPage(): ReactNode {
  return (
    <ScoreFrame title={t('rounds.tab_doubt')}>
      {(scope) => <Doubted key={scope.id} scope={scope} />}
    </ScoreFrame>
  );
}

function Doubted({ scope }: { scope: Scope }): ReactNode {
  const asks: Asks<'reach' | 'visits'> = {
    reach: { label: t('scores.reach'), least: 0, most: 10_000, step: 0.01, usual: 90 },
    visits: { label: t('scores.visits_ask'), least: 0, most: 1000, step: 1, usual: 50 },
  };
  const { reach, visits } = useAsked(asks);
  const query = { ...scope.query, reach, visits };
  const doubt = useCall(getDoubt, { params: { id: scope.id }, query }, { keepLast: true });
  return (
    <>
      <AskForm asks={asks} />
      <Loaded of={doubt} lines={12}>
        {(found) => (
          <>
            <Figures of={found} />
            <Visits of={found} asked={visits} />
            <Flags of={found} />
            <Nodes of={found} scope={scope} />
          </>
        )}
      </Loaded>
    </>
  );
}

/** A chance is drawn from many tries, so it is never quite none or certain. */
const sayChance = (chance: number): string =>
  chance < 0.001 ? '<0.1%' : chance > 0.999 ? '>99.9%' : sayRate(chance);

function Figures({ of }: { of: Doubt }): ReactNode {
  const { total, reaches } = of;
  const confidence = Math.round(of.confidence * 100);
  const whole = sayRange(total.whole.low, total.whole.high);
  return (
    <section className="tc-sheet tc-doubt">
      <dl className="tc-figures">
        <div>
          <dt>{t('scores.doubt_total', { confidence })}</dt>
          <dd>
            {sayPoints(total.points)}{' '}
            <small>{t('scores.within', { range: sayRange(total.low, total.high) })}</small>
          </dd>
        </div>
        {total.converted !== null && (
          <div>
            <dt>{t('scores.doubt_converted', { confidence })}</dt>
            <dd>
              {sayPoints(total.converted.points)}{' '}
              <small>
                {t('scores.within', { range: sayRange(total.converted.low, total.converted.high) })}
              </small>
            </dd>
          </div>
        )}
        <div>
          <dt>
            {t('scores.doubt_reach', {
              mark: sayNumber(reaches.mark, Number.isInteger(reaches.mark) ? 0 : 2),
            })}
          </dt>
          <dd>
            {reaches.likely === null ? '–' : sayChance(reaches.likely)}{' '}
            <small>
              {t('scores.doubt_between', { least: sayChance(reaches.least), most: sayChance(reaches.most) })}
            </small>
          </dd>
        </div>
      </dl>
      <RangeBar
        low={total.low}
        high={total.high}
        at={total.points}
        to={Math.max(total.of, total.high) || 1}
      />
      <p className="tc-quiet">{t('scores.doubt_whole', { whole, sites: total.sites })}</p>
      {total.stepped && <p className="tc-notice tc-notice-warn">{t('scores.stepped')}</p>}
    </section>
  );
}

/** 抽样建议: where the next visits narrow the total most. */
function Visits({ of, asked }: { of: Doubt; asked: number }): ReactNode {
  const placed = of.visits.reduce((sum, one) => sum + one.visits, 0);
  return (
    <section className="tc-sheet tc-doubt">
      <h2>{t('scores.visits')}</h2>
      {placed === 0 ? (
        <p className="tc-quiet">{t('scores.visits_none')}</p>
      ) : (
        <>
          <p>
            {t('scores.visits_sum', {
              visits: placed,
              now: sayPoints(of.halfWidth.now),
              after: sayPoints(of.halfWidth.after),
            })}
            {of.unplaced > 0 && ` ${t('scores.visits_unplaced', { asked, unplaced: of.unplaced })}`}
          </p>
          <ul className="tc-visits">
            {of.visits.map(({ name, visits }) => (
              <li key={name}>
                {name} <b>{t('scores.visits_count', { count: visits })}</b>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** 值得再看. */
function Flags({ of: { flags } }: { of: Doubt }): ReactNode {
  if (flags.length === 0) return null;
  return (
    <details className="tc-sheet tc-doubt">
      <summary>{t('scores.flags', { count: flags.length })}</summary>
      <p className="tc-quiet">{t('scores.flags_hint')}</p>
      <ul className="tc-reasons">
        {flags.map(({ says, sentence }, n) => (
          <li key={n}>{locale.get() === 'en' ? sayFlag(says as Flag, 'en') : sentence}</li>
        ))}
      </ul>
    </details>
  );
}

const widthOf = ({ low, high }: Node): number => (low === null || high === null ? 0 : high - low);

/** Where the doubt sits: the widest interval first. */
function Nodes({ of, scope }: { of: Doubt; scope: Scope }): ReactNode {
  const rows = of.nodes
    .filter((node) => widthOf(node) > 0 || node.tooFew)
    .toSorted((a, b) => widthOf(b) - widthOf(a));
  const unknown = of.nodes.filter((node) => node.method === 'unknown').length;
  return (
    <>
      <h2 className="tc-doubt-head">{t('scores.doubt_nodes')}</h2>
      {unknown > 0 && <p className="tc-quiet">{t('scores.doubt_unknown', { count: unknown })}</p>}
      <DataTable
        name="doubt"
        label={t('scores.doubt_nodes')}
        columns={columnsOf(Math.max(0.01, ...rows.map((node) => node.high ?? 0)))}
        rows={rows}
        idOf={(node) => node.code}
        href={(node) => scoreAddress(scope, node.code, scope.unitId)}
        empty={<Empty title={t('scores.doubt_none')}>{t('scores.doubt_none_hint')}</Empty>}
      />
    </>
  );
}

const columnsOf = (most: number): Column<Node>[] => [
  {
    name: 'title',
    title: t('scores.col_title'),
    width: 280,
    cell: (node) => (
      <>
        <span className="tc-nobreak">{node.code}</span> {node.title}
      </>
    ),
    value: (node) => `${node.code} ${node.title}`,
  },
  {
    name: 'points',
    title: t('scores.col_points'),
    number: true,
    cell: (node) => sayPoints(node.points),
    value: (node) => node.points,
  },
  {
    name: 'interval',
    title: t('scores.col_doubt'),
    number: true,
    cell: (node) => (node.low === null || node.high === null ? '–' : sayRange(node.low, node.high)),
    value: (node) => widthOf(node),
  },
  {
    name: 'bar',
    title: t('scores.col_range'),
    width: 180,
    sorts: false,
    cell: (node) =>
      node.low === null || node.high === null ? (
        ''
      ) : (
        <RangeBar low={node.low} high={node.high} at={node.points} to={most} />
      ),
  },
  {
    name: 'sample',
    title: t('scores.col_sample'),
    number: true,
    cell: (node) => node.sample,
    value: (node) => node.sample,
  },
  {
    name: 'method',
    title: t('scores.col_method'),
    cell: (node) =>
      node.tooFew ? (
        <StatusTag tone="warn">{t('scores.too_few')}</StatusTag>
      ) : (
        t(`scores.method_${node.method}`)
      ),
    value: (node) => (node.tooFew ? t('scores.too_few') : t(`scores.method_${node.method}`)),
  },
];
