import { gzipSync } from 'node:zlib';
import * as routes from '@tongchuang/contract/snapshots.ts';
import { canonicalEdition } from '@tongchuang/domain/assessment/read-edition.ts';
import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import { canonical, type Json } from '@tongchuang/domain/kernel/canonical.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import type { Fact } from '@tongchuang/domain/scoring/fact.ts';
import type { Result } from '@tongchuang/domain/scoring/result.ts';
import { score, scoreUnits } from '@tongchuang/domain/scoring/score.ts';
import { sha256 } from '@tongchuang/storage/audit/chain.ts';
import { insertFile } from '@tongchuang/storage/files/queries.ts';
import { listRoundUnits } from '@tongchuang/storage/scoring/round-units.ts';
import * as rounds from '@tongchuang/storage/scoring/rounds.ts';
import * as snapshots from '@tongchuang/storage/scoring/snapshots.ts';
import type { NodeChange, ScoredUnit } from '@tongchuang/storage/scoring/snapshots.ts';
import { standingOf } from '@tongchuang/storage/scoring/standing.ts';
import { mustBeUnchanged } from '@tongchuang/storage/versions.ts';
import { act, view, type ActScene } from './act.ts';
import { countedFacts, liveRound } from './live-scores.ts';
import { mustAgree } from './mark-differences.ts';
import { rankingOf } from './ranking.ts';
import { ofRound } from './rounds.ts';
import type { Results } from './score-scope.ts';

/** 发布的结果 (snapshots): edition, facts and result, frozen together under one hash. */

export const listSnapshots = view(routes.listSnapshots, {
  async run(scene, { params: { id } }) {
    await rounds.getRound(scene, id);
    const rows = await snapshots.listSnapshots(scene, id);
    return { rows: rows.map((row) => ({ ...row, at: row.at.toISOString() })) };
  },
});

/**
 * 发布. The office has approved the facts as they are, and somebody else publishes. What is published earlier stays; a later
 * one says why it came and what changed.
 */
export const publish = act(routes.publish, {
  alone: true,
  apart: ofRound,
  async run(scene, { params: { id }, body }) {
    const round = await rounds.lockRound(scene, id);
    if (round.stage !== 'settling') throw new Refusal('round.too_late', { stage: round.stage });
    await mustAgree(scene, round);
    const standing = await standingOf(scene, id);
    const approval = (await rounds.listApprovals(scene, id)).find(
      (one) => one.step === 'office' && one.factsSeq === standing,
    );
    if (!approval) throw new Refusal('round.not_approved', {});
    if (approval.byId === scene.actor.personId) throw new Refusal('round.approver_publishes', {});
    const [before] = await snapshots.newestSnapshots(scene, [id]);
    if (before && body.reason === null) throw new Refusal('round.reason_missing', {});

    const live = await liveRound(scene, id);
    const facts = await countedFacts(scene, live);
    const units = await listRoundUnits(scene, id);
    const subjects = units.map((unit) => ({ unit: unit.code, unitType: unit.unitType }));
    const results: Results = {
      place: score(live.edition, facts),
      units: Object.fromEntries(scoreUnits(live.edition, facts, subjects)),
    };
    const factsHash = await keepFacts(scene, facts);
    const text = canonical(results as unknown as Json);
    const number = (before?.number ?? 0) + 1;
    const editionHash = sha256(canonicalEdition(live.edition));
    const changes = before
      ? changesOf(live.edition, (JSON.parse(before.results) as Results).place, results.place)
      : [];
    const ranking = await rankingOf(scene, { round, units, edition: live.edition, facts });
    const { reason } = body;
    const frozen = { number, editionHash, factsHash, subjects, results: text, ranking, changes, reason };
    const hash = snapshotHash({ round: id, ...frozen });
    mustBeUnchanged(await rounds.moveRound(scene, id, body.version, 'published'), 'round', id);
    await snapshots.insertSnapshot(
      scene,
      scene.tenant,
      {
        id: body.id,
        round: id,
        number,
        edition: live.edition,
        editionHash,
        factsHash,
        facts: facts.length,
        subjects,
        results: text,
        ranking,
        hash,
        reason: body.reason,
        changes,
      },
      scene.actor.personId,
      scene.now,
    );
    const leader = {
      id: scene.newId<string>(),
      round: id,
      step: 'leader' as const,
      byId: scene.actor.personId,
    };
    await rounds.insertApproval(scene, scene.tenant, {
      ...leader,
      at: scene.now,
      factsSeq: standing,
      note: body.reason,
    });
    scene.trace('round', id, { number, hash, facts: facts.length, reason: body.reason ?? undefined });
    return { number, hash };
  },
});

/** What a snapshot's hash is made of: change any of it and it no longer fits. */
export const snapshotHash = (of: {
  round: string;
  number: number;
  editionHash: string;
  factsHash: string;
  subjects: readonly ScoredUnit[];
  results: string;
  ranking: unknown;
  changes: readonly NodeChange[];
  reason: string | null;
}): string => sha256(canonical({ ...of } as unknown as Json));

/** gzip of canonical JSON lines, sorted by id: the same facts give the same text on any machine. */
async function keepFacts(scene: ActScene, facts: readonly Fact[]) {
  const lines = [...facts]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((fact) => canonical(fact as unknown as Json));
  const file = await scene.files.put(gzipSync(lines.join('\n')), 500 * 2 ** 20);
  await insertFile(scene.db, {
    tenant_id: scene.tenant,
    ...file,
    mime: 'application/gzip',
    stored_at: scene.now,
  });
  return file.sha256;
}

/** Nodes of the place's tree whose points differ, in the order of the edition. */
function changesOf(edition: Edition, before: Result, after: Result): NodeChange[] {
  const old = new Map(before.nodes.map((node) => [node.code, node.points ?? 0]));
  const titles = new Map(edition.nodes.map((node) => [node.code, node.title]));
  const changes = after.nodes.map((node) => ({
    code: node.code,
    title: titles.get(node.code) ?? '',
    before: old.get(node.code) ?? 0,
    after: node.points ?? 0,
  }));
  const total = { code: '', title: '', before: before.total.points ?? 0, after: after.total.points ?? 0 };
  return [total, ...changes].filter((one) => one.before !== one.after);
}
