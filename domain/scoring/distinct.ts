import { canonical } from '../kernel/canonical.ts';
import type { Json } from '../kernel/canonical.ts';
import type { Fact } from './fact.ts';

/**
 * Each fact once: the same id with the same content is the same fact. As long as ids come in their order (shorter ones first, then
 * by code units: `line 9`, `line 10`), none can have come before, and no index of them is made.
 */
export function* distinct(facts: Iterable<Fact>): Generator<Fact> {
  const ordered: Fact[] = [];
  let seen: Map<string, Fact> | null = null;
  let last = '';
  for (const fact of facts) {
    const { id } = fact;
    if (seen === null) {
      if (ordered.length === 0 || id.length > last.length || (id.length === last.length && id > last)) {
        ordered.push(fact);
        last = id;
        yield fact;
        continue;
      }
      seen = new Map(ordered.map((own) => [own.id, own]));
      ordered.length = 0;
    }
    const earlier = seen.get(id);
    if (earlier === undefined) {
      seen.set(id, fact);
      yield fact;
    } else if (!isSameFact(earlier, fact)) throw new TwoFacts(id);
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
