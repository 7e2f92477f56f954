/** Shares are kept as the standard writes them (85 % is 0.85) and typed and read in their unit: 85 %. */

const PLACES: Readonly<Record<string, number>> = { '%': 2, '％': 2, '‰': 3 };

/** The decimal point moved, digit by digit: nothing is rounded. @param places  to the right; negative: to the left */
function moved(decimal: string, places: number): string {
  const [, sign = '', whole = '', part = ''] = /^(-?)(\d*)\.?(\d*)$/.exec(decimal) ?? [];
  const digits =
    (places > 0 ? whole + part.padEnd(places, '0') : whole.padStart(1 - places, '0') + part) || '0';
  const at = places > 0 ? whole.length + places : Math.max(whole.length, 1 - places) + places;
  const left = digits.slice(0, at).replace(/^0+(?=\d)/, '');
  const right = digits.slice(at).replace(/0+$/, '');
  return `${sign}${left}${right === '' ? '' : `.${right}`}`;
}

const isDecimal = (text: string): boolean => /^-?\d+(\.\d*)?$/.test(text);

/** 0.955 → 95.5 where the unit is %; anything else as it is. */
export const asTyped = (kept: string, unit: string | null): string =>
  isDecimal(kept) ? moved(kept, PLACES[unit ?? ''] ?? 0) : kept;

/** 95.5 → 0.955 where the unit is %; anything else as it is. */
export const asKept = (typed: string, unit: string | null): string =>
  isDecimal(typed) ? moved(typed, -(PLACES[unit ?? ''] ?? 0)) : typed;

/** 0.955 → 95.5%, 3 → 3 处. */
export function inUnit(kept: string, unit: string | null): string {
  if (unit === null || unit === '' || !isDecimal(kept)) return kept;
  return `${asTyped(kept, unit)}${unit in PLACES ? '' : ' '}${unit}`;
}
