import * as routes from '@tongchuang/contract/rounds.ts';
import { may } from '@tongchuang/domain/access/may.ts';
import type { FileHash } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import * as replies from '@tongchuang/storage/scoring/replies.ts';
import { listRoundUnits } from '@tongchuang/storage/scoring/round-units.ts';
import { getRound, lockRound } from '@tongchuang/storage/scoring/rounds.ts';
import { mustBeUnchanged, mustExist } from '@tongchuang/storage/versions.ts';
import { act, view, type FileReply } from './act.ts';
import { mustBeLeaf } from './bound-edition.ts';
import { mustBeHandedIn } from './evidence-files.ts';
import { aboutRoundUnit, mustBeOpen, ofRound } from './rounds.ts';

/** 反馈 (right of reply): a unit agrees with a mark or not, and is answered. */

export const listReplies = view(routes.listReplies, {
  async run(scene, { params: { id }, query: { unitId } }) {
    await getRound(scene, id);
    const units = (await listRoundUnits(scene, id))
      .filter((unit) => may(scene.actor, 'round.read', [unit.path]))
      .map((unit) => unit.unitId);
    const rows = await replies.listReplies(scene, id, unitId ? units.filter((one) => one === unitId) : units);
    return {
      rows: rows.map(({ outcome, answer, answeredBy, answeredAt, ...row }) => ({
        ...row,
        at: row.at.toISOString(),
        answer:
          outcome && answer && answeredBy && answeredAt
            ? { outcome, text: answer, by: answeredBy, at: answeredAt.toISOString() }
            : null,
      })),
    };
  },
});

/** 反证材料: only through the reply that names it. */
export const replyFile = view(routes.replyFile, {
  about: aboutRoundUnit,
  async run(scene, { params: { id, unitId, criterion, sha256 } }): Promise<FileReply> {
    const rows = await replies.listReplies(scene, id, [unitId]);
    const files = rows.filter((row) => row.criterion === criterion).flatMap((row) => row.files);
    const file = mustExist(
      files.find((one) => one.sha256 === sha256),
      'file',
      sha256,
    );
    const bytes = await scene.files.read(file.sha256 as FileHash);
    return { fileName: file.name, mime: 'application/octet-stream', bytes };
  },
});

export const saveReply = act(routes.saveReply, {
  about: aboutRoundUnit,
  apart: ofRound,
  async run(scene, { params: { id, unitId, criterion }, body }, unit) {
    const round = await lockRound(scene, id);
    if (round.stage !== 'reply') throw new Refusal('round.too_late', { stage: round.stage });
    mustBeOpen(round.replyUntil, unit, scene.today);
    if (body.stance === 'disagree' && body.text === null) throw new Refusal('round.reason_missing', {});
    await mustBeLeaf(scene, round.editionId, criterion);
    await mustBeHandedIn(scene, body.files);
    const reply = { round: id, unit: unitId, criterion, ...body };
    const next = await replies.saveReply(scene, scene.tenant, reply, scene.actor.personId, scene.now);
    scene.trace('round', id, { unit: unit.unit, criterion, stance: body.stance });
    return mustBeUnchanged(next, 'reply', criterion);
  },
});

export const answerReply = act(routes.answerReply, {
  about: aboutRoundUnit,
  apart: ofRound,
  async run(scene, { params: { id, unitId, criterion }, body: { version, outcome, text } }, unit) {
    const round = await lockRound(scene, id);
    if (round.stage !== 'reply' && round.stage !== 'settling')
      throw new Refusal('round.too_late', { stage: round.stage });
    const answered = { round: id, unit: unitId, criterion, version, outcome, answer: text };
    const next = await replies.answerReply(scene, answered, scene.actor.personId, scene.now);
    scene.trace('round', id, { unit: unit.unit, criterion, outcome });
    return mustBeUnchanged(next, 'reply', criterion);
  },
});
