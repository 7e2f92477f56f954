import type { ReactNode } from 'react';
import type { Round } from '@tongchuang/contract/rounds.ts';
import { ROUND_STAGES } from '@tongchuang/domain/scoring/round.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { sayShortDate } from '@tongchuang/ui/speech.ts';
import { isSkipped, stageWord } from './words.ts';

/** The stages of a round as a line: what is behind, where it stands, what is ahead. */
export function StageLine({ of: round }: { of: Round }): ReactNode {
  const at = ROUND_STAGES.indexOf(round.stage);
  const until: Partial<Record<string, string | null>> = { self: round.selfUntil, reply: round.replyUntil };
  return (
    <ol className="tc-stages" aria-label={t('rounds.stages')}>
      {ROUND_STAGES.map((stage, n) => {
        const day = until[stage];
        const skipped = isSkipped(round, stage);
        const where = skipped ? 'skipped' : n < at ? 'done' : n === at ? 'at' : 'ahead';
        return (
          <li key={stage} className={`tc-stages-${where}`} aria-current={n === at ? 'step' : undefined}>
            <span className="tc-stages-dot" aria-hidden="true">
              {skipped ? '–' : n < at ? '✓' : n + 1}
            </span>
            <span>
              {stageWord(stage)}
              {skipped ? (
                <small className="tc-quiet"> {t('rounds.stage_skipped')}</small>
              ) : (
                day !== undefined &&
                day !== null && (
                  <small className="tc-quiet"> {t('rounds.until', { day: sayShortDate(day) })}</small>
                )
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
