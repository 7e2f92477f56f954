import { useState, type ReactNode } from 'react';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Flyout } from '@tongchuang/ui/pieces/flyout.tsx';
import { found, readyPinyin } from '@tongchuang/ui/pinyin.ts';
import { useUrl } from './url-state.ts';

/** One thing to filter by. Its choice lives in the address under `name`. */
export interface Filter {
  name: string;
  title: string;
  options: readonly { value: string; label: string; count?: number }[];
  /** Only one at a time. */
  single?: boolean;
}

interface FiltersProps {
  of: readonly Filter[];
  /** Shows a search field whose words live in the address under this name. */
  search?: string;
  /** At the right end: saved views, a switch of views. */
  children?: ReactNode;
}

/** The row above a list: a search field, a button a filter, and beneath it the chosen ones as chips that can be taken away. */
export function Filters({ of, search, children }: FiltersProps): ReactNode {
  const url = useUrl();
  const chips = of.flatMap((filter) =>
    url.list(filter.name).map((value) => ({
      filter,
      value,
      label: filter.options.find((option) => option.value === value)?.label ?? value,
    })),
  );
  const without = (filter: Filter, value: string) =>
    url.set({ [filter.name]: url.list(filter.name).filter((one) => one !== value) });
  const none = Object.fromEntries(of.map((filter) => [filter.name, null]));
  return (
    <div className="tc-filters" role="group" aria-label={t('house.filters')}>
      <div className="tc-filters-row">
        {search !== undefined && <SearchField name={search} />}
        {of.map((filter) => (
          <Flyout
            key={filter.name}
            className="tc-filter-button"
            label={t('house.filter_by', { title: filter.title })}
            button={
              <>
                {filter.title} <span aria-hidden="true">▾</span>
              </>
            }
          >
            {(close) => <Options of={filter} close={close} />}
          </Flyout>
        ))}
        {children !== undefined && <div className="tc-filters-end">{children}</div>}
      </div>
      {chips.length > 0 && (
        <div className="tc-chips">
          {chips.map(({ filter, value, label }) => (
            <button
              key={`${filter.name} ${value}`}
              type="button"
              aria-label={t('house.filter_remove', { title: filter.title, value: label })}
              onClick={() => without(filter, value)}
            >
              <span className="tc-quiet">{filter.title}</span> {label} <b aria-hidden="true">×</b>
            </button>
          ))}
          <button type="button" className="tc-link" onClick={() => url.set(none)}>
            {t('house.filter_clear')}
          </button>
        </div>
      )}
    </div>
  );
}

/** Words typed here reach the address as they are typed, so that the list follows; composing pinyin does not disturb it. */
function SearchField({ name }: { name: string }): ReactNode {
  const url = useUrl();
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <input
      type="search"
      className="tc-input tc-filter-search"
      placeholder={t('house.search_list')}
      aria-label={t('house.search_list')}
      value={typed ?? url.get(name)}
      onFocus={() => void readyPinyin()}
      onChange={(event) => {
        const { value } = event.target;
        if (event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing) {
          setTyped(value);
          return;
        }
        setTyped(null);
        url.set({ [name]: value });
      }}
      onCompositionEnd={(event) => {
        setTyped(null);
        url.set({ [name]: event.currentTarget.value });
      }}
    />
  );
}

/** More options than this bring a field to search them. */
const FEW = 8;

function Options({ of, close }: { of: Filter; close: () => void }): ReactNode {
  const url = useUrl();
  const [wanted, setWanted] = useState('');
  const chosen = url.list(of.name);
  const shown = of.options.filter((option) => found(option.label, wanted));
  const toggle = (value: string) => {
    const is = chosen.includes(value);
    const others = of.single === true ? [] : chosen.filter((one) => one !== value);
    url.set({ [of.name]: is ? others : [...others, value] });
    if (of.single === true) close();
  };
  return (
    <div className="tc-options">
      {of.options.length > FEW && (
        <input
          className="tc-input"
          autoFocus
          placeholder={t('house.search')}
          aria-label={t('house.search')}
          value={wanted}
          onFocus={() => void readyPinyin()}
          onChange={(event) => setWanted(event.target.value)}
        />
      )}
      {shown.map(({ value, label, count }) => (
        <label key={value}>
          <input
            type={of.single === true ? 'radio' : 'checkbox'}
            checked={chosen.includes(value)}
            onChange={() => toggle(value)}
          />
          <span>{label}</span>
          {count !== undefined && <small className="tc-quiet">{count}</small>}
        </label>
      ))}
      {shown.length === 0 && <p className="tc-quiet">{t('house.filter_none')}</p>}
    </div>
  );
}
