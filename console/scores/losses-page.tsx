import { useCallback, useMemo, type ReactNode } from 'react';
import { useRouter } from '@tanstack/react-router';
import { getLosses } from '@tongchuang/contract/scores.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import type { Tokens } from '@tongchuang/ui/theme.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { Chart } from '../pieces/chart.tsx';
import { sayPoints, sayRate } from './amounts.ts';
import { HeatMap, type Losses } from './heat-map.tsx';
import { ScoreFrame } from './score-frame.tsx';
import { heightOf, spanOption, type Span } from './span-option.ts';
import { SpanTable } from './span-table.tsx';
import { scoreAddress, type Scope } from './scope.ts';

/** 失分分析: where the points went, by unit and category, by criterion, by theme. */
export default function LossesPage(): ReactNode {
  return (
    <ScoreFrame title={t('rounds.tab_losses')} allUnits>
      {(scope) => <Lost scope={scope} />}
    </ScoreFrame>
  );
}

function Lost({ scope }: { scope: Scope }): ReactNode {
  const query = scope.snapshot === null ? {} : { snapshot: scope.snapshot.id };
  const losses = useCall(getLosses, { params: { id: scope.id }, query });
  return (
    <Loaded of={losses} lines={12}>
      {(found) => {
        const { total } = found.place;
        const open = Math.max(0, Math.round((total.max - (total.points ?? 0) - total.lost) * 100) / 100);
        if (total.lost === 0)
          return <Empty title={t('scores.losses_none')}>{t('scores.losses_none_hint')}</Empty>;
        return (
          <>
            <p className="tc-score-sum tc-losses-sum">
              {t('scores.losses_sum', {
                lost: sayPoints(total.lost),
                max: sayPoints(total.max),
                open: sayPoints(open),
                worst: worstOf(found),
              })}
            </p>
            <Falls of={found} scope={scope} open={open} />
            <HeatMap of={found} scope={scope} />
            <Largest of={found} scope={scope} />
            {found.axes.map((axis) => (
              <ByAxis key={axis.axis} of={axis} />
            ))}
          </>
        );
      }}
    </Loaded>
  );
}

const worstOf = ({ categories, place }: Losses): string => {
  const lost = place.cells.map((cell) => cell.lost);
  return categories[lost.indexOf(Math.max(...lost))]?.title ?? '';
};

/** From all that applies, category by category, to the points. */
function Falls({ of, scope, open }: { of: Losses; scope: Scope; open: number }): ReactNode {
  const steps = useMemo(() => fallsOf(of, open), [of, open]);
  const option = useCallback((tokens: Tokens, width: number) => spanOption(steps, tokens, width), [steps]);
  const router = useRouter();
  return (
    <Chart
      title={t('scores.falls')}
      hint={t('scores.falls_hint')}
      height={heightOf(steps.length)}
      option={option}
      onPick={({ index }) => {
        const code = steps[index]?.code;
        if (code !== undefined) router.history.push(scoreAddress(scope, code));
      }}
      table={
        <SpanTable
          head={t('scores.col_title')}
          rows={steps.map((step) => ({
            name: step.name,
            value: step.label,
            href: step.code === undefined ? null : scoreAddress(scope, step.code),
          }))}
        />
      }
    />
  );
}

function fallsOf({ categories, place }: Losses, open: number): (Span & { code?: string })[] {
  const { total } = place;
  let at = total.max;
  const steps: (Span & { code?: string })[] = [
    { name: t('scores.all_points'), from: 0, to: at, label: sayPoints(at), fill: 'solid', code: 'total' },
  ];
  categories.forEach(({ code, title }, n) => {
    const lost = place.cells[n]?.lost ?? 0;
    if (lost === 0) return;
    const name = `${code} ${title}`;
    steps.push({ name, from: at, to: at - lost, label: `−${sayPoints(lost)}`, fill: 'hollow', code });
    at -= lost;
  });
  // Caps of vetoes and bonuses stand above the categories.
  const rest = Math.round((at - open - (total.points ?? 0)) * 100) / 100;
  if (rest !== 0)
    steps.push({
      name: t('scores.falls_rest'),
      from: at,
      to: at - rest,
      label: rest > 0 ? `−${sayPoints(rest)}` : `+${sayPoints(-rest)}`,
      fill: rest > 0 ? 'hollow' : 'solid',
    });
  at -= rest;
  if (open > 0)
    steps.push({
      name: t('scores.state_unknown'),
      from: at,
      to: at - open,
      label: `−${sayPoints(open)}`,
      fill: 'tint',
    });
  steps.push({
    name: t('scores.col_points'),
    from: 0,
    to: total.points ?? 0,
    label: sayPoints(total.points),
    fill: 'solid',
    code: 'total',
  });
  return steps;
}

/** The criteria that cost most. */
function Largest({ of, scope }: { of: Losses; scope: Scope }): ReactNode {
  const router = useRouter();
  const shown = useMemo(() => of.largest.slice(0, 15), [of]);
  const spans = useMemo(
    () =>
      shown.map(({ code, title, lost }): Span => ({
        name: `${code} ${title}`,
        from: 0,
        to: lost,
        label: sayPoints(lost),
        fill: 'solid',
      })),
    [shown],
  );
  const option = useCallback((tokens: Tokens, width: number) => spanOption(spans, tokens, width), [spans]);
  return (
    <Chart
      title={t('scores.largest')}
      hint={t('scores.largest_hint', { count: shown.length })}
      height={heightOf(spans.length)}
      option={option}
      onPick={({ index }) => {
        const code = shown[index]?.code;
        if (code !== undefined) router.history.push(scoreAddress(scope, code));
      }}
      table={
        <table className="tc-plain">
          <thead>
            <tr>
              <th>{t('scores.col_title')}</th>
              <th className="tc-number">{t('scores.col_lost')}</th>
              <th className="tc-number">{t('scores.col_max')}</th>
            </tr>
          </thead>
          <tbody>
            {of.largest.map(({ code, title, lost, max }) => (
              <tr key={code}>
                <th scope="row">
                  <a href={scoreAddress(scope, code)}>
                    <span className="tc-nobreak">{code}</span> {title}
                  </a>
                </th>
                <td className="tc-number">{sayPoints(lost)}</td>
                <td className="tc-number">{sayPoints(max)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  );
}

/** 八大环境: what was lost under each value of a theme axis. */
function ByAxis({ of }: { of: Losses['axes'][number] }): ReactNode {
  const spans = useMemo(
    () =>
      of.values.map(({ name, lost }): Span => ({
        name,
        from: 0,
        to: lost,
        label: sayPoints(lost),
        fill: 'solid',
      })),
    [of],
  );
  const option = useCallback((tokens: Tokens, width: number) => spanOption(spans, tokens, width), [spans]);
  return (
    <Chart
      title={t('scores.by_axis', { axis: of.axis })}
      hint={t('scores.by_axis_hint')}
      height={heightOf(spans.length)}
      option={option}
      table={
        <table className="tc-plain">
          <thead>
            <tr>
              <th>{of.axis}</th>
              <th className="tc-number">{t('scores.col_max')}</th>
              <th className="tc-number">{t('scores.col_points')}</th>
              <th className="tc-number">{t('scores.col_lost')}</th>
              <th className="tc-number">{t('scores.col_lost_rate')}</th>
            </tr>
          </thead>
          <tbody>
            {of.values.map(({ name, points, max, lost }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="tc-number">{sayPoints(max)}</td>
                <td className="tc-number">{sayPoints(points)}</td>
                <td className="tc-number">{sayPoints(lost)}</td>
                <td className="tc-number">{max === 0 ? '–' : sayRate(lost / max)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  );
}
