import * as routes from '@tongchuang/contract/snapshots.ts';
import { may } from '@tongchuang/domain/access/may.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { listRoundUnits } from '@tongchuang/storage/scoring/round-units.ts';
import { getRound, lockRound } from '@tongchuang/storage/scoring/rounds.ts';
import * as snapshots from '@tongchuang/storage/scoring/snapshots.ts';
import { mustBeUnchanged } from '@tongchuang/storage/versions.ts';
import { act, view } from './act.ts';
import { mustBeLeaf } from './bound-edition.ts';
import { aboutRoundUnit, ofRound } from './rounds.ts';

/** 申诉 against published results, each with its recorded outcome. */

export const listAppeals = view(routes.listAppeals, {
  async run(scene, { params: { id } }) {
    await getRound(scene, id);
    const units = (await listRoundUnits(scene, id)).filter((unit) =>
      may(scene.actor, 'round.read', [unit.path]),
    );
    const rows = await snapshots.listAppeals(
      scene,
      id,
      units.map((unit) => unit.unitId),
    );
    return {
      rows: rows.map(({ decidedBy, decidedAt, ...row }) => ({
        ...row,
        at: row.at.toISOString(),
        decided: decidedBy && decidedAt ? { by: decidedBy, at: decidedAt.toISOString() } : null,
      })),
    };
  },
});

export const fileAppeal = act(routes.fileAppeal, {
  about: aboutRoundUnit,
  apart: ofRound,
  async run(scene, { params: { id, unitId }, body }, unit) {
    const round = await lockRound(scene, id);
    if (round.stage === 'closed') throw new Refusal('round.too_late', { stage: round.stage });
    if (body.criterion !== null) await mustBeLeaf(scene, round.editionId, body.criterion);
    const [newest] = await snapshots.listSnapshots(scene, id);
    if (!newest) throw new Refusal('score.not_published', { name: unit.unit });
    const appeal = { ...body, snapshotId: newest.id, unitId };
    await snapshots.insertAppeal(scene, scene.tenant, appeal, scene.actor.personId, scene.now);
    scene.trace('round', id, { unit: unit.unit, criterion: body.criterion ?? undefined });
    return { id: body.id };
  },
});

export const decideAppeal = act(routes.decideAppeal, {
  async run(scene, { params: { id }, body: { version, outcome, answer } }) {
    const { personId } = scene.actor;
    const next = await snapshots.decideAppeal(scene, id, version, outcome, answer, personId, scene.now);
    scene.trace('appeal', id, { outcome });
    return mustBeUnchanged(next, 'appeal', id);
  },
});
