import { useRef } from 'react';
import {
  keepPreviousData,
  QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryOptions,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { ReplyOf, Route } from '@tongchuang/contract/route.ts';
import { call, Fault, NoNetwork, type CallError, type Given } from './call.ts';
import { newId } from './new-id.ts';

/** Waits 0.5 s, 1 s, 2 s … 15 s between tries. */
const backoff = (tries: number): number => Math.min(15_000, 500 * 2 ** tries);

export const newQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        networkMode: 'always',
        retry: (tries, error) => error instanceof NoNetwork && tries < 2,
        retryDelay: backoff,
      },
      mutations: {
        networkMode: 'always',
        retry: (tries, error) => error instanceof NoNetwork && tries < 2,
        retryDelay: backoff,
      },
    },
  });

export interface ReadOptions {
  /** False: not asked yet. */
  enabled?: boolean;
  /** Milliseconds during which an answer is taken as still true; 10 s unless told. */
  staleMs?: number;
  /** Ask again every so many milliseconds. */
  everyMs?: number;
  /** Show the last answer while the next is on its way (filters, pages). */
  keepLast?: boolean;
}

/** Reads a GET route. Kept under the route's name, so that an act can name what it changes. */
export function useCall<R extends Route>(
  route: R,
  given: Given<R>,
  options: ReadOptions = {},
): UseQueryResult<ReplyOf<R>, CallError> {
  const asked: UseQueryOptions<ReplyOf<R>, CallError> = {
    queryKey: [route.name, given],
    queryFn: ({ signal }) => call(route, given, { signal }),
    enabled: options.enabled ?? true,
  };
  if (options.staleMs !== undefined) asked.staleTime = options.staleMs;
  if (options.everyMs !== undefined) asked.refetchInterval = options.everyMs;
  if (options.keepLast === true) asked.placeholderData = keepPreviousData;
  return useQuery(asked);
}

export interface ActOptions<R extends Route> {
  /** Prefixes of the read routes that this act changes: `['task.', 'plan.tree']`. The act's own room unless told. */
  changes?: readonly string[];
  onDone?: (reply: ReplyOf<R>, given: Given<R>) => void;
  onTrouble?: (error: CallError, given: Given<R>) => void;
}

/**
 * Does an act. The same content sent again after silence or a fault keeps its command id, so it is written once;
 * a second click on a button that is still at work is the same intention too.
 */
export function useAct<R extends Route>(
  route: R,
  options: ActOptions<R> = {},
): UseMutationResult<ReplyOf<R>, CallError, Given<R>> {
  const queries = useQueryClient();
  const intention = useRef<Intention>(undefined);
  return useMutation<ReplyOf<R>, CallError, Given<R>>({
    mutationFn: (given) => {
      intention.current = sameOrNew(intention.current, JSON.stringify(given));
      return call(route, given, { commandId: intention.current.commandId });
    },
    onSuccess: async (reply, given) => {
      intention.current = undefined;
      const changes = options.changes ?? [route.name.slice(0, route.name.indexOf('.') + 1)];
      options.onDone?.(reply, given);
      await refresh(queries, changes);
    },
    onError: (error, given) => {
      if (!mayHaveBeenWritten(error)) intention.current = undefined;
      options.onTrouble?.(error, given);
    },
  });
}

/** Marks every kept answer whose route's name starts so as out of date, and asks again for those on screen. */
export const refresh = (queries: QueryClient, prefixes: readonly string[]): Promise<void> =>
  queries.invalidateQueries({
    predicate: ({ queryKey }) => prefixes.some((prefix) => String(queryKey[0]).startsWith(prefix)),
  });

interface Intention {
  content: string;
  commandId: string;
}

/** One content is one intention until it is answered. */
export const sameOrNew = (last: Intention | undefined, content: string): Intention =>
  last?.content === content ? last : { content, commandId: newId() };

const mayHaveBeenWritten = (error: CallError): boolean =>
  error instanceof NoNetwork || error instanceof Fault;
