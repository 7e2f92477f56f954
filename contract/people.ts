import { PERMISSIONS, REACHES, type Permission } from '@tongchuang/domain/access/permissions.ts';
import { z } from 'zod';
import { UnitBrief } from './organisation.ts';
import { route } from './route.ts';
import { Session } from './session.ts';
import { CivilDate, done, id, Login, MaskedPhone, typed, TypedPhone, Version } from './words.ts';

/** 人员与授权: people, their accounts, and roles as data. */

const Permitted = z.enum(Object.keys(PERMISSIONS) as [Permission, ...Permission[]]);
export const GrantLine = z
  .object({ permission: Permitted, reach: z.enum(REACHES) })
  .meta({ id: 'GrantLine' });

/** none 无账号 · active 可登录 · blocked 已停用 */
export const ACCOUNT_STATES = ['none', 'active', 'blocked'] as const;

export const PersonLine = z
  .object({
    id: id<'person'>(),
    code: z.string().nullable(),
    name: z.string(),
    title: z.string().nullable(),
    unit: UnitBrief,
    phone: MaskedPhone.nullable(),
    login: z.string().nullable(),
    account: z.enum(ACCOUNT_STATES),
    roles: z.array(z.string()),
    /** When, how often and how long is nobody's business: a desk must only know whom it has not reached yet. */
    hasSignedIn: z.boolean(),
    version: Version,
  })
  .meta({ id: 'PersonLine' });
export type PersonLine = z.output<typeof PersonLine>;

export const listPeople = route({
  name: 'people.list',
  method: 'GET',
  path: '/people',
  summary: 'People within reach, by unit',
  query: z.strictObject({ unitId: id<'unit'>().optional() }),
  reply: z.object({ people: z.array(PersonLine) }),
});

export const HeldRole = z
  .object({
    id: id<'role_holder'>(),
    code: z.string(),
    name: z.string(),
    unit: UnitBrief,
    since: CivilDate,
    until: CivilDate.nullable(),
    version: Version,
  })
  .meta({ id: 'HeldRole' });
export type HeldRole = z.output<typeof HeldRole>;

export const PersonPage = PersonLine.extend({
  heldRoles: z.array(HeldRole),
  posts: z.array(
    z.object({ title: z.string(), of: z.string(), since: CivilDate, until: CivilDate.nullable() }),
  ),
  hasAuthenticator: z.boolean(),
  passwordMustChange: z.boolean(),
  hasPassword: z.boolean(),
  providerSubject: z.string().nullable(),
  /** May the caller change this account: its rights do not go beyond his own. */
  withinOwn: z.boolean(),
}).meta({ id: 'PersonPage' });
export type PersonPage = z.output<typeof PersonPage>;

const ofPerson = z.object({ id: id<'person'>() });

export const getPerson = route({
  name: 'people.person',
  method: 'GET',
  path: '/people/:id',
  summary: 'One person: roles, posts, account',
  params: ofPerson,
  reply: PersonPage,
  refusals: ['request.not_found'],
});

export const createPerson = route({
  name: 'people.create',
  method: 'POST',
  path: '/people',
  summary: 'Add a person to a unit',
  body: z.strictObject({
    id: id<'person'>(),
    code: typed(32).nullable(),
    name: typed(40),
    unitId: id<'unit'>(),
    title: typed(60).nullable(),
    phone: TypedPhone.nullable(),
  }),
  reply: done({ id: id<'person'>() }),
  refusals: ['people.code_taken', 'request.not_found'],
});

export const editPerson = route({
  name: 'people.edit',
  method: 'PATCH',
  path: '/people/:id',
  summary: 'Change what is known of a person; a new unit is a transfer',
  params: ofPerson,
  body: z.strictObject({
    version: Version,
    code: typed(32).nullable().optional(),
    name: typed(40).optional(),
    unitId: id<'unit'>().optional(),
    title: typed(60).nullable().optional(),
    phone: TypedPhone.nullable().optional(),
  }),
  reply: done({ version: Version }),
  refusals: ['people.code_taken', 'access.beyond_own', 'row.changed_meanwhile', 'request.not_found'],
});

const refusalsOfAccounts = ['access.beyond_own', 'row.changed_meanwhile', 'request.not_found'] as const;

/** 开通账号: the one-time password is made by the caller's browser and must be changed at the first sign-in. */
export const openAccount = route({
  name: 'people.open_account',
  method: 'POST',
  path: '/people/:id/account',
  summary: 'Open an account with a one-time password',
  params: ofPerson,
  body: z.strictObject({
    version: Version,
    login: Login,
    password: z.string().max(200),
    /** Who he is at the identity provider, where sign-in goes by its subject. */
    providerSubject: typed(200).nullable().optional(),
  }),
  reply: done({ version: Version }),
  refusals: ['people.login_taken', 'session.password_weak', ...refusalsOfAccounts],
});

/** 重置密码: all sessions of the person end. */
export const resetPassword = route({
  name: 'people.reset_password',
  method: 'POST',
  path: '/people/:id/password',
  summary: 'Give a one-time password that must be changed; all sessions of the person end',
  params: ofPerson,
  body: z.strictObject({ version: Version, password: z.string().max(200) }),
  reply: done({ version: Version }),
  refusals: ['session.password_weak', ...refusalsOfAccounts],
});

/** 解绑动态口令: for a lost phone. */
export const resetAuthenticator = route({
  name: 'people.reset_authenticator',
  method: 'DELETE',
  path: '/people/:id/authenticator',
  summary: 'Unbind the authenticator of a person who lost it; all his sessions end',
  params: ofPerson,
  body: z.strictObject({ version: Version }),
  reply: done({ version: Version }),
  refusals: [...refusalsOfAccounts],
});

/** 停用、恢复账号. */
export const blockPerson = route({
  name: 'people.block',
  method: 'POST',
  path: '/people/:id/block',
  summary: 'Block an account, or let it in again',
  params: ofPerson,
  body: z.strictObject({ version: Version, blocked: z.boolean() }),
  reply: done({ version: Version }),
  refusals: ['people.not_yourself', ...refusalsOfAccounts],
});

export const listPersonSessions = route({
  name: 'people.sessions',
  method: 'GET',
  path: '/people/:id/sessions',
  summary: 'Where a person is signed in',
  params: ofPerson,
  reply: z.object({ sessions: z.array(Session) }),
  refusals: ['request.not_found'],
});

export const revokePersonSession = route({
  name: 'people.revoke_session',
  method: 'DELETE',
  path: '/people/:id/sessions/:sessionId',
  summary: 'End a session of a person',
  params: ofPerson.extend({ sessionId: id<'session'>() }),
  reply: done({}),
  refusals: ['access.beyond_own', 'request.not_found'],
});

/** 授予角色. */
export const giveRole = route({
  name: 'people.give_role',
  method: 'POST',
  path: '/people/:id/roles',
  summary: 'Give a role at a unit for a time; nobody gives what goes beyond his own rights',
  params: ofPerson,
  body: z
    .strictObject({
      id: id<'role_holder'>(),
      code: typed(64),
      unitId: id<'unit'>(),
      since: CivilDate,
      /** First day on which it no longer holds. */
      until: CivilDate.nullable(),
    })
    .refine((given) => given.until === null || given.until > given.since, 'until is after since'),
  reply: done({ id: id<'role_holder'>() }),
  refusals: ['access.beyond_own', 'request.not_found'],
});

/** 收回角色, 调整期限: ends on that day; today ends it now. */
export const endRole = route({
  name: 'people.end_role',
  method: 'POST',
  path: '/people/:id/roles/:roleHolderId/end',
  summary: 'End a role on a day',
  params: ofPerson.extend({ roleHolderId: id<'role_holder'>() }),
  body: z.strictObject({ version: Version, until: CivilDate }),
  reply: done({ version: Version }),
  refusals: ['access.beyond_own', 'access.last_administrator', 'row.changed_meanwhile', 'request.not_found'],
});

export const Role = z
  .object({
    code: z.string(),
    name: z.string(),
    grants: z.array(GrantLine),
    needsTotp: z.boolean(),
    holders: z.int(),
    version: Version,
  })
  .meta({ id: 'Role' });
export type Role = z.output<typeof Role>;

export const listRoles = route({
  name: 'people.roles',
  method: 'GET',
  path: '/roles',
  summary: 'Roles with their grants',
  reply: z.object({ roles: z.array(Role) }),
});

/** 新增、修改角色: with this code added where it is new. */
export const saveRole = route({
  name: 'people.save_role',
  method: 'PUT',
  path: '/roles/:code',
  summary: 'Add or change a role',
  params: z.object({ code: z.string().regex(/^[a-z][a-z0-9_]{1,39}$/) }),
  body: z.strictObject({
    /** 0: new. */
    version: Version,
    name: typed(40),
    grants: z.array(GrantLine).max(100),
    needsTotp: z.boolean(),
  }),
  reply: done({ version: Version }),
  refusals: ['access.beyond_own', 'access.last_administrator', 'row.changed_meanwhile'],
});
