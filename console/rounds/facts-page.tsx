import { useMemo, useState, type ReactNode } from 'react';
import { listFacts, type FactOut } from '@tongchuang/contract/facts.ts';
import type { Round } from '@tongchuang/contract/rounds.ts';
import { SHEETS } from '@tongchuang/domain/scoring/round.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { found } from '@tongchuang/ui/pinyin.ts';
import { sayShortInstant } from '@tongchuang/ui/speech.ts';
import { usePinyin } from '@tongchuang/ui/use-pinyin.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import type { Column } from '../pieces/columns.ts';
import { DataTable } from '../pieces/data-table.tsx';
import { Filters } from '../pieces/filters.tsx';
import { SideDrawer } from '../pieces/side-drawer.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { FactDrawer } from './fact-drawer.tsx';
import { FactImport } from './fact-import.tsx';
import { RoundFrame } from './round-frame.tsx';
import { sheetWord, sourceWord, valueWord } from './words.ts';

/** 观测: the table of facts of a round, as far as the person sees them. */
export default function FactsPage(): ReactNode {
  const url = useUrl();
  return (
    <RoundFrame
      action={(round) =>
        round.stage === 'published' || round.stage === 'closed' ? null : (
          <a className="tc-button tc-button-primary" href={url.with({ import: '1' })}>
            {t('rounds.import')}
          </a>
        )
      }
    >
      {(round) => <Facts of={round} />}
    </RoundFrame>
  );
}

/** As many as are fetched at a time. */
const PAGE = 5000;

function Facts({ of: round }: { of: Round }): ReactNode {
  const url = useUrl();
  usePinyin();
  const [after, setAfter] = useState(0);
  const unitId = round.units.find((unit) => unit.unitId === url.get('unit'))?.unitId;
  const query = { after, limit: PAGE, ...(unitId === undefined ? {} : { unitId }) };
  const facts = useCall(listFacts, { params: { id: round.id }, query });
  const rows = useMemo(() => facts.data?.rows ?? [], [facts.data]);
  const wish = url.get('q');
  const chosen = (name: string, value: string) =>
    url.list(name).length === 0 || url.list(name).includes(value);
  const shown = rows.filter(
    (row) =>
      chosen('sheet', row.sheet) &&
      chosen('state', row.withdrawn ? 'withdrawn' : row.state) &&
      chosen('source', row.source) &&
      (wish === '' ||
        row.criterion.startsWith(wish) ||
        found(`${row.name} ${row.site ?? ''} ${row.unit ?? ''} ${row.note ?? ''}`, wish)),
  );
  const sources = [...Map.groupBy(rows, (row) => row.source)];
  return (
    <>
      <Filters
        search="q"
        of={[
          {
            name: 'unit',
            title: t('rounds.col_unit'),
            single: true,
            options: round.units.map((unit) => ({ value: unit.unitId, label: unit.unit })),
          },
          {
            name: 'sheet',
            title: t('rounds.sheet'),
            options: SHEETS.map((sheet) => ({ value: sheet, label: sheetWord(sheet) })),
          },
          {
            name: 'state',
            title: t('rounds.col_state'),
            options: [
              { value: 'observed', label: t('rounds.fact_observed') },
              { value: 'not_applicable', label: t('rounds.fact_not_applicable') },
              { value: 'not_observed', label: t('rounds.fact_not_observed') },
              { value: 'withdrawn', label: t('rounds.withdrawn') },
            ],
          },
          {
            name: 'source',
            title: t('rounds.col_source'),
            options: sources.map(([value, of]) => ({ value, label: sourceWord(value), count: of.length })),
          },
        ]}
      />
      <Loaded of={facts}>
        {(reply) => (
          <>
            {(reply.next !== null || after > 0) && (
              <p className="tc-notice">
                {t('rounds.facts_page', { count: PAGE })}{' '}
                {after > 0 && (
                  <button type="button" className="tc-link" onClick={() => setAfter(0)}>
                    {t('rounds.facts_first')}
                  </button>
                )}{' '}
                {reply.next !== null && (
                  <button type="button" className="tc-link" onClick={() => setAfter(reply.next ?? 0)}>
                    {t('rounds.facts_next')}
                  </button>
                )}
              </p>
            )}
            <DataTable
              name="round-facts"
              label={t('rounds.tab_facts')}
              columns={columns()}
              rows={shown}
              idOf={(row) => row.id}
              href={(row) => url.with({ open: row.id })}
              {...(reply.rows.length === 0
                ? { empty: <Empty title={t('rounds.facts_empty')}>{t('rounds.facts_empty_hint')}</Empty> }
                : {})}
            />
          </>
        )}
      </Loaded>
      <SideDrawer title={t('rounds.fact')}>
        {(id) => <FactDrawer key={id} round={round} id={id} />}
      </SideDrawer>
      <SideDrawer name="import" title={t('rounds.import')}>
        {() => <FactImport round={round} />}
      </SideDrawer>
    </>
  );
}

const columns = (): Column<FactOut>[] => [
  {
    name: 'criterion',
    title: t('rounds.col_criterion'),
    code: true,
    cell: (row) => row.criterion,
    value: (row) => row.criterion,
  },
  {
    name: 'name',
    title: t('rounds.col_fact'),
    width: 140,
    cell: (row) => (row.name === 'value' ? t('rounds.col_value') : row.name),
    value: (row) => row.name,
  },
  {
    name: 'value',
    title: t('rounds.col_value'),
    number: true,
    cell: (row) => <span className={row.withdrawn ? 'tc-left' : undefined}>{valueWord(row)}</span>,
    value: (row) =>
      row.value !== null && row.value !== '' && !Number.isNaN(Number(row.value))
        ? Number(row.value)
        : valueWord(row),
  },
  {
    name: 'unit',
    title: t('rounds.col_unit'),
    cell: (row) => row.unit ?? t('rounds.whole_place'),
    value: (row) => row.unit,
  },
  {
    name: 'site',
    title: t('rounds.col_site'),
    width: 140,
    cell: (row) => row.site ?? row.form ?? '',
    value: (row) => row.site ?? row.form,
  },
  {
    name: 'sheet',
    title: t('rounds.sheet'),
    code: true,
    cell: (row) => sheetWord(row.sheet),
    value: (row) => sheetWord(row.sheet),
  },
  {
    name: 'by',
    title: t('rounds.col_by'),
    code: true,
    cell: (row) => row.entered.by,
    value: (row) => row.entered.by,
  },
  {
    name: 'at',
    title: t('rounds.col_at'),
    code: true,
    cell: (row) => sayShortInstant(row.entered.at),
    value: (row) => row.entered.at,
  },
  {
    name: 'source',
    title: t('rounds.col_source'),
    code: true,
    cell: (row) =>
      row.withdrawn ? <StatusTag tone="muted">{t('rounds.withdrawn')}</StatusTag> : sourceWord(row.source),
    value: (row) => (row.withdrawn ? t('rounds.withdrawn') : sourceWord(row.source)),
  },
  {
    name: 'method',
    title: t('rounds.col_method'),
    cell: (row) => row.method ?? '',
    value: (row) => row.method,
    aside: true,
  },
  {
    name: 'note',
    title: t('rounds.col_note'),
    cell: (row) => row.note ?? row.reason ?? '',
    value: (row) => row.note ?? row.reason,
    aside: true,
  },
];
