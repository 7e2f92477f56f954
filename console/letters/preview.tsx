import { useState, type FormEvent, type ReactNode } from 'react';
import { listCampaigns } from '@tongchuang/contract/campaign.ts';
import { issueLetter, previewLetter } from '@tongchuang/contract/letters.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import type { CampaignId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { Loaded, TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { useAct, useCall } from '@tongchuang/ui/use-call.ts';
import { LetterContent, LetterGaps } from './content.tsx';
import { isWhole, TermsFields, termsBody, type Terms } from './terms.tsx';
import { LETTERS_CHANGE } from './changes.ts';

type Draft = ReplyOf<typeof previewLetter>;

/** What a unit's letter would say now, what it lacks (五定), and the button that writes and freezes it. */
export function Preview({ unitId }: { unitId: UnitId }): ReactNode {
  const preview = useCall(previewLetter, { params: { unitId }, query: {} });
  const campaigns = useCall(listCampaigns, {}, { staleMs: 300_000 });
  const campaign = campaigns.data?.rows[0];
  return (
    <Loaded of={preview} lines={10}>
      {(draft) => (
        <>
          <LetterGaps of={draft.content.gaps} />
          {draft.unclaimed > 0 && (
            <p className="tc-notice">
              {t('letters.unclaimed', { count: draft.unclaimed })}{' '}
              <a href={`/tasks?unit=${unitId}&only=unclaimed`}>{t('letters.unclaimed_show')}</a>
            </p>
          )}
          {draft.mayIssue && campaign !== undefined && (
            <IssueForm unitId={unitId} draft={draft} campaignId={campaign.id} />
          )}
          <LetterContent of={draft.content} />
        </>
      )}
    </Loaded>
  );
}

interface IssueFormProps {
  unitId: UnitId;
  draft: Draft;
  campaignId: CampaignId;
}

function IssueForm({ unitId, draft, campaignId }: IssueFormProps): ReactNode {
  const { issuer, period } = draft.content;
  const [id] = useState(() => newId<'letter'>());
  const [terms, setTerms] = useState<Terms>({
    number: '',
    issuerName: issuer.name,
    issuerSignatory: issuer.signatory ?? '',
    from: period.from,
    to: period.to,
    inSpiteOfGaps: false,
  });
  const hasGaps = draft.content.gaps.length > 0;
  const act = useAct(issueLetter, {
    changes: LETTERS_CHANGE,
    onDone: () => tell(t('letters.issued')),
  });
  return (
    <form
      className="tc-form tc-letter-form"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        act.mutate({ body: { id, unitId, campaignId, ...termsBody(terms) } });
      }}
    >
      <TermsFields terms={terms} set={(change) => setTerms({ ...terms, ...change })} hasGaps={hasGaps} />
      <p className="tc-quiet">{t('letters.freeze')}</p>
      <TroubleLine error={act.error} />
      <button
        type="submit"
        className="tc-button tc-button-primary"
        disabled={!isWhole(terms) || (hasGaps && !terms.inSpiteOfGaps) || act.isPending}
      >
        {t('letters.issue')}
      </button>
    </form>
  );
}
