import { useEffect, useState, type ReactNode } from 'react';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import { getAdvice } from '@tongchuang/contract/score-advice.ts';
import { sentenceOf, type Need } from '@tongchuang/domain/scoring/advice-words.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { locale, t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { useCall } from '@tongchuang/ui/use-call.ts';
import type { Column } from '../pieces/columns.ts';
import { DataTable } from '../pieces/data-table.tsx';
import { sayPoints } from './amounts.ts';
import { AskForm, useAsked, type Asks } from './ask-form.tsx';
import { ScoreFrame } from './score-frame.tsx';
import { WhatIf } from './what-if.tsx';
import { scoreAddress, type Scope } from './scope.ts';

type Advice = ReplyOf<typeof getAdvice>;
export type Repair = Advice['repairs'][number];

/** 提分建议: what each open problem would give, the best set under a budget, and the score if facts were otherwise. */
export default function AdvicePage(): ReactNode {
  return (
    <ScoreFrame title={t('rounds.tab_advice')}>
      {(scope) => <Advised key={`${scope.unitId} ${scope.snapshot?.id}`} scope={scope} />}
    </ScoreFrame>
  );
}

function Advised({ scope }: { scope: Scope }): ReactNode {
  const asks: Asks<'budget' | 'each'> = {
    budget: { label: t('scores.budget'), least: 0, most: 1_000_000, step: 1, usual: 40 },
    each: { label: t('scores.each'), least: 1, most: 1000, step: 1, usual: 2 },
  };
  const { budget, each } = useAsked(asks);
  const query = { ...scope.query, each, budget };
  const advice = useCall(getAdvice, { params: { id: scope.id }, query }, { keepLast: true });
  const [picked, setPicked] = useState<readonly Repair[]>([]);
  const [withBest, setWithBest] = useState(false);
  return (
    <>
      <AskForm asks={asks} />
      <Loaded of={advice} lines={12}>
        {(found) => {
          const best = new Set(found.best.chosen);
          const chosen = withBest ? found.repairs.filter((repair) => best.has(repair.id)) : [];
          return found.repairs.length === 0 ? (
            <>
              <Empty title={t('scores.repairs_none')}>{t('scores.repairs_none_hint')}</Empty>
              <WhatIf scope={scope} repairs={[]} />
            </>
          ) : (
            <>
              <Best of={found} budget={budget} tried={withBest} onTry={() => setWithBest(!withBest)} />
              <WhatIf scope={scope} repairs={[...new Set([...chosen, ...picked])]} />
              <h2 className="tc-doubt-head">{t('scores.repairs')}</h2>
              {found.moreRepairs > 0 && (
                <p className="tc-notice tc-notice-warn">
                  {t('scores.more_repairs', { count: found.moreRepairs })}
                </p>
              )}
              <DataTable
                name="repairs"
                label={t('scores.repairs')}
                columns={columnsOf(best)}
                rows={found.repairs}
                idOf={idOf}
                href={(repair) => scoreAddress(scope, repair.code, scope.unitId)}
                bulk={(rows) => <Ticked rows={rows} onChange={setPicked} />}
              />
            </>
          );
        }}
      </Loaded>
    </>
  );
}

const idOf = (repair: Repair): string => repair.id;

/** Tells the what-if which rows are ticked. */
function Ticked({
  rows,
  onChange,
}: {
  rows: readonly Repair[];
  onChange: (rows: readonly Repair[]) => void;
}) {
  const key = rows.map(idOf).join(' ');
  useEffect(() => {
    onChange(rows);
    // By what is ticked, not by the list that is made anew with each drawing.
  }, [key]);
  useEffect(() => () => onChange([]), []);
  return <span className="tc-quiet">{t('scores.ticked_hint')}</span>;
}

interface BestProps {
  of: Advice;
  budget: number;
  tried: boolean;
  onTry: () => void;
}

/** The best set under the budget, and how sure it is that there is no better one. */
function Best({ of: { best, repairs }, budget, tried, onTry }: BestProps): ReactNode {
  const facts = {
    budget,
    count: best.chosen.length,
    all: repairs.length,
    cost: best.cost,
    gain: sayPoints(best.gain),
    bound: sayPoints(best.bound),
  };
  return (
    <div className="tc-notice tc-notice-good tc-best">
      <p>
        {best.chosen.length === 0
          ? t('scores.best_none', facts)
          : t(best.exact ? 'scores.best_exact' : 'scores.best_bound', facts)}
      </p>
      {best.chosen.length > 0 && (
        <button type="button" className="tc-button tc-screen-only" aria-pressed={tried} onClick={onTry}>
          {t(tried ? 'scores.best_leave' : 'scores.best_try')}
        </button>
      )}
    </div>
  );
}

const needWord = (repair: Repair): string =>
  locale.get() === 'en' ? sentenceOf(repair.needs as Need, 'en', repair.title) : repair.need;

const columnsOf = (best: ReadonlySet<string>): Column<Repair>[] => [
  {
    name: 'need',
    title: t('scores.col_need'),
    width: 340,
    cell: (repair) => (
      <>
        <span className="tc-nobreak">{repair.code}</span> {needWord(repair)}
      </>
    ),
    value: (repair) => `${repair.code} ${needWord(repair)}`,
  },
  {
    name: 'gain',
    title: t('scores.col_gain'),
    unit: t('scores.unit_points'),
    number: true,
    cell: (repair) => <b>{sayPoints(repair.gain)}</b>,
    value: (repair) => repair.gain,
  },
  {
    name: 'best',
    title: t('scores.col_best'),
    cell: (repair) => best.has(repair.id) && <StatusTag tone="good">{t('scores.in_best')}</StatusTag>,
    value: (repair) => (best.has(repair.id) ? t('scores.in_best') : ''),
  },
  {
    name: 'site',
    title: t('scores.col_site'),
    cell: (repair) => repair.site ?? '',
    value: (repair) => repair.site,
  },
  {
    name: 'unit',
    title: t('scores.whose'),
    cell: (repair) => repair.unit ?? '',
    value: (repair) => repair.unit,
  },
  {
    name: 'facts',
    title: t('scores.input_facts'),
    number: true,
    aside: true,
    cell: (repair) => repair.facts.length,
    value: (repair) => repair.facts.length,
  },
];
