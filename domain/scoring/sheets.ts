import type { RoundStage, Seat, Sheet } from './round.ts';

/** What one person may do with the facts of one unit in a round (分工). */
export interface Hand {
  /** His seat for this unit; one person has one in a round. */
  seat: Seat | null;
  /** The unit is his: it assesses itself and answers its marks, and he does not mark it (回避). */
  own: boolean;
  /** He inspects or marks at all. */
  marks: boolean;
  /** The office: it runs the round. */
  manages: boolean;
  /** He may see scores before they are published. */
  reads: boolean;
}

/** Marks are shown to the unit from its right of reply on, never before. */
export const isShown = (stage: RoundStage): boolean => !['preparing', 'self', 'marking'].includes(stage);

/**
 * Whether this marker may not see the running score either (背对背评分): it is made of the other's marks. Whoever marks alone may.
 *
 * @param taken  all seats of the round
 */
export const marksBlind = (own: Seat | null, taken: readonly Seat[], stage: RoundStage): boolean =>
  (own === 'first' || own === 'second') && !isShown(stage) && taken.some((seat) => seat !== own);

/**
 * The sheets that he sees. Two markers mark independently: neither sees the other's sheet while marking lasts, whatever else
 * he may do; the arbiter sees both.
 */
export function sheetsSeen(hand: Hand, stage: RoundStage): Sheet[] {
  const sheets = new Set<Sheet>();
  const add = (...more: Sheet[]) => more.forEach((sheet) => sheets.add(sheet));
  if (hand.own) add('self', 'field');
  if (hand.own && isShown(stage)) add('first', 'arbiter', 'final');
  if (hand.marks) add('field');
  if (hand.manages || hand.reads) add('self', 'field', 'first', 'second', 'arbiter', 'final');
  if (hand.seat === 'arbiter') add('self', 'field', 'first', 'second', 'arbiter');
  if (hand.seat === 'first' || hand.seat === 'second') {
    add('self', 'field', hand.seat);
    if (!isShown(stage)) {
      sheets.delete(hand.seat === 'first' ? 'second' : 'first');
      sheets.delete('arbiter');
    }
  }
  return [...sheets];
}

/** Whether this sheet is his to fill in; whether the stage still takes facts on it is another question (`takesFacts`). */
export function mayFill(hand: Hand, sheet: Sheet): boolean {
  if (sheet === 'self') return hand.own;
  if (sheet === 'field') return hand.marks || hand.manages;
  if (sheet === 'final') return hand.manages;
  return hand.seat === sheet;
}
