import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { Transaction } from '../database.ts';

/** The code of every unit, ended ones too: what was scored under it stays readable. */
export async function codesOfUnits({ query }: Pick<Transaction, 'query'>): Promise<Map<UnitId, string>> {
  const rows = await query<{ id: UnitId; code: string }>(
    'select id, code from units order by position, code',
  );
  return new Map(rows.map(({ id, code }) => [id, code]));
}
