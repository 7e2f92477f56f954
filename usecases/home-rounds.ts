import type { Actor } from '@tongchuang/domain/access/may.ts';
import { may } from '@tongchuang/domain/access/may.ts';
import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { OpenRoundRow } from '@tongchuang/storage/scoring/waiting-rounds.ts';

/** What of the open rounds waits for one person: a unit's own part, a marker's, the office's, a leader's. */
export interface RoundWaiting {
  kind:
    | 'self_assess'
    | 'approve_self'
    | 'reply_marks'
    | 'mark_round'
    | 'answer_replies'
    | 'approve_round'
    | 'publish_round';
  rows: { round: OpenRoundRow; unitId: UnitId | null; due: string | null }[];
}

/** @param mine  units that he works for; heads: those that he heads */
export function roundsWaiting(
  rounds: readonly OpenRoundRow[],
  actor: Actor,
  mine: { enters: ReadonlySet<UnitId>; heads: ReadonlySet<UnitId> },
): RoundWaiting[] {
  const holds = (permission: Parameters<typeof may>[1]) => may(actor, permission, []);
  const ofUnits = (
    kind: RoundWaiting['kind'],
    stage: OpenRoundRow['stage'],
    due: (round: OpenRoundRow) => string | null,
    test: (unit: OpenRoundRow['units'][number]) => boolean,
  ): RoundWaiting => ({
    kind,
    rows: rounds
      .filter((round) => round.stage === stage)
      .flatMap((round) => round.units.filter(test).map(({ unitId }) => ({ round, unitId, due: due(round) }))),
  });
  const whole = (kind: RoundWaiting['kind'], test: (round: OpenRoundRow) => boolean): RoundWaiting => ({
    kind,
    rows: rounds.filter(test).map((round) => ({ round, unitId: null, due: null })),
  });
  return [
    ofUnits(
      'self_assess',
      'self',
      (round) => round.selfUntil,
      (unit) => mine.enters.has(unit.unitId) && !unit.submitted,
    ),
    ofUnits(
      'approve_self',
      'self',
      (round) => round.selfUntil,
      (unit) => mine.heads.has(unit.unitId) && unit.submitted && !unit.approved,
    ),
    ofUnits(
      'reply_marks',
      'reply',
      (round) => round.replyUntil,
      (unit) => mine.enters.has(unit.unitId) && !unit.replied,
    ),
    whole('mark_round', (round) => round.stage === 'marking' && round.seated),
    whole('answer_replies', (round) => holds('round.manage') && round.openReplies > 0),
    whole(
      'approve_round',
      (round) => holds('round.manage') && round.stage === 'settling' && round.approvedBy === null,
    ),
    whole(
      'publish_round',
      (round) =>
        holds('score.publish') &&
        round.stage === 'settling' &&
        round.approvedBy !== null &&
        round.approvedBy !== actor.personId,
    ),
  ];
}
