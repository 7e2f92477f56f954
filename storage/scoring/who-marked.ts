import type { PersonId, RoundId } from '@tongchuang/domain/kernel/ids.ts';
import type { Seat } from '@tongchuang/domain/scoring/round.ts';
import type { Transaction } from '../database.ts';

/** Whose marks stand on which sheet of a round. Withdrawn ones are nobody's. */
export const whoMarked = ({ query }: Pick<Transaction, 'query'>, round: RoundId) =>
  query<{ personId: PersonId; name: string; sheet: Seat }>(
    `select distinct f.marker_id as "personId", p.name, f.sheet
       from facts f join people p on p.tenant_id = f.tenant_id and p.id = f.marker_id
      where f.round_id = $1 and f.sheet in ('first', 'second', 'arbiter') and not f.withdrawn`,
    [round],
  );
