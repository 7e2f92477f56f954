import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import { may } from '@tongchuang/domain/access/may.ts';
import type { RoundId, SnapshotId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import type { Fact } from '@tongchuang/domain/scoring/fact.ts';
import type { Result } from '@tongchuang/domain/scoring/result.ts';
import { PLACE, type Subject } from '@tongchuang/domain/scoring/subject.ts';
import { listRoundUnits, type RoundUnitRow } from '@tongchuang/storage/scoring/round-units.ts';
import { getRound, type RoundRow } from '@tongchuang/storage/scoring/rounds.ts';
import { getSnapshot, type SnapshotRow } from '@tongchuang/storage/scoring/snapshots.ts';
import { mustExist } from '@tongchuang/storage/versions.ts';
import type { Scene } from './act.ts';
import { countedFacts, liveRound, type LiveRound } from './live-scores.ts';

/** Results as a snapshot keeps them: of the place, and of each unit by its code. */
export interface Results {
  place: Result;
  units: Record<string, Result>;
}

/** Whose score is asked for, live or as published, once it is clear that the asker may see it. */
export interface Scope {
  round: RoundRow;
  units: readonly RoundUnitRow[];
  unit: RoundUnitRow | null;
  subject: Subject;
  edition: Edition;
  snapshot: SnapshotRow | null;
  /** Of the asked subject. */
  result: Result;
  /** Of any unit, by its row; null: the place. */
  resultOf: (unit: RoundUnitRow | null) => Result;
  /** The facts that count, of everybody. */
  facts: () => Promise<Fact[]>;
  count: number;
}

export interface Whose {
  unitId?: UnitId | undefined;
  snapshot?: SnapshotId | undefined;
}

/**
 * Before publication the office and leaders see all, a unit its own from its right of reply on. What is published is open:
 * the place's score to everybody in the round, a unit's tree to the unit and those who read scores.
 *
 * @throws {Refusal} `request.not_found`, `score.not_published`
 */
export async function scopeOf(scene: Scene, id: RoundId, { unitId, snapshot: asked }: Whose): Promise<Scope> {
  const round = await getRound(scene, id);
  const units = await listRoundUnits(scene, id);
  const unit =
    unitId === undefined
      ? null
      : mustExist(
          units.find((one) => one.unitId === unitId),
          'unit',
          unitId,
        );
  const readsAll = may(scene.actor, 'score.read', []);
  const own = unit !== null && may(scene.actor, 'round.read', [unit.path]);
  if (unit !== null && !own && !readsAll)
    throw new Refusal('request.not_found', { what: 'unit', id: unit.unitId });
  const shown = !['preparing', 'self', 'marking'].includes(round.stage);
  if (asked === undefined && !readsAll && !(own && shown))
    throw new Refusal('score.not_published', { name: round.name });
  const subject = unit === null ? PLACE : { unit: unit.code, unitType: unit.unitType };
  if (asked !== undefined) {
    const snapshot = await getSnapshot(scene, asked);
    if (snapshot.roundId !== id) throw new Refusal('request.not_found', { what: 'snapshot', id: asked });
    return published(scene, { round, units, unit, subject }, snapshot);
  }
  const live = await liveRound(scene, id);
  return {
    round,
    units,
    unit,
    subject,
    edition: live.edition,
    snapshot: null,
    result: live.score.result(subject),
    resultOf: (one) => live.score.result(one === null ? PLACE : { unit: one.code, unitType: one.unitType }),
    facts: () => allFacts(scene, live),
    count: live.score.size,
  };
}

/** The facts of a round as last listed: the pages of one score ask for them one after the other. */
const LISTED = new WeakMap<LiveRound, { upTo: string; facts: Fact[] }>();
/** Longer lists are read anew each time: they would hold hundreds of megabytes. */
const MOST_LISTED = 200_000;

async function allFacts(scene: Scene, live: LiveRound): Promise<Fact[]> {
  const upTo = JSON.stringify([...live.seen]);
  const listed = LISTED.get(live);
  if (listed?.upTo === upTo) return listed.facts;
  const facts: Fact[] = [];
  for await (const fact of countedFacts(scene, live)) facts.push(fact);
  if (facts.length <= MOST_LISTED) LISTED.set(live, { upTo, facts });
  return facts;
}

function published(
  scene: Scene,
  whose: Pick<Scope, 'round' | 'units' | 'unit' | 'subject'>,
  snapshot: SnapshotRow,
): Scope {
  const results = JSON.parse(snapshot.results) as Results;
  const resultOf = (unit: RoundUnitRow | null) =>
    mustExist(unit === null ? results.place : results.units[unit.code], 'unit', unit?.unitId ?? '');
  return {
    ...whose,
    edition: snapshot.edition,
    snapshot,
    result: resultOf(whose.unit),
    resultOf,
    facts: async () => readFactsFile(await buffer(await scene.files.read(snapshot.factsHash))),
    count: snapshot.facts,
  };
}

/** The facts of a snapshot: gzip of canonical JSON lines, sorted by id. */
export const readFactsFile = (bytes: Uint8Array): Fact[] =>
  gunzipSync(bytes)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Fact);
