import type { ReactNode } from 'react';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { nextStage, type Draft, type StageDraft } from './draft.ts';

interface StagesFieldProps {
  stages: readonly StageDraft[];
  within: Pick<Draft, 'from' | 'to'>;
  onChange: (stages: readonly StageDraft[]) => void;
}

/** 阶段: in order; tasks without a day of their own take the end of theirs. */
export function StagesField({ stages, within, onChange }: StagesFieldProps): ReactNode {
  const change = (at: number, to: Partial<StageDraft>) =>
    onChange(stages.map((stage, n) => (n === at ? { ...stage, ...to } : stage)));
  return (
    <fieldset className="tc-stages-field">
      <legend>{t('campaign.stages')}</legend>
      {stages.map((stage, n) => (
        <div key={stage.id} className="tc-form-row">
          <input
            className="tc-input"
            aria-label={t('campaign.stage_name')}
            placeholder={t('campaign.stage_name')}
            maxLength={60}
            value={stage.name}
            onChange={(event) => change(n, { name: event.target.value })}
          />
          <input
            className="tc-input"
            type="date"
            aria-label={t('campaign.from')}
            value={stage.from}
            onChange={(event) => change(n, { from: event.target.value })}
          />
          <input
            className="tc-input"
            type="date"
            aria-label={t('campaign.to')}
            min={stage.from}
            value={stage.to}
            onChange={(event) => change(n, { to: event.target.value })}
          />
          <button
            type="button"
            className="tc-icon-button"
            aria-label={t('campaign.stage_remove', { name: stage.name })}
            onClick={() => onChange(stages.filter((_, m) => m !== n))}
          >
            ×
          </button>
        </div>
      ))}
      <button
        type="button"
        className="tc-link"
        onClick={() => onChange([...stages, nextStage(stages, within)])}
      >
        {t('campaign.stage_add')}
      </button>
      <p className="tc-quiet">{t('campaign.stages_hint')}</p>
    </fieldset>
  );
}
