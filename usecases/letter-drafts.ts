import { canonical } from '@tongchuang/domain/kernel/canonical.ts';
import { yearOf } from '@tongchuang/domain/kernel/calendar.ts';
import type { CampaignId, PersonId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { letterDraft, type LetterContent, type LetterDraft } from '@tongchuang/domain/tasks/letters.ts';
import { findLetterCampaign, type LetterCampaign } from '@tongchuang/storage/letters/queries.ts';
import { loadTasks, type TaskFacts } from '@tongchuang/storage/tasks/facts.ts';
import { findPersonNames, findUnit } from '@tongchuang/storage/tasks/page.ts';
import { mustExist } from '@tongchuang/storage/versions.ts';
import type { Scene } from './act.ts';
import { titleName } from './campaign.ts';

/** What may be said by hand before a letter is written. */
export interface Terms {
  number?: string | null;
  issuerName?: string;
  issuerSignatory?: string | null;
  period?: { from: string; to: string };
}

type Looking = Pick<Scene, 'query' | 'today'>;

export interface Drafted {
  campaign: LetterCampaign;
  draft: LetterDraft;
}

export async function getCampaign(scene: Looking, id: CampaignId | null): Promise<LetterCampaign> {
  const campaign = await findLetterCampaign(scene, id, scene.today);
  if (!campaign) throw new Refusal('request.not_found', { what: 'campaign', id: id ?? '' });
  return campaign;
}

/** What a unit's letter would say now, from the tasks as they stand. */
export async function draftFor(
  scene: Looking,
  unitId: UnitId,
  campaignId: CampaignId | null,
  terms: Terms = {},
): Promise<Drafted> {
  const [campaign, unit, all] = await Promise.all([
    getCampaign(scene, campaignId),
    findUnit(scene, unitId, scene.today),
    loadTasks(scene, { reach: 'all', units: [unitId] }),
  ]);
  const { name, headName, headTitle } = mustExist(unit, 'unit', unitId);
  const tasks = all.filter((task) => isSaid(task, campaign.id));
  const names = await findPersonNames(scene, chainOf(tasks, unitId));
  const draft = letterDraft({
    title: titleOf(campaign, scene.today),
    number: terms.number ?? null,
    issuer: {
      name: terms.issuerName ?? campaign.issuer ?? `${campaign.place}创建文明城市工作领导小组`,
      signatory: terms.issuerSignatory ?? null,
    },
    unit: { id: unitId, name, signatory: headName && [headTitle, headName].filter(Boolean).join(' ') },
    period: terms.period ?? { from: campaign.from_day, to: campaign.to_day },
    tasks,
    terms: { assessment: campaign.assessment, reward: campaign.reward },
    nameOf: (person) => names.get(person) ?? null,
  });
  return { campaign, draft };
}

/** A letter speaks of the campaign's tasks; of a recurring one it speaks once, not of every instance. */
const isSaid = (task: TaskFacts, campaign: CampaignId) =>
  task.campaign === campaign && task.seriesId === null;

/** What a frozen letter no longer tells as it is, counted from tasks that are loaded already. */
export function outdatedNow(
  frozen: LetterContent,
  unit: UnitId,
  campaign: CampaignId,
  tasks: readonly TaskFacts[],
): number {
  const nobody = { name: '', signatory: null };
  const { content } = letterDraft({
    title: '',
    number: null,
    issuer: nobody,
    unit: { ...nobody, id: unit },
    period: frozen.period,
    tasks: tasks.filter((task) => isSaid(task, campaign)),
    terms: { assessment: null, reward: null },
    nameOf: () => null,
  });
  return outdatedTasks(frozen, content);
}

const titleOf = ({ place, title }: LetterCampaign, today: string): string =>
  `${place}${yearOf(today)}年度创建${titleName(title)}工作目标责任书`;

const chainOf = (tasks: readonly TaskFacts[], unit: UnitId): PersonId[] =>
  tasks
    .flatMap((task) => task.units)
    .filter((part) => part.unit === unit)
    .flatMap(({ chain }) => [chain.leader, chain.person])
    .filter((person) => person !== null);

/** Tasks that a letter says otherwise than they are now: taken on since, changed, or gone. */
function outdatedTasks(frozen: LetterContent, now: LetterContent): number {
  // A task's version goes up with every report; what counts is what the letter says of it.
  const words = ({ tasks }: LetterContent) =>
    new Map(tasks.map((task) => [task.id, canonical({ ...task, version: 0 })]));
  const [said, is] = [words(frozen), words(now)];
  return [...new Set([...said.keys(), ...is.keys()])].filter((id) => said.get(id) !== is.get(id)).length;
}
