import type { Round } from '@tongchuang/contract/rounds.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import type { listSnapshots } from '@tongchuang/contract/snapshots.ts';
import type { RoundId, SnapshotId, UnitId } from '@tongchuang/domain/kernel/ids.ts';

type Snapshot = ReplyOf<typeof listSnapshots>['rows'][number];

/** Whose score a page shows, and as of when. It lives in the address: `?unit=…&snapshot=…`. */
export interface Scope {
  id: RoundId;
  round: Round;
  snapshots: readonly Snapshot[];
  unitId: UnitId | null;
  /** Null: live. */
  snapshot: Snapshot | null;
  /** What the routes ask by. */
  query: { unitId?: UnitId; snapshot?: SnapshotId };
  readsAll: boolean;
}

const OPEN_TO_UNIT: readonly Round['stage'][] = ['reply', 'settling', 'published', 'closed'];

/**
 * Who reads all scores begins with the live score of the place. A unit begins with its own, as published if it is, and sees the
 * place's as published only.
 * @param ownUnit  of whoever does not read all scores; null: reads all
 */
export function scopeOf(
  id: RoundId,
  round: Round,
  snapshots: readonly Snapshot[],
  asked: { unit: string; snapshot: string },
  ownUnit: UnitId | null,
): Scope {
  const within = round.units.map((unit) => unit.unitId as UnitId);
  const named = within.find((unit) => unit === asked.unit) ?? null;
  const own = ownUnit !== null && within.includes(ownUnit) ? ownUnit : null;
  const unitId = asked.unit === 'place' ? null : (named ?? own);
  const newest = snapshots[0] ?? null;
  const mayLive = ownUnit === null || (unitId !== null && OPEN_TO_UNIT.includes(round.stage));
  const chosen = snapshots.find((one) => one.id === asked.snapshot);
  const live = asked.snapshot === 'live' || (ownUnit === null && asked.snapshot === '');
  const snapshot = chosen ?? (mayLive && live ? null : newest);
  return {
    id,
    round,
    snapshots,
    unitId,
    snapshot,
    query: {
      ...(unitId === null ? {} : { unitId }),
      ...(snapshot === null ? {} : { snapshot: snapshot.id }),
    },
    readsAll: ownUnit === null,
  };
}
