import { useState, type FormEvent, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import {
  downloadLetter,
  downloadScan,
  getLetter,
  signLetter,
  voidLetter,
  type Letter,
} from '@tongchuang/contract/letters.ts';
import { FILE_LIMIT } from '@tongchuang/contract/files.ts';
import type { LetterId } from '@tongchuang/domain/kernel/ids.ts';
import { addressOf, isRefused } from '@tongchuang/ui/call.ts';
import { Loaded, TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { FileDrop } from '@tongchuang/ui/pieces/file-drop.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { sendFile } from '@tongchuang/ui/send-file.ts';
import { dayOf, sayDate, sayInstant, sayList } from '@tongchuang/ui/speech.ts';
import { refresh, useAct, useCall } from '@tongchuang/ui/use-call.ts';
import { ObjectTrail } from '../pieces/object-trail.tsx';
import { LETTERS_CHANGE } from './changes.ts';
import { LetterContent, LetterGaps, type Content } from './content.tsx';
import { LetterTag } from './letter-tag.tsx';

/** A letter that was written: its paper, its signature, and what it says. */
export function LetterDetail({ id }: { id: LetterId }): ReactNode {
  const found = useCall(getLetter, { params: { id } });
  return (
    <Loaded of={found} lines={10}>
      {({ letter, content, maySign, mayVoid }) => (
        <>
          <Head letter={letter} maySign={maySign} mayVoid={mayVoid} content={content} />
          <LetterGaps of={content.gaps} />
          <LetterContent of={content} />
          <TrailOf id={letter.id} />
        </>
      )}
    </Loaded>
  );
}

interface HeadProps {
  letter: Letter;
  content: Content;
  maySign: boolean;
  mayVoid: boolean;
}

function Head({ letter, content, maySign, mayVoid }: HeadProps): ReactNode {
  const [doing, setDoing] = useState<'sign' | 'void' | null>(null);
  return (
    <section className="tc-letter-head">
      <p>
        <LetterTag of={letter.state} />{' '}
        {t('letters.head', {
          edition: letter.edition,
          who: letter.issuedBy,
          time: sayInstant(letter.issuedAt),
          count: letter.tasks,
        })}
      </p>
      {letter.signedOn !== null && (
        <p>
          {t('letters.signed_by', {
            day: sayDate(letter.signedOn),
            who: sayList(
              letter.signatories.map(({ name, title }) => [title, name].filter(Boolean).join(' ')),
            ),
          })}
        </p>
      )}
      {letter.voidReason !== null && <p>{t('letters.void_because', { reason: letter.voidReason })}</p>}
      {letter.outdated > 0 && (
        <p className="tc-notice tc-notice-warn">{t('letters.outdated_hint', { count: letter.outdated })}</p>
      )}
      <div className="tc-buttons">
        {maySign && doing === null && (
          <button type="button" className="tc-button tc-button-primary" onClick={() => setDoing('sign')}>
            {t('letters.sign')}
          </button>
        )}
        <a className="tc-button" href={addressOf(downloadLetter, { id: letter.id })} download>
          {t('letters.download')}
        </a>
        {letter.scanSha256 !== null && (
          <a className="tc-button" href={addressOf(downloadScan, { id: letter.id })} download>
            {t('letters.download_scan')}
          </a>
        )}
        {mayVoid && doing === null && (
          <button type="button" className="tc-button" onClick={() => setDoing('void')}>
            {t('letters.void')}
          </button>
        )}
      </div>
      {doing === 'sign' && <SignForm letter={letter} content={content} close={() => setDoing(null)} />}
      {doing === 'void' && <VoidForm letter={letter} close={() => setDoing(null)} />}
      <p className="tc-quiet tc-letter-mark">
        {t('letters.frozen', { position: letter.auditPosition })}{' '}
        <code title={letter.contentSha256}>{letter.contentSha256.slice(0, 16)}</code>
      </p>
    </section>
  );
}

/** After somebody else was faster the letter is shown as it is now; the form asks again. */
function useFreshLetter(): (error: unknown) => void {
  const queries = useQueryClient();
  return (error) => {
    if (isRefused(error, 'row.changed_meanwhile') || isRefused(error, 'letter.not_open'))
      void refresh(queries, ['letter.']);
  };
}

interface FormProps {
  letter: Letter;
  close: () => void;
}

/** 登记签署: the day, who signed for both sides, and the scan. */
function SignForm({ letter, content, close }: FormProps & { content: Content }): ReactNode {
  const onTrouble = useFreshLetter();
  const [signedOn, setSignedOn] = useState(dayOf(new Date()));
  const [issuer, setIssuer] = useState(nameOf(content.issuer.signatory));
  const [unit, setUnit] = useState(nameOf(content.unit.signatory));
  const [scan, setScan] = useState<string | null>(null);
  const act = useAct(signLetter, {
    changes: LETTERS_CHANGE,
    onTrouble,
    onDone: () => {
      tell(t('letters.signed_done'));
      close();
    },
  });
  const sign = (event: FormEvent) => {
    event.preventDefault();
    const sides = [
      { side: 'issuer' as const, ...issuer },
      { side: 'unit' as const, ...unit },
    ];
    act.mutate({
      params: { id: letter.id },
      body: {
        signedOn,
        signatories: sides
          .filter(({ name }) => name.trim() !== '')
          .map(({ side, name, title }) => ({ side, name, title: title.trim() === '' ? null : title })),
        scanSha256: scan,
        version: letter.version,
      },
    });
  };
  return (
    <form className="tc-form tc-letter-form" onSubmit={sign}>
      <label>
        <span>{t('letters.signed_on')}</span>
        <input
          className="tc-input"
          type="date"
          required
          max={dayOf(new Date())}
          value={signedOn}
          onChange={(event) => setSignedOn(event.target.value)}
        />
      </label>
      <Signatory label={t('letters.issuer')} value={issuer} onChange={setIssuer} />
      <Signatory label={t('letters.unit_party')} value={unit} onChange={setUnit} />
      <FileDrop
        types={['.pdf', '.jpg', '.jpeg', '.png']}
        megabytes={FILE_LIMIT / 2 ** 20}
        title={t('letters.scan_drop')}
        send={async (file, options) => setScan((await sendFile(file, options)).sha256)}
        onRemove={() => setScan(null)}
      />
      <TroubleLine error={act.error} />
      <div className="tc-buttons">
        <button
          type="submit"
          className="tc-button tc-button-primary"
          disabled={(issuer.name.trim() === '' && unit.name.trim() === '') || act.isPending}
        >
          {t('letters.sign')}
        </button>
        <button type="button" className="tc-button" onClick={close}>
          {t('house.cancel')}
        </button>
      </div>
    </form>
  );
}

/** "局长 贺建平" as its two parts. */
function nameOf(signatory: string | null): { name: string; title: string } {
  const words = (signatory ?? '').split(' ');
  const name = words.pop() ?? '';
  return { name, title: words.join(' ') };
}

interface SignatoryProps {
  label: string;
  value: { name: string; title: string };
  onChange: (value: { name: string; title: string }) => void;
}

const Signatory = ({ label, value, onChange }: SignatoryProps): ReactNode => (
  <fieldset>
    <legend>{label}</legend>
    <div className="tc-form-row">
      <label>
        <span>{t('letters.signatory')}</span>
        <input
          className="tc-input"
          maxLength={40}
          value={value.name}
          onChange={(event) => onChange({ ...value, name: event.target.value })}
        />
      </label>
      <label>
        <span>{t('letters.signatory_title')}</span>
        <input
          className="tc-input"
          maxLength={60}
          value={value.title}
          onChange={(event) => onChange({ ...value, title: event.target.value })}
        />
      </label>
    </div>
  </fieldset>
);

/** 作废: with a reason; then a new one may be written. */
function VoidForm({ letter, close }: FormProps): ReactNode {
  const onTrouble = useFreshLetter();
  const [reason, setReason] = useState('');
  const act = useAct(voidLetter, {
    changes: LETTERS_CHANGE,
    onTrouble,
    onDone: () => {
      tell(t('letters.void_done'));
      close();
    },
  });
  return (
    <form
      className="tc-form tc-letter-form"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        act.mutate({ params: { id: letter.id }, body: { reason: reason.trim(), version: letter.version } });
      }}
    >
      <p className="tc-quiet">{t('letters.void_hint')}</p>
      <label>
        <span>{t('tasks.reason')}</span>
        <textarea
          className="tc-input"
          rows={2}
          required
          autoFocus
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <TroubleLine error={act.error} />
      <div className="tc-buttons">
        <button
          type="submit"
          className="tc-button tc-button-primary"
          disabled={reason.trim().length < 2 || act.isPending}
        >
          {t('letters.void')}
        </button>
        <button type="button" className="tc-button" onClick={close}>
          {t('house.cancel')}
        </button>
      </div>
    </form>
  );
}

function TrailOf({ id }: { id: LetterId }): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <details className="tc-letter-trail" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('tasks.trail')}</summary>
      {open && <ObjectTrail kind="letter" id={id} />}
    </details>
  );
}
