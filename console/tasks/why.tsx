import type { ReactNode } from 'react';
import type { TaskPage } from '@tongchuang/contract/tasks.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Progress } from '@tongchuang/ui/pieces/progress.tsx';
import { LineLight, reasonWords } from '../pieces/task-words.tsx';

/** The light and the progress with all their reasons, and what the decomposition still lacks. */
export function Why({ page }: { page: TaskPage }): ReactNode {
  return (
    <section className="tc-part tc-why">
      <h3>{t('tasks.standing')}</h3>
      <dl>
        <div>
          <dt>
            <LineLight of={{ light: page.light, reason: page.lightReasons[0] ?? { code: 'no_day' } }} />
          </dt>
          <dd>
            <Reasons of={page.lightReasons} />
            {page.provisional && <p className="tc-quiet">{t('tasks.provisional')}</p>}
          </dd>
        </div>
        <div>
          <dt>{t('tasks.progress')}</dt>
          <dd>
            <Progress bp={page.progressBp} wide />
            <Reasons of={page.progressReasons} />
          </dd>
        </div>
        {page.gaps.length > 0 && (
          <div>
            <dt>{t('tasks.gaps')}</dt>
            <dd>
              <ul className="tc-gap-list">
                {page.gaps.map((gap) => (
                  <li key={`${gap.code} ${gap.unitId ?? ''}`}>{gapWords(gap, page)}</li>
                ))}
              </ul>
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

const Reasons = ({ of }: { of: TaskPage['lightReasons'] }): ReactNode => (
  <ul>
    {of.map((reason) => (
      <li key={reason.code}>{reasonWords(reason)}</li>
    ))}
  </ul>
);

const gapWords = ({ code, unitId }: TaskPage['gaps'][number], page: TaskPage): string => {
  const words = t(`tasks.gap_${code as 'objective'}`);
  const unit = page.parts.find((part) => part.unitId === unitId)?.shortName;
  return unit === undefined ? words : `${unit} · ${words}`;
};
