import { canonical } from '../kernel/canonical.ts';
import type { Json } from '../kernel/canonical.ts';
import type { Fact } from './fact.ts';

/** Each fact once: the same id with the same content is the same fact. */
export function* distinct(facts: Iterable<Fact>): Generator<Fact> {
  const seen = new Map<string, Fact>();
  for (const fact of facts) {
    const earlier = seen.get(fact.id);
    if (earlier === undefined) {
      seen.set(fact.id, fact);
      yield fact;
    } else if (!isSameFact(earlier, fact)) throw new TwoFacts(fact.id);
  }
}

export const isSameFact = (one: Fact, other: Fact): boolean =>
  one === other || canonical(one as unknown as Json) === canonical(other as unknown as Json);

/** An id that stands for two different facts: whoever reads a file refuses it. */
export class TwoFacts extends RangeError {
  readonly id: string;

  constructor(id: string) {
    super(`two different facts have the id ${id}`);
    this.name = 'TwoFacts';
    this.id = id;
  }
}
