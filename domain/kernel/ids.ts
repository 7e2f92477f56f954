/**
 * Identities. Every id is a UUIDv7 made by whoever makes the thing (the browser, the phone, an import), so that a retry is
 * recognised. A foreign key is a name, not an import: all branded ids live here.
 */
declare const brand: unique symbol;
export type Id<K extends string> = string & { readonly [brand]: K };

export type TenantId = Id<'tenant'>;
export type PersonId = Id<'person'>;
export type SessionId = Id<'session'>;
export type CommandId = Id<'command'>;
export type UnitId = Id<'unit'>;
export type DivisionId = Id<'division'>;
export type BodyId = Id<'body'>;
export type BodyMemberId = Id<'body_member'>;
export type PostId = Id<'post'>;
export type SuccessionId = Id<'succession'>;
export type SecondmentId = Id<'secondment'>;
export type PairingId = Id<'pairing'>;
export type HouseholdId = Id<'household'>;
export type RoleHolderId = Id<'role_holder'>;
export type CampaignId = Id<'campaign'>;
export type PlanId = Id<'plan'>;
export type TaskId = Id<'task'>;
export type ReportId = Id<'report'>;
export type LetterId = Id<'letter'>;
export type DocumentId = Id<'document'>;
export type DraftTaskId = Id<'draft_task'>;
export type EditionId = Id<'edition'>;
export type RoundId = Id<'round'>;
export type FactId = Id<'fact'>;
export type SnapshotId = Id<'snapshot'>;
export type AppealId = Id<'appeal'>;
/** Lower-case hexadecimal SHA-256 of the bytes. */
export type FileHash = Id<'file'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export const isUuid = (text: string): boolean => UUID.test(text);

/**
 * A UUIDv7 (RFC 9562): sortable by time, unguessable by its last 74 bits.
 * @param now     milliseconds since 1970
 * @param random  10 random bytes
 */
export function uuidv7(now: number, random: Uint8Array): string {
  const time = Math.max(0, Math.floor(now)).toString(16).padStart(12, '0').slice(-12);
  const hex = [...random.subarray(0, 10)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const variant = ((parseInt(hex.slice(3, 4), 16) & 0x3) | 0x8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 19)}`;
}
