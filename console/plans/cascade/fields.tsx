import type { ReactNode } from 'react';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { sayShortDate } from '@tongchuang/ui/speech.ts';
import type { Option } from '../../pieces/choice.tsx';
import { weekdayWord } from './words.ts';

/** Fields that the forms of the cascade share. */

interface TextFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  rows?: number;
  most?: number;
}

export const TextField = ({ label, value, onChange, rows = 2, most = 500 }: TextFieldProps): ReactNode => (
  <label>
    <span>{label}</span>
    <textarea
      className="tc-input"
      rows={rows}
      maxLength={most}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  </label>
);

interface DayFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Only these can be chosen; any day where there are none. */
  workdays: readonly string[] | null;
  from?: string;
  to?: string;
}

export function DayField({ label, value, onChange, workdays, from, to }: DayFieldProps): ReactNode {
  const days = workdays?.filter(
    (day) => (from === undefined || day >= from) && (to === undefined || day <= to),
  );
  return (
    <label>
      <span>{label}</span>
      {days === undefined ? (
        <input
          className="tc-input"
          type="date"
          value={value}
          {...(from === undefined ? {} : { min: from })}
          {...(to === undefined ? {} : { max: to })}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <select className="tc-input" value={value} onChange={(event) => onChange(event.target.value)}>
          {!days.includes(value) && <option value={value}>{value === '' ? t('plans.choose') : value}</option>}
          {days.map((day) => (
            <option key={day} value={day}>
              {sayShortDate(day)} {weekdayWord(day)}
            </option>
          ))}
        </select>
      )}
    </label>
  );
}

interface PersonFieldProps {
  options: readonly Option[];
  value: string;
  onChange: (value: string) => void;
  required?: boolean;
}

export const PersonField = ({ options, value, onChange, required }: PersonFieldProps): ReactNode => (
  <label>
    <span>{t('plans.person')}</span>
    <select className="tc-input" value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{t(required === true ? 'plans.choose' : 'plans.nobody')}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
          {option.hint === undefined ? '' : ` · ${option.hint}`}
        </option>
      ))}
    </select>
  </label>
);
