import type { ReactNode } from 'react';
import { cycleScore } from '@tongchuang/contract/frameworks.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import { readDecimal, toFloat } from '@tongchuang/domain/kernel/rational.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { sayDate, sayNumber } from '@tongchuang/ui/speech.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import type { Drawn } from './use-edition.ts';

type Cycle = ReplyOf<typeof cycleScore>;

/** 年度权重: what each year of the cycle counts, which published round stands for it, and the score of the cycle so far. */
export function CyclePanel({ of }: { of: Drawn }): ReactNode {
  const cycle = useCall(cycleScore, { params: { id: of.id } });
  return (
    <Loaded of={cycle} lines={4}>
      {(reply) =>
        reply.years.length === 0 ? (
          <Empty title={t('assessment.cycle_none')}>{t('assessment.cycle_none_hint')}</Empty>
        ) : (
          <CycleTable of={reply} first={of.year} />
        )
      }
    </Loaded>
  );
}

function CycleTable({ of, first }: { of: Cycle; first: number | null }): ReactNode {
  const there = of.years.filter(({ converted }) => converted !== null);
  return (
    <section className="tc-sheet tc-cycle" aria-labelledby="cycle">
      <h2 id="cycle">{t('assessment.cycle')}</h2>
      <p className="tc-cycle-score">
        <b>{of.score === null ? '–' : sayNumber(of.score, 2)}</b>{' '}
        {of.score === null ? t('assessment.cycle_no_score') : t('assessment.points_unit')}
      </p>
      {of.score !== null && there.length < of.years.length && (
        <p className="tc-quiet">
          {t('assessment.cycle_part', { there: there.length, all: of.years.length })}
        </p>
      )}
      <div className="tc-scroll" tabIndex={0} role="group" aria-label={t('assessment.cycle')}>
        <table className="tc-plain-table">
          <thead>
            <tr>
              <th scope="col">{t('assessment.cycle_year')}</th>
              <th scope="col" className="tc-number">
                {t('assessment.share')}
              </th>
              <th scope="col">{t('assessment.cycle_round')}</th>
              <th scope="col" className="tc-number">
                {t('assessment.cycle_converted')}
              </th>
            </tr>
          </thead>
          <tbody>
            {of.years.map(({ year, share, roundId, round, on, converted }) => (
              <tr key={year}>
                <th scope="row">
                  {t('assessment.cycle_nth', { year })}
                  {first !== null && <small className="tc-quiet"> {first + year - 1}</small>}
                </th>
                <td className="tc-number">
                  <span className="tc-share-bar" aria-hidden="true">
                    <i style={{ width: `${widthOf(share)}%` }} />
                  </span>
                  {share}
                </td>
                <td>
                  {roundId === null ? (
                    <span className="tc-quiet">{t('assessment.cycle_no_round')}</span>
                  ) : (
                    <>
                      <a href={`/rounds/${roundId}`}>{round}</a>{' '}
                      {on !== null && <small className="tc-quiet">{sayDate(on)}</small>}
                    </>
                  )}
                </td>
                <td className="tc-number">{converted === null ? '–' : sayNumber(converted, 2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="tc-quiet">{t('assessment.cycle_formula')}</p>
    </section>
  );
}

/** Percent of the bar's full length. */
const widthOf = (share: string): number => {
  const read = readDecimal(share);
  return read === null ? 0 : Math.max(0, Math.min(100, toFloat(read) * 100));
};
