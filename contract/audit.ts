import { z } from 'zod';
import { route } from './route.ts';
import { id, Instant, Sha256 } from './words.ts';

/** One act in the trail (留痕). `position` is null until it is sealed, within a second. */
export const AuditRow = z
  .object({
    commandId: id<'command'>(),
    at: Instant,
    act: z.string(),
    actorId: id<'person'>().nullable(),
    actorName: z.string(),
    objects: z.array(z.string()),
    facts: z.record(z.string(), z.unknown()),
    payloadSha256: Sha256,
    hash: Sha256,
    position: z.int().nullable(),
    link: Sha256.nullable(),
  })
  .meta({ id: 'AuditRow' });

/** A page of the trail goes on where the last one ended: at the instant and, among acts of one instant, at the act. */
const cursor = { before: Instant.optional(), beforeId: id<'command'>().optional() };

/** Names of what the rows point to, by id: units and people, and what else whoever looks may see. */
const Names = z.record(z.string(), z.string());

/** 某一对象的留痕: for auditors any object; for others a task or letter that they may read. */
export const auditOf = route({
  name: 'audit.of_object',
  method: 'GET',
  path: '/audit/:kind/:id',
  summary: 'Every act that concerned one object, the newest first',
  params: z.strictObject({ kind: z.string().regex(/^[a-z_]{2,40}$/), id: z.string().max(80) }),
  query: z.strictObject(cursor),
  reply: z.object({ rows: z.array(AuditRow), more: z.boolean(), names: Names }),
  refusals: ['request.not_found'],
});

export const listAudit = route({
  name: 'audit.list',
  method: 'GET',
  path: '/audit',
  summary: 'The trail of the place, the newest first, and where its chain ends',
  query: z.strictObject({
    ...cursor,
    act: z.string().max(60).optional(),
    actor: id<'person'>().optional(),
  }),
  reply: z.object({
    rows: z.array(AuditRow),
    more: z.boolean(),
    names: Names,
    head: z.object({ position: z.int(), link: Sha256 }),
    /** Rows that are not sealed yet. */
    unsealed: z.int(),
  }),
});
