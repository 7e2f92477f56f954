import { useState, type ReactNode } from 'react';
import {
  exportRoster,
  rosterTemplate,
  importRoster,
  ROSTER_FATES,
  tryRoster,
  type RosterRow,
} from '@tongchuang/contract/roster.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import { Loaded, TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { FileDrop } from '@tongchuang/ui/pieces/file-drop.tsx';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { StatusTag, type Tone } from '@tongchuang/ui/pieces/status-tag.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { sendFile } from '@tongchuang/ui/send-file.ts';
import { useAct, useCall } from '@tongchuang/ui/use-call.ts';
import type { Column } from '../pieces/columns.ts';
import { DataTable } from '../pieces/data-table.tsx';
import { Filters } from '../pieces/filters.tsx';
import { useDownload } from '../pieces/use-download.ts';
import { useUrl } from '../pieces/url-state.ts';
import { ORGANISATION_CHANGES } from './words.ts';
import './organisation.css';

type Trial = ReplyOf<typeof tryRoster>;

/** 名册导入: the file goes up, what it would change is shown row by row, and one button writes it whole. */
export default function RosterPage(): ReactNode {
  const url = useUrl();
  const { download, busy } = useDownload();
  const sha256 = url.get('file');
  const send = async (file: File, options: Parameters<typeof sendFile>[1]) => {
    const kept = await sendFile(file, options);
    url.set({ file: kept.sha256, name: file.name, fate: null }, 'push');
  };
  return (
    <>
      <PageHead
        title={t('organisation.roster_title')}
        summary={t('organisation.roster_summary')}
        back={{ href: '/organisation', title: t('organisation.title') }}
        action={
          <>
            <button
              type="button"
              className="tc-button"
              disabled={busy}
              onClick={() => void download(rosterTemplate, {})}
            >
              {t('organisation.roster_template')}
            </button>
            <button
              type="button"
              className="tc-button"
              disabled={busy}
              onClick={() => void download(exportRoster, {})}
            >
              {t('organisation.roster_export')}
            </button>
          </>
        }
      />
      {sha256 === '' ? (
        <FileDrop types={['.xlsx']} megabytes={50} send={send} title={t('organisation.roster_drop')}>
          <small>{t('organisation.roster_drop_what')}</small>
        </FileDrop>
      ) : (
        <Tried sha256={sha256} fileName={url.get('name')} />
      )}
    </>
  );
}

function Tried({ sha256, fileName }: { sha256: string; fileName: string }): ReactNode {
  const url = useUrl();
  const trial = useCall(tryRoster, { query: { sha256, fileName } }, { staleMs: 60_000 });
  return (
    <>
      <p className="tc-roster-file">
        <b>{fileName}</b>{' '}
        <button
          type="button"
          className="tc-link"
          onClick={() => url.set({ file: null, name: null, fate: null })}
        >
          {t('organisation.roster_again')}
        </button>
      </p>
      <Loaded of={trial} lines={12}>
        {(reply) => <Outcome of={reply} sha256={sha256} fileName={fileName} />}
      </Loaded>
    </>
  );
}

function Outcome({ of, sha256, fileName }: { of: Trial; sha256: string; fileName: string }): ReactNode {
  const url = useUrl();
  const { counts } = of;
  const count = counts.new + counts.changed;
  const [done, setDone] = useState(false);
  const act = useAct(importRoster, {
    changes: [...ORGANISATION_CHANGES, 'roster.'],
    onDone: (reply) => {
      setDone(true);
      tell(t('organisation.roster_done', { new: reply.new, changed: reply.changed }));
      url.set({ file: null, name: null, fate: null });
    },
  });
  const chosen = url.list('fate');
  return (
    <>
      <div className="tc-roster-bar">
        <span>{t('organisation.roster_counts', counts)}</span>
        {counts.wrong > 0 ? (
          <span className="tc-danger">{t('organisation.roster_fix')}</span>
        ) : count === 0 ? (
          <span className="tc-quiet">{t('organisation.roster_nothing')}</span>
        ) : (
          <button
            type="button"
            className="tc-button tc-button-primary"
            disabled={act.isPending || done}
            onClick={() => act.mutate({ body: { sha256, fileName } })}
          >
            {t('organisation.roster_import', { count })}
          </button>
        )}
      </div>
      <TroubleLine error={act.error} />
      {of.notes.map((note) => (
        <p key={note} className="tc-notice tc-notice-warn">
          {note}
        </p>
      ))}
      <Filters
        of={[
          {
            name: 'fate',
            title: t('organisation.roster_fate'),
            options: ROSTER_FATES.map((value) => ({
              value,
              label: t(`organisation.fate_${value}`),
              count: counts[value],
            })),
          },
        ]}
      />
      <DataTable
        name="roster"
        label={t('organisation.roster_title')}
        columns={columns()}
        rows={of.rows.filter((row) => chosen.length === 0 || chosen.includes(row.fate))}
        idOf={(row) => `${row.sheet} ${row.row}`}
      />
    </>
  );
}

const TONES: Record<RosterRow['fate'], Tone> = {
  new: 'good',
  changed: 'info',
  same: 'muted',
  wrong: 'danger',
};
const saysOf = (row: RosterRow): string =>
  [
    ...row.errors,
    ...row.warnings,
    ...row.changes.map(({ from, to }) => `${from === '' ? '∅' : from} → ${to === '' ? '∅' : to}`),
  ].join('；');

const columns = (): readonly Column<RosterRow>[] => [
  {
    name: 'name',
    title: t('organisation.name'),
    cell: (row) => row.name,
    value: (row) => row.name,
    width: 200,
  },
  {
    name: 'fate',
    title: t('organisation.roster_fate'),
    cell: (row) => <StatusTag tone={TONES[row.fate]}>{t(`organisation.fate_${row.fate}`)}</StatusTag>,
    value: (row) => ROSTER_FATES.toReversed().indexOf(row.fate),
    code: true,
  },
  { name: 'says', title: t('organisation.roster_says'), cell: saysOf, value: saysOf, width: 320 },
  {
    name: 'code',
    title: t('organisation.code'),
    cell: (row) => row.code,
    value: (row) => row.code,
    code: true,
  },
  {
    name: 'sheet',
    title: t('organisation.roster_sheet'),
    cell: (row) => row.sheet,
    value: (row) => row.sheet,
    code: true,
  },
  {
    name: 'row',
    title: t('organisation.roster_row'),
    cell: (row) => row.row,
    value: (row) => row.row,
    number: true,
  },
];
