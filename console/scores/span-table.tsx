import type { ReactNode } from 'react';
import { t } from '@tongchuang/ui/locale/locale.ts';

interface SpanTableProps {
  head: string;
  rows: readonly { name: string; value: string; href: string | null }[];
}

/** The rows of a waterfall as a table. */
export const SpanTable = ({ head, rows }: SpanTableProps): ReactNode => (
  <table className="tc-plain">
    <thead>
      <tr>
        <th>{head}</th>
        <th className="tc-number">{t('scores.unit_points')}</th>
      </tr>
    </thead>
    <tbody>
      {rows.map(({ name, value, href }, n) => (
        <tr key={`${n} ${name}`}>
          <th scope="row">{href === null ? name : <a href={href}>{name}</a>}</th>
          <td className="tc-number">{value}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
