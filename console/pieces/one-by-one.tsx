import type { ReactNode } from 'react';
import { Refused } from '@tongchuang/ui/call.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';

/** What became of one of many. */
export interface Outcome {
  id: string;
  name: string;
  href: string;
  /** Why it was not done; null: it was. */
  trouble: string | null;
}

/**
 * Acts on many things one after the other, each an act of its own: what is refused does not hold up the rest.
 * @param act     throws what `call` throws
 * @param onStep  how many are behind, for who waits
 */
export async function oneByOne<T>(
  things: readonly T[],
  nameOf: (thing: T) => Omit<Outcome, 'trouble'>,
  act: (thing: T) => Promise<unknown>,
  onStep: (done: number) => void,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const thing of things) {
    const trouble = await act(thing).then(
      () => null,
      (error: unknown) => (error instanceof Refused ? error.detail : t('house.no_answer')),
    );
    outcomes.push({ ...nameOf(thing), trouble });
    onStep(outcomes.length);
  }
  return outcomes;
}

/** Those that were refused, each with its reason and its page. */
export const Refusals = ({ of, close }: { of: readonly Outcome[]; close: () => void }): ReactNode => (
  <div className="tc-notice tc-notice-warn tc-refusals" role="alert">
    <p>
      <b>{t('house.refused_count', { count: of.length })}</b>{' '}
      <button type="button" className="tc-link" onClick={close}>
        {t('house.close')}
      </button>
    </p>
    <ul>
      {of.map(({ id, name, href, trouble }) => (
        <li key={id}>
          <a href={href}>{name}</a> {trouble}
        </li>
      ))}
    </ul>
  </div>
);
