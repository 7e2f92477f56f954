import { useState, type ReactNode } from 'react';
import { endSecondment, listSecondments } from '@tongchuang/contract/bodies.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import { addDays } from '@tongchuang/domain/kernel/calendar.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { Field } from '@tongchuang/ui/pieces/field.tsx';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { PersonTag } from '@tongchuang/ui/pieces/tags.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { sayDate } from '@tongchuang/ui/speech.ts';
import { useAct, useCall } from '@tongchuang/ui/use-call.ts';
import { ActForm } from '../pieces/act-form.tsx';
import type { Column } from '../pieces/columns.ts';
import { DataTable } from '../pieces/data-table.tsx';
import { SideDrawer } from '../pieces/side-drawer.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { ORGANISATION_CHANGES } from './words.ts';

type Row = ReplyOf<typeof listSecondments>['secondments'][number];

/** 抽调: who works away from his own unit, and the last day on which his access holds. */
export function SecondmentsView(): ReactNode {
  const secondments = useCall(listSecondments, {});
  const url = useUrl();
  return (
    <Loaded of={secondments}>
      {({ secondments: rows }) => (
        <>
          <DataTable
            name="secondments"
            label={t('organisation.view_secondments')}
            columns={columns()}
            rows={rows}
            idOf={(row) => row.id}
            href={(row) => url.with({ secondment: row.id, new: null })}
            empty={
              <Empty title={t('organisation.secondments_empty')}>
                {t('organisation.secondments_empty_hint')}
              </Empty>
            }
          />
          <SideDrawer name="secondment" title={t('organisation.set_last_day')} width={440}>
            {(id) => {
              const row = rows.find((one) => one.id === id);
              return row !== undefined && <LastDay key={row.version} of={row} />;
            }}
          </SideDrawer>
        </>
      )}
    </Loaded>
  );
}

/** The last day is told to people; the house keeps the first day on which it no longer holds. */
export const lastDayOf = (until: string): string => addDays(until, -1);

function LastDay({ of }: { of: Row }): ReactNode {
  const url = useUrl();
  const [last, setLast] = useState(of.until === null ? '' : lastDayOf(of.until));
  const act = useAct(endSecondment, {
    changes: ORGANISATION_CHANGES,
    onDone: () => {
      tell(t('organisation.saved'));
      url.set({ secondment: null });
    },
  });
  return (
    <ActForm
      act={act}
      verb={t('organisation.save')}
      ready={last !== ''}
      onSubmit={() =>
        act.mutate({ params: { id: of.id }, body: { version: of.version, until: addDays(last, 1) } })
      }
    >
      <p>
        <PersonTag name={of.person.name} post={of.duty ?? ''} unit={of.home.shortName ?? of.home.name} />
      </p>
      <Field
        label={t('organisation.last_day')}
        hint={t('organisation.secondments_empty_hint')}
        type="date"
        value={last}
        onChange={setLast}
        min={of.since}
        required
      />
    </ActForm>
  );
}

const columns = (): readonly Column<Row>[] => [
  {
    name: 'person',
    title: t('organisation.people'),
    cell: (row) => row.person.name,
    value: (row) => row.person.name,
    width: 100,
  },
  {
    name: 'home',
    title: t('organisation.home_unit'),
    cell: (row) => row.home.shortName ?? row.home.name,
    value: (row) => row.home.name,
  },
  {
    name: 'unit',
    title: t('organisation.works_at'),
    cell: (row) => row.unit.shortName ?? row.unit.name,
    value: (row) => row.unit.name,
  },
  { name: 'duty', title: t('organisation.duty'), cell: (row) => row.duty, value: (row) => row.duty },
  {
    name: 'kind',
    title: t('organisation.secondment_kind'),
    cell: (row) => t(`organisation.secondment_${row.kind}`),
    value: (row) => t(`organisation.secondment_${row.kind}`),
  },
  {
    name: 'since',
    title: t('organisation.since'),
    cell: (row) => sayDate(row.since),
    value: (row) => row.since,
    code: true,
  },
  {
    name: 'until',
    title: t('organisation.last_day'),
    cell: (row) =>
      row.until === null ? (
        <StatusTag tone="warn">{t('organisation.secondment_open')}</StatusTag>
      ) : (
        <>
          {sayDate(lastDayOf(row.until))}{' '}
          {row.over && <StatusTag tone="muted">{t('organisation.secondment_over')}</StatusTag>}
        </>
      ),
    value: (row) => row.until,
    code: true,
  },
];
