import {
  memo,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
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
  useFill(frame, rows.length > 0);
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

  const turn = useCallback(
    (line: string) =>
      setTurned((now) => {
        const next = new Set(now);
        if (!next.delete(line)) next.add(line);
        return next;
      }),
    [],
  );
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
          return (
            line !== undefined && (
              <TreeRow
                key={item.key}
                of={props}
                line={line}
                at={line.id === at}
                picked={props.picked?.has(line.id) ?? false}
                id={`${id}-${line.id}`}
                index={item.index}
                start={item.start}
                measure={virtual.measureElement}
                turn={turn}
                setAt={setAt}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

interface TreeRowProps<Row> {
  of: TreeListProps<Row>;
  line: Line<Row>;
  at: boolean;
  picked: boolean;
  id: string;
  index: number;
  start: number;
  measure: (element: Element | null) => void;
  turn: (id: string) => void;
  setAt: (id: string) => void;
}

/** One row; drawn again only when something of its own changes, so that scrolling draws nothing but what comes into sight. */
const TreeRow = memo(function TreeRow<Row>({
  of,
  line,
  at,
  picked,
  measure,
  turn,
  setAt,
  ...place
}: TreeRowProps<Row>) {
  const name = of.name(line.row);
  return (
    <div
      id={place.id}
      ref={measure}
      data-index={place.index}
      role="treeitem"
      aria-level={line.depth + 1}
      aria-setsize={line.siblings}
      aria-posinset={line.place}
      {...(line.kids > 0 ? { 'aria-expanded': line.open } : {})}
      aria-selected={of.onPick === undefined ? at : picked}
      className={at ? 'tc-tree-row tc-tree-at' : 'tc-tree-row'}
      style={{ transform: `translateY(${place.start}px)`, minHeight: 41 }}
      onClick={() => setAt(line.id)}
    >
      <div className="tc-tree-name" style={{ paddingLeft: line.depth * 20 }}>
        <button
          type="button"
          className={line.kids === 0 ? 'tc-tree-toggle tc-tree-leaf' : 'tc-tree-toggle'}
          tabIndex={-1}
          aria-hidden="true"
          onClick={() => turn(line.id)}
        >
          {line.open ? '▾' : '▸'}
        </button>
        {of.onPick !== undefined && (
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={t('house.pick_row', { name: of.title(line.row) })}
            checked={picked}
            onChange={() => of.onPick?.(line.id)}
          />
        )}
        <div>
          <div className="tc-clamp" title={of.title(line.row)}>
            {of.href === undefined ? (
              name
            ) : (
              <a href={of.href(line.row)} tabIndex={-1}>
                {name}
              </a>
            )}
          </div>
          {of.below !== undefined && <div className="tc-tree-below">{of.below(line.row)}</div>}
        </div>
      </div>
      {of.columns?.map((column) => (
        <div key={column.name} className="tc-tree-cell" style={{ width: column.width }}>
          {column.cell(line.row)}
        </div>
      ))}
    </div>
  );
}) as <Row>(props: TreeRowProps<Row>) => ReactNode;
