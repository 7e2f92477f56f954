import type { Transaction } from '../database.ts';

/** A hash that the trail keeps of what an act froze: the second place where it stands. */
export interface TracedHash {
  /** 'round:<id>', 'edition:<id>'. */
  object: string;
  /** Of a published result; null: an edition. */
  number: number | null;
  hash: string;
}

export const tracedHashes = ({ query }: Pick<Transaction, 'query'>) =>
  query<TracedHash & {}>(
    `select objects[1] as object, (facts->>'number')::int as number, facts->>'hash' as hash from audit_rows
      where act in ('snapshot.publish', 'framework.adopt') and facts ? 'hash' order by at, command_id`,
  );
