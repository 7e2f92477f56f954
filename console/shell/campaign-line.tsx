import type { ReactNode } from 'react';
import { listCampaigns } from '@tongchuang/contract/campaign.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { dayOf } from '@tongchuang/ui/speech.ts';

/** The running campaign, its years, and the stage that today is in. Nothing while there is none. */
export default function CampaignLine(): ReactNode {
  const campaigns = useCall(listCampaigns, {}, { staleMs: 300_000 });
  const campaign = campaigns.data?.rows[0];
  if (campaign === undefined) return null;
  const today = dayOf(new Date());
  const stage = campaign.stages.find(({ from, to }) => from <= today && today <= to);
  const years = [...new Set([campaign.from.slice(0, 4), campaign.to.slice(0, 4)])].join('–');
  return (
    <span className="tc-campaign-now">
      {campaign.name} <span className="tc-quiet">{[years, stage?.name].filter(Boolean).join(' · ')}</span>
    </span>
  );
}
