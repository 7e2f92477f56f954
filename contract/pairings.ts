import { PAIRING_KINDS } from '@tongchuang/domain/organisation/body.ts';
import { z } from 'zod';
import { PersonBrief } from './organisation.ts';
import { route } from './route.ts';
import { CivilDate, done, id, MaskedPhone, typed, TypedPhone, Version } from './words.ts';

/** 结对: leaders and zones, leaders and units, cadres and communities, building heads and entrances, volunteers and families. */
export const Pairing = z
  .object({
    id: id<'pairing'>(),
    kind: z.enum(PAIRING_KINDS),
    person: PersonBrief.extend({ unit: z.string() }),
    /** What he is paired with; a family only by its house and room. */
    with: z.object({ id: z.uuid(), name: z.string() }),
    since: CivilDate,
    until: CivilDate.nullable(),
    note: z.string().nullable(),
    version: Version,
  })
  .meta({ id: 'Pairing' });
export type Pairing = z.output<typeof Pairing>;

export const listPairings = route({
  name: 'organisation.pairings',
  method: 'GET',
  path: '/pairings',
  summary: 'Who is paired with which zone, unit, community, entrance or family',
  query: z.strictObject({ kind: z.enum(PAIRING_KINDS).optional() }),
  reply: z.object({ pairings: z.array(Pairing) }),
});

export const pair = route({
  name: 'organisation.pair',
  method: 'POST',
  path: '/pairings',
  summary: 'Pair a person with a zone, a unit, a community, an entrance or a family',
  body: z.strictObject({
    id: id<'pairing'>(),
    kind: z.enum(PAIRING_KINDS),
    personId: id<'person'>(),
    /** Body of a zone, unit, division or household, by the kind. */
    withId: z.uuid(),
    since: CivilDate,
    note: typed(200).nullable(),
  }),
  reply: done({ id: id<'pairing'>() }),
  refusals: ['organisation.pairing_wrong', 'request.not_found'],
});

export const endPairing = route({
  name: 'organisation.end_pairing',
  method: 'POST',
  path: '/pairings/:id/end',
  summary: 'End a pairing',
  params: z.object({ id: id<'pairing'>() }),
  body: z.strictObject({ version: Version, until: CivilDate }),
  reply: done({ version: Version }),
  refusals: [
    'organisation.date_ahead',
    'organisation.dates_wrong',
    'row.changed_meanwhile',
    'request.not_found',
  ],
});

/** 住户, as whoever holds the permission for it sees them. */
export const Household = z
  .object({
    id: id<'household'>(),
    divisionId: id<'division'>(),
    division: z.string(),
    room: z.string(),
    name: z.string(),
    phone: MaskedPhone.nullable(),
    /** A note is there; it is told as the phone is. */
    hasNote: z.boolean(),
    version: Version,
  })
  .meta({ id: 'Household' });
export type Household = z.output<typeof Household>;

export const listHouseholds = route({
  name: 'household.list',
  method: 'GET',
  path: '/households',
  summary: 'Families below a division',
  query: z.strictObject({ divisionId: id<'division'>() }),
  reply: z.object({ households: z.array(Household) }),
});

/** 登记住户: with this id added where it is new, changed where it is known. */
export const saveHousehold = route({
  name: 'household.save',
  method: 'PUT',
  path: '/households/:id',
  summary: 'Add or change a family',
  params: z.object({ id: id<'household'>() }),
  body: z.strictObject({
    /** 0: new. */
    version: Version,
    divisionId: id<'division'>(),
    room: typed(40),
    name: typed(40),
    phone: TypedPhone.nullable(),
    note: typed(300).nullable(),
  }),
  reply: done({ version: Version }),
  refusals: ['organisation.room_taken', 'row.changed_meanwhile', 'request.not_found'],
});
