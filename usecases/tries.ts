import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { sha256 } from '@tongchuang/storage/audit/chain.ts';
import { countTry, forgetTries, giveBackTry, sweepTries } from '@tongchuang/storage/access/throttles.ts';
import { inTransaction } from '@tongchuang/storage/database.ts';
import type { House } from './house.ts';

const MINUTE = 60_000;
/** Tries with the same account, whether it exists or not; the next one waits until the window closes. */
const ACCOUNT = { tries: 5, windowMs: 15 * MINUTE };
/** Wrong tries from one network: a whole office may stand behind it, so it is let go further. */
const NETWORK = { tries: 50, windowMs: 15 * MINUTE };

/** Who is trying: named by what he says he is, and by where he calls from. */
export interface Trying {
  account: string;
  address: string;
}

/**
 * Runs a check of a password or a code. Each try counts before it is made; a right one is forgotten again.
 * @throws {Refusal} `session.locked` for the account, `request.too_many` for the network, and what `check` throws
 */
export async function countingTries<T>(house: House, who: Trying, check: () => Promise<T>): Promise<T> {
  const now = house.clock();
  const account = `account ${sha256(who.account)}`;
  const network = `network ${sha256(networkOf(who.address))}`;
  const [byAccount, byNetwork] = await inTransaction(house.store, null, 'write', (transaction) =>
    Promise.all([
      countTry(transaction, account, ACCOUNT.windowMs, now),
      countTry(transaction, network, NETWORK.windowMs, now),
    ]),
  );
  if (byNetwork.points > NETWORK.tries)
    throw new Refusal('request.too_many', { retryAfterSeconds: secondsTo(byNetwork.expire, now) });
  if (byAccount.points > ACCOUNT.tries)
    throw new Refusal('session.locked', { minutes: Math.ceil(secondsTo(byAccount.expire, now) / 60) });
  const checked = await check();
  await inTransaction(house.store, null, 'write', async (transaction) => {
    await Promise.all([forgetTries(transaction, [account]), giveBackTry(transaction, network)]);
    await sweepTries(transaction, now);
  });
  return checked;
}

const secondsTo = (expire: number, now: Date): number =>
  Math.max(1, Math.ceil((expire - now.getTime()) / 1000));

/** One customer has one IPv4 address or a whole IPv6 /64: those count as one. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  if (tail !== undefined) {
    const after = tail === '' ? [] : tail.split(':');
    while (groups.length + after.length < 8) groups.push('0');
  }
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
