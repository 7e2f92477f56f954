import { Secret, TOTP } from 'otpauth';
import type { PersonId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { useStep } from '@tongchuang/storage/access/accounts.ts';
import type { Db } from '@tongchuang/storage/database.ts';

const STEP_SECONDS = 30;

export interface CodeHolder {
  id: PersonId;
  totp_secret: string | null;
  totp_confirmed_at: Date | null;
}

/** A new secret for an authenticator: 160 bits in base32. */
export const newSecret = (): string => new Secret({ size: 20 }).base32;

const codesOf = (secret: string, about: { issuer?: string; label?: string } = {}) =>
  new TOTP({ ...about, secret: Secret.fromBase32(secret), period: STEP_SECONDS, digits: 6 });

/** What an authenticator reads from the QR code. */
export const addressOfSecret = (secret: string, issuer: string, label: string): string =>
  codesOf(secret, { issuer, label }).toString();

/** The time step in which this code is right, one step of drift either way; null where it is wrong. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const delta = codesOf(secret).validate({ token: code, timestamp: now.getTime(), window: 1 });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / STEP_SECONDS) + delta;
}

/**
 * 动态口令: asked for where a confirmed authenticator exists; each code serves once.
 * A person whose role needs one and who has none yet signs in and is led to set it up: the pipe opens nothing else to him.
 * @throws {Refusal} `session.code_needed`, `session.wrong_code`
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
  if (step === null || !(await useStep(db, holder.id, step))) throw new Refusal('session.wrong_code', {});
}
