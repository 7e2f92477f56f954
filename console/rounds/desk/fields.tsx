import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { asKept, asTyped } from '../../pieces/shares.ts';

/** Fields of the desk. Each is one stop of Tab, takes its keys, and goes on to the next when it is answered. */

export const FIELD = 'data-desk-field';

/** The field after this one gets the focus; false where it was the last. */
export function toNextField(from: Element): boolean {
  const panel = from.closest('[data-desk-panel]');
  const fields = [...(panel?.querySelectorAll<HTMLElement>(`[${FIELD}]`) ?? [])];
  const here = fields.findIndex((one) => one.contains(from) || from.contains(one));
  const next = fields[here + 1];
  next?.focus();
  return next !== undefined;
}

export interface PickOption {
  value: string;
  label: string;
  /** The key that chooses it: 1, 0, a. */
  key: string;
}

interface PickProps {
  label: string;
  options: readonly PickOption[];
  value: string | null;
  disabled: boolean;
  onPick: (value: string | null) => void;
}

/** One of a few by one key; the same again, or Delete, takes it back. */
export function Pick({ label, options, value, disabled, onPick }: PickProps): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const at = options.findIndex((option) => option.value === value);
  const key = (event: KeyboardEvent<HTMLDivElement>) => {
    if (disabled || event.ctrlKey || event.metaKey || event.altKey) return;
    const option = options.find((one) => one.key === event.key.toLowerCase());
    const side = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (option !== undefined) {
      onPick(option.value);
      toNextField(event.currentTarget);
    } else if (side !== 0) {
      const buttons = frame.current?.querySelectorAll('button');
      const now = [...(buttons ?? [])].findIndex((one) => one === document.activeElement);
      buttons?.[Math.max(0, Math.min(options.length - 1, now + side))]?.focus();
    } else if (event.key === 'Delete' || event.key === 'Backspace') onPick(null);
    else return;
    event.preventDefault();
  };
  return (
    <div className="tc-pick" role="radiogroup" aria-label={label} ref={frame} onKeyDown={key}>
      {options.map((option, n) => (
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          aria-keyshortcuts={option.key}
          disabled={disabled}
          tabIndex={n === Math.max(0, at) ? 0 : -1}
          {...(n === Math.max(0, at) ? { [FIELD]: '' } : {})}
          onClick={() => onPick(option.value === value ? null : option.value)}
        >
          {option.label} <kbd aria-hidden="true">{option.key.toUpperCase()}</kbd>
        </button>
      ))}
    </div>
  );
}

/** Four decimals at most, and below 10^11: what a fact may hold. */
export const isDecimal = (text: string): boolean => /^-?\d{1,11}(\.\d{1,4})?$/.test(text);

interface NumberFieldProps {
  label: string;
  unit: string | null;
  value: string | null;
  disabled: boolean;
  /** @param left  the field was left or Enter was pressed: nobody types on */
  onType: (value: string | null, left: boolean) => void;
}

/** A number, saved while it is typed; Enter goes on. */
export function NumberField({ label, unit, value, disabled, onType }: NumberFieldProps): ReactNode {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? (value === null ? '' : asTyped(value, unit));
  // 95 % is kept as 0.95.
  const kept = (of: string) =>
    asKept(of.trim().replaceAll('，', ',').replaceAll(',', '').replace('。', '.'), unit);
  const wrong = text.trim() !== '' && !isDecimal(kept(text));
  const tell = (next: string, left: boolean) => {
    const clean = kept(next);
    if (clean === '') onType(null, left);
    else if (isDecimal(clean)) onType(clean, left);
  };
  return (
    <span className="tc-desk-number">
      <input
        id={id}
        className="tc-input"
        inputMode="decimal"
        autoComplete="off"
        aria-label={unit === null ? label : `${label} (${unit})`}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        value={text}
        disabled={disabled}
        {...{ [FIELD]: '' }}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => {
          setTyped(event.target.value);
          tell(event.target.value, false);
        }}
        onBlur={() => {
          if (typed !== null) tell(typed, true);
          if (!wrong) setTyped(null);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          event.stopPropagation();
          if (typed !== null) tell(typed, true);
          toNextField(event.currentTarget);
        }}
      />
      {unit !== null && <span className="tc-quiet">{unit}</span>}
      {wrong && (
        <span id={`${id}-wrong`} className="tc-field-wrong" role="alert">
          {t('rounds.wrong_number')}
        </span>
      )}
    </span>
  );
}

interface TextFieldProps {
  label: string;
  value: string;
  disabled: boolean;
  placeholder?: string;
  longest?: number;
  /** Not one of the fields that Enter goes along: the criterion is answered without it. */
  stays?: boolean;
  onLeave: (value: string) => void;
}

/** A line of text, taken over when the field is left. */
export function TextField(props: TextFieldProps): ReactNode {
  const { label, value, disabled, placeholder, longest = 500, stays = false, onLeave } = props;
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  return (
    <input
      className="tc-input"
      aria-label={label}
      placeholder={placeholder ?? label}
      maxLength={longest}
      disabled={disabled}
      value={typed}
      {...(stays ? {} : { [FIELD]: '' })}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => typed !== value && onLeave(typed)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        if (typed !== value) onLeave(typed);
        if (!stays) toNextField(event.currentTarget);
      }}
    />
  );
}
