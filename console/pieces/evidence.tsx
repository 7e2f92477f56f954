import { useEffect, useRef, type ReactNode } from 'react';
import { FILE_LIMIT } from '@tongchuang/contract/files.ts';
import type { FileHash } from '@tongchuang/domain/kernel/ids.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { FileDrop } from '@tongchuang/ui/pieces/file-drop.tsx';
import { sendFile } from '@tongchuang/ui/send-file.ts';
import './evidence.css';

/** A file as acts name it: by the hash of its bytes, with the name it came under. */
export interface NamedFile {
  sha256: FileHash;
  name: string;
}

/** Kinds of files that prove something. */
export const EVIDENCE = ['.pdf', '.jpg', '.jpeg', '.png', '.docx', '.doc', '.xlsx', '.xls', '.mp4', '.zip'];

interface EvidenceFieldProps {
  title: string;
  files: readonly NamedFile[];
  onChange: (files: readonly NamedFile[]) => void;
}

/** 佐证材料: files that stand behind something said; those that are there can be taken away, others added. */
export function EvidenceField({ title, files, onChange }: EvidenceFieldProps): ReactNode {
  // Several files arrive one after the other: each is added to what is there then, not to what was there when it left.
  const latest = useRef({ files, onChange });
  useEffect(() => {
    latest.current = { files, onChange };
  });
  const change = (next: readonly NamedFile[]) => {
    latest.current.files = next;
    latest.current.onChange(next);
  };
  return (
    <>
      {files.length > 0 && (
        <ul className="tc-evidence">
          {files.map((file) => (
            <li key={file.sha256}>
              <span className="tc-drop-name">{file.name}</span>
              <button
                type="button"
                className="tc-link"
                aria-label={`${t('house.remove')} ${file.name}`}
                onClick={() => change(files.filter((one) => one.sha256 !== file.sha256))}
              >
                {t('house.remove')}
              </button>
            </li>
          ))}
        </ul>
      )}
      <FileDrop
        types={EVIDENCE}
        megabytes={FILE_LIMIT / 2 ** 20}
        multiple
        title={title}
        passing
        send={async (file, options) => {
          const { sha256 } = await sendFile(file, options);
          const others = latest.current.files.filter((one) => one.sha256 !== sha256);
          change([...others, { sha256, name: file.name }]);
        }}
      />
    </>
  );
}

interface FileLinksProps {
  files: readonly { sha256: string; name: string }[];
  /** Where the bytes are; null while the server does not know the file by this thing yet. */
  address: (sha256: string) => string | null;
}

/** The files of something said, to be opened. */
export const FileLinks = ({ files, address }: FileLinksProps): ReactNode =>
  files.length === 0 ? null : (
    <ul className="tc-file-links">
      {files.map(({ sha256, name }) => {
        const at = address(sha256);
        return (
          <li key={sha256}>
            {at === null ? (
              name
            ) : (
              <a href={at} download={name}>
                {name}
              </a>
            )}
          </li>
        );
      })}
    </ul>
  );
