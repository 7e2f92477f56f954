import { useCallback, useMemo, type ReactNode } from 'react';
import type { Score } from '@tongchuang/contract/scores.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { Filters } from '../pieces/filters.tsx';
import { TreeList, type TreeColumn } from '../pieces/tree-list.tsx';
import { useUrl, type Url } from '../pieces/url-state.ts';
import { sayPoints, sayRange, standingOf } from './amounts.ts';
import { isLeaf, narrowed, titleOf, type ScoredNode } from './narrowed.ts';
import { RangeBar } from './range-bar.tsx';

const idOf = (node: ScoredNode) => node.code;
const parentOf = (node: ScoredNode) => node.parent;

/** The tree of a score: only rows in sight are drawn; Enter or a click on any number opens it. */
export function ScoreTree({ of }: { of: Score }): ReactNode {
  const url = useUrl();
  const only = url.get('only');
  const wanted = url.get('q');
  const rows = useMemo(() => narrowed(of.nodes, only, wanted), [of.nodes, only, wanted]);
  const columns = useMemo(() => columnsOf(url), [url]);
  const href = useCallback((node: ScoredNode) => url.with({ open: node.code }), [url]);
  const lost = of.nodes.filter((node) => node.lost > 0 && isLeaf(of.nodes, node)).length;
  const open = of.nodes.filter((node) => node.state === 'unknown' && isLeaf(of.nodes, node)).length;
  return (
    <>
      <Filters
        search="q"
        of={[
          {
            name: 'only',
            title: t('scores.col_state'),
            single: true,
            options: [
              { value: 'lost', label: t('scores.only_lost'), count: lost },
              { value: 'unknown', label: t('scores.only_unknown'), count: open },
            ],
          },
        ]}
      />
      <div className="tc-table-sheet tc-score-tree">
        <TreeList
          label={t('scores.tree')}
          rows={rows}
          idOf={idOf}
          parentOf={parentOf}
          title={titleOf}
          name={nameOf}
          below={belowOf}
          columns={columns}
          href={href}
          allOpen={only !== '' || wanted !== ''}
        />
      </div>
    </>
  );
}

const nameOf = (node: ScoredNode): ReactNode => (
  <>
    <span className="tc-nobreak tc-score-code">{node.code}</span> {node.title}
  </>
);

/** On the phone, in place of the columns. */
const belowOf = (node: ScoredNode): ReactNode => (
  <span className="tc-score-below">
    <b>
      {sayPoints(node.points)} / {sayPoints(node.max)}
    </b>
    {node.lost > 0 && <span>{t('scores.lost_short', { lost: sayPoints(node.lost) })}</span>}
    {node.low !== node.high && <span>{sayRange(node.low, node.high)}</span>}
    <Standing of={node} />
  </span>
);

export function Standing({ of }: { of: ScoredNode }): ReactNode {
  const { tone, word } = standingOf(of, of.kind);
  return <StatusTag tone={tone}>{word}</StatusTag>;
}

function columnsOf(url: Url): TreeColumn<ScoredNode>[] {
  const number = (
    name: string,
    title: string,
    width: number,
    value: (node: ScoredNode) => string,
  ): TreeColumn<ScoredNode> => ({
    name,
    title,
    width,
    cell: (node) => (
      <a
        className={`tc-score-number tc-score-${name}`}
        href={url.with({ open: node.code })}
        tabIndex={-1}
        aria-label={`${title} ${value(node)}`}
      >
        {value(node)}
      </a>
    ),
  });
  return [
    number('max', t('scores.col_max'), 64, (node) => sayPoints(node.max)),
    number('points', t('scores.col_points'), 72, (node) => sayPoints(node.points)),
    number('low', t('scores.col_low'), 64, (node) => sayPoints(node.low)),
    number('high', t('scores.col_high'), 64, (node) => sayPoints(node.high)),
    {
      name: 'range',
      title: t('scores.col_range'),
      width: 120,
      cell: (node) =>
        node.state === 'not_applicable' ? null : (
          <RangeBar low={node.low} high={node.high} {...scaleOf(node)} />
        ),
    },
    number('lost', t('scores.col_lost'), 64, (node) => (node.lost === 0 ? '–' : sayPoints(node.lost))),
    {
      name: 'state',
      title: t('scores.col_state'),
      width: 104,
      cell: (node) => <Standing of={node} />,
    },
  ];
}

/** Of a deduction the bar runs below 0. */
const scaleOf = ({ max, low, high }: ScoredNode): { from: number; to: number } => ({
  from: Math.min(0, low),
  to: Math.max(max, high, 0) || (low < 0 ? 0 : 1),
});
