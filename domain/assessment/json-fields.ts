/**
 * Reading of JSON that strangers write: each reader takes a value and the path to it, and gives what it means or throws a
 * JsonFault with the path to the first fault.
 */
export type Read<T> = (json: unknown, where: string) => T;

/** What a value is not; the sentences stand in `finding-words.ts`. */
export const JSON_FAULTS = [
  'needed',
  'not_an_object',
  'not_a_list',
  'not_text',
  'not_clean',
  'not_a_number',
  'not_whole',
  'not_yes_no',
  'not_one_of',
  'unknown_field',
  'too_long',
  'too_many',
  'too_deep',
] as const;
export type JsonFaultCode = (typeof JSON_FAULTS)[number];

export class JsonFault extends Error {
  /** `nodes[12].rule.score.steps[0].is`; empty for the whole. */
  readonly where: string;
  readonly what: JsonFaultCode;
  readonly facts: Record<string, string | number>;

  constructor(where: string, what: JsonFaultCode, facts: Record<string, string | number> = {}) {
    super(`${where}: ${what}`);
    this.where = where;
    this.what = what;
    this.facts = facts;
  }
}

/** A member of an object; `absent` gives its value where it is left out, else it is needed. */
export interface Field<T> {
  read: Read<T>;
  absent?: () => T;
}
export type Fields<T> = { [K in keyof T]-?: Field<T[K]> };

export const needed = <T>(read: Read<T>): Field<T> => ({ read });
export const or = <T>(absent: NoInfer<T>, read: Read<T>): Field<T> => ({
  read,
  absent: () => structuredClone(absent),
});
export const orNull = <T>(read: Read<T>): Field<T | null> => ({
  read: (json, where) => (json === null ? null : read(json, where)),
  absent: () => null,
});
export const orNone = <T>(read: Read<T>): Field<T[]> => ({ read: list(read), absent: () => [] });

const TEXT_LIMIT = 20_000;
const LIST_LIMIT = 20_000;

export const text: Read<string> = (json, where) => {
  if (typeof json !== 'string') throw new JsonFault(where, 'not_text');
  if (json.length > TEXT_LIMIT) throw new JsonFault(where, 'too_long', { limit: TEXT_LIMIT });
  // Neither a database nor UTF-8 can keep them.
  if (json.includes('\0') || !json.isWellFormed()) throw new JsonFault(where, 'not_clean');
  return json;
};

export const number: Read<number> = (json, where) => {
  if (typeof json !== 'number' || !Number.isFinite(json)) throw new JsonFault(where, 'not_a_number');
  return json === 0 ? 0 : json;
};

/** A whole number from `least` up. */
export const whole =
  (least: number): Read<number> =>
  (json, where) => {
    const value = number(json, where);
    if (!Number.isSafeInteger(value) || value < least) throw new JsonFault(where, 'not_whole', { least });
    return value;
  };

export const yesNo: Read<boolean> = (json, where) => {
  if (typeof json !== 'boolean') throw new JsonFault(where, 'not_yes_no');
  return json;
};

/** Text as it is; a number by its shortest decimal text, without an exponent. */
export const decimal: Read<string> = (json, where) =>
  typeof json === 'number' && Number.isFinite(json) ? shortest(json) : text(json, where);

function shortest(value: number): string {
  const [digits = '', exponent] = String(value).split('e');
  if (exponent === undefined) return digits;
  const sign = digits.startsWith('-') ? '-' : '';
  const [before = '', after = ''] = digits.replace('-', '').split('.');
  const point = before.length + Number(exponent);
  const all = before + after;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${all}`;
  return `${sign}${all.padEnd(point, '0')}`;
}

export const oneOf =
  <T extends string>(...choices: readonly T[]): Read<T> =>
  (json, where) => {
    const found = choices.find((one) => one === json);
    if (found === undefined) throw new JsonFault(where, 'not_one_of', { choices: choices.join(' ') });
    return found;
  };

export const list =
  <T>(read: Read<T>, limit = LIST_LIMIT): Read<T[]> =>
  (json, where) => {
    if (!Array.isArray(json)) throw new JsonFault(where, 'not_a_list');
    if (json.length > limit) throw new JsonFault(where, 'too_many', { limit });
    return json.map((one: unknown, n) => read(one, `${where}[${n}]`));
  };

export const recordOf =
  <T>(read: Read<T>): Read<Record<string, T>> =>
  (json, where) => {
    const entries = Object.entries(membersOf(json, where));
    return Object.fromEntries(
      entries.map(([name, one]) => [text(name, where), read(one, within(where, name))]),
    );
  };

/** An object of these fields and no others, but for the ignored ones. */
export const object =
  <T extends object>(fields: Fields<T>, ignored: readonly string[] = []): Read<T> =>
  (json, where) => {
    const members = membersOf(json, where);
    const stranger = Object.keys(members).find(
      (name) => !Object.hasOwn(fields, name) && !ignored.includes(name),
    );
    if (stranger !== undefined)
      throw new JsonFault(within(where, stranger), 'unknown_field', { field: stranger });
    const entries = Object.entries<Field<unknown>>(fields).map(([name, field]): [string, unknown] => {
      const member = Object.hasOwn(members, name) ? members[name] : undefined;
      if (member !== undefined) return [name, field.read(member, within(where, name))];
      if (field.absent === undefined) throw new JsonFault(within(where, name), 'needed');
      return [name, field.absent()];
    });
    return Object.fromEntries(entries) as T;
  };

/** An object whose `type` says which fields it has. */
export const variant =
  <U extends { type: string }>(kinds: {
    [T in U['type']]: Fields<Omit<Extract<U, { type: T }>, 'type'>>;
  }): Read<U> =>
  (json, where) => {
    const members = membersOf(json, where);
    if (!Object.hasOwn(members, 'type')) throw new JsonFault(within(where, 'type'), 'needed');
    const type = oneOf(...(Object.keys(kinds) as U['type'][]))(members['type'], within(where, 'type'));
    return { type, ...object(kinds[type], ['type'])(json, where) } as unknown as U;
  };

const within = (where: string, name: string) => (where === '' ? name : `${where}.${name}`);

function membersOf(json: unknown, where: string): Record<string, unknown> {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new JsonFault(where, 'not_an_object');
  return json as Record<string, unknown>;
}
