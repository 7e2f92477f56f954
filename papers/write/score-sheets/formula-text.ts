import type { CellObject } from 'write-excel-file/node';
import { type Rational, readDecimal } from '@tongchuang/domain/kernel/rational.ts';
import type { Comparator } from '@tongchuang/domain/assessment/rule.ts';
import type { Decimal } from '@tongchuang/domain/assessment/edition.ts';

/**
 * A spreadsheet formula as it stands in the file, without "=". Only functions that Excel 2019, WPS and LibreOffice 7.4 know.
 * A cell that is unknown holds the empty text.
 */
export type Formula = string;

/**
 * Spreadsheets compute in binary fractions. Ten decimals wipe out what they leave over before it can tip a comparison or a
 * rounding; a result changes by it only where the exact one lies within 5 × 10⁻¹¹ of a tie without being one, which a
 * quotient of whole numbers below 10⁸ cannot.
 */
const GUARD = 10;

export const guarded = (value: Formula): Formula => `ROUND(${value},${GUARD})`;

/** Points to hundredths, half up, as the engine rounds. */
export const toHundredths = (value: Formula): Formula => `ROUND(${guarded(value)},2)`;

export const compares = (left: Formula, is: Comparator, than: Formula): Formula =>
  `${guarded(`${left}-${than}`)}${is}0`;

/** 1 where it holds, 0 where it does not, 0.5 where the value is unknown. */
export const decided = (value: Formula, is: Comparator, than: Formula): Formula =>
  `IF(ISNUMBER(${value}),IF(${compares(value, is, than)},1,0),0.5)`;

/** @throws RangeError where the text is no number */
export function literal(text: Decimal): Formula {
  const value = readDecimal(text);
  if (value === null) throw new RangeError(`no number: ${text}`);
  return literalOf(value);
}

/** The number as it can stand anywhere in a formula: a decimal where there is one, else a quotient. */
export function literalOf({ n, d }: Rational): Formula {
  const decimals = decimalsOf(d);
  if (decimals === null) return `(${n}/${d})`;
  const whole = n * (10n ** BigInt(decimals) / d);
  const digits = (whole < 0n ? -whole : whole).toString().padStart(decimals + 1, '0');
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return n < 0n ? `(-${text})` : text;
}

/** How many decimals a quotient by d takes; null where it never ends (or is longer than a spreadsheet can hold). */
function decimalsOf(d: bigint): number | null {
  for (let decimals = 0; decimals <= 15; decimals++) if (10n ** BigInt(decimals) % d === 0n) return decimals;
  return null;
}

/** A text inside a formula. */
export const quoted = (text: string): Formula => `"${text.replaceAll('"', '""')}"`;

export const formulaCell = (value: Formula, look: Omit<CellObject, 'value' | 'type'> = {}): CellObject => ({
  ...look,
  value,
  type: 'Formula',
});

/** Runs of whole numbers next to each other, as ranges of one column: [6, 7, 8, 12] → "F6:F8,F12". */
export function cellsOf(column: string, rows: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === row - 1) last[1] = row;
    else runs.push([row, row]);
  }
  return runs
    .map(([from, to]) => (from === to ? `${column}${from}` : `${column}${from}:${column}${to}`))
    .join(',');
}
