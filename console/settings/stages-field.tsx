import type { ReactNode } from 'react';
import type { Campaign } from '@tongchuang/contract/campaign.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { newId } from '@tongchuang/ui/new-id.ts';

export type StageDraft = Pick<Campaign['stages'][number], 'id' | 'name' | 'from' | 'to'> & { tasks?: number };

interface StagesFieldProps {
  stages: readonly StageDraft[];
  /** The campaign's days. */
  from: string;
  to: string;
  onChange: (stages: readonly StageDraft[]) => void;
}

/** The stages in their order; what is wrong or overlaps is said while it is typed. */
export function StagesField({ stages, from, to, onChange }: StagesFieldProps): ReactNode {
  const change = (id: string, by: Partial<StageDraft>) =>
    onChange(stages.map((one) => (one.id === id ? { ...one, ...by } : one)));
  const move = (at: number, by: -1 | 1) => {
    const next = [...stages];
    const [one] = next.splice(at, 1);
    if (one !== undefined) next.splice(at + by, 0, one);
    onChange(next);
  };
  return (
    <fieldset>
      <legend>{t('settings.stages')}</legend>
      <p className="tc-quiet">{t('settings.stages_hint')}</p>
      {stages.map((stage, n) => (
        <div
          key={stage.id}
          className="tc-stage-row"
          role="group"
          aria-label={stage.name || t('settings.stage')}
        >
          <input
            className="tc-input"
            aria-label={t('settings.stage_name')}
            placeholder={t('settings.stage_name')}
            value={stage.name}
            maxLength={60}
            onChange={(event) => change(stage.id, { name: event.target.value })}
          />
          <input
            className="tc-input"
            type="date"
            aria-label={t('settings.first_day')}
            value={stage.from}
            onChange={(event) => change(stage.id, { from: event.target.value })}
          />
          <input
            className="tc-input"
            type="date"
            aria-label={t('settings.last_day')}
            value={stage.to}
            onChange={(event) => change(stage.id, { to: event.target.value })}
          />
          <span className="tc-stage-moves">
            <button
              type="button"
              className="tc-icon-button"
              aria-label={t('settings.move_up', { name: stage.name })}
              disabled={n === 0}
              onClick={() => move(n, -1)}
            >
              ↑
            </button>
            <button
              type="button"
              className="tc-icon-button"
              aria-label={t('settings.move_down', { name: stage.name })}
              disabled={n === stages.length - 1}
              onClick={() => move(n, 1)}
            >
              ↓
            </button>
            <button
              type="button"
              className="tc-icon-button"
              aria-label={t('settings.remove_row', { name: stage.name })}
              disabled={(stage.tasks ?? 0) > 0}
              title={(stage.tasks ?? 0) > 0 ? t('settings.stage_has_tasks', { count: stage.tasks ?? 0 }) : ''}
              onClick={() => onChange(stages.filter((one) => one.id !== stage.id))}
            >
              ×
            </button>
          </span>
          <Says stage={stage} stages={stages} from={from} to={to} />
        </div>
      ))}
      <button
        type="button"
        className="tc-link"
        disabled={stages.length >= 30}
        onClick={() => {
          const last = stages.at(-1);
          onChange([...stages, { id: newId<'stage'>(), name: '', from: last?.to ?? from, to }]);
        }}
      >
        {t('settings.add_stage')}
      </button>
    </fieldset>
  );
}

/** What is wrong with a stage's days, or which other it overlaps. */
function Says({
  stage,
  stages,
  from,
  to,
}: { stage: StageDraft } & Omit<StagesFieldProps, 'onChange'>): ReactNode {
  if (stage.from === '' || stage.to === '') return null;
  if (stage.to < stage.from) return <p className="tc-danger">{t('settings.stage_reversed')}</p>;
  if (stage.from < from || stage.to > to) return <p className="tc-danger">{t('settings.stage_outside')}</p>;
  const others = stages.filter(
    (one) => one.id !== stage.id && one.from !== '' && one.from <= stage.to && stage.from <= one.to,
  );
  if (others.length === 0) return null;
  return (
    <p className="tc-stage-overlap">
      {t('settings.overlaps', { names: others.map(({ name }) => name || t('settings.stage')).join('、') })}
    </p>
  );
}
