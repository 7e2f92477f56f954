import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { sorted, useColumns, type Column } from './columns.ts';
import { TableBar } from './table-bar.tsx';
import { BodyCell, classOf, HeadCell, textOf } from './table-cells.tsx';
import { useFill } from './use-fill.ts';
import { useUrl } from './url-state.ts';
import './table.css';

interface DataTableProps<Row> {
  /** Names the table where its columns are remembered, and the exported file. */
  name: string;
  /** What the rows are, for who cannot see the table: 单位. */
  label: string;
  /** The first column is the name: always shown, and linked where `href` is given. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  idOf: (row: Row) => string;
  /** Where Enter and a click on the name lead; `useUrl().with({ open: id })` for a drawer. */
  href?: (row: Row) => string;
  /** Shown when there are no rows. */
  empty?: ReactNode;
  /** Rows can be picked; what stands in the bar while some are. */
  bulk?: (picked: readonly Row[], done: () => void) => ReactNode;
  /** Replaces the CSV of what is shown, for instance by an .xlsx of the server. */
  onExport?: (rows: readonly Row[], columns: readonly Column<Row>[]) => void;
}

/** From this many rows on, only those in sight are drawn. */
const MANY = 120;

/**
 * A list with a sticky head: sortable (in the address, `sort=-due`), its columns chosen and remembered, picked with the bulk bar,
 * exported as shown, totals at its foot. Keyboard: ↑ ↓ Home End move, Enter opens, space picks. Cards on the phone.
 */
export function DataTable<Row>(props: DataTableProps<Row>): ReactNode {
  const { name, label, rows, idOf, href, bulk } = props;
  const url = useUrl();
  const { columns, choose } = useColumns(name, props.columns);
  const sort = url.get('sort');
  const lines = useMemo(() => sorted(rows, props.columns, sort), [rows, props.columns, sort]);
  const { picked, setPicked, toggle } = usePicked(lines, idOf);
  const [at, setAt] = useState(-1);
  const frame = useRef<HTMLDivElement>(null);
  useFill(frame, rows.length > 0);
  const id = useId();

  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => frame.current,
    estimateSize: () => 41,
    overscan: 12,
    enabled: lines.length > MANY,
  });
  const drawn =
    lines.length > MANY
      ? virtual.getVirtualItems().map((item) => item.index)
      : Array.from({ length: lines.length }, (_, n) => n);
  const above = lines.length > MANY ? (virtual.getVirtualItems()[0]?.start ?? 0) : 0;
  const below =
    lines.length > MANY ? virtual.getTotalSize() - (virtual.getVirtualItems().at(-1)?.end ?? 0) : 0;

  const move = (to: number) => {
    const next = Math.max(0, Math.min(lines.length - 1, to));
    setAt(next);
    if (lines.length > MANY) virtual.scrollToIndex(next);
    requestAnimationFrame(() => document.getElementById(`${id}-${next}`)?.focus());
  };
  const key = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLTableRowElement)) return;
    const row = lines[at];
    const page = Math.max(1, Math.floor((frame.current?.clientHeight ?? 400) / 41) - 1);
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: lines.length - 1,
    };
    const step = steps[event.key];
    if (step !== undefined) move(step);
    else if (event.key === 'Enter' && row !== undefined) event.target.querySelector('a')?.click();
    else if (event.key === ' ' && row !== undefined && bulk !== undefined) toggle(idOf(row));
    else return;
    event.preventDefault();
  };

  if (rows.length === 0) return <div className="tc-table-sheet">{props.empty ?? <NothingFound />}</div>;
  const chosen = lines.filter((row) => picked.has(idOf(row)));
  const totals = columns.some((column) => column.total !== undefined);
  return (
    <div className="tc-table-sheet">
      <TableBar
        name={name}
        columns={props.columns}
        onExport={props.onExport}
        lines={lines}
        shown={columns}
        choose={choose}
      >
        {bulk !== undefined && chosen.length > 0 && (
          <div className="tc-bulk" role="group" aria-live="polite">
            <b>{t('house.picked', { count: chosen.length })}</b>
            {bulk(chosen, () => setPicked(new Set()))}
            <button type="button" className="tc-link" onClick={() => setPicked(new Set())}>
              {t('house.pick_none')}
            </button>
          </div>
        )}
      </TableBar>
      <div className="tc-table-frame" ref={frame}>
        <table
          className="tc-table"
          role="table"
          aria-label={label}
          aria-rowcount={lines.length + 1}
          onKeyDown={key}
        >
          <thead role="rowgroup">
            <tr role="row">
              {bulk !== undefined && (
                <th role="columnheader" className="tc-table-pick">
                  <input
                    type="checkbox"
                    aria-label={t('house.pick_all')}
                    checked={chosen.length === lines.length}
                    ref={(box) => {
                      if (box !== null) box.indeterminate = chosen.length > 0 && chosen.length < lines.length;
                    }}
                    onChange={(event) => setPicked(new Set(event.target.checked ? lines.map(idOf) : []))}
                  />
                </th>
              )}
              {columns.map((column) => (
                <HeadCell key={column.name} of={column} sort={sort} onSort={(by) => url.set({ sort: by })} />
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {above > 0 && <tr aria-hidden="true" style={{ height: above }} />}
            {drawn.map((n) => {
              const row = lines[n];
              if (row === undefined) return null;
              const key = idOf(row);
              return (
                <tr
                  key={key}
                  id={`${id}-${n}`}
                  role="row"
                  aria-rowindex={n + 2}
                  data-index={n}
                  ref={lines.length > MANY ? virtual.measureElement : null}
                  tabIndex={n === Math.max(0, at) ? 0 : -1}
                  className={picked.has(key) ? 'tc-table-picked' : undefined}
                  onFocus={() => setAt(n)}
                >
                  {bulk !== undefined && (
                    <td role="cell" className="tc-table-pick">
                      <input
                        type="checkbox"
                        tabIndex={-1}
                        aria-label={t('house.pick_row', { name: textOf(columns[0], row) })}
                        checked={picked.has(key)}
                        onChange={() => toggle(key)}
                      />
                    </td>
                  )}
                  {columns.map((column, m) => (
                    <BodyCell
                      key={column.name}
                      of={column}
                      row={row}
                      href={m === 0 ? href?.(row) : undefined}
                    />
                  ))}
                </tr>
              );
            })}
            {below > 0 && <tr aria-hidden="true" style={{ height: below }} />}
          </tbody>
          {totals && (
            <tfoot role="rowgroup">
              <tr role="row">
                {bulk !== undefined && <td role="cell" />}
                {columns.map((column) => (
                  <td key={column.name} role="cell" className={classOf(column)}>
                    {column.total?.(lines)}
                  </td>
                ))}
              </tr>
            </tfoot>
          )}
        </table>
      </div>
    </div>
  );
}

/** The rows that are picked; a row that leaves the list is no longer picked. */
function usePicked<Row>(lines: readonly Row[], idOf: (row: Row) => string) {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const there = new Set(lines.map(idOf));
    setPicked((now) =>
      [...now].every((key) => there.has(key)) ? now : new Set([...now].filter((key) => there.has(key))),
    );
  }, [lines, idOf]);
  const toggle = (key: string) =>
    setPicked((now) => {
      const next = new Set(now);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  return { picked, setPicked, toggle };
}

const NothingFound = (): ReactNode => <p className="tc-table-nothing">{t('house.nothing_found')}</p>;
