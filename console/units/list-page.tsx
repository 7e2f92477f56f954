import { useMemo, type ReactNode } from 'react';
import { listGaps, taskRollup } from '@tongchuang/contract/tasks.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Counted } from '@tongchuang/ui/pieces/counted.tsx';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { Progress } from '@tongchuang/ui/pieces/progress.tsx';
import { Sentence } from '@tongchuang/ui/pieces/sentence.tsx';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { found } from '@tongchuang/ui/pinyin.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import type { Column } from '../pieces/columns.ts';
import { DataTable } from '../pieces/data-table.tsx';
import { Filters } from '../pieces/filters.tsx';
import { useUrl } from '../pieces/url-state.ts';

type Group = ReplyOf<typeof taskRollup>['groups'][number];
type Missing = ReplyOf<typeof listGaps>['units'][number];

/** One unit: how far it is, and what its decomposition lacks. */
interface Row {
  id: string;
  name: string;
  sum: Group;
  missing: Missing | null;
}

const LETTERS = ['none', 'issued', 'signed'] as const;

/** 单位: every unit that has tasks, how far it is, and what is missing there. */
export default function UnitsPage(): ReactNode {
  const sums = useCall(taskRollup, { query: { by: 'unit' } });
  const gaps = useCall(listGaps, { query: {} });
  const rows = useMemo(() => rowsOf(sums.data?.groups ?? [], gaps.data?.units ?? []), [sums.data, gaps.data]);
  return (
    <>
      <PageHead
        title={t('units.title')}
        {...(sums.data === undefined || rows.length === 0 ? {} : { summary: <Summary rows={rows} /> })}
      />
      <Loaded of={sums} lines={12}>
        {() => <Units rows={rows} />}
      </Loaded>
    </>
  );
}

function rowsOf(groups: readonly Group[], missing: readonly Missing[]): readonly Row[] {
  const byUnit = new Map<string, Missing>(missing.map((one) => [one.unitId, one]));
  return groups.map((sum) => ({ id: sum.id, name: sum.name, sum, missing: byUnit.get(sum.id) ?? null }));
}

function Summary({ rows }: { rows: readonly Row[] }): ReactNode {
  const withLate = rows.filter((row) => row.sum.byLight.late > 0);
  const unsigned = rows.filter((row) => row.missing !== null && row.missing.letter !== 'signed');
  const unit = t('units.units');
  return (
    <Sentence
      of={t('units.summary', { all: '{all}', late: '{late}', unsigned: '{unsigned}' })}
      with={{
        all: <Counted value={rows.length} unit={unit} says={t('units.says_all')} href="/units" />,
        late: (
          <Counted
            value={withLate.length}
            unit={unit}
            says={t('units.says_late')}
            href="/units?only=late"
            late
          />
        ),
        unsigned: (
          <Counted
            value={unsigned.length}
            unit={unit}
            says={t('units.says_unsigned')}
            href="/units?letter=none,issued"
          />
        ),
      }}
    />
  );
}

function Units({ rows }: { rows: readonly Row[] }): ReactNode {
  const url = useUrl();
  const letters = url.list('letter');
  const only = url.list('only');
  const text = url.get('text').trim();
  const shown = rows.filter(
    (row) =>
      (letters.length === 0 || letters.includes(row.missing?.letter ?? 'none')) &&
      (!only.includes('late') || row.sum.byLight.late > 0) &&
      (!only.includes('gaps') || (row.missing !== null && row.missing.complete < row.missing.of)) &&
      (!only.includes('unclaimed') || (row.missing?.unclaimed ?? 0) > 0) &&
      found(row.name, text),
  );
  return (
    <>
      <Filters
        search="text"
        of={[
          {
            name: 'only',
            title: t('tasks.only'),
            options: (['late', 'unclaimed', 'gaps'] as const).map((value) => ({
              value,
              label: t(`units.only_${value}`),
            })),
          },
          {
            name: 'letter',
            title: t('tasks.gaps_letter'),
            options: LETTERS.map((value) => ({ value, label: t(`tasks.letter_${value}`) })),
          },
        ]}
      />
      <DataTable
        name="units"
        label={t('units.title')}
        columns={columns()}
        rows={shown}
        idOf={(row) => row.id}
        href={(row) => `/units/${row.id}`}
        empty={
          rows.length > 0 ? (
            <Empty title={t('house.nothing_found')} />
          ) : (
            <Empty title={t('units.none')}>{t('units.none_hint')}</Empty>
          )
        }
      />
    </>
  );
}

const tasksOf = (row: Row) => row.sum.counted;

/** A count that opens its tasks; nothing to open where there are none. */
const link = (row: Row, query: string, count: number, late = false): ReactNode =>
  count === 0 ? (
    <span className="tc-quiet">0</span>
  ) : (
    <a href={`/tasks?unit=${row.id}&${query}`} className={late ? 'tc-late' : undefined}>
      {count}
    </a>
  );

function columns(): readonly Column<Row>[] {
  const unit = t('units.items').trim();
  return [
    { name: 'name', title: t('tasks.unit'), cell: (row) => row.name, value: (row) => row.name, width: 140 },
    {
      name: 'progress',
      title: t('tasks.progress'),
      number: true,
      cell: (row) => <Progress bp={row.sum.progressBp} why={t('tasks.progress_formula')} />,
      value: (row) => row.sum.progressBp,
    },
    {
      name: 'tasks',
      title: t('tasks.title'),
      unit,
      number: true,
      cell: (row) => link(row, 'view=list', tasksOf(row)),
      value: tasksOf,
    },
    {
      name: 'late',
      title: t('units.late'),
      unit,
      number: true,
      cell: (row) => link(row, 'light=late', row.sum.byLight.late, true),
      value: (row) => row.sum.byLight.late,
    },
    {
      name: 'risk',
      title: t('units.at_risk'),
      unit,
      number: true,
      cell: (row) => link(row, 'light=at_risk', row.sum.byLight.at_risk),
      value: (row) => row.sum.byLight.at_risk,
    },
    {
      name: 'unclaimed',
      title: t('tasks.gaps_unclaimed'),
      unit,
      number: true,
      cell: (row) => link(row, 'only=unclaimed', row.missing?.unclaimed ?? 0),
      value: (row) => row.missing?.unclaimed ?? 0,
    },
    {
      name: 'verified',
      title: t('tasks.state_verified'),
      unit,
      number: true,
      cell: (row) => link(row, 'state=verified', row.sum.verified),
      value: (row) => row.sum.verified,
    },
    {
      name: 'clarity',
      title: t('units.clarity'),
      number: true,
      cell: (row) =>
        row.missing === null ? (
          <span className="tc-quiet">–</span>
        ) : (
          <a href={`/tasks/gaps?unit=${row.id}`}>{`${row.missing.complete} / ${row.missing.of}`}</a>
        ),
      value: (row) =>
        row.missing === null || row.missing.of === 0 ? null : row.missing.complete / row.missing.of,
    },
    {
      name: 'letter',
      title: t('tasks.gaps_letter'),
      cell: (row) => {
        const letter = row.missing?.letter ?? 'none';
        return (
          <a href={`/letters?open=${row.id}`}>
            <StatusTag tone={letter === 'signed' ? 'good' : letter === 'issued' ? 'info' : 'warn'}>
              {t(`tasks.letter_${letter}`)}
            </StatusTag>
          </a>
        );
      },
      value: (row) => t(`tasks.letter_${row.missing?.letter ?? 'none'}`),
      code: true,
    },
  ];
}
