import type { ReactNode } from 'react';
import { UNIT_ROLES, type UnitRole } from '@tongchuang/domain/tasks/task.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { roleWord } from '@tongchuang/ui/pieces/tags.tsx';
import { Choice } from '../pieces/choice.tsx';
import { useUnitOptions } from '../pieces/use-roster.ts';

export interface WantedUnit {
  unitId: string;
  role: UnitRole;
  writtenAs?: string | null;
}

interface UnitsFormProps {
  units: readonly WantedUnit[];
  onChange: (units: readonly WantedUnit[]) => void;
}

/** Units of a task and their roles: added by name or initials, taken away, given another role. */
export function UnitsForm({ units, onChange }: UnitsFormProps): ReactNode {
  const options = useUnitOptions();
  const labels = new Map(options.map((option) => [option.value, option.label]));
  const free = options.filter((option) => units.every((unit) => unit.unitId !== option.value));
  const change = (unitId: string, role: UnitRole) =>
    onChange(units.map((unit) => (unit.unitId === unitId ? { ...unit, role } : unit)));
  const add = (unitId: string) => {
    if (unitId === '') return;
    const role: UnitRole = units.some((unit) => unit.role === 'lead') ? 'responsible' : 'lead';
    onChange([...units, { unitId, role }]);
  };
  return (
    <fieldset className="tc-units-form">
      <legend>{t('tasks.units')}</legend>
      <ul>
        {units.map(({ unitId, role }) => (
          <li key={unitId}>
            <span>{labels.get(unitId) ?? ''}</span>
            <select
              className="tc-input"
              aria-label={t('tasks.role_of', { name: labels.get(unitId) ?? '' })}
              value={role}
              onChange={(event) => change(unitId, event.target.value as UnitRole)}
            >
              {UNIT_ROLES.map((one) => (
                <option key={one} value={one}>
                  {roleWord(one)}
                </option>
              ))}
            </select>
            <button
              type="button"
              className="tc-icon-button"
              aria-label={t('tasks.unit_remove', { name: labels.get(unitId) ?? '' })}
              onClick={() => onChange(units.filter((unit) => unit.unitId !== unitId))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <Choice
        label={t('tasks.add_unit')}
        options={free}
        value=""
        onChange={add}
        placeholder={t('tasks.add_unit_hint')}
      />
    </fieldset>
  );
}
