import { Secret, TOTP } from 'otpauth';
import { civilDate } from '@tongchuang/domain/kernel/civil-date.ts';
import type { PersonId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { needsTotp } from '@tongchuang/storage/access/sessions.ts';
import type { Db } from '@tongchuang/storage/database.ts';

const STEP_SECONDS = 30;

export interface CodeHolder {
  id: PersonId;
  totp_secret: string | null;
  totp_confirmed_at: Date | null;
  totp_last_step: number | null;
}

/** A new secret for an authenticator, in base32. */
export const newSecret = (): string => new Secret({ size: 20 }).base32;

const codesOf = (secret: string) =>
  new TOTP({ secret: Secret.fromBase32(secret), period: STEP_SECONDS, digits: 6 });

/** The time step in which this code is right, one step of drift either way; null where it is wrong. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const delta = codesOf(secret).validate({ token: code, timestamp: now.getTime(), window: 1 });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / STEP_SECONDS) + delta;
}

/**
 * 动态口令: asked for where a confirmed authenticator exists or a role needs one; each code serves once.
 * A person whose role needs one and who has none yet signs in and is led to set it up.
 */
export async function checkOneTimeCode(
  db: Db,
  holder: CodeHolder,
  code: string | undefined,
  now: Date,
): Promise<void> {
  if (!holder.totp_secret || !holder.totp_confirmed_at) return;
  if (!code) throw new Refusal('session.code_needed', {});
  const step = stepOf(holder.totp_secret, code, now);
  if (step === null || step <= (holder.totp_last_step ?? -1)) throw new Refusal('session.wrong_code', {});
  await db.updateTable('people').set({ totp_last_step: step }).where('id', '=', holder.id).execute();
}

/** Whether somebody must still set up an authenticator before his role opens any other door. */
export const mustSetUpCode = async (db: Db, holder: CodeHolder, now: Date): Promise<boolean> =>
  holder.totp_confirmed_at === null && (await needsTotp(db, holder.id, civilDate(now)));
