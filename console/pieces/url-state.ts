import { useCallback, useMemo } from 'react';
import { useParams, useRouter, useRouterState } from '@tanstack/react-router';

/** The part of a page's state that lives in its address, so that it can be linked, left and come back to. */
export interface Url {
  path: string;
  /** The value, '' where there is none. */
  get: (name: string) => string;
  /** `a,b` as a list. */
  list: (name: string) => readonly string[];
  /** Changes some values; null or '' takes one away. A step in the browser's history only where `push` is given. */
  set: (changes: Record<string, string | readonly string[] | null>, push?: 'push') => void;
  /** The address with those changes, for a link. */
  with: (changes: Record<string, string | readonly string[] | null>) => string;
}

export function useUrl(): Url {
  const router = useRouter();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const text = useRouterState({ select: (state) => state.location.searchStr });

  const at = useCallback(
    (changes: Record<string, string | readonly string[] | null>) => addressWith(path, text, changes),
    [path, text],
  );
  return useMemo(() => {
    const search = new URLSearchParams(text);
    return {
      path,
      get: (name) => search.get(name) ?? '',
      list: (name) => (search.get(name) ?? '').split(',').filter((value) => value !== ''),
      set: (changes, push) => {
        const here = router.history.location;
        // From the newest address, not from the one that was drawn: two changes in one moment both count.
        const next = addressWith(here.pathname, here.search, changes);
        if (push === undefined) router.history.replace(next);
        else router.history.push(next);
      },
      with: at,
    };
  }, [path, text, at, router]);
}

export function addressWith(
  path: string,
  searchText: string,
  changes: Record<string, string | readonly string[] | null>,
): string {
  const search = new URLSearchParams(searchText);
  for (const [name, value] of Object.entries(changes)) {
    const written = value === null ? '' : typeof value === 'string' ? value : value.join(',');
    if (written === '') search.delete(name);
    else search.set(name, written);
  }
  const next = search.toString().replaceAll('%2C', ',');
  return next === '' ? path : `${path}?${next}`;
}

/** A param of the page's path: `useParam('id')` in `/tasks/$id`. */
export function useParam(name: string): string {
  const params: Record<string, string | undefined> = useParams({ strict: false });
  return params[name] ?? '';
}
