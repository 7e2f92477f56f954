import { memo, useEffect, useMemo, useRef, type ReactNode } from 'react';
import { scrollWithin } from './scroll-within.ts';
import type { DraftTask, OriginalPaper } from '@tongchuang/contract/intake.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { marksOf, segmentsOf, type Segment } from './segments.ts';

type Block = OriginalPaper['blocks'][number];
type Mark = ReturnType<typeof marksOf>[number];

interface OriginalProps {
  paper: OriginalPaper;
  tasks: readonly DraftTask[];
  /** Index of the task that is looked at. */
  at: number;
  onPick: (task: number) => void;
  /** Words that a finding points at; shown for as long as they are asked for. */
  point: { start: number; end: number } | null;
}

/** 原文 as it was read, with every extracted piece marked; a click on a mark shows its task. */
export function Original({ paper, tasks, at, onPick, point }: OriginalProps): ReactNode {
  const marks = useMemo(() => marksOf(tasks), [tasks]);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => scrollWithin(frame.current, document.getElementById(`original-task-${at}`)), [at]);
  useEffect(() => {
    if (!point) return;
    const holder = [...document.querySelectorAll<HTMLElement>('[data-start]')].findLast(
      (element) => Number(element.dataset['start']) <= point.start,
    );
    scrollWithin(frame.current, holder ?? null);
    holder?.classList.add('tc-original-point');
    return () => holder?.classList.remove('tc-original-point');
  }, [point]);
  return (
    <div
      ref={frame}
      className="tc-original"
      onClick={(event) => {
        const run = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-task]') : null;
        if (run && window.getSelection()?.isCollapsed !== false) onPick(Number(run.dataset['task']));
      }}
    >
      {paper.blocks.map((block) => (
        <BlockView
          key={`${block.kind} ${block.start}`}
          block={block}
          text={paper.text}
          marks={marks}
          at={at}
        />
      ))}
    </div>
  );
}

interface BlockProps {
  block: Block;
  text: string;
  marks: readonly Mark[];
  at: number;
}

const BlockView = memo(function BlockView({ block, text, marks, at }: BlockProps): ReactNode {
  if (block.kind === 'table') return <TableView {...{ block, text, marks, at }} />;
  if (block.end === block.start) return null;
  const aside =
    block.place === 'footnote'
      ? t('intake.footnote')
      : block.place === 'textbox'
        ? t('intake.textbox')
        : null;
  return (
    <p className={block.outline === null ? undefined : 'tc-original-heading'}>
      {aside !== null && <small className="tc-quiet">{aside} </small>}
      {block.number !== null && <span className="tc-original-number">{block.number} </span>}
      <Runs span={block} text={text} marks={marks} at={at} />
    </p>
  );
});

function TableView({
  block,
  text,
  marks,
  at,
}: BlockProps & { block: Extract<Block, { kind: 'table' }> }): ReactNode {
  const rows = useMemo(
    () => [...Map.groupBy(block.cells, (cell) => cell.row)].sort(([a], [b]) => a - b),
    [block],
  );
  return (
    <div
      className="tc-original-table"
      tabIndex={0}
      role="group"
      aria-label={block.sheet ?? t('intake.original')}
    >
      <table>
        {block.sheet !== null && <caption>{t('intake.sheet', { name: block.sheet })}</caption>}
        <tbody>
          {rows.map(([row, cells]) => (
            <tr key={row}>
              {cells.map((cell) => (
                <td
                  key={cell.column}
                  rowSpan={cell.rowSpan}
                  colSpan={cell.columnSpan}
                  className={cell.hidden ? 'tc-left' : undefined}
                >
                  <Runs span={cell} text={text} marks={marks} at={at} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** One run after another; the first run of each task carries the id that the list jumps to. */
function Runs({
  span,
  text,
  marks,
  at,
}: { span: { start: number; end: number } } & Omit<BlockProps, 'block'>): ReactNode {
  return segmentsOf(span, marks).map((run) => {
    const words = text.slice(run.start, run.end);
    if (run.task === null) {
      return (
        <span key={run.start} data-start={run.start}>
          {words}
        </span>
      );
    }
    const isFirst = marks.some(
      (mark) => mark.task === run.task && mark.piece === null && mark.start === run.start,
    );
    return (
      <mark
        key={run.start}
        id={isFirst ? `original-task-${run.task}` : undefined}
        data-start={run.start}
        data-task={run.task}
        className={classOf(run, at)}
      >
        {words}
      </mark>
    );
  });
}

const classOf = (run: Segment, at: number): string =>
  ['tc-run', run.task === at ? 'tc-run-at' : '', run.piece === null ? '' : `tc-run-${run.piece}`]
    .filter(Boolean)
    .join(' ');
