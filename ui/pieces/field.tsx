import { useId, type InputHTMLAttributes, type ReactNode } from 'react';

interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'id'> {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  /** What is wrong with the value, said after the person tried to send it. */
  wrong?: string | null;
  /** At the right end of the label's line: show the password. */
  beside?: ReactNode;
}

/** A labelled field without antd, for the pages before sign-in and for the phone. */
export function Field({ label, value, onChange, hint, wrong, beside, ...input }: FieldProps): ReactNode {
  const id = useId();
  const isWrong = wrong !== undefined && wrong !== null;
  return (
    <div className="tc-field">
      <div className="tc-field-head">
        <label className="tc-field-label" htmlFor={id}>
          {label}
        </label>
        {beside}
      </div>
      <input
        {...input}
        id={id}
        className="tc-input"
        value={value}
        aria-invalid={isWrong}
        aria-describedby={hint !== undefined || isWrong ? `${id}-says` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {(hint !== undefined || isWrong) && (
        <span id={`${id}-says`}>
          {isWrong && <span className="tc-field-wrong">{wrong}</span>}
          {hint !== undefined && <span className="tc-field-hint">{hint}</span>}
        </span>
      )}
    </div>
  );
}
