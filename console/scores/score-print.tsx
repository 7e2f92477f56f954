import type { ReactNode } from 'react';
import type { Score } from '@tongchuang/contract/scores.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { sayPoints, standingOf } from './amounts.ts';

/** The whole tree on paper: every row, the total at its foot. */
export function ScorePrint({ of }: { of: Score }): ReactNode {
  const parents = new Map(of.nodes.map((node) => [node.code, node.parent]));
  const depthOf = (code: string): number => {
    let depth = 0;
    for (let at = parents.get(code) ?? null; at !== null && depth < 10; at = parents.get(at) ?? null)
      depth += 1;
    return depth;
  };
  const { total } = of;
  return (
    <table className="tc-plain tc-score-print">
      <thead>
        <tr>
          <th>{t('scores.col_code')}</th>
          <th>{t('scores.col_title')}</th>
          {[t('scores.col_max'), t('scores.col_points'), t('scores.col_low'), t('scores.col_high')].map(
            (head) => (
              <th key={head} className="tc-number">
                {head}
              </th>
            ),
          )}
          <th className="tc-number">{t('scores.col_lost')}</th>
          <th>{t('scores.col_state')}</th>
        </tr>
      </thead>
      <tbody>
        {of.nodes.map((node) => (
          <tr key={node.code}>
            <td className="tc-nobreak">{node.code}</td>
            <td style={{ paddingLeft: 6 + depthOf(node.code) * 12 }}>{node.title}</td>
            <td className="tc-number">{sayPoints(node.max)}</td>
            <td className="tc-number">{sayPoints(node.points)}</td>
            <td className="tc-number">{sayPoints(node.low)}</td>
            <td className="tc-number">{sayPoints(node.high)}</td>
            <td className="tc-number">{node.lost === 0 ? '–' : sayPoints(node.lost)}</td>
            <td className="tc-nobreak">{standingOf(node, node.kind).word}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th />
          <th>{t('scores.total')}</th>
          <td className="tc-number">{sayPoints(total.max)}</td>
          <td className="tc-number">{sayPoints(total.points)}</td>
          <td className="tc-number">{sayPoints(total.low)}</td>
          <td className="tc-number">{sayPoints(total.high)}</td>
          <td className="tc-number">{sayPoints(total.lost)}</td>
          <td>{total.converted !== null && `${t('scores.converted')} ${sayPoints(total.converted)}`}</td>
        </tr>
      </tfoot>
    </table>
  );
}
