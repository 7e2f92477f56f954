import type { RouteName } from '@tongchuang/domain/access/rights.ts';
import type { RefusalCode } from '@tongchuang/domain/kernel/refusal.ts';
import { z } from 'zod';

/** A route, said once for server and webs. Reads are GET; every other method is an act and carries an idempotency key. */
export interface Route<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  /** Names the act in the audit trail and the row in `domain/access/rights.ts`. */
  name: RouteName;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api`, with `:name` for params. */
  path: string;
  /** One line for the API's readers. */
  summary: string;
  params: P;
  query: Q;
  body: B;
  reply: R;
  refusals: readonly RefusalCode[];
  /** Its reply tells phone numbers whole: only what an act in the trail asked for. All others mask them. */
  reveals?: true;
}

const nothing = z.strictObject({});
type Nothing = typeof nothing;

type Written<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> = {
  name: RouteName;
  method: Route['method'];
  path: string;
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  reply: R;
  refusals?: readonly RefusalCode[];
  reveals?: true;
};

/** Says a route. What is left out is empty and refuses any field. */
export function route<
  R extends z.ZodType,
  P extends z.ZodType = Nothing,
  Q extends z.ZodType = Nothing,
  B extends z.ZodType = Nothing,
>(written: Written<P, Q, B, R>): Route<P, Q, B, R> {
  return {
    params: nothing as unknown as P,
    query: nothing as unknown as Q,
    body: nothing as unknown as B,
    refusals: [],
    ...written,
  };
}

/** What a caller gives: params, query and body, each only where the route has one. */
export interface Call<R extends Route> {
  params: z.input<R['params']>;
  query: z.input<R['query']>;
  body: z.input<R['body']>;
}

/** The same after the schema: what an act or a view is given. */
export interface Asked<R extends Route> {
  params: z.output<R['params']>;
  query: z.output<R['query']>;
  body: z.output<R['body']>;
}

export type ReplyOf<R extends Route> = z.output<R['reply']>;
