import type { Call, ReplyOf, Route } from '@tongchuang/contract/route.ts';
import type { Problem } from '@tongchuang/contract/problem.ts';
import type { RefusalCode, Refusals } from '@tongchuang/domain/kernel/refusal.ts';
import { locale } from './locale/locale.ts';
import { newId } from './new-id.ts';
import { signal } from './signal.ts';

/** What a call is given: each of params, query and body only where the route has one. */
export type Given<R extends Route> = {
  [Part in keyof Call<R> as Empty extends Call<R>[Part] ? Part : never]?: Call<R>[Part];
} & { [Part in keyof Call<R> as Empty extends Call<R>[Part] ? never : Part]: Call<R>[Part] };
type Empty = Record<never, never>;

export interface CallOptions {
  signal?: AbortSignal;
  /** Names one intention: keep it over retries, and the act is written once. */
  commandId?: string;
}

/** The server understood and said no. `detail` is the sentence with the next step, in the person's language. */
export class Refused<C extends RefusalCode = RefusalCode> extends Error {
  readonly code: C;
  readonly facts: Refusals[C];
  readonly detail: string;
  readonly status: number;
  readonly requestId: string;

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.detail}`);
    this.name = 'Refused';
    this.code = problem.code as C;
    this.facts = problem.facts as Refusals[C];
    this.detail = problem.detail;
    this.status = problem.status;
    this.requestId = problem.requestId;
  }
}

/** No answer: no network, or nobody at the other end. Whether an act was written is unknown; send it again with its id. */
export class NoNetwork extends Error {
  override readonly name = 'NoNetwork';
}

/** The server broke. Its log holds the story under `requestId`. */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly requestId: string;

  constructor(requestId: string) {
    super(`fault ${requestId}`);
    this.requestId = requestId;
  }
}

export type CallError = Refused | NoNetwork | Fault;

export const isRefused = <C extends RefusalCode>(error: unknown, code: C): error is Refused<C> =>
  error instanceof Refused && error.code === code;

/** Did the last call reach the server? The offline line is drawn from this. */
export const reached = signal(true);
/** Turns true when the server no longer knows us; the web then shows the sign-in page. */
export const signedOut = signal(false);

/**
 * Calls a route.
 * @throws {Refused} the server said no · {NoNetwork} no answer · {Fault} the server broke
 */
export async function call<R extends Route>(
  route: R,
  given: Given<R>,
  options: CallOptions = {},
): Promise<ReplyOf<R>> {
  const parts = given as Partial<Record<'params' | 'query' | 'body', unknown>>;
  const isAct = route.method !== 'GET';
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': locale.get() };
  if (isAct) headers['idempotency-key'] = options.commandId ?? newId();
  if (isAct) headers['content-type'] = 'application/json';

  const response = await answer(addressOf(route, parts.params, parts.query), {
    method: route.method,
    headers,
    credentials: 'same-origin',
    body: isAct ? JSON.stringify(parts.body ?? {}) : null,
    signal: options.signal ?? null,
  });
  return (await read(response)) as ReplyOf<R>;
}

/** `/api/tasks/0192…?state=late`: what a call asks, and what a link to a download needs. Lists repeat their name. */
export function addressOf(route: Pick<Route, 'path'>, params: unknown = {}, query: unknown = {}): string {
  const fill = new Map(Object.entries(params ?? {}));
  const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(fill.get(name) ?? '')),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') search.append(name, String(one));
    }
  }
  const text = search.toString();
  return `/api${path}${text === '' ? '' : `?${text}`}`;
}

async function answer(address: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(address, init);
    reached.set(true);
    return response;
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    reached.set(false);
    throw new NoNetwork('no answer', { cause: error });
  }
}

/** The reply's JSON, or the error that it stands for. */
export async function read(response: Response): Promise<unknown> {
  const requestId = response.headers.get('x-request-id') ?? '';
  if (response.ok) {
    if (response.status === 204) return {};
    const reply: unknown = await response.json().catch(() => {
      throw new NoNetwork('the answer broke off');
    });
    return reply;
  }
  const problem = isProblem(response) ? ((await response.json().catch(() => null)) as Problem | null) : null;
  if (problem === null) {
    // A gateway speaks for a server that is away.
    if ([502, 503, 504].includes(response.status)) {
      reached.set(false);
      throw new NoNetwork(`gateway ${response.status}`);
    }
    throw new Fault(requestId);
  }
  if (problem.code === 'fault') throw new Fault(problem.requestId);
  if (problem.code === 'access.sign_in_needed') signedOut.set(true);
  throw new Refused(problem);
}

const isProblem = (response: Response): boolean =>
  (response.headers.get('content-type') ?? '').startsWith('application/problem+json');
