import type { Round } from '@tongchuang/contract/rounds.ts';
import { SHEETS, takesFacts, type Sheet } from '@tongchuang/domain/scoring/round.ts';
import { mayFill, sheetsSeen, type Hand } from '@tongchuang/domain/scoring/sheets.ts';
import { holds, useMe } from '../../shell/me.tsx';

/** The sheets of one unit that the person may fill in now, and those he sees. */
export interface Sheets {
  fills: readonly Sheet[];
  sees: readonly Sheet[];
}

/** First the sheet that the person is here for. */
const ORDER: readonly Sheet[] = ['arbiter', 'first', 'second', 'final', 'self', 'field'];

/** By the same rules as the server, which judges each entry anyway. */
export function useSheets(round: Round, unitId: string): Sheets {
  const me = useMe();
  const seat = round.markers.find(
    (one) =>
      one.personId === me.personId && (one.unitIds === null || one.unitIds.some((unit) => unit === unitId)),
  );
  const hand: Hand = {
    seat: holds(me, 'score.mark') ? (seat?.seat ?? null) : null,
    own: holds(me, 'score.enter'),
    marks: holds(me, 'score.mark'),
    manages: round.open.includes('manage'),
    reads: round.open.includes('score'),
  };
  return {
    fills: ORDER.filter((sheet) => mayFill(hand, sheet) && takesFacts(round.stage, sheet)),
    sees: SHEETS.filter((sheet) => sheetsSeen(hand, round.stage).includes(sheet)),
  };
}
