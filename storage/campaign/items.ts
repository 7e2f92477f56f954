import type { PersonId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { PlanItem } from '@tongchuang/domain/campaign/plan.ts';
import type { Transaction } from '../database.ts';
import type { PlanItemRow } from './queries.ts';

type Query = Pick<Transaction, 'query'>;

/** Somebody's working-day items that are open, today's and those left over, the oldest first. */
export const listDayItems = ({ query }: Query, person: PersonId, today: string) =>
  query<Pick<PlanItemRow, 'id' | 'text' | 'from' | 'unit_id' | 'task_id'> & {}>(
    `select id, text, from_day as "from", unit_id, task_id from plan_items
      where person_id = $1 and level = 'day_item' and state = 'open' and from_day <= $2 order by from_day, id`,
    [person, today],
  );

/** The monthly plans of units. */
export const listMonthItems = ({ query }: Query, units: readonly UnitId[], from: string, to: string) =>
  query<Omit<PlanItem, 'level'> & {}>(
    `select id, parent_id as parent, text, from_day as "from", to_day as "to", unit_id as unit, person_id as person, task_id as task, state, reason
       from plan_items where unit_id = any($1::uuid[]) and level = 'month_item' and from_day >= $2 and to_day <= $3`,
    [units, from, to],
  );
