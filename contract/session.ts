import { z } from 'zod';
import { PERMISSIONS, REACHES, type Permission } from '@tongchuang/domain/access/permissions.ts';
import { route } from './route.ts';
import { done, id, Instant, typed } from './words.ts';

const Permitted = z.enum(Object.keys(PERMISSIONS) as [Permission, ...Permission[]]);

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
    lastVisitAt: Instant.nullable(),
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
    /** Six digits of the authenticator, where asked for. */
    code: z
      .string()
      .regex(/^\d{6}$/)
      .optional(),
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
      login: typed(64, 2),
      password: z.string().min(10).max(200),
    }),
  }),
  reply: z.object({ tenantId: id<'tenant'>() }),
  refusals: ['set_up.already_done'],
});
