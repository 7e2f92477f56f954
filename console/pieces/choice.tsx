import { useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { found, readyPinyin } from '@tongchuang/ui/pinyin.ts';
import './forms.css';

export interface Option {
  value: string;
  label: string;
  hint?: string;
}

interface ChoiceProps {
  label: string;
  options: readonly Option[];
  /** '' where nothing is chosen. */
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  /** The label is only for who cannot see the field. */
  bare?: boolean;
}

/** As many as are shown at once. */
const MOST = 50;

/** A field that chooses one of many by characters, pinyin or initials. ↑ ↓ Enter; Escape puts it back. */
export function Choice({ label, options, value, onChange, placeholder, bare }: ChoiceProps): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const [ready, setReady] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const id = useId();
  const chosen = options.find((option) => option.value === value);
  const shown = useMemo(
    () =>
      typed === null
        ? []
        : options.filter((option) => found(`${option.label} ${option.hint ?? ''}`, typed)).slice(0, MOST),
    // Once the dictionary is there, what was typed before it came is looked for again.
    [options, typed, ready],
  );
  const open = typed !== null;

  const take = (option: Option | undefined) => {
    if (option === undefined) return;
    onChange(option.value);
    setTyped(null);
  };
  const goTo = (to: number) => {
    setAt(to);
    list.current?.children[to]?.scrollIntoView({ block: 'nearest' });
  };
  const key = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' && !open) setTyped('');
    else if (!open) return;
    else if (event.key === 'ArrowDown') goTo(Math.min(shown.length - 1, at + 1));
    else if (event.key === 'ArrowUp') goTo(Math.max(0, at - 1));
    else if (event.key === 'Enter') take(shown[at]);
    else if (event.key === 'Escape') setTyped(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="tc-choose">
      <label className={bare === true ? 'tc-hidden' : 'tc-field-label'} htmlFor={id}>
        {label}
      </label>
      <div className="tc-choose-frame">
        <input
          id={id}
          className="tc-input"
          role="combobox"
          autoComplete="off"
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-activedescendant={open && shown.length > 0 ? `${id}-${at}` : undefined}
          placeholder={chosen?.label ?? placeholder ?? ''}
          value={typed ?? chosen?.label ?? ''}
          onFocus={() => void readyPinyin().then(() => setReady(true))}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onClick={() => setTyped(typed ?? '')}
          onKeyDown={key}
          onBlur={() => setTyped(null)}
        />
        {value !== '' && !open && (
          <button
            type="button"
            className="tc-icon-button"
            aria-label={t('house.remove')}
            onClick={() => onChange('')}
          >
            ×
          </button>
        )}
      </div>
      {open && (
        <ul id={`${id}-list`} className="tc-choose-list" role="listbox" aria-label={label} ref={list}>
          {shown.map((option, n) => (
            <li
              key={option.value}
              id={`${id}-${n}`}
              role="option"
              aria-selected={n === at}
              onPointerDown={(event) => {
                event.preventDefault();
                take(option);
              }}
              onPointerMove={() => setAt(n)}
            >
              {option.label}
              {option.hint !== undefined && <small className="tc-quiet"> {option.hint}</small>}
            </li>
          ))}
          {shown.length === 0 && (
            <li className="tc-quiet" role="option" aria-selected="false" aria-disabled="true">
              {t('house.filter_none')}
            </li>
          )}
        </ul>
      )}
    </div>
  );
}
