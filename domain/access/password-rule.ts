/** Shorter ones are guessed from a stolen table within hours, whatever signs they hold. */
export const SHORTEST_PASSWORD = 10;
const LONGEST = 128;

/** What guessing begins with. Compared without digits and signs at the ends, so that Password2026! is found too. */
const COMMON = new Set(
  (
    'password passw0rd admin administrator qwerty qwertyuiop welcome letmein iloveyou woaini tongchuang ' +
    'chuangcheng wenming abc a aa qaz qazwsx zaq test root user'
  ).split(' '),
);

/**
 * Is it too easily guessed? Length decides, not kinds of signs; what stands in every guesser's list is refused.
 * @param about  what others know of the person: login, name
 */
export function isWeakPassword(password: string, about: readonly (string | null)[]): boolean {
  const signs = [...password];
  if (signs.length < SHORTEST_PASSWORD || signs.length > LONGEST) return true;
  const plain = password.toLowerCase();
  if (about.some((known) => known !== null && known.length >= 2 && plain.includes(known.toLowerCase())))
    return true;
  if (COMMON.has(plain.replaceAll(/^[^a-z]+|[^a-z]+$/g, '')) || !/[^\d]/.test(plain)) return true;
  return new Set(signs).size < 5 || isRun(plain);
}

/** abcdefghij, 9876543210, and such a run for all but two of its signs. */
function isRun(text: string): boolean {
  for (const step of [1, -1]) {
    let steps = 0;
    for (let at = 1; at < text.length; at++)
      if (text.charCodeAt(at) - text.charCodeAt(at - 1) === step) steps += 1;
    if (steps >= text.length - 3) return true;
  }
  return false;
}
