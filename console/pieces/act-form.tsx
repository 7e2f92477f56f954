import type { FormEvent, ReactNode } from 'react';
import type { CallError } from '@tongchuang/ui/call.ts';
import { TroubleLine } from '@tongchuang/ui/loaded.tsx';
import './act-form.css';

interface ActFormProps {
  act: { isPending: boolean; error: CallError | null };
  /** The verb on its button. */
  verb: string;
  /** Not yet whole: the button waits. */
  ready?: boolean;
  onSubmit: () => void;
  children: ReactNode;
}

/** A form that does one act: its fields, what the server said to it, and its button. */
export function ActForm({ act, verb, ready = true, onSubmit, children }: ActFormProps): ReactNode {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !act.isPending) onSubmit();
  };
  return (
    <form className="tc-form tc-act-form" onSubmit={submit}>
      {children}
      <TroubleLine error={act.error} />
      <div className="tc-buttons">
        <button type="submit" className="tc-button tc-button-primary" disabled={!ready || act.isPending}>
          {verb}
        </button>
      </div>
    </form>
  );
}

interface SelectFieldProps<V extends string> {
  label: string;
  value: V | '';
  options: readonly { value: V; label: string }[];
  onChange: (value: V) => void;
  /** Nothing can be chosen again. */
  none?: string;
}

/** One of a few words. */
export const SelectField = <V extends string>({
  label,
  value,
  options,
  onChange,
  none,
}: SelectFieldProps<V>): ReactNode => (
  <label className="tc-field">
    <span className="tc-field-label">{label}</span>
    <select className="tc-input" value={value} onChange={(event) => onChange(event.target.value as V)}>
      {none !== undefined && <option value="">{none}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  </label>
);

/** What a person typed, or null where he typed nothing. */
export const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
