import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRouter } from '@tanstack/react-router';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { branchesOf, linesOf } from '../pieces/tree-lines.ts';
import { useFill } from '../pieces/use-fill.ts';
import { useUrl } from '../pieces/url-state.ts';
import type { NodeLine } from './node-lines.ts';
import { NodeRow, type RowDraft } from './node-row.tsx';
import type { Way } from './tree-moves.ts';

interface NodeTreeProps {
  lines: readonly NodeLine[];
  /** Everything is open: while a search holds. */
  allOpen: boolean;
  /** The active row; null: none. */
  at: string | null;
  onAt: (id: string) => void;
  /** Cells that are being typed into; null where the tree is only read or no row is open. */
  draft: RowDraft | null;
  onDraft: ((draft: RowDraft | null) => void) | null;
  /** Writes the cells; the row stays open where that was refused. */
  onSave: () => void;
  onStep: (code: string, way: Way) => void;
  onRemove: (line: NodeLine) => void;
  onAdd: (line: NodeLine, below: boolean) => void;
}

const HEADS = ['title', 'points', 'methods', 'rule', 'responsible'] as const;
/** Levels that are open at first in a large tree; a small one is all open. */
const LEVELS = 2;
const SMALL = 400;

const idOf = (line: NodeLine) => line.id;
const parentOf = (line: NodeLine) => line.parent;

/**
 * The tree of an edition, of which only the rows in sight are drawn. ↑ ↓ → ← as in every tree; Enter opens the cells of a row, Tab goes
 * through them; Alt or Ctrl with an arrow moves the node; Insert adds one behind it, Shift+Insert below it; Delete removes; Space opens it.
 */
export function NodeTree(props: NodeTreeProps): ReactNode {
  const { lines, at, onAt, draft, onDraft } = props;
  const url = useUrl();
  const router = useRouter();
  const branches = useMemo(() => branchesOf(lines, { idOf, parentOf }), [lines]);
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const levels = lines.length <= SMALL ? 99 : LEVELS;
  const shown = useMemo(
    () => linesOf(branches, (id, depth) => props.allOpen || depth < levels - 1 !== turned.has(id)),
    [branches, props.allOpen, levels, turned],
  );
  const place = shown.findIndex((line) => line.id === at);
  const frame = useRef<HTMLDivElement>(null);
  useFill(frame, lines.length > 0);
  const id = useId();
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => frame.current,
    estimateSize: () => 44,
    overscan: 10,
    getItemKey: (n) => shown[n]?.id ?? n,
  });
  useEffect(() => {
    if (place >= 0) virtual.scrollToIndex(place);
  }, [at]);
  const wasOpen = useRef(false);
  useEffect(() => {
    // Fields that went away have taken the focus with them.
    if (wasOpen.current && draft === null && document.activeElement === document.body) frame.current?.focus();
    wasOpen.current = draft !== null;
  }, [draft]);

  const turn = (line: string) =>
    setTurned((now) => {
      const next = new Set(now);
      if (!next.delete(line)) next.add(line);
      return next;
    });
  const goTo = (n: number) => {
    const line = shown[Math.max(0, Math.min(shown.length - 1, n))];
    if (line !== undefined) onAt(line.id);
  };
  const open = (line: NodeLine) => router.history.push(url.with({ node: line.node.code }));
  const WAYS: Record<string, Way> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'out', ArrowRight: 'in' };

  const key = (event: KeyboardEvent) => {
    if (event.target !== frame.current) return;
    const line = shown[place];
    const way = WAYS[event.key];
    if (way !== undefined && (event.altKey || event.ctrlKey)) {
      if (line !== undefined && onDraft !== null) props.onStep(line.row.node.code, way);
    } else if (event.key === 'ArrowDown') goTo(place + 1);
    else if (event.key === 'ArrowUp') goTo(Math.max(0, place - 1));
    else if (event.key === 'PageDown') goTo(place + 12);
    else if (event.key === 'PageUp') goTo(place - 12);
    else if (event.key === 'Home') goTo(0);
    else if (event.key === 'End') goTo(shown.length - 1);
    else if (line === undefined) return;
    else if (event.key === 'ArrowRight') {
      if (line.kids > 0 && !line.open) turn(line.id);
      else if (line.open) goTo(place + 1);
    } else if (event.key === 'ArrowLeft') {
      if (line.open) turn(line.id);
      else if (line.parent !== null) onAt(line.parent);
    } else if (event.key === ' ') open(line.row);
    else if (event.key === 'Enter') {
      if (onDraft === null || line.row.isTwin || innerWidth < 768) open(line.row);
      else onDraft({ id: line.id });
    } else if (onDraft === null) return;
    else if (event.key === 'Delete') props.onRemove(line.row);
    else if (event.key === 'Insert') props.onAdd(line.row, event.shiftKey);
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={frame}
      className="tc-tree tc-nodes"
      role="treegrid"
      aria-label={t('assessment.tree')}
      aria-rowcount={shown.length + 1}
      tabIndex={0}
      aria-activedescendant={place < 0 || draft !== null ? undefined : `${id}-${place}`}
      onKeyDown={key}
    >
      <div role="rowgroup" className="tc-nodes-top">
        <div className="tc-tree-head" role="row" aria-rowindex={1}>
          {HEADS.map((head) => (
            <span key={head} role="columnheader" className={`tc-node-${head}`}>
              {t(`assessment.node_${head}`)}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" style={{ position: 'relative', height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const line = shown[item.index];
          return (
            line !== undefined && (
              <NodeRow
                key={item.key}
                id={`${id}-${item.index}`}
                line={line}
                index={item.index}
                start={item.start}
                at={line.id === at}
                href={url.with({ node: line.row.node.code })}
                measure={virtual.measureElement}
                turn={turn}
                onAt={onAt}
                draft={draft?.id === line.id ? draft : null}
                onDraft={onDraft}
                onSave={props.onSave}
              />
            )
          );
        })}
      </div>
    </div>
  );
}
