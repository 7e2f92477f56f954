import type { ReactNode } from 'react';
import { exportScore, getScore, type Score } from '@tongchuang/contract/scores.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Counted } from '@tongchuang/ui/pieces/counted.tsx';
import { Sentence } from '@tongchuang/ui/pieces/sentence.tsx';
import { Shape } from '@tongchuang/ui/pieces/status-tag.tsx';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { SideDrawer } from '../pieces/side-drawer.tsx';
import { useDownload } from '../pieces/use-download.ts';
import { usePrinting } from '../pieces/use-printing.ts';
import { useUrl } from '../pieces/url-state.ts';
import { sayRange } from './amounts.ts';
import { Explained } from './explained.tsx';
import { ScoreFrame } from './score-frame.tsx';
import { ScorePrint } from './score-print.tsx';
import { ScoreTree } from './score-tree.tsx';
import type { Scope } from './scope.ts';

/** 得分: the whole tree of numbers; each of them opens down to what was seen. */
export default function ScorePage(): ReactNode {
  return (
    <ScoreFrame title={t('rounds.tab_score')}>
      {(scope) => (
        <>
          <Scored scope={scope} />
          <SideDrawer title={t('scores.explain')} width={760}>
            {(code) => <Explained key={code} scope={scope} code={code} />}
          </SideDrawer>
        </>
      )}
    </ScoreFrame>
  );
}

function Scored({ scope }: { scope: Scope }): ReactNode {
  const score = useCall(getScore, { params: { id: scope.id }, query: scope.query });
  const { download, busy } = useDownload();
  const printing = usePrinting();
  const body = { unitId: scope.unitId, snapshot: scope.snapshot?.id ?? null };
  return (
    <Loaded of={score} lines={12}>
      {(found) => (
        <>
          <div className="tc-score-head">
            <p className="tc-score-sum">
              <TotalSentence of={found} />
            </p>
            <div className="tc-score-actions tc-screen-only">
              <button type="button" className="tc-button" onClick={() => print()}>
                {t('scores.print')}
              </button>
              {(scope.readsAll || scope.unitId !== null) && (
                <button
                  type="button"
                  className="tc-button tc-button-primary"
                  disabled={busy}
                  onClick={() => void download(exportScore, { params: { id: scope.id }, body })}
                >
                  {t('scores.export')}
                </button>
              )}
            </div>
          </div>
          <Vetoes of={found} />
          {printing ? <ScorePrint of={found} /> : <ScoreTree of={found} />}
        </>
      )}
    </Loaded>
  );
}

/** 已评 81.20 / 90.00 分，未评 10.00 分，总分在 81.20–91.20 之间；折算 90.22。 */
function TotalSentence({ of: { total } }: { of: Score }): ReactNode {
  const url = useUrl();
  const href = url.with({ open: 'total' });
  const counted = (value: number, says: string) => (
    <Counted value={value} decimals={2} says={says} href={href} />
  );
  const open = Math.round((total.max - total.of) * 100) / 100;
  const slots = {
    points: '{points}',
    of: '{of}',
    open: '{open}',
    range: '{range}',
    converted: '{converted}',
  };
  const sentence =
    total.state === 'not_applicable'
      ? t('scores.sum_out')
      : open > 0
        ? t(total.converted === null ? 'scores.sum_none' : 'scores.sum_open', slots)
        : t(total.converted === null ? 'scores.sum_plain' : 'scores.sum_known', slots);
  return (
    <Sentence
      of={sentence}
      with={{
        points: counted(total.points ?? 0, t('scores.says_points')),
        of: counted(total.of, t('scores.says_of')),
        open: counted(open, t('scores.says_open')),
        range: <b className="tc-nobreak">{sayRange(total.low, total.high)}</b>,
        converted: counted(
          total.converted ?? 0,
          t('scores.says_converted', { declared: total.declared.toFixed(2) }),
        ),
      }}
    />
  );
}

/** 一票否决: those that struck, in 朱 and in words, and those nobody has reported on. */
function Vetoes({ of: { total, nodes } }: { of: Score }): ReactNode {
  const url = useUrl();
  const { struck, open } = total.vetoes;
  if (struck.length === 0 && open.length === 0) return null;
  const titles = new Map(nodes.map((node) => [node.code, node.title]));
  const links = (codes: readonly string[]) =>
    codes.map((code) => (
      <li key={code}>
        <a href={url.with({ open: code })}>
          <span className="tc-nobreak">{code}</span> {titles.get(code) ?? ''}
        </a>
      </li>
    ));
  return (
    <>
      {struck.length > 0 && (
        <div className="tc-notice tc-notice-veto">
          <p>
            <Shape tone="veto" /> <b>{t('scores.vetoes_struck', { count: struck.length })}</b>
          </p>
          <ul>{links(struck)}</ul>
        </div>
      )}
      {open.length > 0 && (
        <details className="tc-notice tc-notice-warn">
          <summary>{t('scores.vetoes_open', { count: open.length })}</summary>
          <ul>{links(open)}</ul>
        </details>
      )}
    </>
  );
}
