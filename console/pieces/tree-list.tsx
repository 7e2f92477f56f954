import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRouter } from '@tanstack/react-router';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { branchesOf, linesOf, type Line, type TreeShape } from './tree-lines.ts';
import { useFill } from './use-fill.ts';
import './table.css';

export interface TreeColumn<Row> {
  name: string;
  title: string;
  /** Pixels; hidden on the phone, where the row shows its name and `below`. */
  width: number;
  cell: (row: Row) => ReactNode;
}

interface TreeListProps<Row> extends TreeShape<Row> {
  /** Names the tree for who cannot see it. */
  label: string;
  /** In any order; a child whose parent is not among them stands at the top. */
  rows: readonly Row[];
  /** The row's name as drawn; `title` is its plain text. */
  name: (row: Row) => ReactNode;
  title: (row: Row) => string;
  /** A second line on the phone, in place of the columns. */
  below?: (row: Row) => ReactNode;
  columns?: readonly TreeColumn<Row>[];
  href?: (row: Row) => string;
  /** Levels open at first: 1 shows the tops only. 2 unless told. */
  levels?: number;
  /** Everything is open: while a search or a filter holds. */
  allOpen?: boolean;
  /** Picked rows, where rows can be picked (space). */
  picked?: ReadonlySet<string>;
  onPick?: (id: string) => void;
  empty?: ReactNode;
}

/**
 * A tree of thousands of rows, of which only those in sight are drawn. Keyboard: ↑ ↓ Home End PageUp PageDown move,
 * → opens or goes in, ← closes or goes up, Enter opens the page, space picks, letters are left to the search field.
 */
export function TreeList<Row>(props: TreeListProps<Row>): ReactNode {
  const { rows, idOf, parentOf, label, levels = 2, allOpen = false, columns = [] } = props;
  const router = useRouter();
  const branches = useMemo(() => branchesOf(rows, { idOf, parentOf }), [rows, idOf, parentOf]);
  /** Rows that somebody opened or closed, against what `levels` says. */
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const lines = useMemo(
    () => linesOf(branches, (id, depth) => allOpen || depth < levels - 1 !== turned.has(id)),
    [branches, allOpen, levels, turned],
  );
  const [at, setAt] = useState<string | null>(null);
  const place = Math.max(
    0,
    lines.findIndex((line) => line.id === at),
  );
  const frame = useRef<HTMLDivElement>(null);
  useFill(frame);
  const id = useId();
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => frame.current,
    estimateSize: () => 41,
    overscan: 10,
    getItemKey: (n) => lines[n]?.id ?? n,
  });
  useEffect(() => {
    if (at !== null) virtual.scrollToIndex(place);
    // Only when the active row changes; not when the list is measured anew.
  }, [at]);

  const turn = (line: string) =>
    setTurned((now) => {
      const next = new Set(now);
      if (!next.delete(line)) next.add(line);
      return next;
    });
  const goIn = (line: Line<Row>, next: Line<Row> | undefined) => {
    if (line.open) setAt(next?.id ?? line.id);
    else turn(line.id);
  };
  const goOut = (line: Line<Row>) => {
    if (line.open) turn(line.id);
    else setAt(line.parent ?? line.id);
  };
  const key = (event: KeyboardEvent) => {
    const line = lines[place];
    if (event.target !== frame.current || line === undefined) return;
    const page = Math.max(1, Math.floor((frame.current?.clientHeight ?? 400) / 41) - 1);
    const steps: Record<string, number> = {
      ArrowDown: at === null ? 0 : place + 1,
      ArrowUp: place - 1,
      PageDown: place + page,
      PageUp: place - page,
      Home: 0,
      End: lines.length - 1,
    };
    const step = steps[event.key];
    if (step !== undefined) setAt(lines[Math.max(0, Math.min(lines.length - 1, step))]?.id ?? null);
    else if (event.key === 'ArrowRight' && line.kids > 0) goIn(line, lines[place + 1]);
    else if (event.key === 'ArrowLeft') goOut(line);
    else if (event.key === 'Enter' && props.href !== undefined) router.history.push(props.href(line.row));
    else if (event.key === ' ' && props.onPick !== undefined) props.onPick(line.id);
    else return;
    event.preventDefault();
  };

  if (rows.length === 0) return props.empty ?? <p className="tc-table-nothing">{t('house.nothing_found')}</p>;
  return (
    <div
      ref={frame}
      className="tc-tree"
      role="tree"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={at === null ? undefined : `${id}-${at}`}
      {...(props.onPick === undefined ? {} : { 'aria-multiselectable': true })}
      onKeyDown={key}
    >
      {columns.length > 0 && (
        <div className="tc-tree-head" aria-hidden="true">
          <span className="tc-tree-name">{label}</span>
          {columns.map((column) => (
            <span key={column.name} className="tc-tree-cell" style={{ width: column.width }}>
              {column.title}
            </span>
          ))}
        </div>
      )}
      <div role="none" style={{ position: 'relative', height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index];
          if (line === undefined) return null;
          const picked = props.picked?.has(line.id) ?? false;
          return (
            <div
              key={item.key}
              id={`${id}-${line.id}`}
              ref={virtual.measureElement}
              data-index={item.index}
              role="treeitem"
              aria-level={line.depth + 1}
              aria-setsize={line.siblings}
              aria-posinset={line.place}
              {...(line.kids > 0 ? { 'aria-expanded': line.open } : {})}
              aria-selected={props.onPick === undefined ? line.id === at : picked}
              className={line.id === at ? 'tc-tree-row tc-tree-at' : 'tc-tree-row'}
              style={{ transform: `translateY(${item.start}px)`, minHeight: 41 }}
              onClick={() => setAt(line.id)}
            >
              <div className="tc-tree-name" style={{ paddingLeft: line.depth * 20 }}>
                <button
                  type="button"
                  className="tc-tree-toggle"
                  tabIndex={-1}
                  aria-hidden="true"
                  style={line.kids === 0 ? { visibility: 'hidden' } : undefined}
                  onClick={() => turn(line.id)}
                >
                  {line.open ? '▾' : '▸'}
                </button>
                {props.onPick !== undefined && (
                  <input
                    type="checkbox"
                    tabIndex={-1}
                    aria-label={t('house.pick_row', { name: props.title(line.row) })}
                    checked={picked}
                    onChange={() => props.onPick?.(line.id)}
                  />
                )}
                <div>
                  <div className="tc-clamp" title={props.title(line.row)}>
                    {props.href === undefined ? (
                      props.name(line.row)
                    ) : (
                      <a href={props.href(line.row)} tabIndex={-1}>
                        {props.name(line.row)}
                      </a>
                    )}
                  </div>
                  {props.below !== undefined && <div className="tc-tree-below">{props.below(line.row)}</div>}
                </div>
              </div>
              {columns.map((column) => (
                <div key={column.name} className="tc-tree-cell" style={{ width: column.width }}>
                  {column.cell(line.row)}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}
