import type { FactOut } from '@tongchuang/contract/facts.ts';
import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import type { Fact } from '@tongchuang/domain/scoring/fact.ts';
import { readFact } from '@tongchuang/domain/scoring/read-fact.ts';
import type { NodeResult, Result } from '@tongchuang/domain/scoring/result.ts';
import { counting, type Sheet } from '@tongchuang/domain/scoring/round.ts';
import { score } from '@tongchuang/domain/scoring/score.ts';
import type { Wanted } from './wanted.ts';

/** Facts on sheets: where each stands, which count, and what they come to. Scored here by the engine that the server uses. */

/** What makes one answer of one criterion: the fact's name, and where it was seen. */
export interface Slot {
  criterion: string;
  name: string;
  method: string | null;
  site: string | null;
  form: string | null;
}

export const slotOf = (criterion: string, wanted: Wanted, where: string | null = null): Slot => ({
  criterion,
  name: wanted.name,
  method: wanted.method,
  site: wanted.each?.by === 'site' ? where : null,
  form: wanted.each?.by === 'form' ? where : null,
});

export const keyOf = (slot: Slot): string =>
  [slot.criterion, slot.name, slot.method ?? '', slot.site ?? '', slot.form ?? ''].join('\u0000');

/** The facts of one sheet by their slots; of several in one slot the last. */
export function bySlot(facts: readonly FactOut[], sheet: Sheet): Map<string, FactOut> {
  const own = facts.filter((fact) => fact.sheet === sheet && !fact.withdrawn);
  const inTime = own.toSorted((a, b) => ((a.at ?? '') < (b.at ?? '') ? -1 : 1));
  return new Map(inTime.map((fact) => [keyOf(fact), fact]));
}

/** The fact by which a criterion does not apply: said without a site, and later than everything observed of it. */
export function outBy(facts: readonly FactOut[], criterion: string, sheet: Sheet): FactOut | null {
  const own = facts.filter((one) => one.criterion === criterion && one.sheet === sheet && !one.withdrawn);
  const out = own.findLast((one) => one.state === 'not_applicable' && one.site === null);
  if (out === undefined) return null;
  return own.some((one) => one.state === 'observed' && (one.at ?? '') > (out.at ?? '')) ? null : out;
}

/** Which sheets count together where this one is the last word, as the result will take them. */
const BESIDE: Record<Sheet, readonly Sheet[]> = {
  self: ['self'],
  field: ['field'],
  first: ['field', 'first'],
  second: ['field', 'second'],
  arbiter: ['field', 'first', 'arbiter'],
  final: ['field', 'first', 'arbiter', 'final'],
};

/** The facts that count where this sheet is the last word. */
export function countedOn(facts: readonly FactOut[], sheet: Sheet): FactOut[] {
  const beside = facts.filter((fact) => !fact.withdrawn && BESIDE[sheet].includes(fact.sheet));
  // The second mark is weighed as the first is; what a unit says of itself, as if it had been marked.
  const as = (one: Sheet): Sheet => (one === 'second' || one === 'self' ? 'first' : one);
  const weighed = beside.map((fact) => ({ ...fact, sheet: as(fact.sheet), kept: fact }));
  return counting(weighed).map(({ kept }) => kept);
}

/**
 * Facts that a first entry on this sheet would put out of the count: an arbiter's or a final sheet that says only what
 * changes takes the rest of the criterion with it.
 */
export function groundOf(facts: readonly FactOut[], sheet: Sheet, criterion: string): FactOut[] {
  if (sheet !== 'arbiter' && sheet !== 'final') return [];
  const counted = countedOn(facts, sheet).filter((fact) => fact.criterion === criterion);
  return counted.some((fact) => fact.sheet === sheet) ? [] : counted;
}

export interface SheetScore {
  total: Result['total'] | null;
  nodes: ReadonlyMap<string, NodeResult>;
}

const NONE: SheetScore = { total: null, nodes: new Map() };

/** What the facts come to for the unit. @param methods  those that count in the round; empty: all */
export function scoreSheet(
  edition: Edition,
  facts: readonly FactOut[],
  unit: { id: string; type: string },
  methods: readonly string[],
): SheetScore {
  const read = facts
    .filter((fact) => methods.length === 0 || fact.method === null || methods.includes(fact.method))
    .flatMap((fact) => asFact(fact, unit.id) ?? []);
  try {
    const result = score(edition, read, { unit: unit.id, unitType: unit.type });
    return { total: result.total, nodes: new Map(result.nodes.map((node) => [node.code, node])) };
  } catch (error) {
    // An edition that cannot be scored is shown without numbers; the server says why when the round is scored.
    if (error instanceof RangeError) return NONE;
    throw error;
  }
}

function asFact(given: FactOut, unit: string): Fact | null {
  const { id, criterion, name, state, value, site, siteType, stratum, method, form, at } = given;
  const { reason, marker, second } = given;
  const where = { site, siteType, stratum, method, form };
  const read = readFact({ id, criterion, name, state, value, ...where, at, unit, reason, marker, second }, 1);
  return 'problem' in read ? null : read;
}

export type Mark = 'done' | 'part' | 'open';

/** How far a criterion is on the sheet: everything known, something said, nothing yet. */
export function markOf(said: boolean, node: NodeResult | undefined): Mark {
  if (!said) return 'open';
  return node === undefined || node.state !== 'unknown' ? 'done' : 'part';
}
