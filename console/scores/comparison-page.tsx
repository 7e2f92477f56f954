import { useCallback, useMemo, type ReactNode } from 'react';
import { useRouter } from '@tanstack/react-router';
import { listRounds } from '@tongchuang/contract/rounds.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import { compareScores } from '@tongchuang/contract/score-comparison.ts';
import type { RoundId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { CAUSE_WORDS } from '@tongchuang/domain/scoring/advice-words.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { locale, t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { sayAside } from '@tongchuang/ui/speech.ts';
import type { Tokens } from '@tongchuang/ui/theme.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { Chart } from '../pieces/chart.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { sayPoints, sayRange, saySigned } from './amounts.ts';
import { ScoreFrame } from './score-frame.tsx';
import { heightOf, spanOption, type Span } from './span-option.ts';
import { scoreAddress, type Scope } from './scope.ts';

type Comparison = ReplyOf<typeof compareScores>;
type Step = Comparison['steps'][number];

/** 对比: one score against another, and why they differ, cause by cause. */
export default function ComparisonPage(): ReactNode {
  return (
    <ScoreFrame title={t('rounds.tab_comparison')}>
      {(scope) => <Compared key={`${scope.id} ${scope.unitId}`} scope={scope} />}
    </ScoreFrame>
  );
}

function Compared({ scope }: { scope: Scope }): ReactNode {
  const url = useUrl();
  const rounds = useCall(listRounds, {});
  const others = rounds.data?.rows.filter((row) => row.id !== scope.id) ?? [];
  const units = scope.unitId === null ? [] : scope.round.units.filter((one) => one.unitId !== scope.unitId);
  // Against the round before, unless somebody chose.
  const before = others.find((row) => row.to <= scope.round.to) ?? others[0];
  const asked = url.get('with') || (before === undefined ? '' : `round:${before.id}`);
  const [kind, id = ''] = asked.split(':');
  const known =
    kind === 'round' ? others.some((row) => row.id === id) : units.some((one) => one.unitId === id);
  if (rounds.data === undefined) return <Loaded of={rounds}>{() => null}</Loaded>;
  if (others.length === 0 && units.length === 0)
    return <Empty title={t('scores.compare_none')}>{t('scores.compare_none_hint')}</Empty>;
  return (
    <>
      <div className="tc-ask tc-screen-only">
        <label>
          <span>{t('scores.compare_with')}</span>
          <select
            className="tc-input"
            value={known ? asked : ''}
            onChange={(event) => url.set({ with: event.target.value })}
          >
            {!known && <option value="">{t('scores.compare_choose')}</option>}
            <optgroup label={t('rounds.title')}>
              {others.map((row) => (
                <option key={row.id} value={`round:${row.id}`}>
                  {row.name}
                </option>
              ))}
            </optgroup>
            {units.length > 0 && (
              <optgroup label={t('scores.whose')}>
                {units.map((one) => (
                  <option key={one.unitId} value={`unit:${one.unitId}`}>
                    {one.unit}
                  </option>
                ))}
              </optgroup>
            )}
          </select>
        </label>
      </div>
      {known ? (
        <Difference scope={scope} kind={kind === 'unit' ? 'unit' : 'round'} id={id} />
      ) : (
        <Empty title={t('scores.compare_choose')} />
      )}
    </>
  );
}

function Difference({ scope, kind, id }: { scope: Scope; kind: 'round' | 'unit'; id: string }): ReactNode {
  const against = kind === 'unit' ? { withUnit: id as UnitId } : { withRound: id as RoundId };
  const found = useCall(compareScores, { params: { id: scope.id }, query: { ...scope.query, ...against } });
  return (
    <Loaded of={found} lines={10}>
      {(comparison) => (
        <>
          <Sides of={comparison} />
          {comparison.steps.length === 0 ? (
            <Empty title={t('scores.compare_same')} />
          ) : (
            <Causes of={comparison} scope={scope} />
          )}
        </>
      )}
    </Loaded>
  );
}

const difference = ({ before, after }: Comparison): number =>
  Math.round(((after.total.points ?? 0) - (before.total.points ?? 0)) * 100) / 100;

function Sides({ of }: { of: Comparison }): ReactNode {
  const side = ({ title, total }: Comparison['before']) => (
    <div>
      <dt>{title}</dt>
      <dd>
        {sayPoints(total.points)} <small>/ {sayPoints(total.of)}</small>
      </dd>
      {total.low !== total.high && (
        <dd className="tc-figure-note">{t('scores.within', { range: sayRange(total.low, total.high) })}</dd>
      )}
    </div>
  );
  const change = difference(of);
  return (
    <dl className="tc-figures tc-sheet tc-sides">
      {side(of.before)}
      {side(of.after)}
      <div>
        <dt>{t('scores.difference')}</dt>
        <dd className={change < 0 ? 'tc-danger' : 'tc-good'}>{saySigned(change)}</dd>
      </div>
    </dl>
  );
}

const causeWord = (step: Step): string => CAUSE_WORDS[step.cause][locale.get()];

/** Bars of the chart; what is smaller is put together in one. */
const MOST = 16;

/** The way from the one to the other: each step begins where the last one ended. */
function Causes({ of, scope }: { of: Comparison; scope: Scope }): ReactNode {
  const router = useRouter();
  const spans = useMemo(() => wayOf(of), [of]);
  const option = useCallback((tokens: Tokens, width: number) => spanOption(spans, tokens, width), [spans]);
  const address = (step: Step | undefined) =>
    step?.code === null || step === undefined || step.cause === 'edition_gone'
      ? null
      : scoreAddress(scope, step.code, scope.unitId);
  return (
    <>
      <Chart
        title={t('scores.way')}
        hint={t('scores.way_hint', { before: of.before.title, after: of.after.title })}
        height={heightOf(spans.length)}
        option={option}
        onPick={({ index }) => {
          const to = index < MOST ? address(of.steps[index]) : null;
          if (to !== null) router.history.push(to);
        }}
        table={
          <table className="tc-plain">
            <thead>
              <tr>
                <th>{t('scores.col_title')}</th>
                <th>{t('scores.cause')}</th>
                <th className="tc-number">{t('scores.unit_points')}</th>
              </tr>
            </thead>
            <tbody>
              {of.steps.map((step) => {
                const to = address(step);
                const words = step.code === null ? t('scores.total') : `${step.code} ${step.title}`;
                return (
                  <tr key={`${step.code} ${step.cause}`}>
                    <th scope="row">{to === null ? words : <a href={to}>{words}</a>}</th>
                    <td className="tc-nobreak">{causeWord(step)}</td>
                    <td className="tc-number">{saySigned(step.points)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        }
      />
      <section className="tc-chart-sheet">
        <h2>{t('scores.by_cause')}</h2>
        <div className="tc-plain-frame">
          <table className="tc-plain">
            <thead>
              <tr>
                <th>{t('scores.cause')}</th>
                <th className="tc-number">{t('scores.unit_points')}</th>
              </tr>
            </thead>
            <tbody>
              {causesOf(of.steps).map(([cause, points]) => (
                <tr key={cause}>
                  <th scope="row">{cause}</th>
                  <td className="tc-number">{saySigned(points)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </>
  );
}

/** Points by cause, the greatest first. */
function causesOf(steps: readonly Step[]): [string, number][] {
  const sums = new Map<string, number>();
  for (const step of steps) {
    const cause = causeWord(step);
    sums.set(cause, (sums.get(cause) ?? 0) + Math.round(step.points * 100));
  }
  return [...sums]
    .map(([cause, hundredths]): [string, number] => [cause, hundredths / 100])
    .toSorted((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
}

/** Drawn as the difference that has come together so far, so that it begins at 0 and small steps stay to be seen. */
function wayOf(of: Comparison): Span[] {
  let at = 0;
  const step = (name: string, points: number): Span => {
    const from = at;
    at = Math.round((at + points) * 100) / 100;
    return { name, from, to: at, label: saySigned(points), fill: points < 0 ? 'hollow' : 'solid' };
  };
  const shown = of.steps.slice(0, MOST);
  const others = of.steps.slice(MOST);
  const rest = others.reduce((sum, one) => sum + Math.round(one.points * 100), 0) / 100;
  const total = difference(of);
  return [
    ...shown.map((one) =>
      step(
        `${one.code ?? t('scores.total')} ${causeWord(one)}${one.title === '' ? '' : sayAside(one.title)}`,
        one.points,
      ),
    ),
    ...(others.length === 0 ? [] : [step(t('scores.steps_rest', { count: others.length }), rest)]),
    {
      name: t('scores.difference'),
      from: 0,
      to: total,
      label: saySigned(total),
      fill: total < 0 ? 'hollow' : 'solid',
    },
  ];
}
