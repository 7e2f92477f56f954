import type { Round } from '@tongchuang/contract/rounds.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import type { listSnapshots } from '@tongchuang/contract/snapshots.ts';
import type { RoundId, SnapshotId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { addressWith } from '../pieces/url-state.ts';

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
  /** False: nothing of it is open to this person yet. */
  open: boolean;
}

const OPEN_TO_UNIT: readonly Round['stage'][] = ['reply', 'settling', 'published', 'closed'];

/**
 * As published once it is, live before. Who reads all scores begins with the place; a unit begins with its own, and sees the
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
  const runs = round.stage !== 'published' && round.stage !== 'closed';
  const live = asked.snapshot === 'live' || (asked.snapshot === '' && runs);
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
    open: mayLive || snapshot !== null,
  };
}

/** The score page of the place or a unit, with one number opened. */
export function scoreAddress(scope: Scope, code: string, unitId: string | null = null): string {
  const snapshot = scope.snapshot?.id ?? null;
  return addressWith(`/rounds/${scope.id}/score`, '', { unit: unitId ?? 'place', snapshot, open: code });
}
