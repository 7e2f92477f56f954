/** What a record itself holds under a name that came from outside: `constructor` and `__proto__` are names like others. */
export const ownOf = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
