import { DIVISION_LEVELS } from '@tongchuang/domain/organisation/divisions.ts';
import { z } from 'zod';
import { UnitBrief } from './organisation.ts';
import { route } from './route.ts';
import { done, id, typed, Version } from './words.ts';

/** 区划: from province to entrance, with official codes where there are any. */

export const Division = z
  .object({
    id: id<'division'>(),
    code: z.string(),
    name: z.string(),
    level: z.enum(DIVISION_LEVELS),
    parentId: id<'division'>().nullable(),
    /** The unit that governs it, or stands for it. */
    unit: UnitBrief.nullable(),
    version: Version,
  })
  .meta({ id: 'Division' });
export type Division = z.output<typeof Division>;

export const listDivisions = route({
  name: 'organisation.divisions',
  method: 'GET',
  path: '/divisions',
  summary: 'Divisions from province to entrance, parents before children',
  reply: z.object({ divisions: z.array(Division) }),
});

export const createDivision = route({
  name: 'organisation.create_division',
  method: 'POST',
  path: '/divisions',
  summary: 'Add a division below another one',
  body: z.strictObject({
    id: id<'division'>(),
    code: typed(32),
    name: typed(80),
    level: z.enum(DIVISION_LEVELS),
    parentId: id<'division'>(),
  }),
  reply: done({ id: id<'division'>() }),
  refusals: ['organisation.code_taken', 'organisation.level_wrong', 'request.not_found'],
});

export const editDivision = route({
  name: 'organisation.edit_division',
  method: 'PATCH',
  path: '/divisions/:id',
  summary: 'Change the name or the code of a division',
  params: z.object({ id: id<'division'>() }),
  body: z.strictObject({ version: Version, code: typed(32).optional(), name: typed(80).optional() }),
  reply: done({ version: Version }),
  refusals: ['organisation.code_taken', 'row.changed_meanwhile', 'request.not_found'],
});
