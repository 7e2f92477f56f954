import type { Tokens } from '@tongchuang/ui/theme.ts';
import type { ChartOption } from '../pieces/chart.tsx';

/** One row of a chart that lies on its side: a bar from 0, a step of a waterfall, an interval. */
export interface Span {
  name: string;
  from: number;
  to: number;
  /** Written beside it. */
  label: string;
  /** One hue: solid for what there is or was gained, tint for what is open, hollow for what was lost. */
  fill: 'solid' | 'tint' | 'hollow';
}

/** Pixels of a row. */
export const ROW = 30;
export const heightOf = (rows: number): number => rows * ROW + 44;

interface Shown {
  coord: (of: readonly [number, number]) => [number, number];
  value: (dimension: number) => number;
}

/** Rows from above, bars on one scale that holds 0, each with its number beside it. */
export function spanOption(spans: readonly Span[], tokens: Tokens, width: number): ChartOption {
  const names = Math.round(width < 560 ? width * 0.36 : Math.min(360, width * 0.34));
  const ends = spans.flatMap(({ from, to }) => [from, to]);
  const drawn = (n: number, { coord, value }: Shown) => {
    const span = spans[n];
    const [a, y] = coord([Math.min(value(0), value(1)), n]);
    const [b] = coord([Math.max(value(0), value(1)), n]);
    const high = ROW * 0.56;
    return {
      type: 'group',
      children: [
        {
          type: 'rect',
          shape: { x: a, y: y - high / 2, width: Math.max(1.5, b - a), height: high },
          style: fillOf(span?.fill ?? 'solid', tokens),
        },
        {
          type: 'text',
          x: b + 6,
          y,
          style: { text: span?.label ?? '', fill: tokens.ink, verticalAlign: 'middle', fontSize: 12 },
        },
      ],
    };
  };
  return {
    grid: { left: names, right: 76, top: 4, bottom: 28 },
    tooltip: {
      trigger: 'item',
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const span = spans[dataIndex];
        return span === undefined ? '' : `${span.name}\n${span.label}`;
      },
    },
    xAxis: {
      type: 'value',
      min: Math.min(0, ...ends),
      max: Math.max(0, ...ends) || 1,
      axisLabel: { color: tokens.muted, showMinLabel: false, showMaxLabel: false },
      splitLine: { lineStyle: { color: tokens.hairline } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: spans.map(({ name }) => name),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: tokens.edge } },
      axisLabel: { color: tokens.ink, interval: 0, width: names - 12, overflow: 'truncate' },
    },
    series: [
      {
        type: 'custom',
        data: spans.map(({ from, to }, n) => [from, to, n]),
        encode: { x: [0, 1], y: 2 },
        renderItem: ({ dataIndex }: { dataIndex: number }, api: Shown) => drawn(dataIndex, api),
      },
    ],
  };
}

const fillOf = (fill: Span['fill'], tokens: Tokens) =>
  ({
    solid: { fill: tokens.primary },
    tint: { fill: tokens.primaryTint, stroke: tokens.primary, lineWidth: 1, lineDash: [3, 2] },
    hollow: { fill: tokens.surface, stroke: tokens.primary, lineWidth: 1.5 },
  })[fill];
