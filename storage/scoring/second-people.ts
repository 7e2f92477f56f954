import type { PersonId } from '@tongchuang/domain/kernel/ids.ts';
import type { Transaction } from '../database.ts';

/** People by name, for a sheet that names the second person (复核人) of points given by hand. A name that two bear is nobody's. */
export const listPeople = ({ query }: Pick<Transaction, 'query'>) =>
  query<{ id: PersonId; name: string }>(
    `select min(id::text) as id, name from people group by name having count(*) = 1 order by name`,
  );
