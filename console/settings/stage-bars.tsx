import type { ReactNode } from 'react';
import type { Campaign } from '@tongchuang/contract/campaign.ts';
import { daysBetween } from '@tongchuang/domain/kernel/calendar.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { sayDate } from '@tongchuang/ui/speech.ts';

interface StageBarsProps {
  campaign: Campaign;
  today: string;
}

/** The stages over the years of the campaign, one bar each, with its days, its tasks and what it overlaps. */
export function StageBars({ campaign, today }: StageBarsProps): ReactNode {
  const whole = daysBetween(campaign.from, campaign.to) + 1;
  const at = (day: string): number =>
    Math.min(100, Math.max(0, (daysBetween(campaign.from, day) / whole) * 100));
  const nameOf = new Map<string, string>(campaign.stages.map((stage) => [stage.id, stage.name]));
  const runs = campaign.from <= today && today <= campaign.to;
  return (
    <ol className="tc-stages">
      {campaign.stages.map((stage) => {
        const isNow = stage.from <= today && today <= stage.to;
        const left = at(stage.from);
        const width = ((daysBetween(stage.from, stage.to) + 1) / whole) * 100;
        return (
          <li key={stage.id}>
            <div className="tc-stage-words">
              <b>{stage.name}</b>
              {isNow && <StatusTag tone="info">{t('settings.stage_now')}</StatusTag>}
              {stage.overlaps.length > 0 && (
                <StatusTag tone="warn">
                  {t('settings.overlaps', {
                    names: stage.overlaps.map((id) => nameOf.get(id) ?? '').join('、'),
                  })}
                </StatusTag>
              )}
              <span className="tc-quiet">
                {t('settings.from_to', { from: sayDate(stage.from), to: sayDate(stage.to) })}
              </span>
              {stage.tasks > 0 ? (
                <a href={`/tasks?stage=${stage.id}`}>{t('settings.stage_tasks', { count: stage.tasks })}</a>
              ) : (
                <span className="tc-quiet">{t('settings.stage_tasks', { count: 0 })}</span>
              )}
            </div>
            <div className="tc-stage-track" aria-hidden="true">
              <i style={{ left: `${left}%`, width: `${Math.max(0.5, width)}%` }} data-now={isNow} />
              {runs && <em style={{ left: `${at(today)}%` }} />}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
