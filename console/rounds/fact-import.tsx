import { useState, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { FACT_FAULTS, factTemplate, importFacts, type FactFault } from '@tongchuang/contract/facts.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import type { Round } from '@tongchuang/contract/rounds.ts';
import type { FileHash, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { SHEETS, takesFacts, type Sheet } from '@tongchuang/domain/scoring/round.ts';
import { call } from '@tongchuang/ui/call.ts';
import { TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Field } from '@tongchuang/ui/pieces/field.tsx';
import { FileDrop, type SendOptions } from '@tongchuang/ui/pieces/file-drop.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { sendFile } from '@tongchuang/ui/send-file.ts';
import { refresh, useAct } from '@tongchuang/ui/use-call.ts';
import { orNull, SelectField } from '../pieces/act-form.tsx';
import { saidRefusal } from '../pieces/said.ts';
import { useDownload } from '../pieces/use-download.ts';
import { useUrl } from '../pieces/url-state.ts';
import { needsReason } from './desk/fact-saver.ts';
import { useSheets } from './desk/hand.ts';
import { ROUND_CHANGES, sheetWord } from './words.ts';

/** What a dry run found, and of which bytes. */
interface Tried {
  name: string;
  sha256: FileHash;
  reply: ReplyOf<typeof importFacts>;
}

/** 导入观测: the sheet to fill in, the filled-in one tried, and then taken over as a whole. */
export function FactImport({ round }: { round: Round }): ReactNode {
  const url = useUrl();
  const queries = useQueryClient();
  const { download, busy } = useDownload();
  const unit = round.units[0];
  const mine = useSheets(round, unit?.unitId ?? '');
  const open = mine.fills.length > 0 ? mine.fills : SHEETS.filter((one) => takesFacts(round.stage, one));
  const [sheet, setSheet] = useState<Sheet | ''>(open[0] ?? '');
  const [unitId, setUnit] = useState<UnitId | ''>('');
  const [tried, setTried] = useState<Tried | null>(null);
  const [reason, setReason] = useState('');
  const act = useAct(importFacts, {
    changes: ROUND_CHANGES,
    onDone: (reply, { body }) => {
      if (reply.faultCount > 0 && tried !== null) {
        setTried({ ...tried, sha256: body.sha256, reply });
        return;
      }
      tell(t('rounds.imported', { added: reply.added, changed: reply.changed }));
      url.set({ import: null });
    },
  });
  if (open.length === 0 || sheet === '') return <p className="tc-quiet">{t('rounds.import_closed')}</p>;

  const params = { id: round.id };
  const attempt = async (file: File, options: Partial<SendOptions>) => {
    const { sha256 } = await sendFile(file, options);
    const body = { sha256, sheet, dryRun: true, reason: null };
    setTried({ name: file.name, sha256, reply: await call(importFacts, { params, body }) });
    await refresh(queries, ['audit.']);
  };
  const changes = (tried?.reply.changed ?? 0) > 0 && needsReason(sheet);
  return (
    <div className="tc-form tc-act-form">
      <div className="tc-form-row">
        <SelectField
          label={t('rounds.sheet')}
          value={sheet}
          options={open.map((one) => ({ value: one, label: sheetWord(one) }))}
          onChange={(next) => {
            setSheet(next);
            setTried(null);
          }}
        />
        <SelectField
          label={t('rounds.template_unit')}
          none={t('rounds.all_units')}
          value={unitId}
          options={round.units.map((one) => ({ value: one.unitId, label: one.unit }))}
          onChange={setUnit}
        />
      </div>
      <button
        type="button"
        className="tc-button"
        disabled={busy}
        onClick={() => void download(factTemplate, { params, body: { sheet, unitId: unitId || null } })}
      >
        {t('rounds.template')}
      </button>
      <FileDrop types={['.xlsx']} megabytes={20} send={attempt} onRemove={() => setTried(null)}>
        <p className="tc-quiet">{t('rounds.import_hint')}</p>
      </FileDrop>
      {tried !== null && (
        <section aria-live="polite">
          <p
            className={
              tried.reply.faults.length > 0 ? 'tc-notice tc-notice-danger' : 'tc-notice tc-notice-good'
            }
          >
            {t('rounds.tried', {
              read: tried.reply.read,
              added: tried.reply.added,
              changed: tried.reply.changed,
              unchanged: tried.reply.unchanged,
            })}
            {tried.reply.faults.length > 0 &&
              ` ${t('rounds.tried_faults', { count: tried.reply.faultCount })}`}
          </p>
          {tried.reply.faults.length > 0 && <Faults of={tried.reply.faults} all={tried.reply.faultCount} />}
          {tried.reply.faults.length === 0 && (
            <>
              {changes && (
                <Field
                  label={t('rounds.change_reason')}
                  value={reason}
                  maxLength={500}
                  required
                  onChange={setReason}
                />
              )}
              <TroubleLine error={act.error} />
              <button
                type="button"
                className="tc-button tc-button-primary"
                disabled={
                  act.isPending ||
                  tried.reply.added + tried.reply.changed === 0 ||
                  (changes && reason.trim() === '')
                }
                onClick={() =>
                  act.mutate({
                    params,
                    body: { sha256: tried.sha256, sheet, dryRun: false, reason: orNull(reason) },
                  })
                }
              >
                {t('rounds.import_do')}
              </button>
            </>
          )}
        </section>
      )}
    </div>
  );
}

const isFault = (code: string): code is FactFault => FACT_FAULTS.some((one) => one === code);

function saidFault({ code, facts, message }: Tried['reply']['faults'][number]): string {
  if (!isFault(code)) return saidRefusal({ code, facts, sentence: message });
  const { name = '', states = '', head = '', value = '' } = facts;
  return t(`rounds.fault_${code}`, { name, states, head, value });
}

/** More faults than this are not drawn: the file is wrong as a whole. */
const MOST_FAULTS = 200;

const Faults = ({ of, all }: { of: Tried['reply']['faults']; all: number }): ReactNode => {
  const hasSeveral = new Set(of.map(({ table }) => table)).size > 1;
  return (
    <ul className="tc-lines tc-faults">
      {of.slice(0, MOST_FAULTS).map((fault, n) => (
        <li key={n}>
          <b className="tc-nobreak">
            {hasSeveral && `${fault.table} `}
            {t('rounds.fault_row', { row: fault.row })}
          </b>
          {fault.column !== null && <span className="tc-quiet">{fault.column}</span>}
          <span>{saidFault(fault)}</span>
        </li>
      ))}
      {all > MOST_FAULTS && (
        <li className="tc-quiet">{t('rounds.faults_more', { count: all - MOST_FAULTS })}</li>
      )}
    </ul>
  );
};
