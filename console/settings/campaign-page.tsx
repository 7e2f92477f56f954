import type { ReactNode } from 'react';
import { listCampaigns, type Campaign } from '@tongchuang/contract/campaign.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { dayOf, sayDate } from '@tongchuang/ui/speech.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { SideDrawer } from '../pieces/side-drawer.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { useMay } from '../shell/me.tsx';
import { CampaignForm } from './campaign-form.tsx';
import { StageBars } from './stage-bars.tsx';
import '../pieces/table.css';
import './campaign.css';

type Known = ReplyOf<typeof listCampaigns>;

/** 创建周期: the title that is sought, the years, the stages, and what every letter says of assessment and reward. */
export default function CampaignPage(): ReactNode {
  const answer = useCall(listCampaigns, {});
  const url = useUrl();
  const mayEdit = useMay('plan.edit');
  const isEmpty = answer.data?.rows.length === 0;
  const add = mayEdit && (
    <a className={isEmpty ? 'tc-button tc-button-primary' : 'tc-button'} href={url.with({ edit: 'new' })}>
      {t('settings.add_campaign')}
    </a>
  );
  return (
    <>
      <PageHead
        title={t('settings.campaign')}
        summary={t('settings.campaign_summary')}
        action={isEmpty ? undefined : add}
      />
      <Loaded of={answer}>
        {(of) => (
          <>
            {of.rows.length === 0 && (
              <div className="tc-sheet">
                <Empty title={t('settings.no_campaign')} action={add}>
                  {t(mayEdit ? 'settings.no_campaign_hint' : 'settings.no_campaign_wait')}
                </Empty>
              </div>
            )}
            {of.rows.map((campaign) => (
              <OneCampaign key={campaign.id} campaign={campaign} titles={of.titles} mayEdit={mayEdit} />
            ))}
            <SideDrawer name="edit" title={t('settings.campaign')} width={760}>
              {(id) => (
                <CampaignForm key={id} known={of.rows.find((one) => one.id === id)} titles={of.titles} />
              )}
            </SideDrawer>
          </>
        )}
      </Loaded>
    </>
  );
}

interface OneCampaignProps {
  campaign: Campaign;
  titles: Known['titles'];
  mayEdit: boolean;
}

function OneCampaign({ campaign, titles, mayEdit }: OneCampaignProps): ReactNode {
  const url = useUrl();
  const today = dayOf(new Date());
  const runs = campaign.from <= today && today <= campaign.to;
  const rung = titles.find((one) => one.code === campaign.title);
  const clashes = campaign.stages.filter((stage) => stage.overlaps.length > 0).length;
  return (
    <section className="tc-sheet" aria-labelledby={`campaign-${campaign.id}`}>
      <div className="tc-year-head">
        <h2 id={`campaign-${campaign.id}`}>
          {campaign.name}{' '}
          <StatusTag tone={runs ? 'info' : 'muted'}>
            {t(runs ? 'settings.runs' : campaign.to < today ? 'settings.is_over' : 'settings.is_ahead')}
          </StatusTag>
        </h2>
        {mayEdit && (
          <a className="tc-button" href={url.with({ edit: campaign.id })}>
            {t('house.edit')}
          </a>
        )}
      </div>
      <dl className="tc-facts tc-campaign-facts">
        <dt>{t('settings.title_sought')}</dt>
        <dd>
          {rung?.name ?? campaign.title}
          {rung !== undefined && <span className="tc-quiet"> · {rung.by}</span>}
        </dd>
        <dt>{t('settings.cycle')}</dt>
        <dd>{t('settings.from_to', { from: sayDate(campaign.from), to: sayDate(campaign.to) })}</dd>
        <dt>{t('settings.assessment')}</dt>
        <dd>{campaign.assessment ?? <span className="tc-quiet">{t('settings.letter_words_none')}</span>}</dd>
        <dt>{t('settings.reward')}</dt>
        <dd>{campaign.reward ?? <span className="tc-quiet">{t('settings.letter_words_none')}</span>}</dd>
      </dl>
      <h3 className="tc-campaign-stages">{t('settings.stages')}</h3>
      {clashes > 0 && (
        <p className="tc-notice tc-notice-warn">{t('settings.overlap_note', { count: clashes })}</p>
      )}
      {campaign.stages.length === 0 ? (
        <p className="tc-quiet">{t('settings.no_stages')}</p>
      ) : (
        <StageBars campaign={campaign} today={today} />
      )}
    </section>
  );
}
