import type { FileHash, PersonId, TaskId, TenantId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import type { UnitPart } from '@tongchuang/domain/tasks/task.ts';
import type { Transaction } from '../database.ts';

/** Writes the units of a task as they are after an assignment: those that are not named go, new ones come with their claim. */
export async function replaceParts(
  { query }: Pick<Transaction, 'query'>,
  tenant: TenantId,
  task: TaskId,
  units: readonly UnitPart[],
): Promise<void> {
  const rows = units.map((part, position) => ({
    tenant_id: tenant,
    task_id: task,
    unit_id: part.unit,
    role: part.role,
    position,
    written_as: part.writtenAs,
    claim: part.claim,
  }));
  await query(
    `with wanted as (select * from json_populate_recordset(null::task_units, $2)),
          went as (delete from task_units u where u.task_id = $1 and not exists (select from wanted w where w.unit_id = u.unit_id))
     insert into task_units (tenant_id, task_id, unit_id, role, position, written_as, claim)
     select tenant_id, task_id, unit_id, role, position, written_as, claim from wanted
     on conflict (tenant_id, task_id, unit_id) do update
       set role = excluded.role, position = excluded.position, written_as = excluded.written_as, claim = excluded.claim,
           dispute_reason = case when excluded.claim = 'disputed' then task_units.dispute_reason end`,
    [task, JSON.stringify(rows)],
  );
}

/** @throws {Refusal} `request.not_found` where one of the files was not put away in this place before */
export async function getFiles(
  { query }: Pick<Transaction, 'query'>,
  named: readonly { sha256: string; name: string }[],
): Promise<{ sha256: FileHash; name: string; size: number }[]> {
  if (named.length === 0) return [];
  const rows = await query<{ sha256: FileHash; size: number }>(
    'select sha256, size from files where sha256 = any($1::text[])',
    [named.map((file) => file.sha256)],
  );
  const sizes = new Map<string, { sha256: FileHash; size: number }>(rows.map((row) => [row.sha256, row]));
  return named.map(({ sha256, name }) => {
    const known = sizes.get(sha256);
    if (!known) throw new Refusal('request.not_found', { what: 'file', id: sha256 });
    return { ...known, name };
  });
}

/**
 * Persons that a chain names must work at the unit (or at one below it), or hold a post there.
 * @throws {Refusal} `task.person_elsewhere`, `request.not_found`
 */
export async function mustWorkAt(
  { query }: Pick<Transaction, 'query'>,
  unit: UnitId,
  persons: readonly (PersonId | null)[],
): Promise<void> {
  const named = persons.filter((person) => person !== null);
  if (named.length === 0) return;
  const rows = await query<{ id: PersonId; name: string; here: boolean }>(
    `select p.id, p.name,
            p.active and (exists (select from units u where u.tenant_id = p.tenant_id and u.id = p.unit_id and $2 = any(u.path))
              or exists (select from posts o where o.tenant_id = p.tenant_id and o.person_id = p.id and o.unit_id = $2 and o.until is null)
              or exists (select from secondments s where s.tenant_id = p.tenant_id and s.person_id = p.id and s.unit_id = $2 and s.until is null)) as here
       from people p where p.id = any($1::uuid[])`,
    [named, unit],
  );
  for (const person of named) {
    const row = rows.find((one) => one.id === person);
    if (!row) throw new Refusal('request.not_found', { what: 'person', id: person });
    if (!row.here) throw new Refusal('task.person_elsewhere', { name: row.name });
  }
}
