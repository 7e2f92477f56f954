import * as routes from '@tongchuang/contract/session.ts';
import { isWeakPassword, SHORTEST_PASSWORD } from '@tongchuang/domain/access/password-rule.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { writeAuthenticator, writePassword } from '@tongchuang/storage/access/accounts.ts';
import * as sessions from '@tongchuang/storage/access/sessions.ts';
import { act, view } from './act.ts';
import { addressOfSecret, checkOneTimeCode, newSecret, stepOf } from './one-time-codes.ts';
import { checkPassword, hashPassword } from './passwords.ts';

/** One's own account. Every door here counts tries (`tries.ts`): a stolen session is no licence to guess. */

/** @throws {Refusal} `session.password_weak` */
export function mustBeStrong(password: string, about: readonly (string | null)[]): void {
  if (isWeakPassword(password, about)) {
    throw new Refusal('session.password_weak', { atLeast: SHORTEST_PASSWORD });
  }
}

export const changePassword = act(routes.changePassword, {
  alone: true, // hashing takes long
  secrets: ['current', 'next'],
  async run({ db, actor, now, trace }, { body: { current, next } }) {
    const account = await sessions.getAccount(db, actor.personId);
    if (!(await checkPassword(account.password_hash, current)))
      throw new Refusal('session.wrong_password', {});
    mustBeStrong(next, [account.login, account.name]);
    if (next === current) throw new Refusal('session.password_weak', { atLeast: SHORTEST_PASSWORD });
    await writePassword(db, actor.personId, await hashPassword(next));
    const ended = await sessions.revokeSessions(db, actor.personId, now, actor.sessionId);
    trace('person', actor.personId, { sessionsEnded: ended.length });
    return {};
  },
});

export const newAuthenticator = view(routes.newAuthenticator, {
  async run({ db, actor }) {
    const row = await sessions.findMe(db, actor.personId);
    const secret = newSecret();
    return { secret, uri: addressOfSecret(secret, `Tongchuang ${row.code}`, row.login ?? row.name) };
  },
});

/** The password again, so that a stolen session cannot bind a phone of its own; other sessions end. */
export const setAuthenticator = act(routes.setAuthenticator, {
  alone: true,
  secrets: ['secret', 'code', 'password'],
  async run({ db, actor, now, trace }, { body: { secret, code, password } }) {
    const account = await sessions.getAccount(db, actor.personId);
    // Whoever comes through a provider only has no password here.
    if (account.password_hash !== null && !(await checkPassword(account.password_hash, password)))
      throw new Refusal('session.wrong_password', {});
    const step = stepOf(secret, code, now);
    if (step === null) throw new Refusal('session.wrong_code', {});
    await writeAuthenticator(db, actor.personId, secret, step, now);
    const ended = await sessions.revokeSessions(db, actor.personId, now, actor.sessionId);
    await sessions.settleCode(db, actor.sessionId);
    trace('person', actor.personId, { authenticator: 'set', sessionsEnded: ended.length });
    return {};
  },
});

export const giveCode = act(routes.giveCode, {
  secrets: ['code'],
  async run({ db, actor, now, trace }, { body: { code } }) {
    await checkOneTimeCode(db, await sessions.getAccount(db, actor.personId), code, now);
    await sessions.settleCode(db, actor.sessionId);
    trace('session', actor.sessionId);
    return {};
  },
});
