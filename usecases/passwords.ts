import { hash, verify } from '@node-rs/argon2';

/** argon2id: 19 MiB, 2 passes, 1 lane (the OWASP minimum): some 25 ms a check on one core. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** At most this many checks run at once: a flood of sign-ins never takes the whole machine. */
const AT_ONCE = 2;
let running = 0;
const queue: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((turn) => queue.push(turn));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    queue.shift()?.();
  }
}

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, OPTIONS));

/** Where no such account exists, the same time is spent on this, so that an answer's delay tells nothing. */
const NOBODY = hash('nobody has this password', OPTIONS);

export const checkPassword = (stored: string | null, password: string): Promise<boolean> =>
  inTurn(async () => (await verify(stored ?? (await NOBODY), password)) && stored !== null);
