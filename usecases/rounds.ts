import * as routes from '@tongchuang/contract/rounds.ts';
import { may } from '@tongchuang/domain/access/may.ts';
import { criteriaByUnit } from '@tongchuang/domain/assessment/bound.ts';
import { civilDate } from '@tongchuang/domain/kernel/civil-date.ts';
import type { RoundId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { mustMove, nextStages, type Sheet } from '@tongchuang/domain/scoring/round.ts';
import { getEdition, type EditionRow } from '@tongchuang/storage/assessment/editions.ts';
import { takeNumbers } from '@tongchuang/storage/scoring/facts.ts';
import { listPeopleWhoMay } from '@tongchuang/storage/scoring/second-people.ts';
import * as replies from '@tongchuang/storage/scoring/replies.ts';
import * as roundUnits from '@tongchuang/storage/scoring/round-units.ts';
import type { RoundUnitRow } from '@tongchuang/storage/scoring/round-units.ts';
import * as rounds from '@tongchuang/storage/scoring/rounds.ts';
import type { RoundRow } from '@tongchuang/storage/scoring/rounds.ts';
import { standingOf } from '@tongchuang/storage/scoring/standing.ts';
import { whoMarked } from '@tongchuang/storage/scoring/who-marked.ts';
import { mustBeUnchanged } from '@tongchuang/storage/versions.ts';
import { act, view, type Scene } from './act.ts';
import { boundOf } from './bound-edition.ts';
import { mustAgree } from './mark-differences.ts';

/** 测评轮次: set up, moved from stage to stage, and how complete it is. */

export const listRounds = view(routes.listRounds, {
  run: async (scene) => ({
    rows: (await rounds.listRounds(scene)).map((row) => ({
      id: row.id,
      name: row.name,
      kind: row.kind,
      stage: row.stage,
      editionId: row.editionId,
      edition: row.edition,
      from: row.from,
      to: row.to,
      units: row.units,
      facts: row.facts,
      published:
        row.number === null || row.publishedAt === null
          ? null
          : { number: row.number, at: row.publishedAt.toISOString(), converted: row.converted },
      version: row.version,
    })),
  }),
});

/** 可评分人员: who may be given a seat, or be the second person of points given by hand. */
export const listMarkerPeople = view(routes.listMarkerPeople, {
  run: async (scene) => ({ rows: await listPeopleWhoMay(scene, 'score.mark', scene.today) }),
});

const sees = (scene: Scene, unit: RoundUnitRow): boolean => may(scene.actor, 'round.read', [unit.path]);

export const getRound = view(routes.getRound, {
  async run(scene, { params: { id } }) {
    const round = await rounds.getRound(scene, id);
    const [edition, markers, units, counts, open, approvals, all] = await Promise.all([
      getEdition(scene, round.editionId),
      rounds.listMarkers(scene, id),
      roundUnits.listRoundUnits(scene, id),
      roundUnits.countCriteria(scene, id),
      replies.countOpenReplies(scene, id),
      rounds.listApprovals(scene, id),
      rounds.listRounds(scene),
    ]);
    const wanted = criteriaByUnit((await boundOf(scene, edition)).edition);
    const counted = new Map(counts.map((row) => [`${row.unitId} ${row.sheet}`, row.criteria]));
    const answered = (unit: UnitId, sheet: Sheet) => counted.get(`${unit} ${sheet}`) ?? 0;
    const waiting = new Map(open.map((row) => [row.unitId, row.count]));
    return {
      ...round,
      differenceLimit: round.differenceLimit / 100,
      borrows: all
        .filter((one) => round.borrows.includes(one.id))
        .map((one) => ({ id: one.id, name: one.name })),
      markers,
      units: units
        .filter((unit) => sees(scene, unit))
        .map((unit) => ({
          unitId: unit.unitId,
          unit: unit.shortName ?? unit.unit,
          unitType: unit.unitType,
          criteria: wanted.get(unit.code)?.length ?? 0,
          selfAnswered: answered(unit.unitId, 'self'),
          marked: Math.max(answered(unit.unitId, 'first'), answered(unit.unitId, 'field')),
          selfSubmitted: unit.selfSubmittedAt?.toISOString() ?? null,
          selfApproved:
            unit.selfApprovedAt && unit.selfApprovedBy
              ? { by: unit.selfApprovedBy, at: unit.selfApprovedAt.toISOString() }
              : null,
          inTime: inTime(round, unit, scene.today),
          exception:
            unit.exceptionUntil && unit.exceptionReason
              ? { until: unit.exceptionUntil, reason: unit.exceptionReason, by: unit.exceptionBy ?? '' }
              : null,
          openReplies: waiting.get(unit.unitId) ?? 0,
          version: unit.version,
        })),
      approvals: approvals.map(({ step, by, at, note }) => ({ step, by, at: at.toISOString(), note })),
      open: openTo(scene, round),
    };
  },
});

/** 及时率: handed in on the last day at the latest, by the place's calendar; null while nobody can be late. */
function inTime(round: RoundRow, unit: RoundUnitRow, today: string): boolean | null {
  if (round.selfUntil === null || !round.heldStages.includes('self')) return null;
  const until = unit.exceptionUntil ?? round.selfUntil;
  if (unit.selfSubmittedAt === null) return today > until ? false : null;
  return civilDate(unit.selfSubmittedAt) <= until;
}

/** What the asker may do with the round as a whole; his seat and unit open more (`usecases/facts.ts`). */
function openTo({ actor }: Scene, round: RoundRow): string[] {
  const holds = (permission: Parameters<typeof may>[1]) => may(actor, permission, []);
  const { forward, back } = nextStages(round.stage);
  return [
    ...(holds('round.manage')
      ? ['manage', ...forward.map((to) => `to:${to}`), ...back.map((to) => `back:${to}`)]
      : []),
    ...(holds('round.manage') && round.stage === 'settling' ? ['approve'] : []),
    ...(holds('score.publish') && round.stage === 'settling' ? ['publish'] : []),
    ...(holds('score.read') ? ['score'] : []),
  ];
}

/** Acts on one round wait for each other: each finds the stage that the one before has left. */
export const ofRound = ({ params }: { params: { id: RoundId } }): string => params.id;

/** 组织一轮: what it is judged by is fixed once marking has begun. */
export const saveRound = act(routes.saveRound, {
  apart: ofRound,
  async run(scene, { params: { id }, body }) {
    const { unitIds, version, ...own } = body;
    const late = own.selfUntil !== null && own.replyUntil !== null && own.replyUntil < own.selfUntil;
    if (own.to < own.from || late) throw new Refusal('round.dates_wrong', { name: own.name });
    const before = version === 0 ? null : await rounds.lockRound(scene, id);
    for (const lender of own.borrows) {
      if (lender === id) throw new Refusal('request.not_found', { what: 'round', id: lender });
      await rounds.getRound(scene, lender);
    }
    const edition = await getEdition(scene, own.editionId);
    if (edition.state !== 'adopted' && before?.editionId !== own.editionId)
      throw new Refusal('round.edition_not_in_use', { title: edition.title });
    const fixed =
      before !== null &&
      before.stage !== 'preparing' &&
      (before.editionId !== own.editionId || before.twoMarkers !== own.twoMarkers);
    if (fixed || before?.stage === 'published' || before?.stage === 'closed')
      throw new Refusal('round.too_late', { stage: before.stage });
    const standing = before === null ? 0 : await standingOf(scene, id);
    const saved = await rounds.saveRound(
      scene,
      scene.tenant,
      { ...own, id, version, differenceLimit: Math.round(own.differenceLimit * 100) },
      scene.actor.personId,
      scene.now,
    );
    mustBeUnchanged(saved || undefined, 'round', id);
    // By other methods, lenders or units the same facts give another result: what was approved is no longer it.
    if (before?.stage === 'settling') await takeNumbers(scene, id, standing - before.factsSeq + 1);
    const units = unitIds ?? (await unitsNamed(scene, edition));
    if (units.length === 0) throw new Refusal('round.no_units', { name: own.name });
    await roundUnits.setRoundUnits(scene, scene.tenant, id, units);
    scene.trace('round', id, { name: own.name, edition: edition.title, units: units.length });
    return { version: version + 1 };
  },
});

async function unitsNamed(scene: Scene, row: EditionRow): Promise<UnitId[]> {
  const { edition, codes } = await boundOf(scene, row);
  const wanted = criteriaByUnit(edition);
  return [...codes].filter(([, code]) => wanted.has(code)).map(([unit]) => unit);
}

export const setMarkers = act(routes.setMarkers, {
  apart: ofRound,
  async run(scene, { params: { id }, body: { version, markers } }) {
    const round = await rounds.lockRound(scene, id);
    if (round.stage === 'published' || round.stage === 'closed')
      throw new Refusal('round.too_late', { stage: round.stage });
    const seen = new Set<string>();
    const known = new Map((await rounds.listMarkers(scene, id)).map((one) => [one.personId, one.name]));
    const held = new Map((await whoMarked(scene, id)).map((one) => [one.personId, one]));
    for (const { personId, seat } of markers) {
      const before = held.get(personId);
      // Whoever has marked keeps his seat: he would judge his own marks from another one.
      const isAnother = before !== undefined && before.sheet !== seat;
      if (seen.has(personId) || isAnother)
        throw new Refusal('round.two_seats', { name: before?.name ?? known.get(personId) ?? '' });
      seen.add(personId);
    }
    const next = mustBeUnchanged(await rounds.touchRound(scene, id, version), 'round', id);
    await rounds.setMarkers(scene, scene.tenant, id, markers);
    scene.trace('round', id, { markers: markers.length });
    return next;
  },
});

export const moveRound = act(routes.moveRound, {
  apart: ofRound,
  async run(scene, { params: { id }, body: { version, to, reason } }) {
    const round = await rounds.lockRound(scene, id);
    mustMove(round.stage, to, reason);
    if (to === 'marking' && round.stage !== 'reply' && (await rounds.listMarkers(scene, id)).length === 0)
      throw new Refusal('round.no_markers', { name: round.name });
    if ((to === 'reply' || to === 'settling') && round.stage === 'marking') await mustAgree(scene, round);
    const next = mustBeUnchanged(await rounds.moveRound(scene, id, version, to), 'round', id);
    scene.trace('round', id, { from: round.stage, to, reason: reason ?? undefined });
    return next;
  },
});

interface OfUnit {
  params: { id: RoundId; unitId: UnitId };
}

/** The unit's own row of the round, judged by whom it belongs to. */
export const aboutRoundUnit = async (scene: Pick<Scene, 'query'>, { params }: OfUnit) => {
  const row = await roundUnits.getRoundUnit(scene, params.id, params.unitId);
  return { row, owners: [row.path] };
};

/** @throws {Refusal} `round.window_closed` where the last day is past and no exception reaches further */
export function mustBeOpen(until: string | null, unit: RoundUnitRow, today: string): void {
  const last =
    unit.exceptionUntil !== null && unit.exceptionUntil > (until ?? '') ? unit.exceptionUntil : until;
  if (last !== null && today > last) throw new Refusal('round.window_closed', { until: last });
}

export const submitSelf = act(routes.submitSelf, {
  about: aboutRoundUnit,
  apart: ofRound,
  async run(scene, { params: { id, unitId }, body: { version } }, unit) {
    const round = await rounds.lockRound(scene, id);
    if (round.stage !== 'self') throw new Refusal('round.too_late', { stage: round.stage });
    mustBeOpen(round.selfUntil, unit, scene.today);
    // Handed in anew, it is to be approved anew.
    const handedIn = { selfSubmittedAt: scene.now, selfApprovedAt: null, selfApprovedBy: null };
    const next = await roundUnits.updateRoundUnit(scene, id, unitId, version, handedIn);
    scene.trace('round', id, { unit: unit.unit });
    return mustBeUnchanged(next, 'unit', unitId);
  },
});

export const approveSelf = act(routes.approveSelf, {
  about: aboutRoundUnit,
  apart: ofRound,
  async run(scene, { params: { id, unitId }, body: { version } }, unit) {
    const { stage } = await rounds.lockRound(scene, id);
    // The last word on a self-assessment comes before marks are shown.
    if (stage !== 'self' && stage !== 'marking') throw new Refusal('round.too_late', { stage });
    if (unit.selfSubmittedAt === null) throw new Refusal('round.not_submitted', { unit: unit.unit });
    const approval = { selfApprovedAt: scene.now, selfApprovedBy: scene.actor.personId };
    const next = await roundUnits.updateRoundUnit(scene, id, unitId, version, approval);
    scene.trace('round', id, { unit: unit.unit });
    return mustBeUnchanged(next, 'unit', unitId);
  },
});

export const openException = act(routes.openException, {
  about: aboutRoundUnit,
  apart: ofRound,
  async run(scene, { params: { id, unitId }, body: { version, until, reason } }, unit) {
    const { stage } = await rounds.lockRound(scene, id);
    if (stage === 'published' || stage === 'closed') throw new Refusal('round.too_late', { stage });
    if (until < scene.today) throw new Refusal('round.exception_past', { until });
    const exception = { exceptionUntil: until, exceptionReason: reason, exceptionBy: scene.actor.personId };
    const next = await roundUnits.updateRoundUnit(scene, id, unitId, version, exception);
    scene.trace('round', id, { unit: unit.unit, until, reason });
    return mustBeUnchanged(next, 'unit', unitId);
  },
});

/** 创建办审核: of the facts as they are now; whoever approves does not publish. */
export const approveRound = act(routes.approveRound, {
  apart: ofRound,
  async run(scene, { params: { id }, body: { version, note } }) {
    const round = await rounds.lockRound(scene, id);
    if (round.stage !== 'settling') throw new Refusal('round.too_late', { stage: round.stage });
    await mustAgree(scene, round);
    const waiting = (await replies.countOpenReplies(scene, id)).reduce((sum, { count }) => sum + count, 0);
    if (waiting > 0) throw new Refusal('round.replies_open', { count: waiting });
    const next = mustBeUnchanged(await rounds.touchRound(scene, id, version), 'round', id);
    await rounds.insertApproval(scene, scene.tenant, {
      id: scene.newId(),
      round: id,
      step: 'office',
      byId: scene.actor.personId,
      at: scene.now,
      factsSeq: await standingOf(scene, id),
      note,
    });
    scene.trace('round', id, { step: 'office' });
    return next;
  },
});
