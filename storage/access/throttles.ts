import type { Transaction } from '../database.ts';

/** Tries counted under a key, until they expire together. */
export interface Tries {
  points: number;
  /** Milliseconds since 1970. */
  expire: number;
}

/** Counts one try more; the first one opens a window of `windowMs`. Counting comes before checking, so that no race gives tries away. */
export async function countTry(
  { query }: Transaction,
  key: string,
  windowMs: number,
  now: Date,
): Promise<Tries> {
  const [row] = await query<Tries>(
    `insert into throttles (key, points, expire) values ($1, 1, $2)
     on conflict (key) do update set
       points = case when throttles.expire > $3 then throttles.points + 1 else 1 end,
       expire = case when throttles.expire > $3 then throttles.expire else excluded.expire end
     returning points, expire`,
    [key, now.getTime() + windowMs, now.getTime()],
  );
  return row ?? { points: 1, expire: now.getTime() + windowMs };
}

/** Gives one try back: it was a right one. */
export const giveBackTry = ({ query }: Transaction, key: string) =>
  query('update throttles set points = greatest(points - 1, 0) where key = $1', [key]);

export const forgetTries = ({ query }: Transaction, keys: readonly string[]) =>
  query('delete from throttles where key = any($1::text[])', [keys]);

/** Windows that closed; swept now and then, for they mean nothing any more. */
export const sweepTries = ({ query }: Transaction, now: Date) =>
  query('delete from throttles where expire <= $1', [now.getTime()]);
