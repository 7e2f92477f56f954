import type { ReactNode } from 'react';
import { useUrl } from './url-state.ts';
import './forms.css';

interface TabsProps<V extends string> {
  /** The name in the address; the first tab is the one without it. */
  name: string;
  label: string;
  of: readonly { value: V; title: string; count?: number }[];
}

/** Views of one thing side by side, each with its own address. */
export function Tabs<V extends string>({ name, label, of }: TabsProps<V>): ReactNode {
  const url = useUrl();
  const at = tabAt(url.get(name), of);
  return (
    <nav className="tc-tabs" aria-label={label}>
      {of.map(({ value, title, count }, n) => (
        <a
          key={value}
          href={url.with({ [name]: n === 0 ? null : value })}
          aria-current={value === at ? 'page' : undefined}
        >
          {title}
          {count !== undefined && <small className="tc-quiet"> {count}</small>}
        </a>
      ))}
    </nav>
  );
}

export const tabAt = <V extends string>(given: string, of: readonly { value: V }[]): V | undefined =>
  of.find(({ value }) => value === given)?.value ?? of[0]?.value;
