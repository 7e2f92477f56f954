import type { ReactNode } from 'react';
import type { getMapping } from '@tongchuang/contract/frameworks.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { sayList, sayNumber } from '@tongchuang/ui/speech.ts';

type Scores = NonNullable<ReplyOf<typeof getMapping>['scores']>;
type Total = Scores['before'];

/** 两版得分: the facts of one round under the old edition and, as far as they are carried over, under the new one. */
export function BothScores({ of: { before, after, leftBehind } }: { of: Scores }): ReactNode {
  const number = (value: number | null) => (value === null ? '–' : sayNumber(value, 2));
  const rows: [string, (total: Total) => string][] = [
    [t('assessment.both_converted'), (total) => number(total.converted)],
    [t('assessment.both_points'), (total) => number(total.points)],
    [t('assessment.both_of'), (total) => number(total.of)],
    [t('assessment.both_max'), (total) => number(total.max)],
    [t('assessment.both_vetoes'), ({ vetoes }) => sayList(vetoes.struck) || '–'],
    [t('assessment.both_range'), (total) => `${number(total.low)} – ${number(total.high)}`],
  ];
  return (
    <section className="tc-sheet tc-both" aria-labelledby="both">
      <h2 id="both">{t('assessment.both')}</h2>
      <table className="tc-plain-table">
        <thead>
          <tr>
            <td />
            <th scope="col" className="tc-number">
              {t('assessment.both_before')}
            </th>
            <th scope="col" className="tc-number">
              {t('assessment.both_after')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, of]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="tc-number">{of(before)}</td>
              <td className="tc-number">{of(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {leftBehind > 0 && <p className="tc-quiet">{t('assessment.both_left', { count: leftBehind })}</p>}
    </section>
  );
}
