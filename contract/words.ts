import { isUuid } from '@tongchuang/domain/kernel/ids.ts';
import type { FileHash, Id } from '@tongchuang/domain/kernel/ids.ts';
import { z } from 'zod';

/** Small words that many routes speak. */

/** A branded UUID. `id<'task'>()` */
export const id = <K extends string>() =>
  z
    .custom<Id<K>>((value) => typeof value === 'string' && isUuid(value), 'not an id')
    .meta({
      type: 'string',
      format: 'uuid',
    });

/** ISO 8601 has a year 0000, calendars and the database have none. */
const hasYear = (text: string): boolean => !text.startsWith('0000');

/** A civil date in the place's time zone: 2026-03-07. */
export const CivilDate = z.iso.date().refine(hasYear, 'no such year').meta({ id: 'CivilDate' });
/** An instant in UTC: 2026-03-07T01:30:00.000Z. */
export const Instant = z.iso.datetime().refine(hasYear, 'no such year').meta({ id: 'Instant' });
/** Four bytes in the database, and one more must fit. */
const MOST_VERSIONS = 2 ** 31 - 2;
/** Goes up by one with every change; the writer says which one it read. */
export const Version = z.int().min(0).max(MOST_VERSIONS).meta({ id: 'Version' });
/** Lower-case hexadecimal SHA-256. */
export const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ id: 'Sha256' });

/** The name that kept bytes go by: their SHA-256. */
export const FileSha = z
  .custom<FileHash>((value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value), 'not a file hash')
  .meta({ type: 'string', pattern: '^[0-9a-f]{64}$' });

/** A text that a person types: trimmed, without control characters, 1 to `max` characters. */
export const typed = (max: number, min = 1) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((text) => text.isWellFormed(), { message: 'half a character' })
    .refine((text) => !/(?![\t\n\r])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u.test(text), {
      message: 'control characters',
    });

/** 脱敏的电话: a reply that would tell a whole number does not pass its schema. */
export const MaskedPhone = z.string().regex(/\*{4}/).meta({ id: 'MaskedPhone' });

/** A number as a person types it; a masked one that was read somewhere is not written back. */
export const TypedPhone = typed(20).refine((text) => !text.includes('*'), { message: 'a masked number' });

/** The proof that an act is written: what was asked, and where it stands in the audit trail. */
export const Receipt = z
  .object({
    commandId: id<'command'>(),
    payloadSha256: Sha256,
    /** Hash of the act's own audit row. */
    auditHash: Sha256,
    at: Instant,
  })
  .meta({ id: 'Receipt' });
export type Receipt = z.output<typeof Receipt>;

/** Reply of an act: its own words, and the receipt. */
export const done = <S extends z.ZodRawShape>(shape: S) => z.object({ ...shape, receipt: Receipt });

/** 登录名: lower case, so that nobody is two people. */
export const Login = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{2,31}$/)
  .meta({ id: 'Login' });
