import type { ReactNode } from 'react';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Flyout } from '@tongchuang/ui/pieces/flyout.tsx';
import { csvOf, save, type Column } from './columns.ts';

interface TableBarProps<Row> {
  name: string;
  columns: readonly Column<Row>[];
  onExport: ((rows: readonly Row[], columns: readonly Column<Row>[]) => void) | undefined;
  lines: readonly Row[];
  shown: readonly Column<Row>[];
  choose: (names: readonly string[] | null) => void;
  children: ReactNode;
}

/** Above the head: how many rows, what is done with picked ones, the columns, the export. */
export function TableBar<Row>({
  name,
  columns,
  lines,
  shown,
  choose,
  onExport,
  children,
}: TableBarProps<Row>): ReactNode {
  const names = shown.map((column) => column.name);
  return (
    <div className="tc-table-bar">
      <span className="tc-quiet">{t('house.rows_total', { count: lines.length })}</span>
      {children}
      <span className="tc-table-tools">
        <Flyout className="tc-link" fromRight button={t('house.columns')} label={t('house.columns_choose')}>
          {() => (
            <div className="tc-options">
              {columns.slice(1).map((column) => (
                <label key={column.name}>
                  <input
                    type="checkbox"
                    checked={names.includes(column.name)}
                    onChange={(event) =>
                      choose(
                        event.target.checked
                          ? [...names, column.name]
                          : names.filter((one) => one !== column.name),
                      )
                    }
                  />
                  <span>{column.title}</span>
                </label>
              ))}
              <button type="button" className="tc-link" onClick={() => choose(null)}>
                {t('house.columns_default')}
              </button>
            </div>
          )}
        </Flyout>
        <button
          type="button"
          className="tc-link"
          onClick={() =>
            onExport === undefined
              ? save(`${name}.csv`, csvOf(lines, shown), 'text/csv;charset=utf-8')
              : onExport(lines, shown)
          }
        >
          {t('house.export')}
        </button>
      </span>
    </div>
  );
}
