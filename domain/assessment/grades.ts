import { readDecimal } from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';
import type { Edition, Grade } from './edition.ts';

/** What an edition grades by where it does not say (档次): the values that most handbooks have. */
export const DEFAULT_GRADES: readonly Grade[] = [
  { name: 'A', worth: '1', sinks: 'self' },
  { name: 'B', worth: '0.6', sinks: 'self' },
  { name: 'C', worth: '0', sinks: 'self' },
  { name: 'C#', worth: '0', sinks: 'self' },
];

/** Worth of each grade as a share of the points, by its name; grades whose worth is no number are left out. */
export function worthOfGrades(edition: Pick<Edition, 'grades'>): Map<string, Rational> {
  const worths = new Map<string, Rational>();
  for (const { name, worth } of edition.grades) {
    const share = readDecimal(worth);
    if (share !== null && !worths.has(name)) worths.set(name, share);
  }
  return worths;
}
