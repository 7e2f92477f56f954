import type { PersonId } from '@tongchuang/domain/kernel/ids.ts';
import type { Db } from '../database.ts';

/** A password of one's own choice, in place of any other. */
export const writePassword = (db: Db, person: PersonId, password_hash: string) =>
  db
    .updateTable('people')
    .set({ password_hash, password_must_change: false })
    .where('id', '=', person)
    .execute();

/** A confirmed authenticator. @param step  of the code that confirmed it, so that this code serves once */
export const writeAuthenticator = (db: Db, person: PersonId, secret: string, step: number, now: Date) =>
  db
    .updateTable('people')
    .set({ totp_secret: secret, totp_confirmed_at: now, totp_last_step: step })
    .where('id', '=', person)
    .execute();

/** Marks a code's step as used, only once. @returns false where it was used already */
export async function useStep(db: Db, person: PersonId, step: number): Promise<boolean> {
  const used = await db
    .updateTable('people')
    .set({ totp_last_step: step })
    .where('id', '=', person)
    .where((where) => where.or([where('totp_last_step', 'is', null), where('totp_last_step', '<', step)]))
    .returning('id')
    .executeTakeFirst();
  return used !== undefined;
}
