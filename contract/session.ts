import { z } from 'zod';
import { PERMISSIONS, REACHES, type Permission } from '@tongchuang/domain/access/permissions.ts';
import type { Owed } from '@tongchuang/domain/access/may.ts';
import { route } from './route.ts';
import { done, id, Instant, Login, typed } from './words.ts';

/** See `domain/access/may.ts`: what a session may still owe. */
export const OWED = ['password', 'authenticator', 'code'] as const satisfies Owed[];

const Permitted = z.enum(Object.keys(PERMISSIONS) as [Permission, ...Permission[]]);

const SixDigits = z.string().regex(/^\d{6}$/);

/** Who is signed in, and what the webs may offer him. */
export const Me = z
  .object({
    personId: id<'person'>(),
    name: z.string(),
    unit: z.object({ id: id<'unit'>(), name: z.string() }),
    roles: z.array(z.object({ code: z.string(), name: z.string() })),
    grants: z.array(z.object({ permission: Permitted, reach: z.enum(REACHES), unitId: id<'unit'>() })),
    tenant: z.object({ id: id<'tenant'>(), code: z.string(), name: z.string() }),
    demo: z.boolean(),
    /** The visit before this one; stays the same while this one lasts. */
    lastVisitAt: Instant.nullable(),
    /** What must be done before any other door opens: nothing, a new password, an authenticator, or its code. */
    owes: z.enum(OWED).nullable(),
    login: z.string().nullable(),
    hasAuthenticator: z.boolean(),
  })
  .meta({ id: 'Me' });
export type Me = z.output<typeof Me>;

/** 登录入口: places that one can sign in to; in demo mode with one-click roles. */
export const listDoors = route({
  name: 'session.doors',
  method: 'GET',
  path: '/doors',
  summary: 'Places to sign in to, and in demo mode the demo roles',
  reply: z.object({
    demo: z.boolean(),
    /** No place exists yet: the first-run set-up is due. */
    setUpNeeded: z.boolean(),
    places: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        oidc: z.array(z.object({ code: z.string(), name: z.string() })),
        demoRoles: z.array(
          z.object({ login: z.string(), name: z.string(), role: z.string(), unit: z.string() }),
        ),
      }),
    ),
  }),
});

/** 登录. The cookie is set by the server; the reply never holds the token. */
export const signIn = route({
  name: 'session.sign_in',
  method: 'POST',
  path: '/sessions',
  summary: 'Sign in with login and password, and a one-time code where the role asks for it',
  body: z.strictObject({
    place: typed(64),
    login: typed(64),
    password: z.string().max(200),
    /** Of the authenticator, where asked for. */
    code: SixDigits.optional(),
  }),
  reply: z.object({ me: Me }),
  refusals: [
    'session.wrong_password',
    'session.code_needed',
    'session.wrong_code',
    'session.locked',
    'request.too_many',
  ],
});

export const me = route({
  name: 'session.me',
  method: 'GET',
  path: '/me',
  summary: 'Who is signed in',
  reply: Me,
});

/** 到访: marks the beginning of a visit, from which "what changed since" is counted. Half an hour away begins a new one. */
export const visit = route({
  name: 'session.visit',
  method: 'POST',
  path: '/me/visit',
  summary: 'Say that the desk was opened',
  reply: done({ lastVisitAt: Instant.nullable() }),
});

/** 修改密码. Other sessions of the person end. */
export const changePassword = route({
  name: 'session.change_password',
  method: 'POST',
  path: '/me/password',
  summary: 'Change one’s own password; all other sessions end',
  body: z.strictObject({ current: z.string().max(200), next: z.string().max(200) }),
  reply: done({}),
  refusals: ['session.wrong_password', 'session.password_weak', 'session.locked'],
});

/** 绑定动态口令, first half: a fresh secret, kept nowhere until a code from it comes back. */
export const newAuthenticator = route({
  name: 'session.new_authenticator',
  method: 'GET',
  path: '/me/authenticator',
  summary: 'A fresh secret for an authenticator, as text and as the address in its QR code',
  reply: z.object({ secret: z.string(), uri: z.string() }),
});

/** 绑定动态口令, second half. */
export const setAuthenticator = route({
  name: 'session.set_authenticator',
  method: 'PUT',
  path: '/me/authenticator',
  summary: 'Bind an authenticator: the secret that was given, and a code from it',
  body: z.strictObject({
    secret: z.string().regex(/^[A-Z2-7]{32}$/),
    code: SixDigits,
    password: z.string().max(200),
  }),
  reply: done({}),
  refusals: ['session.wrong_code', 'session.wrong_password', 'session.locked'],
});

/** 输入动态口令: for a session begun elsewhere (单点登录) while the role needs a code. */
export const giveCode = route({
  name: 'session.give_code',
  method: 'POST',
  path: '/me/code',
  summary: 'Give the code that this session still owes',
  body: z.strictObject({ code: SixDigits }),
  reply: done({}),
  refusals: ['session.wrong_code', 'session.locked'],
});

export const Session = z
  .object({
    id: id<'session'>(),
    createdAt: Instant,
    seenAt: Instant,
    expiresAt: Instant,
    agent: z.string(),
    address: z.string(),
    current: z.boolean(),
  })
  .meta({ id: 'Session' });
export type Session = z.output<typeof Session>;

/** 登录设备. */
export const listSessions = route({
  name: 'session.list',
  method: 'GET',
  path: '/me/sessions',
  summary: 'Where one is signed in',
  reply: z.object({ sessions: z.array(Session) }),
});

export const revokeSession = route({
  name: 'session.revoke',
  method: 'DELETE',
  path: '/me/sessions/:id',
  summary: 'End one of one’s own sessions',
  params: z.object({ id: id<'session'>() }),
  reply: done({}),
  refusals: ['request.not_found'],
});

/** 单点登录: on to the provider. Answers with a redirect. */
export const goToProvider = route({
  name: 'session.provider',
  method: 'GET',
  path: '/oidc/:place/:provider',
  summary: 'Sign in through an identity provider (OpenID Connect): redirects to it',
  params: z.object({ place: typed(64), provider: typed(64) }),
  query: z.strictObject({ to: z.string().max(500).optional() }),
  reply: z.object({}),
  refusals: ['session.provider_unknown', 'session.provider_away'],
});

/** 单点登录: back from the provider. Answers with a redirect to the page that was wanted, or to the sign-in page with the reason. */
export const backFromProvider = route({
  name: 'session.provider_back',
  method: 'GET',
  path: '/oidc/back',
  summary: 'Where the identity provider sends people back to',
  query: z.looseObject({ state: z.string().max(500).optional() }),
  reply: z.object({}),
});

/** 退出登录. */
export const signOut = route({
  name: 'session.sign_out',
  method: 'DELETE',
  path: '/sessions/current',
  summary: 'Sign out',
  reply: done({}),
});

/** 首次初始化: the first place, its root unit and its administrator; open only while no place exists. */
export const openPlace = route({
  name: 'set_up.open_place',
  method: 'POST',
  path: '/set-up',
  summary: 'First-run set-up: the place and its administrator',
  body: z.strictObject({
    /** Short latin name that stands in addresses: qingyuan. */
    code: z.string().regex(/^[a-z0-9-]{2,64}$/),
    name: typed(60),
    administrator: z.strictObject({
      name: typed(40),
      login: Login,
      password: z.string().min(10).max(200),
    }),
  }),
  reply: z.object({ tenantId: id<'tenant'>() }),
  refusals: ['set_up.already_done'],
});
