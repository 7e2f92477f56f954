import { useState, type ReactNode } from 'react';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { found } from '@tongchuang/ui/pinyin.ts';
import { usePinyin } from '@tongchuang/ui/use-pinyin.ts';
import type { Option } from '../pieces/choice.tsx';

interface CheckListProps {
  label: string;
  hint?: string;
  options: readonly Option[];
  /** Null: all of them, where `all` says so in words. */
  chosen: readonly string[] | null;
  onChange: (chosen: readonly string[] | null) => void;
  /** One choice that stands for all: 体系列名的全部单位. */
  all?: string;
  /** These stand first, and are checked when "all" is taken away. */
  first?: ReadonlySet<string>;
}

/** More options than this bring a field to search them. */
const FEW = 8;

/** Some of many, in a list of its own height; found by pinyin. */
export function CheckList(props: CheckListProps): ReactNode {
  const { label, hint, options, chosen, onChange, all, first } = props;
  const [wanted, setWanted] = useState('');
  usePinyin();
  const listed =
    first === undefined
      ? options
      : options.toSorted((a, b) => Number(first.has(b.value)) - Number(first.has(a.value)));
  const shown = listed.filter((option) => found(`${option.label} ${option.hint ?? ''}`, wanted));
  const toggle = (value: string) => {
    const now = chosen ?? [];
    onChange(now.includes(value) ? now.filter((one) => one !== value) : [...now, value]);
  };
  const isOpen = all === undefined || chosen !== null;
  return (
    <fieldset className="tc-check-list">
      <legend>
        {label}
        {isOpen && chosen !== null && chosen.length > 0 && (
          <small className="tc-quiet"> {t('rounds.chosen', { count: chosen.length })}</small>
        )}
      </legend>
      {all !== undefined && (
        <label className="tc-check">
          <input
            type="checkbox"
            checked={chosen === null}
            onChange={(event) =>
              onChange(
                event.target.checked
                  ? null
                  : options.map((one) => one.value).filter((value) => first?.has(value) ?? true),
              )
            }
          />
          <span>{all}</span>
        </label>
      )}
      {isOpen && (
        <div className="tc-check-list-frame">
          {options.length > FEW && (
            <input
              className="tc-input"
              placeholder={t('house.search')}
              aria-label={`${label} ${t('house.search')}`}
              value={wanted}
              onChange={(event) => setWanted(event.target.value)}
            />
          )}
          <ul>
            {shown.map((option) => (
              <li key={option.value}>
                <label className="tc-check">
                  <input
                    type="checkbox"
                    checked={chosen?.includes(option.value) ?? false}
                    onChange={() => toggle(option.value)}
                  />
                  <span>
                    {option.label}
                    {option.hint !== undefined && <small className="tc-quiet"> {option.hint}</small>}
                  </span>
                </label>
              </li>
            ))}
          </ul>
        </div>
      )}
      {hint !== undefined && <small className="tc-field-hint">{hint}</small>}
    </fieldset>
  );
}
