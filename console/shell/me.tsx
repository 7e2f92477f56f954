import { createContext, useContext } from 'react';
import type { Me } from '@tongchuang/contract/session.ts';
import type { Permission } from '@tongchuang/domain/access/permissions.ts';

const Signed = createContext<Me | null>(null);
export const MeProvider = Signed.Provider;

/** Who is signed in. Every page inside the shell has one. */
export function useMe(): Me {
  const me = useContext(Signed);
  if (me === null) throw new Error('useMe outside the shell');
  return me;
}

/** Holds the permission at any reach; what a button asks before it is drawn. The server judges the row. */
export const holds = (me: Pick<Me, 'grants'>, permission: Permission): boolean =>
  me.grants.some((grant) => grant.permission === permission);

export const mayOpen = (door: { anyOf?: readonly Permission[] }, me: Pick<Me, 'grants'>): boolean =>
  door.anyOf === undefined || door.anyOf.some((permission) => holds(me, permission));

/** Does the person hold this permission anywhere? For what a page offers; the server judges each act anyway. */
export const useMay = (permission: Permission): boolean => holds(useMe(), permission);
