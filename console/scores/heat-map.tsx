import { useCallback, useMemo, type ReactNode } from 'react';
import { useRouter } from '@tanstack/react-router';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import type { getLosses } from '@tongchuang/contract/scores.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import type { Tokens } from '@tongchuang/ui/theme.ts';
import { Chart, type ChartOption } from '../pieces/chart.tsx';
import { sayPoints } from './amounts.ts';
import { scoreAddress, type Scope } from './scope.ts';

export type Losses = ReplyOf<typeof getLosses>;

/** Pixels of a row, and of the words above the first. */
const ROW = 26;
const HEAD = 64;

/** 单位 × 项目: the darker, the more was lost; units that lost most stand above. */
export function HeatMap({ of, scope }: { of: Losses; scope: Scope }): ReactNode {
  const router = useRouter();
  const { columns, units } = useMemo(() => gridOf(of), [of]);
  const option = useCallback(
    (tokens: Tokens, width: number) => optionOf(columns, units, tokens, width),
    [columns, units],
  );
  if (units.length === 0 || columns.length === 0) return null;
  return (
    <Chart
      title={t('scores.heat')}
      hint={t('scores.heat_hint')}
      height={units.length * ROW + HEAD + 8}
      option={option}
      onPick={({ value }) => {
        const [x, y] = value as [number, number];
        const code = columns[x]?.code;
        const unit = units[y];
        if (code !== undefined && unit !== undefined)
          router.history.push(scoreAddress(scope, code, unit.unitId));
      }}
      table={
        <table className="tc-plain">
          <thead>
            <tr>
              <th>{t('scores.whose')}</th>
              {columns.map(({ code, title }) => (
                <th key={code} className="tc-number" title={title}>
                  {code}
                </th>
              ))}
              <th className="tc-number">{t('scores.total')}</th>
            </tr>
          </thead>
          <tbody>
            {units.map((unit) => (
              <tr key={unit.unitId}>
                <th scope="row">{unit.unit}</th>
                {columns.map(({ code, nth }) => {
                  const cell = unit.cells[nth];
                  return (
                    <td key={code} className="tc-number">
                      {cell === undefined || cell.max === 0 ? (
                        '–'
                      ) : (
                        <a href={scoreAddress(scope, code, unit.unitId)}>{sayPoints(cell.lost)}</a>
                      )}
                    </td>
                  );
                })}
                <td className="tc-number">{sayPoints(unit.total.lost)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  );
}

interface GridColumn {
  code: string;
  title: string;
  /** Its place among the categories. */
  nth: number;
}

/** Categories and units of which anything applies. */
function gridOf({ categories, units, place }: Losses): { columns: GridColumn[]; units: Losses['units'] } {
  const columns = categories
    .map((category, nth): GridColumn => ({ ...category, nth }))
    .filter(({ nth }) => (place.cells[nth]?.max ?? 0) > 0 || units.some((unit) => unit.cells[nth]?.lost));
  const judged = units.filter((unit) => unit.total.max > 0);
  return { columns, units: judged.toSorted((a, b) => b.total.lost - a.total.lost) };
}

function optionOf(
  columns: readonly GridColumn[],
  units: Losses['units'],
  tokens: Tokens,
  width: number,
): ChartOption {
  const narrow = width < 560;
  const names = narrow ? 92 : 140;
  const column = (width - names - 8) / columns.length;
  const data = units.flatMap((unit, y) =>
    columns.flatMap(({ nth }, x) => {
      const cell = unit.cells[nth];
      // The fourth is what is drawn: roots, so that one great loss does not pale all others.
      return cell === undefined || cell.max === 0 ? [] : [[x, y, cell.lost, Math.sqrt(cell.lost)]];
    }),
  );
  const most = Math.max(0.1, ...data.map((cell) => cell[3] ?? 0));
  return {
    grid: { left: names, right: 8, top: HEAD, bottom: 8 },
    tooltip: {
      formatter: ({ value }: { value: [number, number, number] }) =>
        `${units[value[1]]?.unit ?? ''}\n${columns[value[0]]?.title ?? ''}\n${t('scores.lost_short', { lost: sayPoints(value[2]) })}`,
    },
    xAxis: {
      type: 'category',
      position: 'top',
      data: columns.map(({ code, title }) => (narrow ? code : `${code} ${title}`)),
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: { color: tokens.ink, interval: 0, width: column - 8, overflow: 'break', lineHeight: 16 },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: units.map((unit) => unit.unit),
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: { color: tokens.ink, interval: 0, width: names - 12, overflow: 'truncate' },
    },
    visualMap: {
      show: false,
      dimension: 3,
      min: 0,
      max: most,
      inRange: { color: [tokens.surface, tokens.primaryTint, tokens.primary] },
    },
    series: [
      {
        type: 'heatmap',
        data,
        itemStyle: { borderColor: tokens.hairline, borderWidth: 1 },
        label: {
          show: true,
          fontSize: 12,
          // Dark words on the tints, light ones on the full hue.
          formatter: ({ value }: { value: [number, number, number, number] }) => {
            const words = value[2] === 0 ? '·' : sayPoints(value[2]);
            return value[3] > most * 0.8 ? `{dark|${words}}` : `{light|${words}}`;
          },
          rich: {
            dark: { color: tokens.onPrimary, textBorderColor: tokens.primary, textBorderWidth: 2 },
            light: { color: tokens.ink },
          },
        },
        emphasis: { itemStyle: { borderColor: tokens.primary, borderWidth: 2 } },
      },
    ],
  };
}
