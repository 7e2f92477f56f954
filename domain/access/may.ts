import type { PersonId, SessionId, UnitId } from '../kernel/ids.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Grant, Permission } from './permissions.ts';

/** A grant as held: by a role given to this person at that unit, in force now. */
export interface HeldGrant extends Grant {
  unitId: UnitId;
}

/**
 * What a session may still owe before it opens any other door: a new password in place of one that somebody else has set,
 * an authenticator that the role needs, or the code from it.
 */
export type Owed = 'password' | 'authenticator' | 'code';

/** Whoever acts, as the house knows him at this moment. */
export interface Actor {
  personId: PersonId;
  name: string;
  unitId: UnitId;
  sessionId: SessionId;
  roles: string[];
  grants: HeldGrant[];
  owes: Owed | null;
}

/** A unit and all units above it, itself first. */
export type UnitPath = readonly UnitId[];

/** Holds the permission at all, wherever it reaches. */
export const isPermitted = (actor: Actor, permission: Permission): boolean =>
  actor.grants.some((grant) => grant.permission === permission);

/**
 * May this person use the permission on a row that these units own?
 * @param owners  the owning units, each with the units above it; empty: a row of the whole tenant, only within reach `all`
 */
export function may(actor: Actor, permission: Permission, owners: readonly UnitPath[]): boolean {
  return actor.grants.some((grant) => {
    if (grant.permission !== permission) return false;
    if (grant.reach === 'all') return true;
    if (grant.reach === 'subtree') return owners.some((path) => path.includes(grant.unitId));
    return owners.some((path) => path[0] === grant.unitId);
  });
}

/** The same person by what he holds for units alone, not for the whole tenant: which units are his. */
export const withinUnits = (actor: Actor): Actor => ({
  ...actor,
  grants: actor.grants.filter(({ reach }) => reach !== 'all'),
});

/** @throws {Refusal} `access.not_your_role` without the permission anywhere, `access.not_yours` outside its reach. */
export function mustBeAllowed(
  actor: Actor,
  permission: Permission,
  owners: readonly UnitPath[],
  what: string,
): void {
  if (!isPermitted(actor, permission)) throw new Refusal('access.not_your_role', { permission });
  if (!may(actor, permission, owners)) throw new Refusal('access.not_yours', { what });
}

/** How far a permission reaches for this person: the whole tenant, or from these units (with or without those below). */
export function reachOf(actor: Actor, permission: Permission): 'all' | { own: UnitId[]; subtree: UnitId[] } {
  const held = actor.grants.filter((grant) => grant.permission === permission);
  if (held.some((grant) => grant.reach === 'all')) return 'all';
  return {
    own: held.filter((grant) => grant.reach === 'own').map((grant) => grant.unitId),
    subtree: held.filter((grant) => grant.reach === 'subtree').map((grant) => grant.unitId),
  };
}
