import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { ECharts, EChartsCoreOption } from 'echarts/core';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { look } from '@tongchuang/ui/look.ts';
import { useSignal } from '@tongchuang/ui/signal.ts';
import { FONT, LIGHT, tokensOf, type Tokens } from '@tongchuang/ui/theme.ts';
import { usePrinting } from './use-printing.ts';
import './chart.css';
import './plain-table.css';
import './print.css';

export type ChartOption = EChartsCoreOption;

interface ChartProps {
  title: string;
  /** What it shows and in which unit, in one line under the title. */
  hint?: ReactNode;
  /** For who cannot see it; the title unless told. */
  label?: string;
  /** Pixels. */
  height: number;
  /** Made anew for the look, the width in pixels, and for paper. Keep it stable (`useCallback`). */
  option: (tokens: Tokens, width: number) => ChartOption;
  /** A click on what stands for a row; the table behind has the same as a link. */
  onPick?: (place: { index: number; value: unknown }) => void;
  /** The same numbers as a table. */
  table: ReactNode;
  /** At the right of the title: a choice. */
  children?: ReactNode;
}

/** Pixels of an A4 sheet between its margins. */
const SHEET = 680;
const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** A chart with its title and the table behind it. ECharts comes with the first one that is drawn. */
export function Chart(props: ChartProps): ReactNode {
  const { title, hint, label, height, option, onPick, table } = props;
  const wears = useSignal(look);
  const printing = usePrinting();
  const frame = useRef<HTMLDivElement>(null);
  const picking = useRef(onPick);
  picking.current = onPick;
  const [chart, setChart] = useState<ECharts | null>(null);
  const [width, setWidth] = useState(0);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    let made: ECharts | null = null;
    let gone = false;
    void import('./chart-core.ts').then(
      ({ init }) => {
        if (gone || frame.current === null) return;
        made = init(frame.current, null, { renderer: 'svg' });
        made.on('click', ({ dataIndex, value }) => picking.current?.({ index: dataIndex, value }));
        setWidth(frame.current.clientWidth);
        setChart(made);
      },
      () => setFailed(true),
    );
    return () => {
      gone = true;
      made?.dispose();
    };
  }, []);

  useEffect(() => {
    if (chart === null || frame.current === null) return;
    const watch = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)));
    watch.observe(frame.current);
    return () => watch.disconnect();
  }, [chart]);

  const wide = printing ? SHEET : width;
  useEffect(() => {
    if (chart === null || wide === 0) return;
    const tokens = printing ? LIGHT : tokensOf(wears);
    draw(chart, option(tokens, wide), tokens, wide, height, !printing && !calm());
  }, [chart, option, wide, wears, printing, height]);

  return (
    <section className="tc-chart-sheet">
      <h2>{title}</h2>
      {hint !== undefined && <p className="tc-quiet">{hint}</p>}
      {props.children}
      {failed ? (
        <p className="tc-notice tc-notice-warn">{t('house.chart_failed')}</p>
      ) : (
        <div ref={frame} className="tc-chart" style={{ height }} role="img" aria-label={label ?? title} />
      )}
      <details className="tc-chart-table" open={printing || failed || undefined}>
        <summary>{t('house.chart_table')}</summary>
        <div className="tc-plain-frame">{table}</div>
      </details>
    </section>
  );
}

function draw(
  chart: ECharts,
  option: ChartOption,
  tokens: Tokens,
  width: number,
  height: number,
  moves: boolean,
): void {
  chart.resize({ width, height, silent: true });
  chart.setOption(
    {
      ...option,
      animation: moves,
      animationDuration: 160,
      animationDurationUpdate: 160,
      textStyle: { fontFamily: FONT, color: tokens.ink },
      // As drawn text, so that a title that holds a tag stays a title.
      tooltip: {
        renderMode: 'richText',
        confine: true,
        backgroundColor: tokens.surface,
        borderColor: tokens.hairline,
        textStyle: { color: tokens.ink, fontSize: 13 },
        ...(option['tooltip'] as object | undefined),
      },
    },
    { notMerge: true },
  );
}
