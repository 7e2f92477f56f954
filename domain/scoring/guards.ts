import type { Sinks } from '../assessment/edition.ts';
import { compare } from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';
import type { CompiledGuard, CompiledTest } from './compiled-rule.ts';
import { holds } from './site-sums.ts';
import type { Tally } from './tally.ts';

export type Guarded =
  /** `index`: the guard that struck. */
  | { state: 'struck'; index: number; sinks: Sinks }
  /** None strikes, and at least one cannot be decided. */
  | { state: 'undecided' }
  | { state: 'clear' };

/** The first guard that strikes decides. */
export function guarded(guards: readonly CompiledGuard[], tally: Tally, group: number): Guarded {
  let isOpen = false;
  for (let index = 0; index < guards.length; index++) {
    const guard = guards[index]!;
    const strikes =
      guard.type === 'floor' ? testAll(guard.when, null, tally, group) : strikesOn(guard, tally, group);
    if (strikes) return { state: 'struck', index, sinks: guard.type === 'floor' ? guard.sinks : 'self' };
    if (strikes === null) isOpen = true;
  }
  return isOpen ? { state: 'undecided' } : { state: 'clear' };
}

function strikesOn(
  guard: Extract<CompiledGuard, { slot: number }>,
  tally: Tally,
  group: number,
): boolean | null {
  const amount = tally.amount(guard.slot, group);
  if (amount === null) return null;
  return guard.type === 'absence' ? amount.n <= 0n : amount.n > 0n;
}

/** Whether all tests hold; null where none fails and one is undecided. */
export function testAll(
  tests: readonly CompiledTest[],
  measured: Rational | null,
  tally: Tally,
  group: number,
): boolean | null {
  let isOpen = false;
  for (const test of tests) {
    const amount = test.slot === null ? measured : tally.amount(test.slot, group);
    if (amount === null) isOpen = true;
    else if (!holds(test.is, compare(amount, test.than), 0)) return false;
  }
  return isOpen ? null : true;
}
