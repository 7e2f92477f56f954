import type { ReactNode } from 'react';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { headOf, type Column } from './columns.ts';

export const classOf = <Row,>({ number, code }: Column<Row>): string | undefined =>
  number === true ? 'tc-number' : code === true ? 'tc-nobreak' : undefined;
export const textOf = <Row,>(column: Column<Row> | undefined, row: Row): string =>
  String(column?.value?.(row) ?? '');

interface HeadCellProps<Row> {
  of: Column<Row>;
  sort: string;
  onSort: (by: string | null) => void;
}

/** A click sorts up, the next one down, the third as the list came. */
export function HeadCell<Row>({ of, sort, onSort }: HeadCellProps<Row>): ReactNode {
  const words = headOf(of);
  const is = sort === of.name ? 'ascending' : sort === `-${of.name}` ? 'descending' : 'none';
  const next = { none: of.name, ascending: `-${of.name}`, descending: null }[is];
  return (
    <th role="columnheader" scope="col" aria-sort={is} className={classOf(of)} style={{ minWidth: of.width }}>
      {of.value === undefined || of.sorts === false ? (
        words
      ) : (
        <button type="button" title={t('house.sort_by', { title: of.title })} onClick={() => onSort(next)}>
          {words}
          <span aria-hidden="true">{{ none: '', ascending: ' ↑', descending: ' ↓' }[is]}</span>
        </button>
      )}
    </th>
  );
}

interface BodyCellProps<Row> {
  of: Column<Row>;
  row: Row;
  href: string | undefined;
}

export function BodyCell<Row>({ of, row, href }: BodyCellProps<Row>): ReactNode {
  const text = textOf(of, row);
  const clamped = of.number !== true && of.code !== true && text !== '';
  const inside =
    of.number === true || of.code === true ? of.cell(row) : <div className="tc-clamp">{of.cell(row)}</div>;
  return (
    <td role="cell" className={classOf(of)} data-label={of.title} title={clamped ? text : undefined}>
      {href === undefined ? inside : <a href={href}>{inside}</a>}
    </td>
  );
}
