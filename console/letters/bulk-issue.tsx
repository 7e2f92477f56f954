import { useState, type FormEvent, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { listCampaigns, type Campaign } from '@tongchuang/contract/campaign.ts';
import { issueLetter, previewLetter } from '@tongchuang/contract/letters.ts';
import { call } from '@tongchuang/ui/call.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { Flyout } from '@tongchuang/ui/pieces/flyout.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { refresh, useCall } from '@tongchuang/ui/use-call.ts';
import { oneByOne, Refusals, type Outcome } from '../pieces/one-by-one.tsx';
import { LETTERS_CHANGE } from './changes.ts';
import type { LetterLine } from './lines.ts';
import { isWhole, TermsFields, termsBody, type Terms } from './terms.tsx';

/** 批量生成: one letter a unit, one after the other; what was refused stays in sight with its reason. */
export function BulkIssue({ lines, done }: { lines: readonly LetterLine[]; done: () => void }): ReactNode {
  const [refused, setRefused] = useState<readonly Outcome[]>([]);
  const campaigns = useCall(listCampaigns, {}, { staleMs: 300_000 });
  const campaign = campaigns.data?.rows[0];
  if (campaign === undefined || (lines.length === 0 && refused.length === 0)) return null;
  return (
    <>
      <Flyout
        className="tc-button tc-button-primary"
        button={t('letters.issue_count', { count: lines.length })}
      >
        {(close) => (
          <Form
            lines={lines}
            campaign={campaign}
            onDone={(results) => {
              const not = results.filter((result) => result.trouble !== null);
              const written = results.length - not.length;
              if (written > 0) tell(t('letters.issued_count', { count: written }));
              close();
              if (not.length === 0) done();
              else setRefused(not);
            }}
          />
        )}
      </Flyout>
      {refused.length > 0 && <Refusals of={refused} close={() => setRefused([])} />}
    </>
  );
}

interface FormProps {
  lines: readonly LetterLine[];
  campaign: Campaign;
  onDone: (outcomes: readonly Outcome[]) => void;
}

function Form({ lines, campaign, onDone }: FormProps): ReactNode {
  const queries = useQueryClient();
  const [first] = lines;
  // The issuer's name as the letters would say it, from the first of them.
  const preview = useCall(
    previewLetter,
    { params: { unitId: first?.unitId ?? newId() }, query: {} },
    { enabled: first !== undefined },
  );
  const [changed, setChanged] = useState<Partial<Terms>>({});
  const [at, setAt] = useState<number | null>(null);
  const terms: Terms = {
    number: '',
    issuerName: preview.data?.content.issuer.name ?? '',
    issuerSignatory: preview.data?.content.issuer.signatory ?? '',
    from: campaign.from,
    to: campaign.to,
    inSpiteOfGaps: false,
    ...changed,
  };
  const issueAll = async (event: FormEvent) => {
    event.preventDefault();
    setAt(0);
    const results = await oneByOne(
      lines,
      (line) => ({ id: line.unitId, name: line.unitName, href: `/letters?open=${line.unitId}` }),
      (line) =>
        call(issueLetter, {
          body: { id: newId<'letter'>(), unitId: line.unitId, campaignId: campaign.id, ...termsBody(terms) },
        }),
      setAt,
    );
    setAt(null);
    await refresh(queries, LETTERS_CHANGE);
    onDone(results);
  };
  return (
    <form className="tc-form tc-bulk-letters" onSubmit={(event) => void issueAll(event)}>
      <TermsFields
        terms={terms}
        set={(change) => setChanged({ ...changed, ...change })}
        hasGaps
        withNumber={false}
      />
      <p className="tc-quiet">{t('letters.freeze')}</p>
      <button type="submit" className="tc-button tc-button-primary" disabled={!isWhole(terms) || at !== null}>
        {at === null
          ? t('letters.issue_count', { count: lines.length })
          : t('letters.issuing', { at, of: lines.length })}
      </button>
    </form>
  );
}
