import { useSyncExternalStore } from 'react';

/** One value that pieces far apart watch: the locale, the look, the network. */
export interface Signal<T> {
  get(): T;
  set(next: T): void;
  /** @returns the way to stop watching */
  watch(listener: () => void): () => void;
}

export function signal<T>(first: T): Signal<T> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const useSignal = <T>(of: Signal<T>): T => useSyncExternalStore(of.watch, of.get, of.get);
