import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import { may, withinUnits } from '@tongchuang/domain/access/may.ts';
import type { RoundId, SnapshotId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { explain, explainSums, type Explanation } from '@tongchuang/domain/scoring/explain.ts';
import type { Fact } from '@tongchuang/domain/scoring/fact.ts';
import type { Result } from '@tongchuang/domain/scoring/result.ts';
import { isShown } from '@tongchuang/domain/scoring/sheets.ts';
import { PLACE, type Subject } from '@tongchuang/domain/scoring/subject.ts';
import { criteriaTouching } from '@tongchuang/domain/scoring/touching.ts';
import { listRoundUnits, type RoundUnitRow } from '@tongchuang/storage/scoring/round-units.ts';
import { getRound, type RoundRow } from '@tongchuang/storage/scoring/rounds.ts';
import { getSnapshot, type SnapshotRow } from '@tongchuang/storage/scoring/snapshots.ts';
import { mustExist } from '@tongchuang/storage/versions.ts';
import type { Scene } from './act.ts';
import { mustNotBeBlind } from './blind-marks.ts';
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
  /** He may open the facts behind it: those of his unit, or all where he reads scores. */
  opens: boolean;
  /** The facts that count, of everybody. */
  facts: () => Promise<Fact[]>;
  /** One number of the asked subject, or the total; null where the edition has no such node. */
  explain: (code: string) => Promise<Explanation | null>;
  count: number;
}

export interface Whose {
  unitId?: UnitId | undefined;
  snapshot?: SnapshotId | undefined;
}

/**
 * Before publication the office and leaders see all, a unit its own from its right of reply on; one of two markers sees neither
 * while marking lasts. What is published is open: the place's score to everybody in the round, a unit's tree to those who see
 * that unit's part. The facts behind a published number are not published with it.
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
  const sees = unit !== null && may(scene.actor, 'round.read', [unit.path]);
  if (unit !== null && !sees && !readsAll)
    throw new Refusal('request.not_found', { what: 'unit', id: unit.unitId });
  // Whoever sees rounds of the whole place, say the administrator, does not by that belong to every unit.
  const own = unit !== null && may(withinUnits(scene.actor), 'round.read', [unit.path]);
  if (asked === undefined) {
    if (!readsAll && !(own && isShown(round.stage)))
      throw new Refusal('score.not_published', { name: round.name });
    await mustNotBeBlind(scene, round);
  }
  const subject = unit === null ? PLACE : { unit: unit.code, unitType: unit.unitType };
  const opens = readsAll || own;
  if (asked !== undefined) {
    const snapshot = await getSnapshot(scene, asked);
    if (snapshot.roundId !== id) throw new Refusal('request.not_found', { what: 'snapshot', id: asked });
    return published(scene, { round, units, unit, opens }, snapshot);
  }
  const live = await liveRound(scene, id);
  return {
    round,
    units,
    unit,
    subject,
    opens,
    edition: live.edition,
    snapshot: null,
    result: live.score.result(subject),
    resultOf: (one) => live.score.result(one === null ? PLACE : { unit: one.code, unitType: one.unitType }),
    facts: () => allFacts(scene, live),
    explain: (code) => explainLive(scene, live, { subject, unitId: unit?.unitId ?? null }, code),
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
  const facts = await countedFacts(scene, live);
  if (facts.length <= MOST_LISTED) LISTED.set(live, { upTo, facts });
  return facts;
}

/** Branches from the tallies; leaves from the few facts that can touch them, of a million. */
async function explainLive(
  scene: Scene,
  live: LiveRound,
  { subject, unitId }: { subject: Subject; unitId: UnitId | null },
  code: string,
): Promise<Explanation | null> {
  const { compiled, sums } = live.score.standing(subject);
  const branch = explainSums(compiled, sums, code);
  if (branch !== null || explain(live.edition, [], subject, code) === null) return branch;
  const node = sums.result().nodes.find((one) => one.code === code);
  const criteria = criteriaTouching(live.edition)(code);
  const facts = await countedFacts(scene, live, { unit: unitId, criteria: criteria && [...criteria] });
  const found = explain(live.edition, facts, subject, code);
  // Whether a veto elsewhere sank it is not told by its own facts.
  return found && node ? { ...found, node: { ...found.node, sunk: node.sunk } } : found;
}

function published(
  scene: Scene,
  { round, units, unit, opens }: Pick<Scope, 'round' | 'units' | 'unit' | 'opens'>,
  snapshot: SnapshotRow,
): Scope {
  const results = JSON.parse(snapshot.results) as Results;
  const facts = async () => readFactsFile(await buffer(await scene.files.read(snapshot.factsHash)));
  // Units that came later have no part in it, and each is of the type that it was then.
  const scored = new Map(snapshot.subjects.map((one) => [one.unit, one]));
  const resultOf = (one: RoundUnitRow | null) =>
    mustExist(
      one === null ? results.place : scored.has(one.code) ? results.units[one.code] : undefined,
      'unit',
      one?.unitId ?? '',
    );
  const subject: Subject = (unit && scored.get(unit.code)) ?? PLACE;
  return {
    round,
    units: units.filter((one) => scored.has(one.code)),
    unit,
    subject,
    opens,
    edition: snapshot.edition,
    snapshot,
    result: resultOf(unit),
    resultOf,
    facts,
    explain: async (code) => explain(snapshot.edition, await facts(), subject, code),
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

/** @throws {Refusal} `access.not_yours` where a number is open to him and the facts behind it are not */
export function mustOpen({ opens }: Pick<Scope, 'opens'>): void {
  if (!opens) throw new Refusal('access.not_yours', { what: 'score' });
}
