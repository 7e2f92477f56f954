import pg from 'pg';

/** PostgreSQL's codes for "somebody else was faster": the same work done again may succeed. */
const AGAIN = new Set(['40001', '40P01', '25P02']);
/** A command id that another process wrote a moment ago: done again, its receipt is found. */
const RECEIPTS = new Set(['receipts_pkey', 'audit_rows_pkey']);

export const canTryAgain = (error: unknown): boolean =>
  error instanceof pg.DatabaseError &&
  (AGAIN.has(error.code ?? '') || (error.code === '23505' && RECEIPTS.has(error.constraint ?? '')));

/** The database is away: starting, stopping, killed, or its connections are all taken. Nothing is known to be written. */
export function isOutOfReach(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return /^(57P0[123]|53300|08...)$/.test(error.code ?? '');
  if (!(error instanceof Error)) return false;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return (
    ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT'].includes(code) ||
    /Connection terminated|timeout exceeded when trying to connect|Client was closed|not queryable/.test(
      error.message,
    )
  );
}

/** The name of the unique key or foreign key that a write broke, for acts that turn it into a refusal of their own. */
export const brokenConstraint = (error: unknown): string | null =>
  error instanceof pg.DatabaseError && (error.code === '23505' || error.code === '23503')
    ? (error.constraint ?? null)
    : null;

/** A write named a row that is not there (its foreign key says which kind), or made one under an id that is taken. */
export function brokenId(error: unknown): { code: 'missing' | 'taken'; table: string } | null {
  if (!(error instanceof pg.DatabaseError)) return null;
  if (error.code === '23503')
    return { code: 'missing', table: /in table "(\w+)"/.exec(error.detail ?? '')?.[1] ?? '' };
  const isKey = error.code === '23505' && error.constraint?.endsWith('_pkey') === true;
  return isKey ? { code: 'taken', table: error.table ?? '' } : null;
}
