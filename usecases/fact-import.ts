import { buffer } from 'node:stream/consumers';
import * as routes from '@tongchuang/contract/facts.ts';
import type { FileHash, FactId, RoundId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { takesFacts, type Sheet } from '@tongchuang/domain/scoring/round.ts';
import { mayFill } from '@tongchuang/domain/scoring/sheets.ts';
import { readFactRowsInWorker } from '@tongchuang/papers/worker.ts';
import { getEdition } from '@tongchuang/storage/assessment/editions.ts';
import { sha256 as hashOf } from '@tongchuang/storage/audit/chain.ts';
import { findFile } from '@tongchuang/storage/files/queries.ts';
import * as facts from '@tongchuang/storage/scoring/facts.ts';
import type { FactRow, WrittenFact } from '@tongchuang/storage/scoring/facts.ts';
import { listPeople } from '@tongchuang/storage/scoring/second-people.ts';
import { getRound, lockRound } from '@tongchuang/storage/scoring/rounds.ts';
import { act, type Scene } from './act.ts';
import { faultAt, refusedAt, type Fault } from './fact-faults.ts';
import { judgeRows, namedOnce, type JudgedRow } from './fact-rows.ts';
import { castOf, criteriaOf, handOf, mustFill, writeAll } from './facts.ts';

/** Facts by .xlsx: read and judged dry first, then written as a whole or not at all. */

/** More faults than these are counted, not told: the file is wrong as a whole. */
const MOST_FAULTS = 500;

export const importFacts = act(routes.importFacts, {
  alone: true,
  apart: ({ params: { id } }) => id,
  async run(scene, { params: { id }, body: { sha256, sheet, dryRun, reason } }) {
    const file = await findFile(scene.db, sha256);
    if (!file) throw new Refusal('request.not_found', { what: 'file', id: sha256 });
    // Before the round is locked: a long file holds nobody up.
    const rows = await readFactRowsInWorker('观测表.xlsx', await buffer(await scene.files.read(sha256)));
    const round = await (dryRun ? getRound : lockRound)(scene, id);
    const [cast, edition, people] = await Promise.all([
      castOf(scene, round),
      getEdition(scene, round.editionId),
      listPeople(scene),
    ]);
    if (edition.content === null) throw new Refusal('round.edition_not_in_use', { title: edition.title });
    mustFillSome(scene, cast, sheet);
    const units = [...cast.units.values()];
    const { given, faults } = judgeRows(rows, {
      criteria: criteriaOf(edition.content),
      entered: { sheet, source: 'import', by: scene.actor.personId },
      unitOf: namedOnce(units.map((unit) => [unit.unitId, [unit.unit, unit.shortName, unit.code]] as const)),
      personOf: namedOnce(people.map((one) => [one.id, [one.name]] as const)),
      newId: (table, row) => idOfRow(id, sheet, sha256, table, row),
    });
    const before = await facts.findFactsById(
      scene,
      given.map(({ fact }) => fact.id),
    );
    const known = new Map(before.map((row) => [row.id, row]));
    faults.push(...notHis(scene, cast, sheet, given, known));
    const changed = given.filter(({ fact }) => known.has(fact.id) && !isSame(fact, known.get(fact.id)));
    const added = given.filter(({ fact }) => !known.has(fact.id));
    const counts = {
      read: rows.length,
      added: added.length,
      changed: changed.length,
      unchanged: given.length - added.length - changed.length,
      faultCount: faults.length,
    };
    scene.trace('round', id, { sheet, dryRun, ...counts });
    const reply = { ...counts, faults: faults.slice(0, MOST_FAULTS) };
    if (dryRun || faults.length > 0) return reply;
    const all = [...added, ...changed].map(({ fact }) => ({
      fact,
      version: known.get(fact.id)?.version ?? 0,
    }));
    if (all.length > 0) await writeAll(scene, cast, sheet, all, reason);
    return reply;
  },
});

type Cast = Awaited<ReturnType<typeof castOf>>;

/** @throws {Refusal} where no row of any unit could be his on this sheet, now */
function mustFillSome(scene: Scene, cast: Cast, sheet: Sheet): void {
  const { stage } = cast.round;
  if (![null, ...cast.units.keys()].some((unit) => mayFill(handOf(scene, cast, unit), sheet)))
    throw new Refusal('round.not_your_seat', { sheet });
  if (!takesFacts(stage, sheet)) throw new Refusal('round.too_late', { stage });
}

/** What writing would refuse, said row by row: the dry run tells the same as the real one. */
function notHis(
  scene: Scene,
  cast: Cast,
  sheet: Sheet,
  given: readonly JudgedRow[],
  known: ReadonlyMap<FactId, FactRow & { roundId: RoundId }>,
): Fault[] {
  const told = new Map<UnitId | null, Refusal | null>();
  const refusalOf = (unit: UnitId | null): Refusal | null => {
    const before = told.get(unit);
    if (before !== undefined) return before;
    let refusal: Refusal | null = null;
    try {
      mustFill(scene, cast, sheet, unit);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusal = error;
    }
    told.set(unit, refusal);
    return refusal;
  };
  return given.flatMap(({ table, row, fact }): Fault[] => {
    const at = { table, row, column: '记录号' };
    const there = known.get(fact.id);
    if (there && (there.roundId !== cast.round.id || there.sheet !== sheet))
      return [faultAt(at, 'id_elsewhere')];
    if (there?.withdrawn) return [faultAt(at, 'withdrawn')];
    const refusal = refusalOf(fact.unitId) ?? (there ? refusalOf(there.unitId) : null);
    return refusal ? [refusedAt({ ...at, column: '单位' }, refusal)] : [];
  });
}

/** A row without a number gets one from the file and its place there: the same file a second time adds nothing. */
function idOfRow(round: RoundId, sheet: Sheet, file: FileHash, table: string, row: number): FactId {
  const hash = hashOf(JSON.stringify([round, sheet, file, table, row]));
  // RFC 9562, version 8.
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}` as FactId;
}

const COMPARED = [
  'criterion',
  'name',
  'state',
  'value',
  'grade',
  'unitId',
  'site',
  'siteType',
  'stratum',
  'method',
  'form',
  'reason',
  'note',
  'secondId',
] as const;
const isSame = (fact: Omit<WrittenFact, 'seq'>, row: FactRow | undefined): boolean =>
  row !== undefined &&
  COMPARED.every((field) => fact[field] === row[field]) &&
  fact.seenAt === (row.seenAt?.toISOString() ?? null);
