import type { ReactNode } from 'react';
import type { Target } from '@tongchuang/domain/tasks/task.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';

export type WantedTarget = Pick<Target, 'text' | 'comparator' | 'value' | 'unit'>;

const SIGNS: Record<Target['comparator'], string> = {
  '>=': '≥',
  '>': '>',
  '<=': '≤',
  '<': '<',
  '=': '=',
  '~': '≈',
};

interface TargetsFieldProps {
  targets: readonly WantedTarget[];
  onChange: (targets: readonly WantedTarget[]) => void;
}

/** 量化目标: its words, and the threshold that they mean. */
export function TargetsField({ targets, onChange }: TargetsFieldProps): ReactNode {
  const change = (at: number, to: Partial<WantedTarget>) =>
    onChange(targets.map((target, n) => (n === at ? { ...target, ...to } : target)));
  return (
    <fieldset className="tc-targets-field">
      <legend>{t('tasks.targets')}</legend>
      {targets.map((target, n) => (
        <div key={n} className="tc-form-row">
          <input
            className="tc-input tc-target-text"
            aria-label={t('tasks.target_text')}
            placeholder={t('tasks.target_text')}
            value={target.text}
            onChange={(event) => change(n, { text: event.target.value })}
          />
          <select
            className="tc-input"
            aria-label={t('tasks.target_comparator')}
            value={target.comparator}
            onChange={(event) => change(n, { comparator: event.target.value as Target['comparator'] })}
          >
            {(Object.keys(SIGNS) as Target['comparator'][]).map((one) => (
              <option key={one} value={one}>
                {SIGNS[one]}
              </option>
            ))}
          </select>
          <input
            className="tc-input"
            type="number"
            step="any"
            aria-label={t('tasks.target_value')}
            value={target.value}
            onChange={(event) => change(n, { value: Number(event.target.value) })}
          />
          <input
            className="tc-input"
            aria-label={t('tasks.target_unit')}
            placeholder={t('tasks.target_unit')}
            value={target.unit}
            onChange={(event) => change(n, { unit: event.target.value })}
          />
          <button
            type="button"
            className="tc-icon-button"
            aria-label={t('house.remove')}
            onClick={() => onChange(targets.filter((_, m) => m !== n))}
          >
            ×
          </button>
        </div>
      ))}
      <button
        type="button"
        className="tc-link"
        onClick={() => onChange([...targets, { text: '', comparator: '>=', value: 0, unit: '%' }])}
      >
        {t('tasks.target_add')}
      </button>
    </fieldset>
  );
}
