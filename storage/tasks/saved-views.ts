import type { PersonId, TenantId } from '@tongchuang/domain/kernel/ids.ts';
import type { Transaction } from '../database.ts';

type Query = Pick<Transaction, 'query'>;

export interface SavedViewRow {
  id: string;
  person_id: PersonId;
  owner: string;
  page: string;
  name: string;
  query: string;
  shared: boolean;
  version: number;
}

/** One's own and the shared ones, one's own first. */
export const listViews = ({ query }: Query, person: PersonId, page: string | null) =>
  query<SavedViewRow & {}>(
    `select v.id, v.person_id, p.name as owner, v.page, v.name, v.query, v.shared, v.version
       from saved_views v join people p on p.tenant_id = v.tenant_id and p.id = v.person_id
      where (v.person_id = $1 or v.shared) and ($2::text is null or v.page = $2) order by v.person_id <> $1, v.name`,
    [person, page],
  );

/** @returns undefined where it is somebody else's, or was changed meanwhile */
export const saveView = async (
  { query }: Query,
  tenant: TenantId,
  view: Omit<SavedViewRow, 'owner'>,
): Promise<{ id: string } | undefined> => {
  const values = [tenant, view.id, view.person_id, view.page, view.name, view.query, view.shared];
  const rows =
    view.version === 0
      ? await query<{ id: string }>(
          `insert into saved_views (tenant_id, id, person_id, page, name, query, shared) values ($1, $2, $3, $4, $5, $6, $7)
           on conflict do nothing returning id`,
          values,
        )
      : await query<{ id: string }>(
          `update saved_views set page = $4, name = $5, query = $6, shared = $7, version = version + 1
            where tenant_id = $1 and id = $2 and person_id = $3 and version = $8 returning id`,
          [...values, view.version],
        );
  return rows[0];
};

export const removeView = async ({ query }: Query, id: string, person: PersonId) =>
  (
    await query<{ id: string }>('delete from saved_views where id = $1 and person_id = $2 returning id', [
      id,
      person,
    ])
  )[0];
