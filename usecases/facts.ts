// Above 400 lines: whoever sees, enters, corrects or withdraws a fact is judged by the same cast and hand, which stand here once.
import * as routes from '@tongchuang/contract/facts.ts';
import type { FactIn, FactOut } from '@tongchuang/contract/facts.ts';
import { may } from '@tongchuang/domain/access/may.ts';
import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import { leavesWithin } from '@tongchuang/domain/assessment/bound.ts';
import type { FactId, RoundId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { readFact } from '@tongchuang/domain/scoring/read-fact.ts';
import { SHEETS, takesFacts, type Sheet } from '@tongchuang/domain/scoring/round.ts';
import { mayFill, sheetsSeen, type Hand } from '@tongchuang/domain/scoring/sheets.ts';
import { getEdition } from '@tongchuang/storage/assessment/editions.ts';
import * as facts from '@tongchuang/storage/scoring/facts.ts';
import type { FactRow, NamedFactRow, WrittenFact } from '@tongchuang/storage/scoring/facts.ts';
import {
  listRoundUnits,
  takeBackApprovals,
  type RoundUnitRow,
} from '@tongchuang/storage/scoring/round-units.ts';
import { findPeople } from '@tongchuang/storage/scoring/second-people.ts';
import * as rounds from '@tongchuang/storage/scoring/rounds.ts';
import type { MarkerRow, RoundRow } from '@tongchuang/storage/scoring/rounds.ts';
import { refreshStatisticsAfter } from '@tongchuang/storage/statistics.ts';
import { mustBeUnchanged, mustExist } from '@tongchuang/storage/versions.ts';
import { isBlind } from './blind-marks.ts';
import { mustBeHandedIn } from './evidence-files.ts';
import { act, view, type ActScene, type FileReply, type Scene } from './act.ts';
import { totalsAfter } from './live-scores.ts';
import { mustBeOpen } from './rounds.ts';

/** The table of facts (观测) of a round: who may see and fill in what, one fact or two thousand at once. */

interface Cast {
  round: RoundRow;
  units: Map<UnitId, RoundUnitRow>;
  markers: MarkerRow[];
}

export const castOf = (scene: Scene, round: RoundRow): Promise<Cast> =>
  castBehind(scene, round.id, Promise.resolve(round));

/** @param reading  the round, asked for in the same moment: one that is locked stands as it is read here */
async function castBehind(scene: Scene, id: RoundId, reading: Promise<RoundRow>): Promise<Cast> {
  const [round, units, markers] = await Promise.all([
    reading,
    listRoundUnits(scene, id),
    rounds.listMarkers(scene, id),
  ]);
  return { round, units: new Map(units.map((unit) => [unit.unitId, unit])), markers };
}

/** @param unitId  null: facts of the place as a whole */
export function handOf({ actor }: Scene, { units, markers }: Cast, unitId: UnitId | null): Hand {
  const unit = unitId === null ? undefined : units.get(unitId);
  const owners = unit ? [unit.path] : [];
  const seat = markers.find(
    (one) =>
      one.personId === actor.personId &&
      (one.unitIds === null || (unitId !== null && one.unitIds.includes(unitId))),
  );
  const isHis = unit !== undefined && (unit.unitId === actor.unitId || may(actor, 'score.enter', owners));
  // 回避: nobody marks or inspects the unit that he works for.
  const marks = !isHis && may(actor, 'score.mark', owners);
  return {
    seat: marks ? (seat?.seat ?? null) : null,
    own: unit !== undefined && may(actor, 'score.enter', owners),
    marks,
    manages: may(actor, 'round.manage', owners),
    reads: may(actor, 'score.read', owners),
  };
}

/** 观测清单: units outside reach, and sheets that are not his to see, do not exist for him. */
export const listFacts = view(routes.listFacts, {
  async run(scene, { params: { id }, query }) {
    const cast = await castOf(scene, await rounds.getRound(scene, id));
    const wanted = query.sheet ? [query.sheet] : [...SHEETS];
    const seen = new Map<UnitId | null, readonly Sheet[]>(
      [null, ...cast.units.keys()].map((unit) => [
        unit,
        sheetsSeen(handOf(scene, cast, unit), cast.round.stage),
      ]),
    );
    const all = query.unitId ? [query.unitId] : [...cast.units.keys()];
    const units = all.filter((unit) => (seen.get(unit) ?? []).length > 0);
    const whole = !query.unitId && (seen.get(null) ?? []).length > 0;
    const rows = await facts.listFacts(scene, id, {
      units: whole ? null : units,
      criterion: query.criterion ?? null,
      sheets: wanted,
      after: query.after,
      limit: query.limit,
    });
    return {
      rows: rows.filter((row) => (seen.get(row.unitId) ?? []).includes(row.sheet)).map(shown),
      next: rows.length === query.limit ? (rows.at(-1)?.seq ?? null) : null,
    };
  },
});

const shown = (row: NamedFactRow): FactOut => ({
  id: row.id,
  version: row.version,
  seq: row.seq,
  sheet: row.sheet,
  criterion: row.criterion,
  name: row.name,
  state: row.state,
  value: row.grade ?? decimal(row.value),
  unitId: row.unitId,
  unit: row.unit,
  site: row.site,
  siteType: row.siteType,
  stratum: row.stratum,
  method: row.method,
  form: row.form,
  at: row.seenAt?.toISOString() ?? null,
  reason: row.reason,
  note: row.note,
  marker: row.marker,
  second: row.second,
  secondId: row.secondId,
  files: row.files,
  source: row.source,
  entered: { by: row.enteredBy, at: row.enteredAt.toISOString() },
  withdrawn: row.withdrawn,
});

/** Ten-thousandths as people write them: 12.5. */
const decimal = (value: number | null): string | null => (value === null ? null : String(value / 10_000));

/** A fact on a sheet that he sees. @throws {Refusal} `request.not_found` */
async function seenFact(
  scene: Scene,
  id: RoundId,
  factId: FactId,
): Promise<{ cast: Cast; row: NamedFactRow }> {
  const cast = await castOf(scene, await rounds.getRound(scene, id));
  const row = mustExist(await facts.findFact(scene, id, factId), 'fact', factId);
  if (!sheetsSeen(handOf(scene, cast, row.unitId), cast.round.stage).includes(row.sheet))
    throw new Refusal('request.not_found', { what: 'fact', id: factId });
  return { cast, row };
}

export const factFile = view(routes.factFile, {
  async run(scene, { params: { id, factId, sha256 } }): Promise<FileReply> {
    const { row } = await seenFact(scene, id, factId);
    const file = mustExist(
      row.files.find((one) => one.sha256 === sha256),
      'file',
      sha256,
    );
    const bytes = await scene.files.read(sha256);
    return { fileName: file.name, mime: 'application/octet-stream', bytes };
  },
});

export const factHistory = view(routes.factHistory, {
  async run(scene, { params: { id, factId } }) {
    const { cast, row } = await seenFact(scene, id, factId);
    const all = await facts.listChanges(scene, factId);
    // What it said of another unit belongs to that unit.
    const changes = all.filter(({ before }) => {
      const about = (before['unit_id'] ?? null) as UnitId | null;
      return sheetsSeen(handOf(scene, cast, about), cast.round.stage).includes(row.sheet);
    });
    return {
      fact: shown(row),
      changes: changes.map((change) => ({ ...change, at: change.at.toISOString() })),
    };
  },
});

/** @throws {Refusal} where this sheet is not his, the stage takes no facts on it, or the window has closed */
export function mustFill(scene: Scene, cast: Cast, sheet: Sheet, unitId: UnitId | null): void {
  const { stage } = cast.round;
  if (!mayFill(handOf(scene, cast, unitId), sheet)) throw new Refusal('round.not_your_seat', { sheet });
  if (!takesFacts(stage, sheet)) throw new Refusal('round.too_late', { stage });
  const unit = unitId === null ? undefined : cast.units.get(unitId);
  if (sheet === 'self' && unit) mustBeOpen(cast.round.selfUntil, unit, scene.today);
}

/**
 * Criteria of the edition: their codes and keys, and which of them take points by hand. A key that one leaf alone has means that
 * leaf: what is entered by it stands under the code, so that a mark and what it takes the place of meet.
 */
export function criteriaOf(edition: Edition): {
  known: Map<string, string>;
  byHand: Set<string>;
  grades: Set<string>;
} {
  const leaves = leavesWithin(edition);
  const isByHand = (leaf: (typeof leaves)[number]) =>
    [leaf.rule, ...leaf.parts.map((part) => part.rule)].some((rule) => rule?.measure.type === 'manual');
  const codes = new Set(leaves.map(({ code }) => code));
  const isKeyOfOne = (name: string) =>
    !codes.has(name) && leaves.filter(({ key }) => key === name).length === 1;
  const names = (leaf: (typeof leaves)[number]) => (leaf.key === null ? [leaf.code] : [leaf.code, leaf.key]);
  return {
    known: new Map(
      leaves.flatMap((leaf) =>
        names(leaf).map((name) => [name, isKeyOfOne(name) ? leaf.code : name] as const),
      ),
    ),
    byHand: new Set(leaves.filter(isByHand).flatMap(names)),
    grades: new Set(
      [edition, ...edition.subframeworks.map((one) => one.edition)].flatMap((one) =>
        one.grades.map((grade) => grade.name),
      ),
    ),
  };
}

/** By the hash of the edition, which stays as it is once it is in use: reading it anew costs more than to write a fact. */
const CRITERIA = new Map<string, ReturnType<typeof criteriaOf>>();
const MOST_EDITIONS = 100;

/** @throws {Refusal} `round.edition_not_in_use` where its file has not been read */
async function criteriaWithin(
  scene: Scene,
  { editionId, editionHash: hash }: RoundRow,
): Promise<ReturnType<typeof criteriaOf>> {
  const known = hash === null ? undefined : CRITERIA.get(hash);
  if (known) return known;
  const edition = await getEdition(scene, editionId);
  if (edition.content === null) throw new Refusal('round.edition_not_in_use', { title: edition.title });
  const criteria = criteriaOf(edition.content);
  if (CRITERIA.size >= MOST_EDITIONS) CRITERIA.clear();
  if (hash !== null) CRITERIA.set(hash, criteria);
  return criteria;
}

/** A fact as it will be written. @throws {Refusal} `fact.*` */
export function readEntered(
  fact: FactIn,
  criteria: ReturnType<typeof criteriaOf>,
  entered: { sheet: Sheet; source: FactRow['source']; by: Scene['actor']['personId'] },
): Omit<WrittenFact, 'seq'> {
  const code = criteria.known.get(fact.criterion);
  if (code === undefined) throw new Refusal('fact.criterion_unknown', { code: fact.criterion });
  const read = readFact(
    {
      criterion: code,
      name: fact.name,
      state: fact.state,
      value: fact.state === 'observed' ? fact.value : null,
    },
    1,
  );
  const wrong = () => new Refusal('fact.value_wrong', { code, value: String(fact.value ?? '') });
  if ('problem' in read) throw wrong();
  const { value } = read;
  if (value !== null && 'grade' in value && !criteria.grades.has(value.grade)) throw wrong();
  if (entered.sheet !== 'field' && fact.unitId === null) throw new Refusal('fact.unit_missing', { code });
  const second = fact.secondId;
  if (criteria.byHand.has(code) && entered.sheet !== 'self' && fact.state === 'observed') {
    if (fact.reason === null || second === null || second === entered.by)
      throw new Refusal('fact.second_person', { code });
  }
  return {
    id: fact.id,
    sheet: entered.sheet,
    criterion: code,
    name: fact.name,
    state: fact.state,
    value: value !== null && 'tenThousandths' in value ? value.tenThousandths : null,
    grade: value !== null && 'grade' in value ? value.grade : null,
    unitId: fact.unitId,
    site: fact.site,
    siteType: fact.siteType,
    stratum: fact.stratum,
    method: fact.method,
    form: fact.form,
    seenAt: fact.at,
    markerId: entered.by,
    secondId: second,
    reason: fact.reason,
    note: fact.note,
    files: fact.files,
    source: entered.source,
    withdrawn: false,
  };
}

/** @throws {Refusal} `request.not_found` where a second person or a file that the facts name is none of this place */
async function mustName(scene: ActScene, given: readonly FactIn[]): Promise<void> {
  const people = [...new Set(given.flatMap(({ secondId }) => (secondId === null ? [] : [secondId])))];
  if (people.length > 0) {
    const known = new Set(await findPeople(scene, people));
    for (const id of people) mustExist(known.has(id) || undefined, 'person', id);
  }
  await mustBeHandedIn(
    scene,
    given.flatMap(({ files }) => files),
  );
}

const findThese = (scene: Scene, given: readonly { id: string }[]) =>
  facts.findFactsById(
    scene,
    given.map(({ id }) => id as FactId),
  );

/**
 * Writes facts of one sheet; those that were there already must be of this round and sheet, and as their writer read them.
 * @param cast      of the round, which is locked
 * @param standing  those that were there already, read since
 */
export async function writeAll(
  scene: ActScene,
  cast: Cast,
  sheet: Sheet,
  given: readonly { fact: Omit<WrittenFact, 'seq'>; version: number }[],
  reason: string | null,
  standing?: Awaited<ReturnType<typeof findThese>>,
): Promise<{ versions: Record<string, number>; before: readonly FactRow[]; written: WrittenFact[] }> {
  const { id } = cast.round;
  for (const unit of new Set(given.map(({ fact }) => fact.unitId))) {
    if (unit !== null && !cast.units.has(unit))
      throw new Refusal('request.not_found', { what: 'unit', id: unit });
    mustFill(scene, cast, sheet, unit);
  }
  const facing = given.map(({ fact }) => fact);
  const before = standing ?? (await findThese(scene, facing));
  const known = new Map(before.map((row) => [row.id, row]));
  for (const { fact, version } of given) {
    const row = known.get(fact.id);
    mustBeUnchanged(
      ((row?.version ?? 0) === version &&
        (row === undefined || (row.roundId === id && row.sheet === sheet))) ||
        undefined,
      'fact',
      fact.id,
    );
    if (row) mustFill(scene, cast, sheet, row.unitId);
  }
  // On one's own sheet one corrects oneself; what others rely on changes with a reason only.
  if (before.length > 0 && reason === null && (sheet === 'field' || sheet === 'final' || sheet === 'arbiter'))
    throw new Refusal('round.reason_missing', {});
  const numbering = facts.takeNumbers(scene, id, given.length);
  const first = cast.round.factsSeq + 1;
  const written = facing.map((fact, nth) => ({ ...fact, seq: first + nth }));
  const writing = facts.writeFacts(scene, scene.tenant, id, written, {
    by: scene.actor.personId,
    at: scene.now,
    reason,
  });
  const [taken, rows] = await Promise.all([
    numbering,
    writing,
    sheet === 'self' &&
      takeBackApprovals(
        scene,
        id,
        facing.map(({ unitId }) => unitId),
      ),
  ]);
  if (taken !== first) throw new Error('facts are written to a round that is not locked');
  await refreshStatisticsAfter(scene, first - 1, first - 1 + given.length);
  mustBeUnchanged(rows.length === given.length || undefined, 'fact', '');
  return { versions: Object.fromEntries(rows.map((row) => [row.id, row.version])), before, written };
}

/** 登记观测. The reply holds the new totals, so that nobody waits for them. */
export const enterFacts = act(routes.enterFacts, {
  // Numbers are given in order of commit: two entries of one round never share a transaction.
  apart: ({ params: { id } }) => id,
  async run(scene, { params: { id }, body: { sheet, facts: given, reason, source } }) {
    const [cast, standing] = await Promise.all([
      castBehind(scene, id, rounds.lockRound(scene, id)),
      findThese(scene, given),
    ]);
    const { round } = cast;
    const criteria = await criteriaWithin(scene, round);
    const entered = { sheet, source, by: scene.actor.personId };
    const read = given.map((fact) => ({ fact: readEntered(fact, criteria, entered), version: fact.version }));
    if (new Set(given.map((fact) => fact.id)).size < given.length)
      throw new Refusal('request.id_reused', { commandId: scene.commandId });
    await mustName(scene, given);
    const { versions, before, written } = await writeAll(scene, cast, sheet, read, reason, standing);
    scene.trace('round', id, {
      sheet,
      facts: given.length,
      changed: before.length,
      reason: reason ?? undefined,
    });
    const mayRead = (unit: UnitId | null) => {
      const hand = handOf(scene, cast, unit);
      return hand.reads || hand.manages;
    };
    const units = [null, ...new Set(given.flatMap((fact) => (fact.unitId === null ? [] : [fact.unitId])))];
    return {
      versions,
      totals:
        mayRead(null) && !(await isBlind(scene, round))
          ? await totalsAfter(scene, round, before, written, units)
          : null,
    };
  },
});

/** 作废: out of the count, still to be seen. */
export const withdrawFact = act(routes.withdrawFact, {
  apart: ({ params: { id } }) => id,
  async run(scene, { params: { id, factId }, body: { version, reason } }) {
    const cast = await castOf(scene, await rounds.lockRound(scene, id));
    const row = mustExist(await facts.findFact(scene, id, factId), 'fact', factId);
    mustFill(scene, cast, row.sheet, row.unitId);
    mustBeUnchanged(row.version === version || undefined, 'fact', factId);
    const seq = await facts.takeNumbers(scene, id, 1);
    const gone: WrittenFact = { ...row, seq, seenAt: row.seenAt?.toISOString() ?? null, withdrawn: true };
    const written = { by: scene.actor.personId, at: scene.now, reason };
    if (row.sheet === 'self') await takeBackApprovals(scene, id, [row.unitId]);
    const [next] = await facts.writeFacts(scene, scene.tenant, id, [gone], written);
    scene.trace('round', id, { sheet: row.sheet, criterion: row.criterion, reason });
    return { version: next?.version ?? version + 1 };
  },
});
