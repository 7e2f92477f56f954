/** What a browser keeps for its person: locale, look, chosen columns. A private window keeps nothing, and nothing breaks. */

/** What was kept under this name, or null. */
export function recall(name: string): string | null {
  try {
    return globalThis.localStorage?.getItem(`tc.${name}`) ?? null;
  } catch {
    return null;
  }
}

export function remember(name: string, value: string | null): void {
  try {
    if (value === null) globalThis.localStorage?.removeItem(`tc.${name}`);
    else globalThis.localStorage?.setItem(`tc.${name}`, value);
  } catch {
    // full or forbidden: the choice holds until the page is left
  }
}
