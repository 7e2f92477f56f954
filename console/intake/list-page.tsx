import { useState, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { listPlans } from '@tongchuang/contract/campaign.ts';
import { listDocuments, submitDocument, type DocumentHead } from '@tongchuang/contract/intake.ts';
import type { DocumentId, PlanId } from '@tongchuang/domain/kernel/ids.ts';
import { call } from '@tongchuang/ui/call.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { FileDrop, type SendOptions } from '@tongchuang/ui/pieces/file-drop.tsx';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { sendFile } from '@tongchuang/ui/send-file.ts';
import { sayShortInstant } from '@tongchuang/ui/speech.ts';
import { refresh, useCall } from '@tongchuang/ui/use-call.ts';
import type { Column } from '../pieces/columns.ts';
import { DataTable } from '../pieces/data-table.tsx';
import { useMay } from '../shell/me.tsx';
import { StateTag } from './state-tag.tsx';
import './intake.css';

const TYPES = ['.docx', '.doc', '.xlsx', '.pdf', '.txt', '.rtf', '.html', '.htm', '.wps'];

/** 文件识读: put a document in, and find every document that was read. */
export default function ListPage(): ReactNode {
  const isWaiting = (rows: readonly DocumentHead[]) => rows.some((row) => row.state === 'waiting');
  const [poll, setPoll] = useState(false);
  const documents = useCall(listDocuments, {}, poll ? { everyMs: 1000 } : {});
  const rows = documents.data?.documents ?? [];
  if (isWaiting(rows) !== poll) setPoll(isWaiting(rows));
  const open = rows.filter((row) => row.state === 'read').length;
  return (
    <>
      <PageHead title={t('intake.title')} summary={t('intake.summary', { count: rows.length, open })} />
      <HandIn />
      <Loaded of={documents}>
        {(reply) => (
          <DataTable
            name="documents"
            label={t('intake.title')}
            columns={columns()}
            rows={reply.documents}
            idOf={(row) => row.id}
            href={(row) => `/intake/${row.id}`}
            empty={<Empty title={t('intake.empty')}>{t('intake.empty_hint')}</Empty>}
          />
        )}
      </Loaded>
    </>
  );
}

/** A file or pasted words, new or as the later edition of a plan. */
function HandIn(): ReactNode {
  const queries = useQueryClient();
  const may = useMay('intake.edit');
  const plans = useCall(listPlans, {}, { enabled: may });
  const [supersedes, setSupersedes] = useState<PlanId | null>(null);
  const [words, setWords] = useState('');
  const [pasting, setPasting] = useState(false);
  if (!may) return null;

  const send = async (file: File, options: Partial<SendOptions>) => {
    const { sha256 } = await sendFile(file, options);
    const body = { id: newId() as DocumentId, sha256, name: file.name, supersedes };
    await call(submitDocument, { body });
    await refresh(queries, ['intake.']);
  };
  const paste = async () => {
    await send(new File([words], `${t('intake.paste_name')}.txt`, { type: 'text/plain' }), {});
    setWords('');
    setPasting(false);
  };
  return (
    <section className="tc-intake-in">
      <FileDrop types={TYPES} megabytes={50} multiple send={send} title={t('intake.drop_title')}>
        <p className="tc-quiet">{t('intake.drop_what')}</p>
      </FileDrop>
      <div className="tc-intake-ways">
        {(plans.data?.rows.length ?? 0) > 0 && (
          <label>
            {t('intake.supersedes')}{' '}
            <select
              className="tc-input"
              value={supersedes ?? ''}
              onChange={(event) => setSupersedes((event.target.value || null) as PlanId | null)}
            >
              <option value="">{t('intake.supersedes_none')}</option>
              {plans.data?.rows.map((plan) => (
                <option key={plan.id} value={plan.id}>
                  {plan.title}
                </option>
              ))}
            </select>
          </label>
        )}
        <button
          type="button"
          className="tc-link"
          aria-expanded={pasting}
          onClick={() => setPasting(!pasting)}
        >
          {t('intake.paste')}
        </button>
      </div>
      {pasting && (
        <div className="tc-intake-paste">
          <textarea
            className="tc-input"
            rows={8}
            aria-label={t('intake.paste_hint')}
            placeholder={t('intake.paste_hint')}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          <button
            type="button"
            className="tc-button tc-button-primary"
            disabled={words.trim() === ''}
            onClick={() => void paste()}
          >
            {t('intake.paste_send')}
          </button>
        </div>
      )}
    </section>
  );
}

const columns = (): Column<DocumentHead>[] => [
  {
    name: 'name',
    title: t('intake.col_name'),
    cell: (row) => (
      <>
        {row.title ?? row.name}
        {row.title !== null && <small className="tc-quiet tc-intake-file">{row.name}</small>}
      </>
    ),
    value: (row) => row.title ?? row.name,
  },
  {
    name: 'state',
    title: t('intake.col_state'),
    cell: (row) => <StateTag of={row} />,
    value: (row) => row.state,
  },
  {
    name: 'tasks',
    title: t('intake.col_tasks'),
    unit: t('intake.items'),
    number: true,
    cell: (row) => row.tasks,
    value: (row) => row.tasks,
  },
  {
    name: 'open',
    title: t('intake.col_open'),
    number: true,
    cell: (row) => row.openNames,
    value: (row) => row.openNames,
  },
  {
    name: 'findings',
    title: t('intake.col_findings'),
    number: true,
    cell: (row) => row.findings,
    value: (row) => row.findings,
  },
  {
    name: 'by',
    title: t('intake.col_by'),
    cell: (row) => row.submitted.by,
    value: (row) => row.submitted.by,
  },
  {
    name: 'at',
    title: t('intake.col_at'),
    code: true,
    cell: (row) => sayShortInstant(row.submitted.at),
    value: (row) => row.submitted.at,
  },
];
