import type { Transaction } from './database.ts';

/**
 * Tells the planner how many rows there are, after many were written at once (an import, a plan, a demo). Without it a join
 * over tables that are still taken for empty can take seconds until PostgreSQL looks by itself, about a minute later.
 */
export const refreshStatistics = ({ query }: Transaction) => query('select refresh_statistics()');
