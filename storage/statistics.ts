import type { Transaction } from './database.ts';

/**
 * Tells the planner how many rows there are, after many were written at once (an import, a plan, a demo). Without it a join
 * over tables that are still taken for empty can take seconds until PostgreSQL looks by itself, about a minute later.
 */
export const refreshStatistics = ({ query }: Transaction) => query('select refresh_statistics()');

/** Below so many rows the planner's guesses do no harm. */
const FEW = 1000;

/** The same for rows that come bit by bit: only where their number has passed a power of two. */
export async function refreshStatisticsAfter(
  transaction: Transaction,
  before: number,
  now: number,
): Promise<void> {
  if (now >= FEW && Math.floor(Math.log2(now)) > Math.floor(Math.log2(Math.max(before, 1))))
    await refreshStatistics(transaction);
}
