/** Letters and digits that are not taken for one another when they are read out: no 0 O o, no 1 I l. */
const SIGNS = '23456789abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ';

/** Sixteen signs in groups of four: 93 bits, easy to read out on the phone. Made here, so that no server keeps it in a reply. */
export function newOneTimePassword(): string {
  const groups = Array.from({ length: 4 }, () => Array.from({ length: 4 }, oneSign).join(''));
  return groups.join('-');
}

/** Every sign equally likely: numbers beyond the last whole round are thrown away. */
function oneSign(): string {
  const most = 256 - (256 % SIGNS.length);
  for (;;) {
    const [number = most] = crypto.getRandomValues(new Uint8Array(1));
    if (number < most) return SIGNS.charAt(number % SIGNS.length);
  }
}
