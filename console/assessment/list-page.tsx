import { useState, type ReactNode } from 'react';
import { listFrameworks, type FrameworkHead } from '@tongchuang/contract/frameworks.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Counted } from '@tongchuang/ui/pieces/counted.tsx';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { Sentence } from '@tongchuang/ui/pieces/sentence.tsx';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { sayShortInstant } from '@tongchuang/ui/speech.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import type { Column } from '../pieces/columns.ts';
import { DataTable } from '../pieces/data-table.tsx';
import { saidRefusal } from '../pieces/said.ts';
import { SideDrawer } from '../pieces/side-drawer.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { useMay } from '../shell/me.tsx';
import { CreateForm } from './create-form.tsx';
import { ImportForm } from './import-form.tsx';
import { pointsWord, STATE_TONES, stateWord, tierWord } from './words.ts';
import '../pieces/forms.css';
import './assessment.css';

/** 测评体系: every edition, those in use first; a file is handed in here, or a draft begun. */
export default function ListPage(): ReactNode {
  const url = useUrl();
  const may = useMay('framework.edit');
  const [poll, setPoll] = useState(false);
  const frameworks = useCall(listFrameworks, {}, poll ? { everyMs: 1000 } : {});
  const rows = frameworks.data?.rows ?? [];
  const waits = rows.some((row) => row.state === 'waiting');
  if (waits !== poll) setPoll(waits);
  const create = (
    <a className="tc-button" href={url.with({ create: 'empty', import: null })}>
      {t('assessment.create')}
    </a>
  );
  const bring = (
    <a className="tc-button tc-button-primary" href={url.with({ import: '1', create: null })}>
      {t('assessment.import')}
    </a>
  );
  return (
    <>
      <PageHead
        title={t('assessment.title')}
        {...(frameworks.data === undefined ? {} : { summary: <Summary rows={rows} /> })}
        {...(may
          ? {
              action: (
                <span className="tc-head-actions">
                  {create}
                  {bring}
                </span>
              ),
            }
          : {})}
      />
      <Loaded of={frameworks}>
        {(reply) => (
          <DataTable
            name="frameworks"
            label={t('assessment.title')}
            columns={columns()}
            rows={reply.rows}
            idOf={(row) => row.id}
            href={(row) => `/frameworks/${row.id}`}
            empty={
              <Empty title={t('assessment.empty')} {...(may ? { action: bring } : {})}>
                {t('assessment.empty_hint')}
              </Empty>
            }
          />
        )}
      </Loaded>
      <SideDrawer name="import" title={t('assessment.import')} width={560}>
        {() => <ImportForm rows={rows} />}
      </SideDrawer>
      <SideDrawer name="create" title={t('assessment.create')} width={560}>
        {(from) => frameworks.data !== undefined && <CreateForm key={from} rows={rows} from={from} />}
      </SideDrawer>
    </>
  );
}

function Summary({ rows }: { rows: readonly FrameworkHead[] }): ReactNode {
  const count = (state: FrameworkHead['state'], says: string) => (
    <Counted value={rows.filter((row) => row.state === state).length} says={says} />
  );
  return (
    <Sentence
      of={t('assessment.summary', { adopted: '{adopted}', drafts: '{drafts}' })}
      with={{
        adopted: count('adopted', t('assessment.says_adopted')),
        drafts: count('draft', t('assessment.says_drafts')),
      }}
    />
  );
}

/** 7 测评项目 · 58 测评内容; a count that is not the declared one says so. */
const Levels = ({ of }: { of: FrameworkHead['levels'] }): ReactNode => (
  <ul className="tc-levels">
    {of.map(({ name, count, declared }, n) => (
      <li key={`${n} ${name}`}>
        {name} <b>{count}</b>
        {declared !== null && declared !== count && (
          <span className="tc-danger"> {t('assessment.declared', { declared })}</span>
        )}
      </li>
    ))}
  </ul>
);

const columns = (): Column<FrameworkHead>[] => [
  {
    name: 'title',
    title: t('assessment.col_title'),
    width: 200,
    cell: (row) => row.title,
    value: (row) => row.title,
  },
  {
    name: 'state',
    title: t('assessment.col_state'),
    cell: (row) => <StatusTag tone={STATE_TONES[row.state]}>{stateWord(row.state)}</StatusTag>,
    value: (row) => stateWord(row.state),
  },
  {
    name: 'tier',
    title: t('assessment.col_tier'),
    cell: (row) => tierWord(row.tier),
    value: (row) => tierWord(row.tier),
    code: true,
  },
  {
    name: 'year',
    title: t('assessment.col_year'),
    number: true,
    cell: (row) => row.year ?? '',
    value: (row) => row.year,
  },
  {
    name: 'levels',
    title: t('assessment.col_levels'),
    width: 230,
    cell: (row) =>
      row.refusal === null ? (
        <Levels of={row.levels} />
      ) : (
        <span className="tc-danger">{saidRefusal(row.refusal)}</span>
      ),
    value: (row) =>
      row.refusal === null
        ? row.levels.map(({ name, count }) => `${name}${count}`).join(' ')
        : saidRefusal(row.refusal),
    sorts: false,
  },
  {
    name: 'points',
    title: t('assessment.col_points'),
    unit: t('assessment.points_unit'),
    number: true,
    cell: (row) => (row.levels.length === 0 ? '' : pointsWord(row.points)),
    value: (row) => row.points,
  },
  {
    name: 'errors',
    title: t('assessment.col_findings'),
    cell: (row) => <FindingCount of={row} />,
    value: (row) => row.errors * 1_000_000 + row.warnings,
  },
  {
    name: 'rounds',
    title: t('assessment.col_rounds'),
    unit: t('assessment.rounds_unit'),
    number: true,
    cell: (row) => row.rounds,
    value: (row) => row.rounds,
  },
  {
    name: 'by',
    title: t('assessment.col_by'),
    cell: (row) => row.made.by,
    value: (row) => row.made.by,
    code: true,
  },
  {
    name: 'at',
    title: t('assessment.col_at'),
    code: true,
    cell: (row) => sayShortInstant(row.made.at),
    value: (row) => row.made.at,
  },
  {
    name: 'code',
    title: t('assessment.col_code'),
    code: true,
    cell: (row) => row.code,
    value: (row) => row.code,
    aside: true,
  },
  {
    name: 'file',
    title: t('assessment.col_file'),
    cell: (row) => row.fileName ?? '',
    value: (row) => row.fileName,
    aside: true,
  },
];

function FindingCount({ of: { state, errors, warnings } }: { of: FrameworkHead }): ReactNode {
  if (state === 'waiting' || state === 'refused') return null;
  if (errors + warnings === 0) return <span className="tc-quiet">{t('assessment.findings_none_short')}</span>;
  return (
    <span className="tc-nobreak">
      {errors > 0 && <span className="tc-danger">{t('assessment.errors_count', { count: errors })}</span>}
      {errors > 0 && warnings > 0 && ' · '}
      {warnings > 0 && t('assessment.warnings_count', { count: warnings })}
    </span>
  );
}
