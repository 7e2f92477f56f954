import { memo, useEffect, useRef, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Shape } from '@tongchuang/ui/pieces/status-tag.tsx';
import { sayList } from '@tongchuang/ui/speech.ts';
import type { Line } from '../pieces/tree-lines.ts';
import { differenceOf, judgedBy, readWorth, worthText, type NodeLine } from './node-lines.ts';
import { kindWord, pointsWord } from './words.ts';

/** What is typed into the cells of one row; a cell that is not there is as it was. */
export interface RowDraft {
  id: string;
  code?: string;
  title?: string;
  worth?: string;
  methods?: string;
  responsible?: string;
}
type Cell = Exclude<keyof RowDraft, 'id'>;

interface NodeRowProps {
  id: string;
  line: Line<NodeLine>;
  index: number;
  start: number;
  at: boolean;
  href: string;
  measure: (element: Element | null) => void;
  turn: (id: string) => void;
  onAt: (id: string) => void;
  draft: RowDraft | null;
  onDraft: ((draft: RowDraft | null) => void) | null;
  onSave: () => void;
}

/** One node; its cells become fields while it is edited. Drawn again only when something of its own changes. */
export const NodeRow = memo(function NodeRow(props: NodeRowProps): ReactNode {
  const { line, draft, at, turn } = props;
  const { node, errors, warnings, isTwin } = line.row;
  const kind = node.kind === 'normal' ? null : kindWord(node.kind);
  return (
    <div
      id={props.id}
      ref={props.measure}
      data-index={props.index}
      data-code={node.code}
      role="row"
      aria-rowindex={props.index + 2}
      aria-level={line.depth + 1}
      aria-setsize={line.siblings}
      aria-posinset={line.place}
      {...(line.kids > 0 ? { 'aria-expanded': line.open } : {})}
      aria-selected={at}
      className={at ? 'tc-tree-row tc-tree-at' : 'tc-tree-row'}
      style={{ transform: `translateY(${props.start}px)`, minHeight: 44 }}
      onClick={() => props.onAt(line.id)}
    >
      {draft !== null ? (
        <Cells {...props} draft={draft} />
      ) : (
        <>
          <div
            className="tc-node-title"
            role="gridcell"
            style={{ paddingLeft: Math.min(6, line.depth) * 20 }}
          >
            <button
              type="button"
              className={line.kids === 0 ? 'tc-tree-toggle tc-tree-leaf' : 'tc-tree-toggle'}
              tabIndex={-1}
              aria-hidden="true"
              onClick={() => turn(line.id)}
            >
              {line.open ? '▾' : '▸'}
            </button>
            <span className="tc-node-code">{node.code}</span>
            <div className="tc-node-words">
              <div className="tc-clamp" title={node.title}>
                <a href={props.href} tabIndex={-1} className={line.kids > 0 ? 'tc-node-branch' : undefined}>
                  {node.title === '' ? t('assessment.untitled') : node.title}
                </a>
              </div>
              {(kind !== null || isTwin || errors + warnings > 0) && (
                <small className="tc-node-marks">
                  {kind !== null && <span className="tc-node-kind">{kind}</span>}
                  {isTwin && <span className="tc-danger">{t('assessment.twin')}</span>}
                  {errors > 0 && (
                    <span className="tc-danger">
                      <Shape tone="danger" /> {t('assessment.errors_count', { count: errors })}
                    </span>
                  )}
                  {warnings > 0 && (
                    <span className="tc-node-warns">
                      <Shape tone="warn" /> {t('assessment.warnings_count', { count: warnings })}
                    </span>
                  )}
                </small>
              )}
              <div className="tc-tree-below">
                <Worth of={line.row} />
                {node.methods.length > 0 && ` · ${sayList(node.methods)}`}
              </div>
            </div>
          </div>
          <div className="tc-node-points tc-number" role="gridcell">
            <Worth of={line.row} />
          </div>
          <div className="tc-node-methods tc-clamp" role="gridcell" title={sayList(node.methods)}>
            {sayList(node.methods)}
          </div>
          <div className="tc-node-rule" role="gridcell">
            {line.row.isLeaf && <RuleWords of={line.row} />}
          </div>
          <div className="tc-node-responsible tc-clamp" role="gridcell" title={sayList(node.responsible)}>
            {sayList(node.responsible)}
          </div>
        </>
      )}
    </div>
  );
});

/** 6; of a branch what stands below it too where the two do not agree. */
export function Worth({ of }: { of: NodeLine }): ReactNode {
  const { worth, sum, isLeaf, node } = of;
  const difference = differenceOf(of);
  if (worth === null) {
    if (isLeaf && node.kind === 'veto') return <span className="tc-quiet">–</span>;
    if (isLeaf) return <span className="tc-danger">{t('assessment.no_points')}</span>;
    return <span className="tc-quiet">{t('assessment.sum_of', { sum: pointsWord(sum) })}</span>;
  }
  return (
    <>
      <b>{pointsWord(worth)}</b>
      {node.points === null && node.weight !== null && <small className="tc-quiet"> {node.weight}</small>}
      {difference !== null && (
        <small className="tc-danger tc-node-difference">
          <Shape tone="danger" />{' '}
          {difference > 0
            ? t('assessment.sum_short', { sum: pointsWord(sum), by: pointsWord(difference) })
            : t('assessment.sum_over', { sum: pointsWord(sum), by: pointsWord(-difference) })}
        </small>
      )}
    </>
  );
}

function RuleWords({ of }: { of: NodeLine }): ReactNode {
  const judged = judgedBy(of.node);
  if (judged.kind === 'none') return <span className="tc-quiet">{t('assessment.no_rule')}</span>;
  return (
    <div className="tc-clamp" title={judged.text}>
      {judged.kind === 'unread' && (
        <span className="tc-tag tc-tag-warn tc-node-unread">
          <Shape tone="warn" />
          {t('assessment.unread')}
        </span>
      )}{' '}
      {judged.text}
    </div>
  );
}

/** The cells of a row as fields. Tab goes through them, Enter writes, Escape leaves them as they were. */
function Cells({ line, draft, onDraft, onSave }: NodeRowProps & { draft: RowDraft }): ReactNode {
  const first = useRef<HTMLInputElement>(null);
  const { node } = line.row;
  useEffect(() => {
    first.current?.focus();
    first.current?.select();
  }, []);
  const key = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') onSave();
    else if (event.key === 'Escape') onDraft?.(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const leave = (event: FocusEvent<HTMLDivElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) onSave();
  };
  const field = (cell: Cell, was: string, label: string, more: object = {}) => (
    <input
      className="tc-input"
      aria-label={label}
      value={draft[cell] ?? was}
      onChange={(event) => onDraft?.({ ...draft, [cell]: event.target.value })}
      {...more}
    />
  );
  const worth = worthText(node);
  return (
    <div className="tc-node-cells" role="gridcell" onKeyDown={key} onBlur={leave}>
      {field('code', node.code, t('assessment.node_code'), { style: { width: 96 } })}
      {field('title', node.title, t('assessment.node_title'), { ref: first, style: { flex: 1 } })}
      {field('worth', worth, t('assessment.node_points'), {
        style: { width: 90, textAlign: 'right' },
        inputMode: 'decimal',
        'aria-invalid': readWorth(draft.worth ?? worth) === null,
      })}
      {field('methods', sayList(node.methods), t('assessment.node_methods'), { style: { width: 150 } })}
      {field('responsible', sayList(node.responsible), t('assessment.node_responsible'), {
        style: { width: 180 },
      })}
    </div>
  );
}
