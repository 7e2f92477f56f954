import { useState, type ReactNode } from 'react';
import {
  confirmMapping,
  getFramework,
  getMapping,
  listFrameworks,
  type Framework,
} from '@tongchuang/contract/frameworks.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import { listRounds } from '@tongchuang/contract/rounds.ts';
import type { EditionId, RoundId } from '@tongchuang/domain/kernel/ids.ts';
import { Loaded, TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { sayShortInstant } from '@tongchuang/ui/speech.ts';
import { useAct, useCall } from '@tongchuang/ui/use-call.ts';
import { SelectField } from '../pieces/act-form.tsx';
import { useParam, useUrl } from '../pieces/url-state.ts';
import { useMay } from '../shell/me.tsx';
import { BothScores } from './both-scores.tsx';
import { pairLines, pairsOf, type Pair } from './pairs.ts';
import { PairTable } from './pair-table.tsx';
import type { Drawn } from './use-edition.ts';
import '../pieces/forms.css';
import './assessment.css';

type Mapping = ReplyOf<typeof getMapping>;

/** 版本对照: how an older edition goes over into this one; suggested, changed by hand, confirmed. */
export default function MappingPage(): ReactNode {
  const id = useParam('id') as EditionId;
  const framework = useCall(getFramework, { params: { id } });
  return (
    <Loaded of={framework} lines={10}>
      {(fresh) =>
        fresh.edition === null ? (
          <Empty
            title={fresh.title}
            action={<a href={`/frameworks/${id}`}>{t('assessment.open_edition')}</a>}
          />
        ) : (
          <Chosen fresh={fresh as Drawn} />
        )
      }
    </Loaded>
  );
}

/** The older edition is chosen in the address; the one that this follows unless told. */
function Chosen({ fresh }: { fresh: Drawn }): ReactNode {
  const url = useUrl();
  const editions = useCall(listFrameworks, {}, { staleMs: 60_000 });
  const rounds = useCall(listRounds, {}, { staleMs: 60_000 });
  const others = (editions.data?.rows ?? []).filter((row) => row.id !== fresh.id && row.levels.length > 0);
  const from = (url.get('from') || fresh.follows || '') as EditionId | '';
  const round = url.get('round') as RoundId | '';
  const ofOld = (rounds.data?.rows ?? []).filter((row) => row.editionId === from);
  return (
    <>
      <PageHead
        title={t('assessment.mapping')}
        back={{ href: `/frameworks/${fresh.id}`, title: fresh.title }}
        summary={t('assessment.mapping_summary', { title: fresh.title })}
      />
      <div className="tc-form tc-act-form tc-mapping-choice">
        <div className="tc-form-row">
          <SelectField
            label={t('assessment.mapping_from')}
            none={t('assessment.mapping_choose')}
            value={from}
            options={others.map((row) => ({ value: row.id, label: row.title }))}
            onChange={(value) => url.set({ from: value, round: null })}
          />
          <SelectField
            label={t('assessment.mapping_round')}
            none={t('assessment.mapping_no_round')}
            value={round}
            options={ofOld.map((row) => ({ value: row.id, label: row.name }))}
            onChange={(value) => url.set({ round: value })}
          />
        </div>
      </div>
      {from === '' ? (
        <Empty title={t('assessment.mapping_none')}>{t('assessment.mapping_none_hint')}</Empty>
      ) : (
        <Between key={from} from={from} fresh={fresh} round={round} />
      )}
    </>
  );
}

interface BetweenProps {
  from: EditionId;
  fresh: Drawn;
  round: RoundId | '';
}

function Between({ from, fresh, round }: BetweenProps): ReactNode {
  const old = useCall(getFramework, { params: { id: from } });
  const query = { from, ...(round === '' ? {} : { round }) };
  const mapping = useCall(getMapping, { params: { id: fresh.id }, query }, { keepLast: true });
  return (
    <Loaded of={old}>
      {(before) => (
        <Loaded of={mapping} lines={10}>
          {(found) => (
            <>
              {found.scores !== null && <BothScores of={found.scores} />}
              <Pairs
                key={`${found.version} ${found.pairs.length}`}
                {...{ from, fresh, of: found }}
                old={before}
              />
            </>
          )}
        </Loaded>
      )}
    </Loaded>
  );
}

interface PairsProps {
  from: EditionId;
  old: Framework;
  fresh: Drawn;
  of: Mapping;
}

function Pairs({ from, old, fresh, of }: PairsProps): ReactNode {
  const may = useMay('framework.edit');
  const [pairs, setPairs] = useState<readonly Pair[]>(() => pairsOf(of.pairs));
  const act = useAct(confirmMapping, { onDone: () => tell(t('assessment.mapping_done')) });
  if (old.edition === null) return <Empty title={old.title} />;
  const lines = pairLines(pairs, of.pairs, old.edition, fresh.edition);
  const alone = lines.filter(({ from: a, to: b }) => a === null || b === null).length;
  return (
    <>
      <div className="tc-mapping-state">
        <p>
          {t('assessment.mapping_counts', { pairs: pairs.length, alone })}{' '}
          <span className="tc-quiet">
            {of.confirmed === null
              ? t('assessment.mapping_open')
              : t('assessment.mapping_confirmed', {
                  who: of.confirmed.by,
                  time: sayShortInstant(of.confirmed.at),
                })}
          </span>
        </p>
        {may && (
          <button
            type="button"
            className="tc-button tc-button-primary"
            disabled={act.isPending}
            onClick={() =>
              act.mutate({
                params: { id: fresh.id },
                body: { from, version: of.version, pairs: [...pairs] },
              })
            }
          >
            {t('assessment.mapping_confirm')}
          </button>
        )}
      </div>
      <TroubleLine error={act.error} />
      <PairTable
        lines={lines}
        pairs={pairs}
        old={old.edition}
        fresh={fresh.edition}
        onChange={may ? setPairs : null}
      />
    </>
  );
}
