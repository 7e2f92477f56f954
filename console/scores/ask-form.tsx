import type { FormEvent, ReactNode } from 'react';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { useUrl } from '../pieces/url-state.ts';
import { numberWithin } from './number-within.ts';

/** A number that a page is reckoned with; it stands in the address under its name. */
export interface Ask {
  label: string;
  least: number;
  most: number;
  /** Whole numbers have a step of 1. */
  step: 1 | 0.01;
  usual: number;
}
export type Asks<Name extends string> = Record<Name, Ask>;

/** The numbers as the address has them, each within its bounds. */
export function useAsked<Name extends string>(asks: Asks<Name>): Record<Name, number> {
  const url = useUrl();
  const entries = Object.entries<Ask>(asks).map(([name, { least, most, step, usual }]) => {
    const value = numberWithin(url.get(name), least, most, usual);
    return [name, step === 1 ? Math.round(value) : value];
  });
  return Object.fromEntries(entries) as Record<Name, number>;
}

/** Asks for them, and puts them into the address. */
export function AskForm<Name extends string>({ asks }: { asks: Asks<Name> }): ReactNode {
  const url = useUrl();
  const asked = useAsked(asks);
  const ask = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    url.set(Object.fromEntries(Object.keys(asks).map((name) => [name, String(given.get(name))])));
  };
  return (
    <form className="tc-ask tc-screen-only" onSubmit={ask}>
      {(Object.entries(asks) as [Name, Ask][]).map(([name, { label, least, most, step }]) => (
        <label key={name}>
          <span>{label}</span>
          <input
            className="tc-input"
            name={name}
            type="number"
            min={least}
            max={most}
            step={step}
            defaultValue={asked[name]}
          />
        </label>
      ))}
      <button type="submit" className="tc-button">
        {t('scores.reckon')}
      </button>
    </form>
  );
}
