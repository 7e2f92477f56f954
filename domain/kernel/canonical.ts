/** Anything that JSON can say. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * One spelling of a value, the same on every machine: keys sorted by UTF-16 unit, no blanks, numbers as ECMAScript prints them
 * (RFC 8785). Members that are `undefined` are left out, as JSON.stringify does.
 * @throws {TypeError} for numbers that JSON cannot say
 */
export function canonical(value: Json | undefined): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('JSON has no such number');
  if (typeof value !== 'object') return JSON.stringify(value);
  // Put together as it goes: every act is spelt three times, and lists of entries took most of that time.
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[])
      text += text === '' ? canonical(item) : `,${canonical(item)}`;
    return `[${text}]`;
  }
  const members = value as { readonly [key: string]: Json | undefined };
  for (const key of Object.keys(members).sort()) {
    const member = members[key];
    if (member !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonical(member)}`;
  }
  return `{${text}}`;
}
