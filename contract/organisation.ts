import { ORGANISATION_GAPS } from '@tongchuang/domain/organisation/completeness.ts';
import { TIERS, UNIT_TYPES, type SuccessionKind } from '@tongchuang/domain/organisation/unit.ts';
import { z } from 'zod';
import { route } from './route.ts';
import { CivilDate, done, id, MaskedPhone, typed, Version } from './words.ts';

/** 组织架构: units with their names, heads and chains, and the divisions that they stand in. */

export const UnitKind = z.enum(UNIT_TYPES).meta({ id: 'UnitKind' });
export const UnitTier = z.enum(TIERS).meta({ id: 'UnitTier' });
const SUCCESSION_KINDS = ['renamed', 'merged', 'split', 'duties_moved'] as const satisfies SuccessionKind[];
export const NAME_ORIGINS = ['official_short', 'entered', 'learned', 'former'] as const;

/** A unit in a few words. */
export const UnitBrief = z
  .object({ id: id<'unit'>(), name: z.string(), shortName: z.string().nullable() })
  .meta({ id: 'UnitBrief' });

/** A person in a few words. */
export const PersonBrief = z
  .object({ id: id<'person'>(), name: z.string(), title: z.string().nullable() })
  .meta({ id: 'PersonBrief' });
export type PersonBrief = z.output<typeof PersonBrief>;

const Contact = PersonBrief.extend({ phone: MaskedPhone.nullable() }).meta({ id: 'Contact' });

/** One line of the list of units. */
export const UnitLine = z
  .object({
    id: id<'unit'>(),
    code: z.string(),
    name: z.string(),
    shortName: z.string().nullable(),
    kind: UnitKind,
    tier: UnitTier,
    sector: z.string().nullable(),
    parentId: id<'unit'>().nullable(),
    divisionId: id<'division'>().nullable(),
    validTo: CivilDate.nullable(),
    /** 第一责任人. */
    head: PersonBrief.nullable(),
    /** 联络员. */
    contact: Contact.nullable(),
    /** 分管领导, 承办科室 and 责任人 are all named. */
    chainComplete: z.boolean(),
    version: Version,
  })
  .meta({ id: 'UnitLine' });
export type UnitLine = z.output<typeof UnitLine>;

export const listUnits = route({
  name: 'organisation.units',
  method: 'GET',
  path: '/units',
  summary: 'All units of the place, in the order of a printed list; ended ones only where asked for',
  query: z.strictObject({ ended: z.enum(['true', 'false']).optional() }),
  reply: z.object({ units: z.array(UnitLine) }),
});

/** 任职: somebody in a unit or a body, from a day, until a day (exclusive). */
export const Post = z
  .object({
    id: id<'post'>(),
    person: PersonBrief,
    rank: z.enum(['head', 'deputy', 'member']),
    title: z.string(),
    since: CivilDate,
    until: CivilDate.nullable(),
    version: Version,
  })
  .meta({ id: 'Post' });
export type Post = z.output<typeof Post>;

export const Chain = z.object({
  leader: PersonBrief.nullable(),
  section: z.string().nullable(),
  person: PersonBrief.nullable(),
  contact: Contact.nullable(),
  version: Version,
});

/** Everything that the organisation knows of one unit. */
export const UnitPage = UnitLine.extend({
  path: z.array(UnitBrief),
  validFrom: CivilDate.nullable(),
  division: z.object({ id: id<'division'>(), name: z.string(), code: z.string() }).nullable(),
  names: z.array(z.object({ name: z.string(), origin: z.enum(NAME_ORIGINS), until: CivilDate.nullable() })),
  chain: Chain,
  /** Who is in office, heads first; then who was. */
  posts: z.array(Post),
  successions: z.array(
    z.object({
      id: id<'succession'>(),
      /** from: the other one became this one. */
      direction: z.enum(['from', 'to']),
      unit: UnitBrief,
      on: CivilDate,
      kind: z.enum(SUCCESSION_KINDS),
      document: z.string().nullable(),
    }),
  ),
  bodies: z.array(
    z.object({ id: id<'body'>(), name: z.string(), kind: z.string(), as: z.enum(['own', 'member']) }),
  ),
  pairings: z.array(
    z.object({ id: id<'pairing'>(), kind: z.string(), person: PersonBrief, with: z.string() }),
  ),
  children: z.array(UnitBrief),
  people: z.int(),
}).meta({ id: 'UnitPage' });
export type UnitPage = z.output<typeof UnitPage>;

const ofUnit = z.object({ id: id<'unit'>() });

export const getUnit = route({
  name: 'organisation.unit',
  method: 'GET',
  path: '/units/:id',
  summary: 'One unit: names, head and chain, posts with dates, history, bodies, pairings',
  params: ofUnit,
  reply: UnitPage,
  refusals: ['request.not_found'],
});

/** 新增单位. */
export const createUnit = route({
  name: 'organisation.create_unit',
  method: 'POST',
  path: '/units',
  summary: 'Add a unit',
  body: z.strictObject({
    id: id<'unit'>(),
    code: typed(32),
    name: typed(80),
    shortName: typed(40).nullable(),
    kind: UnitKind,
    tier: UnitTier,
    sector: typed(80).nullable(),
    parentId: id<'unit'>(),
    divisionId: id<'division'>().nullable(),
  }),
  reply: done({ id: id<'unit'>() }),
  refusals: ['organisation.code_taken', 'organisation.name_taken', 'request.not_found'],
});

/** 修改单位: what is left out stays. Its name has an act of its own, because the old one is kept. */
export const editUnit = route({
  name: 'organisation.edit_unit',
  method: 'PATCH',
  path: '/units/:id',
  summary: 'Change what is known of a unit',
  params: ofUnit,
  body: z.strictObject({
    version: Version,
    code: typed(32).optional(),
    shortName: typed(40).nullable().optional(),
    kind: UnitKind.optional(),
    tier: UnitTier.optional(),
    sector: typed(80).nullable().optional(),
    divisionId: id<'division'>().nullable().optional(),
  }),
  reply: done({ version: Version }),
  refusals: ['organisation.code_taken', 'row.changed_meanwhile', 'request.not_found'],
});

/** 更名: the old name stays known, so that old papers still say whom they mean. */
export const renameUnit = route({
  name: 'organisation.rename_unit',
  method: 'POST',
  path: '/units/:id/rename',
  summary: 'Give a unit a new name from a day on; the old one is kept',
  params: ofUnit,
  body: z.strictObject({
    version: Version,
    name: typed(80),
    shortName: typed(40).nullable(),
    on: CivilDate,
  }),
  reply: done({ version: Version }),
  refusals: ['organisation.name_taken', 'row.changed_meanwhile', 'request.not_found'],
});

/** 调整隶属: with the whole subtree. */
export const moveUnit = route({
  name: 'organisation.move_unit',
  method: 'POST',
  path: '/units/:id/move',
  summary: 'Put a unit and all below it under another one',
  params: ofUnit,
  body: z.strictObject({ version: Version, parentId: id<'unit'>() }),
  reply: done({ version: Version, moved: z.int() }),
  refusals: ['organisation.circle', 'row.changed_meanwhile', 'request.not_found'],
});

/** 合并、撤并、职责划转: the unit ends on a day, and these take over. */
export const succeedUnit = route({
  name: 'organisation.succeed_unit',
  method: 'POST',
  path: '/units/:id/successors',
  summary: 'A unit ends and others take over',
  params: ofUnit,
  body: z.strictObject({
    version: Version,
    /** First day of the successors. */
    on: CivilDate,
    kind: z.enum(SUCCESSION_KINDS),
    document: typed(200).nullable(),
    to: z
      .array(z.strictObject({ id: id<'succession'>(), unitId: id<'unit'>() }))
      .min(1)
      .max(10),
  }),
  reply: done({ version: Version }),
  refusals: ['organisation.circle', 'organisation.ended', 'row.changed_meanwhile', 'request.not_found'],
});

export const addUnitName = route({
  name: 'organisation.add_name',
  method: 'POST',
  path: '/units/:id/names',
  summary: 'Another name or abbreviation that papers use for a unit',
  params: ofUnit,
  body: z.strictObject({ name: typed(80), origin: z.enum(['official_short', 'entered', 'learned']) }),
  reply: done({}),
  refusals: ['request.not_found'],
});

export const removeUnitName = route({
  name: 'organisation.remove_name',
  method: 'DELETE',
  path: '/units/:id/names',
  summary: 'Forget a name of a unit',
  params: ofUnit,
  body: z.strictObject({ name: typed(80) }),
  reply: done({}),
  refusals: ['request.not_found'],
});

/** 责任链: 分管领导 → 承办科室 → 责任人, and 联络员. */
export const setChain = route({
  name: 'organisation.set_chain',
  method: 'PUT',
  path: '/units/:id/chain',
  summary: 'The chain of responsibility inside a unit, as it holds unless a task says otherwise',
  params: ofUnit,
  body: z.strictObject({
    /** 0 where none was written yet. */
    version: Version,
    leaderId: id<'person'>().nullable(),
    section: typed(60).nullable(),
    personId: id<'person'>().nullable(),
    contactId: id<'person'>().nullable(),
  }),
  reply: done({ version: Version }),
  refusals: ['row.changed_meanwhile', 'request.not_found'],
});

/** 更换第一责任人: open duties of the unit pass to the successor; what was done stays with who did it. */
export const changeHead = route({
  name: 'organisation.change_head',
  method: 'POST',
  path: '/units/:id/head',
  summary: 'A new first-responsible leader; open duties pass to him',
  params: ofUnit,
  body: z.strictObject({
    version: Version,
    postId: id<'post'>(),
    personId: id<'person'>(),
    title: typed(40),
    since: CivilDate,
  }),
  reply: done({
    /** Tasks whose chain named the predecessor. */
    tasks: z.int(),
    /** need_administrator: the access that goes with the post is not the actor's to give. */
    access: z.enum(['moved', 'none', 'need_administrator']),
  }),
  refusals: ['organisation.date_ahead', 'row.changed_meanwhile', 'request.not_found'],
});

/** What is missing, of whom: 有人抓、有人管 at every node. */
export const listGaps = route({
  name: 'organisation.gaps',
  method: 'GET',
  path: '/organisation/gaps',
  summary: 'Nodes without a head, a contact, a body; secondments that end within 30 days',
  reply: z.object({
    gaps: z.array(
      z.object({
        gap: z.enum(ORGANISATION_GAPS),
        kind: z.enum(['unit', 'division', 'body', 'secondment']),
        id: z.uuid(),
        name: z.string(),
        /** What tells it from its namesakes, or the day that matters. */
        detail: z.string().nullable(),
      }),
    ),
    /** Of how many of its kind. */
    outOf: z.object({ units: z.int(), divisions: z.int(), bodies: z.int() }),
  }),
});
