import type { ReactNode } from 'react';
import type { Round } from '@tongchuang/contract/rounds.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Progress } from '@tongchuang/ui/pieces/progress.tsx';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { sayNumber, sayShortDate, sayShortInstant } from '@tongchuang/ui/speech.ts';
import type { Column } from '../pieces/columns.ts';
import { DataTable } from '../pieces/data-table.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { isSkipped } from './words.ts';

type RoundUnit = Round['units'][number];

/** 完整率与及时率: each unit of the round, what it answered and what of it is marked. */
export function UnitTable({ of: round }: { of: Round }): ReactNode {
  const url = useUrl();
  return (
    <DataTable
      name="round-units"
      label={t('rounds.units')}
      columns={columns(round)}
      rows={round.units}
      idOf={(row) => row.unitId}
      href={(row) => url.with({ unit: row.unitId })}
    />
  );
}

const share = (part: number, of: number): number | null =>
  of === 0 ? null : Math.min(10_000, Math.round((part / of) * 10_000));
const totalOf = (rows: readonly RoundUnit[], of: (row: RoundUnit) => number): string =>
  sayNumber(rows.reduce((sum, row) => sum + of(row), 0));

/** Nobody was asked to assess himself. */
const NoSelf = (): ReactNode => <span className="tc-quiet">{t('rounds.self_none')}</span>;

const columns = (round: Round): Column<RoundUnit>[] => [
  {
    name: 'unit',
    title: t('rounds.col_unit'),
    width: 140,
    cell: (row) => row.unit,
    value: (row) => row.unit,
    total: (rows) => t('house.rows_total', { count: rows.length }),
  },
  {
    name: 'criteria',
    title: t('rounds.col_criteria'),
    unit: t('rounds.criteria_unit'),
    number: true,
    cell: (row) => sayNumber(row.criteria),
    value: (row) => row.criteria,
    total: (rows) => totalOf(rows, (row) => row.criteria),
  },
  {
    name: 'answered',
    title: t('rounds.col_answered'),
    code: true,
    cell: (row) =>
      isSkipped(round, 'self') ? (
        <NoSelf />
      ) : (
        <Progress
          bp={share(row.selfAnswered, row.criteria)}
          why={t('rounds.why_answered', { count: row.selfAnswered, of: row.criteria })}
        />
      ),
    value: (row) => (isSkipped(round, 'self') ? null : share(row.selfAnswered, row.criteria)),
  },
  {
    name: 'self',
    title: t('rounds.col_self'),
    cell: (row) => (isSkipped(round, 'self') ? <NoSelf /> : <SelfState of={row} window={round.selfUntil} />),
    value: (row) => row.selfSubmitted,
  },
  {
    name: 'marked',
    title: t('rounds.col_marked'),
    code: true,
    cell: (row) => (
      <Progress
        bp={share(row.marked, row.criteria)}
        why={t('rounds.why_marked', { count: row.marked, of: row.criteria })}
      />
    ),
    value: (row) => share(row.marked, row.criteria),
  },
  {
    name: 'exception',
    title: t('rounds.col_exception'),
    cell: (row) =>
      row.exception === null
        ? ''
        : t('rounds.exception_until', {
            day: sayShortDate(row.exception.until),
            reason: row.exception.reason,
          }),
    value: (row) => row.exception?.until ?? null,
  },
  {
    name: 'replies',
    title: t('rounds.col_replies'),
    unit: t('rounds.replies_unit'),
    number: true,
    cell: (row) =>
      row.openReplies === 0 ? (
        <span className="tc-quiet">0</span>
      ) : (
        <a href={`/rounds/${round.id}/replies?unit=${row.unitId}`}>{sayNumber(row.openReplies)}</a>
      ),
    value: (row) => row.openReplies,
    total: (rows) => totalOf(rows, (row) => row.openReplies),
  },
];

/** Handed in and let through, and whether in time. */
export function SelfState({ of, window }: { of: RoundUnit; window: string | null }): ReactNode {
  const late = of.inTime === false;
  if (of.selfSubmitted === null) {
    return late ? (
      <StatusTag tone="veto">{t('rounds.self_overdue')}</StatusTag>
    ) : (
      <span className="tc-quiet">{t('rounds.self_open')}</span>
    );
  }
  const why = t('rounds.self_when', { time: sayShortInstant(of.selfSubmitted) });
  return (
    <>
      {of.selfApproved === null ? (
        <StatusTag tone="info" why={why}>
          {t('rounds.self_submitted')}
        </StatusTag>
      ) : (
        <StatusTag tone="good" why={t('rounds.self_by', { name: of.selfApproved.by })}>
          {t('rounds.self_approved')}
        </StatusTag>
      )}
      {window !== null && late && <small className="tc-late"> {t('rounds.self_late')}</small>}
    </>
  );
}
