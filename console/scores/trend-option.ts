import type { Tokens } from '@tongchuang/ui/theme.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import type { ChartOption } from '../pieces/chart.tsx';
import { sayPoints, sayRate } from './amounts.ts';

export interface TrendPoint {
  name: string;
  edition: string;
  /** Another edition from here on. */
  breaks: boolean;
  value: number | null;
  low: number | null;
  high: number | null;
}

interface Shown {
  coord: (of: readonly [number, number]) => [number, number];
  value: (dimension: number) => number;
}

/** Points over the rounds. Editions are not measured alike: the line ends where one ends. */
export function trendOption(
  points: readonly TrendPoint[],
  asShare: boolean,
  tokens: Tokens,
  width: number,
): ChartOption {
  const say = (value: number) => (asShare ? sayRate(value / 100) : sayPoints(value));
  const editions: number[][] = [];
  points.forEach((point, n) => {
    if (n === 0 || point.breaks) editions.push([]);
    editions.at(-1)?.push(n);
  });
  return {
    grid: { left: 48, right: 40, top: 36, bottom: 44 },
    tooltip: {
      trigger: 'axis',
      formatter: (shown: { dataIndex: number }[]) => {
        const point = points[shown[0]?.dataIndex ?? -1];
        if (point === undefined) return '';
        const range =
          point.low === null || point.high === null || point.low === point.high
            ? []
            : [t('scores.range_says', { low: sayPoints(point.low), high: sayPoints(point.high) })];
        return [point.name, point.value === null ? '–' : say(point.value), ...range, point.edition].join(
          '\n',
        );
      },
    },
    xAxis: {
      type: 'category',
      data: points.map(({ name }) => name),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: tokens.edge } },
      axisLabel: {
        color: tokens.ink,
        interval: 0,
        width: Math.max(56, (width - 100) / points.length - 8),
        overflow: 'truncate',
      },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: (most: { max: number }) => Math.max(100, most.max),
      axisLabel: { color: tokens.muted },
      splitLine: { lineStyle: { color: tokens.hairline } },
    },
    series: [
      {
        type: 'custom',
        silent: true,
        data: points.map(({ low, high }, n) => [n, low ?? NaN, high ?? NaN]),
        encode: { x: 0, y: [1, 2] },
        renderItem: (_: unknown, api: Shown) => whisker(api, tokens),
      },
      ...editions.map((own, nth) => ({
        type: 'line',
        data: points.map(({ value }, n) => (own.includes(n) ? value : null)),
        symbol: 'circle',
        symbolSize: 9,
        lineStyle: { color: tokens.primary, width: 2 },
        itemStyle: { color: tokens.primary },
        label: {
          show: true,
          position: 'top',
          color: tokens.ink,
          formatter: ({ value }: { value: number | null }) => (value === null ? '' : say(value)),
        },
        ...(nth === 0 ? {} : { markLine: breakLine(points[own[0] ?? 0], own[0] ?? 0, tokens) }),
      })),
    ],
  };
}

/** From the lowest to the highest that it could have come to. */
function whisker({ coord, value }: Shown, tokens: Tokens) {
  const n = value(0);
  const low = value(1);
  const high = value(2);
  if (!(high > low)) return { type: 'group', children: [] };
  const [x, top] = coord([n, high]);
  const [, foot] = coord([n, low]);
  const line = (x1: number, y1: number, x2: number, y2: number) => ({
    type: 'line',
    shape: { x1, y1, x2, y2 },
    style: { stroke: tokens.primary, lineWidth: 1.5 },
  });
  return {
    type: 'group',
    children: [line(x, top, x, foot), line(x - 6, top, x + 6, top), line(x - 6, foot, x + 6, foot)],
  };
}

const breakLine = (point: TrendPoint | undefined, n: number, tokens: Tokens) => ({
  silent: true,
  symbol: 'none',
  data: [{ xAxis: n }],
  lineStyle: { color: tokens.edge, type: 'dashed' },
  label: {
    formatter: t('scores.edition_from', { edition: point?.edition ?? '' }),
    color: tokens.muted,
    position: 'end',
    width: 180,
    overflow: 'truncate',
  },
});
