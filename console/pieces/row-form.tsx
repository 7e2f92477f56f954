import { useEffect, useState, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { isRefused, type CallError } from '@tongchuang/ui/call.ts';
import { TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { refresh } from '@tongchuang/ui/use-call.ts';
import { RowConflict } from './row-conflict.tsx';
import './forms.css';

interface RowFormProps<Row extends { version: number }, Draft> {
  /** As the trail names it. */
  kind: string;
  id: string;
  /** As it stands now; undefined: a new one. */
  known: Row | undefined;
  draftOf: (row: Row) => Draft;
  draft: Draft;
  /** What of it a person would want to see twice. */
  fields: readonly (readonly [label: string, words: (draft: Draft) => string])[];
  /** Calls that read the row. */
  reads: readonly string[];
  act: { isPending: boolean; error: CallError | null };
  /** Not yet whole: the button waits. */
  ready: boolean;
  /** @param version  that the writer has read; 0: there is none yet */
  onSend: (version: number) => void;
  onClose: () => void;
  className?: string;
  children: ReactNode;
}

/** A form of one row that somebody else may change meanwhile: then both are shown beside each other, and one of them is taken. */
export function RowForm<Row extends { version: number }, Draft>({
  kind,
  id,
  known,
  draftOf,
  draft,
  fields,
  reads,
  act,
  ready,
  onSend,
  onClose,
  className = '',
  children,
}: RowFormProps<Row, Draft>): ReactNode {
  const queries = useQueryClient();
  const [was, setWas] = useState(known);
  const conflict = isRefused(act.error, 'row.changed_meanwhile');
  useEffect(() => {
    if (conflict) void refresh(queries, [...reads, 'audit.']);
    // Once for each answer of the server.
  }, [act.error]);
  return (
    <form
      className={`tc-form ${className}`.trim()}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && !act.isPending && !conflict) onSend(was?.version ?? 0);
      }}
    >
      {children}
      {conflict && known !== undefined && known.version !== was?.version ? (
        <RowConflict
          kind={kind}
          id={id}
          fields={fields.map(([field, words]) => ({
            field,
            was: was === undefined ? '' : words(draftOf(was)),
            theirs: words(draftOf(known)),
            mine: words(draft),
          }))}
          onTake={onClose}
          onKeep={() => {
            setWas(known);
            onSend(known.version);
          }}
        />
      ) : (
        <TroubleLine error={act.error} />
      )}
      <div className="tc-buttons">
        <button
          type="submit"
          className="tc-button tc-button-primary"
          disabled={!ready || act.isPending || conflict}
        >
          {t('house.save')}
        </button>
        <button type="button" className="tc-button" onClick={onClose}>
          {t('house.cancel')}
        </button>
      </div>
    </form>
  );
}
