import type { ReactNode } from 'react';

interface OneOfProps<V extends string> {
  title: string;
  of: readonly { value: V; name: string }[];
  chosen: V;
  choose: (value: V) => void;
}

/** Two or three words to choose one of. */
export function OneOf<V extends string>({ title, of, chosen, choose }: OneOfProps<V>): ReactNode {
  return (
    <div className="tc-choice" role="group" aria-label={title}>
      <span className="tc-quiet">{title}</span>
      {of.map(({ value, name }) => (
        <button key={value} type="button" aria-pressed={value === chosen} onClick={() => choose(value)}>
          {name}
        </button>
      ))}
    </div>
  );
}
