import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as routes from '@tongchuang/contract/campaign.ts';
import type { Campaign } from '@tongchuang/contract/campaign.ts';
import { stageFindings } from '@tongchuang/domain/campaign/stages.ts';
import type { TitleLadder } from '@tongchuang/domain/campaign/titles.ts';
import type { CampaignId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import * as campaigns from '@tongchuang/storage/campaign/queries.ts';
import type { CampaignRow } from '@tongchuang/storage/campaign/queries.ts';
import { listChanges, listEditions } from '@tongchuang/storage/tasks/edition-history.ts';
import { mustBeUnchanged, mustExist } from '@tongchuang/storage/versions.ts';
import { act, view, type Scene } from './act.ts';

/** The campaign's frame (创城周期、阶段) and its plans (方案) with their editions. */

const LADDER = JSON.parse(
  readFileSync(join(import.meta.dirname, '../packs/titles/county.json'), 'utf8'),
) as TitleLadder;

/** The name of a title on the ladder; words of the place's own stay as they are. */
export const titleName = (title: string): string =>
  LADDER.rungs.find((rung) => rung.code === title)?.name ?? title;

function described(row: CampaignRow): Campaign {
  const findings = stageFindings(row.stages, row);
  return {
    ...row,
    titleName: titleName(row.title),
    stages: row.stages.map((stage) => ({
      ...stage,
      overlaps: findings.flatMap((one) => {
        if (one.code !== 'overlap' && one.code !== 'same_window') return [];
        if (one.stage === stage.id) return [one.other];
        return one.other === stage.id ? [one.stage] : [];
      }),
    })),
  };
}

export const listCampaigns = view(routes.listCampaigns, {
  run: async (scene) => ({
    rows: (await campaigns.listCampaigns(scene, scene.today)).map(described),
    titles: LADDER.rungs.map(({ code, name, by }) => ({ code, name, by })),
  }),
});

async function getCampaign(scene: Scene, id: CampaignId): Promise<CampaignRow> {
  const rows = await campaigns.listCampaigns(scene, scene.today);
  return mustExist(
    rows.find((row) => row.id === id),
    'campaign',
    id,
  );
}

/** Windows may overlap, which is shown; one that runs backwards or leaves the campaign is refused. */
export const saveCampaign = act(routes.saveCampaign, {
  async run(scene, { params: { id }, body }) {
    const { stages, ...own } = body;
    if (own.to < own.from) throw new Refusal('campaign.dates_wrong', { name: own.name });
    const wrong = stageFindings(stages, own).find(
      (one) => one.code === 'reversed' || one.code === 'outside_campaign',
    );
    if (wrong) {
      const name = stages.find((stage) => stage.id === wrong.stage)?.name ?? '';
      throw new Refusal('campaign.dates_wrong', { name });
    }
    if (new Set(stages.map((stage) => stage.id)).size < stages.length)
      throw new Refusal('request.id_reused', { commandId: scene.commandId });
    const known = own.version === 0 ? [] : (await getCampaign(scene, id)).stages;
    for (const stage of known) {
      const stays = stages.some((one) => one.id === stage.id);
      if (!stays && stage.tasks > 0)
        throw new Refusal('campaign.stage_in_use', { name: stage.name, tasks: stage.tasks });
    }
    const saved = await campaigns.saveCampaign(scene, scene.tenant, { id, ...own });
    mustBeUnchanged(saved || undefined, 'campaign', id);
    await campaigns.saveStages(scene, scene.tenant, id, stages);
    const moved = await campaigns.followStages(scene, id, scene.now);
    scene.trace('campaign', id, {
      name: own.name,
      moves: moved.map(({ id: task, version, state }) => ({
        task,
        action: 'edit',
        from: state,
        to: state,
        version,
      })),
    });
    for (const task of moved) scene.trace('task', task.id);
    return { campaign: described(await getCampaign(scene, id)), tasksMoved: moved.length };
  },
});

export const listPlans = view(routes.listPlans, {
  run: async (scene) => ({ rows: await campaigns.listPlans(scene) }),
});

export const getPlan = view(routes.getPlan, {
  async run(scene, { params: { id }, query: { edition } }) {
    const [[plan], editions] = await Promise.all([campaigns.listPlans(scene, id), listEditions(scene, id)]);
    const found = mustExist(plan, 'plan', id);
    return {
      plan: found,
      editions: editions.map((row) => ({
        edition: row.edition,
        title: row.title,
        docNumber: row.doc_number,
        issuedOn: row.issued_on,
        documentId: row.document_id,
        fileSha256: row.file_sha256,
        confirmedAt: row.confirmed_at.toISOString(),
        confirmedBy: row.confirmed_by,
        difference: row.difference,
      })),
      changes: await listChanges(scene, id, edition ?? found.edition),
    };
  },
});

/** 登记文件 without a document to read: a task base, a guiding opinion. Its tasks are written by hand. */
export const savePlan = act(routes.savePlan, {
  async run(scene, { params: { id }, body }) {
    const { campaignId, parentId, kind, title, version } = body;
    await getCampaign(scene, campaignId);
    if (parentId !== null && (await campaigns.hangsBelow(scene, parentId, id)))
      throw new Refusal('plan.below_itself', { title });
    const plan = { id, campaignId, parentId, kind, title, version };
    mustBeUnchanged((await campaigns.savePlan(scene, scene.tenant, plan)) || undefined, 'plan', id);
    scene.trace('plan', id, { title, kind });
    const [saved] = await campaigns.listPlans(scene, id);
    return { plan: mustExist(saved, 'plan', id) };
  },
});
