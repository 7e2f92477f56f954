import type { Measure } from '../assessment/rule.ts';
import type { Leaf } from './compiled.ts';
import type { Fact } from './fact.ts';
import type { Ground } from './gain-ground.ts';
import { hundredths, multiply, rational } from '../kernel/rational.ts';

const WHOLE = 10_000;
/** Amounts of facts stay below 10^11. */
const LIMIT = 1e15;

/** Units of what is measured; by any other (处, 起, 人) things are counted, and nobody mends a tenth of one. */
const MEASURED = /^(%|％|‰|分|度|小时|分钟|.*米|公里|公顷|亩|.*克|公斤|吨|升|.*元|分贝)$/;

function isCounted(leaf: Leaf, name: string): boolean {
  const unit = leaf.source.facts.find((one) => one.name === name)?.unit?.trim() ?? '';
  return unit !== '' && !MEASURED.test(unit);
}

/**
 * The amount nearest to the present one at which the leaf comes to more (the next grade, the next hundredth of a point), found by
 * judging: whole steps for what is counted, ten-thousandths for values that are not whole.
 *
 * @param fact  one of the facts that may change on the ground; it stands as before when this returns
 * @returns     ten-thousandths; null where no amount in reach brings more
 */
export function targetOf(leaf: Leaf, fact: Fact, measure: Measure, ground: Ground): number | null {
  if (fact.value === null || !('tenThousandths' in fact.value)) return null;
  const now = fact.value.tenThousandths;
  const counted = measure.type !== 'value' || isCounted(leaf, fact.name);
  const step = now % WHOLE !== 0 ? 1 : counted ? WHOLE : WHOLE / 10;
  const worth = (amount: number): number => {
    ground.set(new Map([[fact.id, { ...fact, value: { tenThousandths: amount } }]]));
    return worthOf(leaf, ground);
  };
  const base = worthOf(leaf, ground);
  const isMore = (steps: number, sign: 1 | -1) => {
    const amount = now + sign * steps * step;
    return Math.abs(amount) < LIMIT && worth(amount) > base;
  };
  const most = (sign: 1 | -1) =>
    sign < 0 ? Math.max(0, Math.floor(now / step)) : Math.floor((LIMIT - now) / step) - 1;
  const found = ([1, -1] as const).flatMap((sign) => {
    const steps = leastSteps((count) => isMore(count, sign), most(sign));
    return steps === null ? [] : [{ steps, amount: now + sign * steps * step }];
  });
  ground.set(new Map([[fact.id, fact]]));
  return found.sort((a, b) => a.steps - b.steps)[0]?.amount ?? null;
}

/** By doubling, then halving; exact where the answer, once it is yes, stays yes. */
function leastSteps(holds: (steps: number) => boolean, most: number): number | null {
  let high = 1;
  while (high <= most && !holds(high)) high *= 2;
  if (high > most) {
    if (most < 1 || !holds(most)) return null;
    high = most;
  }
  let low = Math.floor(high / 2);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Lowest points of the leaf in hundredths, so that more is better; a veto counts as what it takes. */
function worthOf(leaf: Leaf, ground: Ground): number {
  const judgement = ground.judgements[leaf.index]!;
  if (judgement.out) return -Infinity;
  const all = rational(Math.max(leaf.points, leaf.kind === 'veto' ? 1 : 0), 100);
  const takes = leaf.kind === 'deduction' || leaf.kind === 'veto';
  return takes ? -hundredths(multiply(all, judgement.high)) : hundredths(multiply(all, judgement.low));
}
