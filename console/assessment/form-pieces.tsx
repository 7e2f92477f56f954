import { useId, useState, type ReactNode } from 'react';
import { COMPARATORS, type Comparator } from '@tongchuang/domain/assessment/rule.ts';
import { readDecimal } from '@tongchuang/domain/kernel/rational.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { sayList } from '@tongchuang/ui/speech.ts';
import { namesIn } from './node-lines.ts';

/** Fields of the forms of an edition. `path` is how a finding names the field: it is found on the page by it. */

interface TextProps {
  label: string;
  path?: string | undefined;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  wrong?: boolean;
  list?: string | undefined;
  rows?: number;
}

export function TextField({ label, path, value, onChange, hint, wrong, list, rows }: TextProps): ReactNode {
  const id = useId();
  const shared = {
    id,
    className: 'tc-input',
    value,
    'aria-invalid': wrong === true,
    'aria-describedby': hint === undefined ? undefined : `${id}-says`,
  };
  return (
    <div className="tc-field" data-field={path}>
      <label className="tc-field-label" htmlFor={id}>
        {label}
      </label>
      {rows === undefined ? (
        <input {...shared} list={list} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <textarea {...shared} rows={rows} onChange={(event) => onChange(event.target.value)} />
      )}
      {hint !== undefined && (
        <span id={`${id}-says`} className="tc-field-hint">
          {hint}
        </span>
      )}
    </div>
  );
}

/** 85%, 0.5, 1/3; what is no number is marked at once. */
export const DecimalField = (props: TextProps): ReactNode => (
  <TextField {...props} wrong={readDecimal(props.value.replaceAll('％', '%')) === null} />
);

interface NamesProps extends Omit<TextProps, 'value' | 'onChange'> {
  value: readonly string[];
  onChange: (names: string[]) => void;
}

/** A list of names typed with 、 between them; one a line where it has rows. */
export function NamesField({ value, onChange, rows, ...rest }: NamesProps): ReactNode {
  const written = rows === undefined ? sayList(value) : value.join('\n');
  const [typed, setTyped] = useState<string | null>(null);
  const read = (text: string) =>
    rows === undefined
      ? namesIn(text)
      : text
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => line !== '');
  // What was typed stands as long as it means the same names.
  const shown = typed !== null && String(read(typed)) === String(value) ? typed : written;
  return (
    <TextField
      {...rest}
      {...(rows === undefined ? {} : { rows })}
      value={shown}
      onChange={(text) => {
        setTyped(text);
        onChange(read(text));
      }}
    />
  );
}

interface SelectProps<V extends string> {
  label: string;
  path?: string | undefined;
  value: V;
  options: readonly { value: V; label: string }[];
  onChange: (value: V) => void;
  hideLabel?: boolean;
}

export const Select = <V extends string>(props: SelectProps<V>): ReactNode => {
  const { label, value, options, hideLabel } = props;
  const known = options.some((option) => option.value === value);
  return (
    <label className="tc-field" data-field={props.path}>
      <span className={hideLabel === true ? 'tc-hidden' : 'tc-field-label'}>{label}</span>
      <select
        className="tc-input"
        value={value}
        onChange={(event) => props.onChange(event.target.value as V)}
      >
        {!known && <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
};

export const SIGNS: Record<Comparator, string> = { '>': '＞', '>=': '≥', '<': '＜', '<=': '≤', '=': '＝' };

export const ComparatorField = (props: {
  path?: string | undefined;
  value: Comparator;
  onChange: (value: Comparator) => void;
}): ReactNode => (
  <Select
    {...props}
    label={t('assessment.rule_is')}
    options={COMPARATORS.map((value) => ({ value, label: SIGNS[value] }))}
  />
);

interface RowsProps<R> {
  label: string;
  path?: string | undefined;
  rows: readonly R[];
  blank: () => R;
  onChange: (rows: R[]) => void;
  add: string;
  /** Changed by `put`; `path` is that of the row. */
  children: (row: R, put: (to: Partial<R>) => void, path: string) => ReactNode;
}

/** A list of like things, each a line of fields that can be taken away. */
export function Rows<R extends object>({
  label,
  path = '',
  rows,
  blank,
  onChange,
  ...rest
}: RowsProps<R>): ReactNode {
  return (
    <fieldset className="tc-rows" data-field={path}>
      <legend>{label}</legend>
      {rows.map((row, n) => (
        <div key={n} className="tc-form-row tc-rows-one">
          {rest.children(
            row,
            (to) => onChange(rows.map((one, m) => (m === n ? { ...one, ...to } : one))),
            `${path}[${n}]`,
          )}
          <button
            type="button"
            className="tc-icon-button"
            aria-label={t('assessment.take_away', { name: label, n: n + 1 })}
            onClick={() => onChange(rows.filter((_, m) => m !== n))}
          >
            ×
          </button>
        </div>
      ))}
      <button type="button" className="tc-link" onClick={() => onChange([...rows, blank()])}>
        {rest.add}
      </button>
    </fieldset>
  );
}
