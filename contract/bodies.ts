import { BODY_KINDS } from '@tongchuang/domain/organisation/body.ts';
import { z } from 'zod';
import { PersonBrief, Post, UnitBrief } from './organisation.ts';
import { route } from './route.ts';
import { CivilDate, done, id, typed, Version } from './words.ts';

/** 机构: leading group, headquarters with functional groups, office, commission, supervision groups, zones. */
export const BodyLine = z
  .object({
    id: id<'body'>(),
    kind: z.enum(BODY_KINDS),
    name: z.string(),
    parentId: id<'body'>().nullable(),
    /** Whose body it is; null: the whole place's. */
    unit: UnitBrief.nullable(),
    document: z.string().nullable(),
    foundedOn: CivilDate.nullable(),
    dissolvedOn: CivilDate.nullable(),
    /** In office today, by rank: 组长, 总指挥 first. */
    heads: z.array(PersonBrief),
    deputies: z.int(),
    members: z.int(),
    version: Version,
  })
  .meta({ id: 'BodyLine' });
export type BodyLine = z.output<typeof BodyLine>;

export const listBodies = route({
  name: 'organisation.bodies',
  method: 'GET',
  path: '/bodies',
  summary: 'All bodies that stand, as a chart: parents before children',
  reply: z.object({ bodies: z.array(BodyLine) }),
});

export const Secondment = z
  .object({
    id: id<'secondment'>(),
    person: PersonBrief,
    home: UnitBrief,
    unit: UnitBrief,
    kind: z.enum(['seconded', 'full_time', 'established']),
    duty: z.string().nullable(),
    since: CivilDate,
    until: CivilDate.nullable(),
    version: Version,
  })
  .meta({ id: 'Secondment' });
export type Secondment = z.output<typeof Secondment>;

export const BodyPage = BodyLine.extend({
  aliases: z.array(z.string()),
  duties: z.string().nullable(),
  parent: z.object({ id: id<'body'>(), name: z.string() }).nullable(),
  posts: z.array(Post.extend({ unit: z.string() })),
  units: z.array(
    z.object({
      id: id<'body_member'>(),
      unit: UnitBrief,
      since: CivilDate,
      until: CivilDate.nullable(),
    }),
  ),
  divisions: z.array(z.object({ id: id<'division'>(), name: z.string() })),
  secondments: z.array(Secondment),
}).meta({ id: 'BodyPage' });
export type BodyPage = z.output<typeof BodyPage>;

const ofBody = z.object({ id: id<'body'>() });

export const getBody = route({
  name: 'organisation.body',
  method: 'GET',
  path: '/bodies/:id',
  summary: 'One body: posts, member units, divisions of a zone, seconded staff',
  params: ofBody,
  reply: BodyPage,
  refusals: ['request.not_found'],
});

/** 成立机构. */
export const createBody = route({
  name: 'organisation.create_body',
  method: 'POST',
  path: '/bodies',
  summary: 'Found a body',
  body: z.strictObject({
    id: id<'body'>(),
    kind: z.enum(BODY_KINDS),
    name: typed(80),
    parentId: id<'body'>().nullable(),
    unitId: id<'unit'>().nullable(),
    document: typed(120).nullable(),
    foundedOn: CivilDate.nullable(),
    duties: typed(500).nullable(),
  }),
  reply: done({ id: id<'body'>() }),
  refusals: ['request.not_found'],
});

export const editBody = route({
  name: 'organisation.edit_body',
  method: 'PATCH',
  path: '/bodies/:id',
  summary: 'Change what is known of a body; a day of dissolution ends it',
  params: ofBody,
  body: z.strictObject({
    version: Version,
    name: typed(80).optional(),
    aliases: z.array(typed(80)).max(20).optional(),
    document: typed(120).nullable().optional(),
    foundedOn: CivilDate.nullable().optional(),
    dissolvedOn: CivilDate.nullable().optional(),
    duties: typed(500).nullable().optional(),
  }),
  reply: done({ version: Version }),
  refusals: ['row.changed_meanwhile', 'request.not_found'],
});

/** 任职: somebody takes a post in a body or, as deputy or member, in a unit. A unit's head has an act of his own. */
export const givePost = route({
  name: 'organisation.give_post',
  method: 'POST',
  path: '/posts',
  summary: 'Give somebody a post in a unit or a body',
  body: z
    .strictObject({
      id: id<'post'>(),
      personId: id<'person'>(),
      unitId: id<'unit'>().nullable(),
      bodyId: id<'body'>().nullable(),
      rank: z.enum(['head', 'deputy', 'member']),
      title: typed(40),
      since: CivilDate,
    })
    .refine((post) => (post.unitId === null) !== (post.bodyId === null), 'a unit or a body')
    .refine((post) => post.unitId === null || post.rank !== 'head', 'a head of a unit is changed, not given'),
  reply: done({ id: id<'post'>() }),
  refusals: ['request.not_found'],
});

/** 免职. */
export const endPost = route({
  name: 'organisation.end_post',
  method: 'POST',
  path: '/posts/:id/end',
  summary: 'End a post',
  params: z.object({ id: id<'post'>() }),
  body: z.strictObject({ version: Version, until: CivilDate }),
  reply: done({ version: Version }),
  refusals: [
    'organisation.date_ahead',
    'organisation.dates_wrong',
    'row.changed_meanwhile',
    'request.not_found',
  ],
});

/** 调整充实成员单位: the list as it stands from a day on; who is no longer in it leaves on that day. */
export const setMembers = route({
  name: 'organisation.set_members',
  method: 'PUT',
  path: '/bodies/:id/members',
  summary: 'Member units of a body from a day on',
  params: ofBody,
  body: z.strictObject({
    version: Version,
    since: CivilDate,
    units: z.array(z.strictObject({ id: id<'body_member'>(), unitId: id<'unit'>() })).max(500),
  }),
  reply: done({ version: Version, joined: z.int(), left: z.int() }),
  refusals: ['organisation.date_ahead', 'row.changed_meanwhile', 'request.not_found'],
});

/** 划定片区范围. */
export const setZone = route({
  name: 'organisation.set_zone',
  method: 'PUT',
  path: '/bodies/:id/divisions',
  summary: 'The divisions that a zone is made of',
  params: ofBody,
  body: z.strictObject({ version: Version, divisionIds: z.array(id<'division'>()).max(500) }),
  reply: done({ version: Version }),
  refusals: ['organisation.not_a_zone', 'row.changed_meanwhile', 'request.not_found'],
});

export const listSecondments = route({
  name: 'organisation.secondments',
  method: 'GET',
  path: '/secondments',
  summary: 'Who works away from his own unit, and until when',
  reply: z.object({ secondments: z.array(Secondment.extend({ over: z.boolean() })) }),
});

/** 抽调: the access that comes with it ends on its last day by itself. */
export const second = route({
  name: 'organisation.second',
  method: 'POST',
  path: '/secondments',
  summary: 'Second somebody to a unit for a time, with the role that goes with it',
  body: z
    .strictObject({
      id: id<'secondment'>(),
      personId: id<'person'>(),
      unitId: id<'unit'>(),
      bodyId: id<'body'>().nullable(),
      kind: z.enum(['seconded', 'full_time', 'established']),
      duty: typed(80).nullable(),
      since: CivilDate,
      /** First day on which it no longer holds. */
      until: CivilDate.nullable(),
      role: z.strictObject({ id: id<'role_holder'>(), code: typed(64) }).nullable(),
    })
    .refine((given) => given.until === null || given.until > given.since, 'until is after since'),
  reply: done({ id: id<'secondment'>() }),
  refusals: ['access.beyond_own', 'request.not_found'],
});

export const endSecondment = route({
  name: 'organisation.end_secondment',
  method: 'POST',
  path: '/secondments/:id/end',
  summary: 'Set the last day of a secondment; its access ends with it',
  params: z.object({ id: id<'secondment'>() }),
  body: z.strictObject({ version: Version, until: CivilDate }),
  reply: done({ version: Version }),
  refusals: ['organisation.dates_wrong', 'access.beyond_own', 'row.changed_meanwhile', 'request.not_found'],
});
