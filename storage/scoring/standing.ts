import type { RoundId } from '@tongchuang/domain/kernel/ids.ts';
import type { Transaction } from '../database.ts';

/** Numbers of the last change to the facts that a round `r` is scored by, its own and those that it borrows. */
export const STANDING = `r.facts_seq + coalesce((select sum(b.facts_seq) from rounds b
  where b.tenant_id = r.tenant_id and b.id = any(r.borrows) and b.id <> r.id), 0)`;

/** What an approval is given for: another number, and it no longer holds. */
export const standingOf = async ({ query }: Pick<Transaction, 'query'>, round: RoundId): Promise<number> =>
  (
    await query<{ standing: number }>(
      `select (${STANDING})::float8 as standing from rounds r where r.id = $1`,
      [round],
    )
  )[0]?.standing ?? 0;
