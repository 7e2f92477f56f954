import { Refusal } from '../kernel/refusal.ts';

/** An assessment round (测评轮次): monthly test, quarterly unannounced visit, mock, self-assessment, official. */
export const ROUND_KINDS = ['monthly', 'unannounced', 'mock', 'self', 'official'] as const;
export type RoundKind = (typeof ROUND_KINDS)[number];

/**
 * preparing: being set up · self: units assess themselves · marking: first marks, two where the round asks for it ·
 * reply: units agree or disagree (right of reply) · settling: answers, arbitration, approvals · published · closed.
 */
export const ROUND_STAGES = [
  'preparing',
  'self',
  'marking',
  'reply',
  'settling',
  'published',
  'closed',
] as const;
export type RoundStage = (typeof ROUND_STAGES)[number];

/** first and second mark independently; an arbiter decides where they differ too much, and is neither of them. */
export const SEATS = ['first', 'second', 'arbiter'] as const;
export type Seat = (typeof SEATS)[number];

/**
 * On which sheet (评分表) a fact stands. self: what the unit says of itself, never scored in the result · field: seen on
 * site, in surveys, in statistics · first, second, arbiter: by markers · final: put right by the office after the reply.
 */
export const SHEETS = ['self', 'field', 'first', 'second', 'arbiter', 'final'] as const;
export type Sheet = (typeof SHEETS)[number];

/** Where a round may go: forward by a step, skipping what it does without; back only with a reason. */
const FORWARD: Record<RoundStage, readonly RoundStage[]> = {
  preparing: ['self', 'marking'],
  self: ['marking'],
  marking: ['reply', 'settling'],
  reply: ['settling'],
  settling: [],
  published: ['closed'],
  closed: [],
};
const BACK: Record<RoundStage, readonly RoundStage[]> = {
  preparing: [],
  self: ['preparing'],
  marking: ['self'],
  reply: ['marking'],
  settling: ['marking', 'reply'],
  // A correction: what is published stays, and a new snapshot says what changed.
  published: ['settling'],
  closed: ['settling'],
};

/** Stages that a round may be moved to by hand; `published` is reached by publishing. */
export const nextStages = (
  stage: RoundStage,
): { forward: readonly RoundStage[]; back: readonly RoundStage[] } => ({
  forward: FORWARD[stage],
  back: BACK[stage],
});

/** @throws {Refusal} `round.move_not_allowed`, `round.reason_missing` where a way back is given no reason */
export function mustMove(from: RoundStage, to: RoundStage, reason: string | null): void {
  if (FORWARD[from].includes(to)) return;
  if (!BACK[from].includes(to)) throw new Refusal('round.move_not_allowed', { from, to });
  if (reason === null) throw new Refusal('round.reason_missing', {});
}

/** Which sheets take facts in which stage. */
const OPEN: Record<RoundStage, readonly Sheet[]> = {
  preparing: [],
  self: ['self', 'field'],
  marking: ['field', 'first', 'second', 'arbiter'],
  reply: ['field'],
  settling: ['field', 'arbiter', 'final'],
  published: [],
  closed: [],
};

export const takesFacts = (stage: RoundStage, sheet: Sheet): boolean => OPEN[stage].includes(sheet);

/** A fact as it stands on its sheet, for one unit (or the place) and one name of one criterion. */
export interface SheetFact {
  sheet: Sheet;
  criterion: string;
  name: string;
  unit: string | null;
}

/**
 * Which facts count in the result (取数规则). What is seen in the field always counts beside nobody's mark; where somebody
 * marked a unit's criterion, his sheet counts instead of the field, and of several the later instance: final before
 * arbiter before first. The second mark is there to be compared: where it differs by more than the limit an arbiter is
 * called, and where it does not the first stands.
 */
export function counting<F extends SheetFact>(facts: Iterable<F>): F[] {
  const RANK: Record<Sheet, number> = { self: -1, second: -1, field: 0, first: 1, arbiter: 2, final: 3 };
  const all = [...facts];
  const best = new Map<string, number>();
  const key = (fact: F) => `${fact.unit ?? ''}\u0000${fact.criterion}`;
  for (const fact of all) {
    const rank = RANK[fact.sheet];
    if (rank > (best.get(key(fact)) ?? -1)) best.set(key(fact), rank);
  }
  return all.filter((fact) => RANK[fact.sheet] >= 0 && RANK[fact.sheet] === best.get(key(fact)));
}
