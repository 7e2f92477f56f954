import { useEffect, useRef, useState, type DragEvent, type ReactNode } from 'react';
import { t } from '../locale/locale.ts';
import { sayBytes, sayShare } from '../speech.ts';

/** One file on its way. */
interface Parcel {
  id: number;
  file: File;
  /** Ten-thousandths sent. */
  sent: number;
  state: 'sending' | 'sent' | 'failed';
  trouble: string;
  giveUp: AbortController;
}

export interface SendOptions {
  signal: AbortSignal;
  /** Ten-thousandths of the bytes. */
  onProgress: (share: number) => void;
}

interface FileDropProps {
  /** Endings with the dot: ['.docx', '.pdf']. */
  types: readonly string[];
  megabytes: number;
  multiple?: boolean;
  /** Sends one file; what it throws is told beside that file. */
  send: (file: File, options: SendOptions) => Promise<void>;
  /** A file was taken away again, sent or not. */
  onRemove?: (file: File) => void;
  /** Words above the line of types. */
  title?: string;
  /** What was sent is listed by whoever sent it: here it leaves the list. */
  passing?: boolean;
  children?: ReactNode;
}

/** A place for files: drop, choose or paste; each with its progress, and a way to stop or to try again. */
export function FileDrop({
  types,
  megabytes,
  multiple,
  send,
  onRemove,
  title,
  passing,
  children,
}: FileDropProps): ReactNode {
  const [parcels, setParcels] = useState<readonly Parcel[]>([]);
  const [over, setOver] = useState(false);
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const input = useRef<HTMLInputElement>(null);
  const next = useRef(0);

  const change = (id: number, to: Partial<Parcel>) =>
    setParcels((now) => now.map((parcel) => (parcel.id === id ? { ...parcel, ...to } : parcel)));

  const start = async (parcel: Parcel) => {
    change(parcel.id, { state: 'sending', trouble: '', sent: 0 });
    try {
      const onProgress = (sent: number) => change(parcel.id, { sent });
      await send(parcel.file, { signal: parcel.giveUp.signal, onProgress });
      if (passing === true) setParcels((now) => now.filter((one) => one.id !== parcel.id));
      else change(parcel.id, { state: 'sent', sent: 10_000 });
    } catch (error) {
      if (parcel.giveUp.signal.aborted) return;
      const words = error instanceof Error && 'detail' in error ? String(error.detail) : t('house.no_answer');
      change(parcel.id, { state: 'failed', trouble: words });
    }
  };

  const take = (files: readonly File[]) => {
    const judged = files.slice(0, multiple === true ? files.length : 1).map((file) => ({
      file,
      wrong: whatIsWrong(file, types, megabytes),
    }));
    setWrong(judged.flatMap((one) => one.wrong ?? []));
    const good = judged
      .filter((one) => one.wrong === null)
      .map(({ file }): Parcel => ({
        id: next.current++,
        file,
        sent: 0,
        state: 'sending',
        trouble: '',
        giveUp: new AbortController(),
      }));
    setParcels((now) => [...now, ...good]);
    for (const parcel of good) void start(parcel);
  };

  const taken = useRef(take);
  taken.current = take;
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0) taken.current(files);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, []);

  const drag = (is: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(is);
  };
  return (
    <div className="tc-drop">
      <label
        className={over ? 'tc-drop-zone tc-drop-over' : 'tc-drop-zone'}
        onDragEnter={drag(true)}
        onDragOver={drag(true)}
        onDragLeave={drag(false)}
        onDrop={(event) => {
          drag(false)(event);
          take([...event.dataTransfer.files]);
        }}
      >
        <input
          ref={input}
          type="file"
          accept={types.join(',')}
          multiple={multiple === true}
          onChange={(event) => {
            take([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        <b>{title ?? t('house.drop_here')}</b>
        <small>{t('house.drop_limit', { types: types.join(' '), megabytes })}</small>
        {children}
      </label>
      {wrong.map((words) => (
        <p key={words} className="tc-notice tc-notice-danger" role="alert">
          {words}
        </p>
      ))}
      <ul>
        {parcels.map((parcel) => (
          <li key={parcel.id}>
            <span className="tc-drop-name">{parcel.file.name}</span>
            <small className="tc-quiet">{sayBytes(parcel.file.size)}</small>
            <ParcelState parcel={parcel} again={() => void start(parcel)} />
            <button
              type="button"
              className="tc-link"
              onClick={() => {
                parcel.giveUp.abort();
                onRemove?.(parcel.file);
                setParcels((now) => now.filter((one) => one.id !== parcel.id));
              }}
            >
              {parcel.state === 'sending' ? t('house.cancel') : t('house.remove')}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function ParcelState({ parcel, again }: { parcel: Parcel; again: () => void }): ReactNode {
  if (parcel.state === 'sent') return <span className="tc-good">{t('house.sent')}</span>;
  if (parcel.state === 'failed') {
    return (
      <span role="alert">
        <span className="tc-danger">{parcel.trouble === '' ? t('house.send_failed') : parcel.trouble}</span>{' '}
        <button type="button" className="tc-link" onClick={again}>
          {t('house.try_again')}
        </button>
      </span>
    );
  }
  return (
    <span className="tc-drop-progress">
      <progress max={10_000} value={parcel.sent} aria-label={parcel.file.name} />
      <small>{t('house.sending', { share: sayShare(Math.floor(parcel.sent / 100) * 100) })}</small>
    </span>
  );
}

/** What is wrong with a file before a byte is sent; null when nothing is. */
export function whatIsWrong(
  file: Pick<File, 'name' | 'size'>,
  types: readonly string[],
  megabytes: number,
): string | null {
  const name = file.name;
  if (!types.some((type) => name.toLowerCase().endsWith(type))) {
    return t('house.drop_wrong_type', { name, types: types.join(' ') });
  }
  if (file.size > megabytes * 1024 * 1024) return t('house.drop_too_large', { name, megabytes });
  return null;
}
