import type { Actor, HeldGrant, UnitPath } from './may.ts';
import type { Grant, Permission } from './permissions.ts';

/**
 * Nobody gives, takes or reaches through an account what goes beyond his own rights: a grant that would act at `unit` must lie
 * within one that the actor holds. Whoever edits roles for the whole place is exempt, or nobody could ever begin.
 * @param unit  the unit where the role is held, with the units above it
 * @returns     the first permission that goes beyond, or null
 */
export function beyondOwn(actor: Actor, grants: readonly Grant[], unit: UnitPath): Permission | null {
  if (editsAllRoles(actor)) return null;
  return grants.find((grant) => !actor.grants.some((own) => covers(own, grant, unit)))?.permission ?? null;
}

export const editsAllRoles = (actor: Pick<Actor, 'grants'>): boolean =>
  actor.grants.some((grant) => grant.permission === 'roles.edit' && grant.reach === 'all');

function covers(own: HeldGrant, wanted: Grant, unit: UnitPath): boolean {
  if (own.permission !== wanted.permission) return false;
  if (own.reach === 'all') return true;
  if (wanted.reach === 'all') return false;
  if (own.reach === 'subtree') return unit.includes(own.unitId);
  return wanted.reach === 'own' && unit[0] === own.unitId;
}
