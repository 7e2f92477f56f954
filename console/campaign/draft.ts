import type { Campaign } from '@tongchuang/contract/campaign.ts';
import { addDays, type CivilDate } from '@tongchuang/domain/kernel/calendar.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { sayDate } from '@tongchuang/ui/speech.ts';

export interface StageDraft {
  id: string;
  name: string;
  from: CivilDate;
  to: CivilDate;
}

/** What the form of a campaign holds. */
export interface Draft {
  name: string;
  title: string;
  from: CivilDate;
  to: CivilDate;
  assessment: string;
  reward: string;
  stages: readonly StageDraft[];
}

export const draftOf = (campaign: Campaign): Draft => ({
  name: campaign.name,
  title: campaign.titleName,
  from: campaign.from,
  to: campaign.to,
  assessment: campaign.assessment ?? '',
  reward: campaign.reward ?? '',
  stages: campaign.stages.map(({ id, name, from, to }) => ({ id, name, from, to })),
});

/** Three years from the year of today, as a cycle usually lasts. */
export function emptyDraft(today: CivilDate): Draft {
  const year = Number(today.slice(0, 4));
  return {
    name: '',
    title: '',
    from: `${year}-01-01`,
    to: `${year + 2}-12-31`,
    assessment: '',
    reward: '',
    stages: [],
  };
}

/** The next stage begins the day after the last one ends. */
export function nextStage(stages: readonly StageDraft[], within: Pick<Draft, 'from' | 'to'>): StageDraft {
  const last = stages.at(-1);
  const from = last === undefined || last.to === '' ? within.from : addDays(last.to, 1);
  return { id: newId(), name: '', from: from <= within.to ? from : within.to, to: within.to };
}

export const isReady = (draft: Draft): boolean =>
  draft.name.trim() !== '' &&
  draft.title.trim() !== '' &&
  draft.from !== '' &&
  draft.from <= draft.to &&
  draft.stages.every((stage) => stage.name.trim() !== '' && stage.from !== '' && stage.from <= stage.to);

const sayStages = (stages: readonly StageDraft[]): string =>
  stages.map((stage) => `${stage.name} ${sayDate(stage.from)}–${sayDate(stage.to)}`).join('；');

/** Fields that either of two people changed. */
export function differences(mine: Draft, was: Draft, now: Draft) {
  const fields = [
    { field: t('campaign.name'), of: (draft: Draft) => draft.name },
    { field: t('campaign.aim'), of: (draft: Draft) => draft.title },
    { field: t('campaign.period'), of: (draft: Draft) => `${sayDate(draft.from)}–${sayDate(draft.to)}` },
    { field: t('campaign.stages'), of: (draft: Draft) => sayStages(draft.stages) },
    { field: t('campaign.assessment'), of: (draft: Draft) => draft.assessment },
    { field: t('campaign.reward'), of: (draft: Draft) => draft.reward },
  ];
  return fields
    .filter(({ of }) => of(mine) !== of(was) || of(now) !== of(was))
    .map(({ field, of }) => ({ field, theirs: of(now), mine: of(mine) }));
}
