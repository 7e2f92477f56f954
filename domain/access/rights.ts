import type { Permission } from './permissions.ts';

/**
 * Who may knock at which door: one row a route, by the route's name. A route without a row does not compile, and a house
 * test runs every route × role × tenant relation through HTTP against this table.
 * `on` says what the reach is measured against: the row's owning units, or the tenant as a whole.
 */
export type Right =
  | { who: 'anyone' }
  | { who: 'signed_in' }
  /** Done by the house itself when its time comes; no door leads to it. */
  | { who: 'clock' }
  | { who: 'permitted'; permission: Permission; on: 'row' | 'tenant' };

const anyone: Right = { who: 'anyone' };
const signedIn: Right = { who: 'signed_in' };
const byClock: Right = { who: 'clock' };
/** Judged against the units that own the row. */
const onRow = (permission: Permission): Right => ({ who: 'permitted', permission, on: 'row' });
/** Judged against the tenant: holding the permission at any reach opens the door; lists show what is within reach. */
const onTenant = (permission: Permission): Right => ({ who: 'permitted', permission, on: 'tenant' });

export const RIGHTS = {
  'set_up.open_place': anyone,
  'session.doors': anyone,
  'session.sign_in': anyone,
  'session.sign_out': signedIn,
  'session.me': signedIn,
  'session.list': signedIn,
  'session.revoke': signedIn,

  'file.keep': signedIn,

  'intake.list': onTenant('intake.read'),
  'intake.open': onTenant('intake.read'),
  'intake.original': onTenant('intake.read'),
  'intake.compare': onTenant('intake.read'),
  'intake.submit': onTenant('intake.edit'),
  'intake.record_reading': byClock,
  'intake.edit_task': onTenant('intake.edit'),
  'intake.add_task': onTenant('intake.edit'),
  'intake.split_task': onTenant('intake.edit'),
  'intake.merge_tasks': onTenant('intake.edit'),
  'intake.move_task': onTenant('intake.edit'),
  'intake.choose_unit': onTenant('intake.edit'),
  'intake.assign_role': onTenant('intake.edit'),
  'intake.confirm': onTenant('intake.edit'),
  'intake.discard': onTenant('intake.edit'),
} as const satisfies Record<string, Right>;

export type RouteName = keyof typeof RIGHTS;
void onRow;
