import type { PlanId, TenantId } from '@tongchuang/domain/kernel/ids.ts';
import type { Transaction } from '../database.ts';
import { insertRows } from '../rows.ts';

interface Section {
  id: string;
  parent_id: string | null;
  heading: string;
}

const SEPARATOR = '\u001f';
const keyOf = (path: readonly string[]) => path.join(SEPARATOR);

/**
 * The headings that an edition's tasks stand below, as a tree: those that the plan knows already keep their ids.
 * @param paths  of the tasks, in the order of the document
 * @returns      the section of a path; null for a task without a heading
 */
export async function sectionsFor(
  transaction: Transaction,
  given: { tenant: TenantId; planId: PlanId; newId: <T extends string>() => T },
  paths: readonly (readonly string[])[],
): Promise<(path: readonly string[]) => string | null> {
  const known = await knownSections(transaction, given.planId);
  const order: { id: string; position: number }[] = [];
  const fresh: Record<string, unknown>[] = [];
  const current = new Map<string, string>();
  for (const path of paths) {
    path.forEach((heading, depth) => {
      const key = keyOf(path.slice(0, depth + 1));
      if (current.has(key)) return;
      const position = current.size;
      const id = known.get(key) ?? given.newId<string>();
      current.set(key, id);
      if (known.has(key)) order.push({ id, position });
      else {
        const parent_id = depth === 0 ? null : (current.get(keyOf(path.slice(0, depth))) ?? null);
        const row = {
          tenant_id: given.tenant,
          id,
          plan_id: given.planId,
          parent_id,
          position,
          heading,
          current: true,
        };
        fresh.push(row);
      }
    });
  }
  await transaction.query(
    `update plan_sections s set current = p.id is not null, position = coalesce(p.position, s.position)
       from (select s0.id as section_id, o.id, o.position from plan_sections s0
               left join json_to_recordset($2) as o (id uuid, position int) on o.id = s0.id where s0.plan_id = $1) as p
      where s.plan_id = $1 and s.id = p.section_id`,
    [given.planId, JSON.stringify(order)],
  );
  await insertRows(transaction, 'plan_sections', fresh);
  return (path) => current.get(keyOf(path)) ?? null;
}

async function knownSections({ query }: Transaction, planId: PlanId): Promise<Map<string, string>> {
  const rows = await query<Section>('select id, parent_id, heading from plan_sections where plan_id = $1', [
    planId,
  ]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const pathOf = (row: Section): string[] => {
    const parent = row.parent_id === null ? undefined : byId.get(row.parent_id);
    return [...(parent ? pathOf(parent) : []), row.heading];
  };
  return new Map(rows.map((row) => [keyOf(pathOf(row)), row.id]));
}
