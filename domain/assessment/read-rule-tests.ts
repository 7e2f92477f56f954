import { compare, readDecimal } from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';
import type { Test } from './rule.ts';

/** Does the value pass? A limit that is no number is passed by nothing. */
export function holds({ is, than }: Pick<Test, 'is' | 'than'>, value: Rational): boolean {
  const limit = readDecimal(than);
  if (limit === null) return false;
  const sign = compare(value, limit);
  switch (is) {
    case '>':
      return sign > 0;
    case '>=':
      return sign >= 0;
    case '<':
      return sign < 0;
    case '<=':
      return sign <= 0;
    case '=':
      return sign === 0;
  }
}
