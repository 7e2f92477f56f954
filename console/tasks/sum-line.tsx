import type { ReactNode } from 'react';
import { LIGHTS } from '@tongchuang/domain/tasks/lights.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Counted } from '@tongchuang/ui/pieces/counted.tsx';
import { Progress } from '@tongchuang/ui/pieces/progress.tsx';
import { lightWord } from '@tongchuang/ui/pieces/status-tag.tsx';
import { useUrl } from '../pieces/url-state.ts';
import type { Sums } from './sums.ts';

/** The foot of a list of tasks: exact sums over everything that the filters leave, each leading to its tasks. */
export function SumLine({ of }: { of: Sums }): ReactNode {
  const url = useUrl();
  const out = of.leftOut.draft + of.leftOut.dropped + of.leftOut.cannot;
  return (
    <p className="tc-sum-line" data-foot>
      <b>{t('tasks.sum')}</b>
      {LIGHTS.filter((light) => (of.byLight[light] ?? 0) > 0).map((light) => (
        <span key={light}>
          {lightWord(light)}{' '}
          <Counted
            value={of.byLight[light] ?? 0}
            says={t('tasks.says_light', { light: lightWord(light) })}
            href={url.with({ light, open: null })}
            late={light === 'late'}
          />
        </span>
      ))}
      {of.waiting > 0 && (
        <span>
          {t('tasks.only_waiting')}{' '}
          <Counted
            value={of.waiting}
            says={t('tasks.says_waiting')}
            href={url.with({ only: 'waiting', open: null })}
          />
        </span>
      )}
      <span className="tc-sum-progress">
        {t('tasks.progress')} <Progress bp={of.progressBp} why={t('tasks.progress_formula')} />
        {out > 0 && <small className="tc-quiet">{t('tasks.left_out', { count: out })}</small>}
      </span>
    </p>
  );
}
