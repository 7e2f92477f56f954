import type { ReactNode } from 'react';
import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Choice } from '../pieces/choice.tsx';
import { usePeopleOptions } from '../pieces/use-roster.ts';
import type { Filled } from './actions.ts';

interface ChainFieldsProps {
  unitId: UnitId;
  value: Filled['chain'];
  onChange: (value: Filled['chain']) => void;
}

/** 分管领导 → 承办科室 → 责任人: people of the unit, the section in its own words. */
export function ChainFields({ unitId, value, onChange }: ChainFieldsProps): ReactNode {
  const people = usePeopleOptions(unitId);
  return (
    <div className="tc-chain-fields">
      <Choice
        label={t('tasks.chain_leader')}
        options={people}
        value={value.leaderId}
        onChange={(leaderId) => onChange({ ...value, leaderId })}
      />
      <label>
        <span className="tc-field-label">{t('tasks.chain_section')}</span>
        <input
          className="tc-input"
          maxLength={60}
          value={value.section}
          onChange={(event) => onChange({ ...value, section: event.target.value })}
        />
      </label>
      <Choice
        label={t('tasks.chain_person')}
        options={people}
        value={value.personId}
        onChange={(personId) => onChange({ ...value, personId })}
      />
    </div>
  );
}
