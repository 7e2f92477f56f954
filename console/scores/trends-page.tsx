import { useCallback, useMemo, type ReactNode } from 'react';
import { useRouter } from '@tanstack/react-router';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import { getTrends } from '@tongchuang/contract/score-comparison.ts';
import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { sayDate, dayOf } from '@tongchuang/ui/speech.ts';
import type { Tokens } from '@tongchuang/ui/theme.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { Chart } from '../pieces/chart.tsx';
import { Choice } from '../pieces/choice.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { useUnitOptions } from '../pieces/use-roster.ts';
import { useMay, useMe } from '../shell/me.tsx';
import { sayPoints, sayRange, sayRate } from './amounts.ts';
import { trendOption, type TrendPoint } from './trend-option.ts';
import '../pieces/plain-table.css';
import '../pieces/print.css';
import './scores.css';

type Trends = ReplyOf<typeof getTrends>;
type Row = Trends['rows'][number];

/** 趋势: published totals over the rounds; where the edition changes, the line breaks. */
export default function TrendsPage(): ReactNode {
  const url = useUrl();
  const { tenant, unit } = useMe();
  const readsAll = useMay('score.read');
  const units = useUnitOptions(readsAll);
  const chosen = url.get('unit');
  const trends = useCall(getTrends, { query: chosen === '' ? {} : { unitId: chosen as UnitId } });
  const options = readsAll ? units : [{ value: unit.id as string, label: unit.name }];
  return (
    <>
      <PageHead title={t('scores.trends')} {...(trends.data ? { summary: summaryOf(trends.data) } : {})} />
      <div className="tc-scope tc-screen-only">
        <div className="tc-scope-unit">
          <Choice
            label={t('scores.whose')}
            bare
            placeholder={tenant.name}
            options={options}
            value={chosen}
            onChange={(value) => url.set({ unit: value, category: null })}
          />
        </div>
      </div>
      <Loaded of={trends} lines={10}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('scores.trends_empty')}>{t('scores.trends_empty_hint')}</Empty>
          ) : (
            <Lines rows={rows} />
          )
        }
      </Loaded>
    </>
  );
}

function summaryOf({ rows }: Trends): string {
  const last = rows.at(-1);
  const before = rows.at(-2);
  if (last === undefined || last.converted === null) return t('scores.trends_count', { count: rows.length });
  const facts = { round: last.round, converted: sayPoints(last.converted) };
  if (before === undefined || before.converted === null || last.editionChanged)
    return t('scores.trends_last', facts);
  const by = Math.round((last.converted - before.converted) * 100) / 100;
  return t(by < 0 ? 'scores.trends_down' : 'scores.trends_up', { ...facts, by: sayPoints(Math.abs(by)) });
}

function Lines({ rows }: { rows: readonly Row[] }): ReactNode {
  const url = useUrl();
  const router = useRouter();
  const categories = [
    ...new Set(rows.flatMap((row) => row.categories.filter((one) => one.max > 0).map((one) => one.title))),
  ];
  const category = categories.find((one) => one === url.get('category')) ?? null;
  const points = useMemo(() => pointsOf(rows, category), [rows, category]);
  const option = useCallback(
    (tokens: Tokens, width: number) => trendOption(points, category !== null, tokens, width),
    [points, category],
  );
  return (
    <Chart
      title={category ?? t('scores.trends_total')}
      hint={t(category === null ? 'scores.trends_hint' : 'scores.trends_category_hint')}
      height={340}
      option={option}
      onPick={({ index }) => {
        const row = rows[index];
        if (row !== undefined) router.history.push(`/rounds/${row.roundId}/score`);
      }}
      table={<Table rows={rows} categories={categories} />}
    >
      <label className="tc-trend-what tc-screen-only">
        <span className="tc-hidden">{t('scores.trends_what')}</span>
        <select
          className="tc-input"
          value={category ?? ''}
          onChange={(event) => url.set({ category: event.target.value })}
        >
          <option value="">{t('scores.trends_total')}</option>
          {categories.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      </label>
    </Chart>
  );
}

/** Totals on the scale of what is declared; a category as the share of its points. */
function pointsOf(rows: readonly Row[], category: string | null): TrendPoint[] {
  return rows.map((row) => {
    const own = row.categories.find((one) => one.title === category);
    const rate = own === undefined || own.max === 0 ? null : (own.points / own.max) * 100;
    return {
      name: row.round,
      edition: row.edition,
      breaks: row.editionChanged,
      value: category === null ? row.converted : rate,
      low: category === null ? row.low : null,
      high: category === null ? row.high : null,
    };
  });
}

const Table = ({ rows, categories }: { rows: readonly Row[]; categories: readonly string[] }): ReactNode => (
  <table className="tc-plain">
    <thead>
      <tr>
        <th>{t('scores.col_round')}</th>
        <th>{t('scores.col_published')}</th>
        <th>{t('scores.col_edition')}</th>
        <th className="tc-number">{t('scores.converted')}</th>
        <th className="tc-number">{t('scores.col_range')}</th>
        {categories.map((one) => (
          <th key={one} className="tc-number tc-wrap">
            {one}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={row.roundId}>
          <th scope="row">
            <a href={`/rounds/${row.roundId}/score`}>{row.round}</a>
          </th>
          <td className="tc-nobreak">{sayDate(dayOf(row.at))}</td>
          <td>
            {row.edition}
            {row.editionChanged && <b> {t('scores.edition_changed')}</b>}
          </td>
          <td className="tc-number">{sayPoints(row.converted)}</td>
          <td className="tc-number">{sayRange(row.low, row.high)}</td>
          {categories.map((title) => {
            const own = row.categories.find((one) => one.title === title);
            return (
              <td key={title} className="tc-number">
                {own === undefined || own.max === 0 ? '–' : sayRate(own.points / own.max)}
              </td>
            );
          })}
        </tr>
      ))}
    </tbody>
  </table>
);
