import { useState, type ReactNode } from 'react';
import { factFile, type FactOut } from '@tongchuang/contract/facts.ts';
import type { FileHash } from '@tongchuang/domain/kernel/ids.ts';
import { addressOf } from '@tongchuang/ui/call.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { EvidenceField, FileLinks } from '../../pieces/evidence.tsx';
import { TextField } from './fields.tsx';
import { keyOf, type Slot } from './sheet.ts';
import type { DeskSheet } from './use-sheet.ts';

/** One answer of the panel has its evidence open; a file that is pasted goes there. */
export interface Shelf {
  open: string | null;
  onOpen: (key: string | null) => void;
}

interface FactEvidenceProps {
  desk: DeskSheet;
  slot: Slot;
  /** What the answer is about. */
  label: string;
  fact: FactOut | undefined;
  disabled: boolean;
  shelf: Shelf;
}

/** 备注与附件: behind an answer that is there, where somebody wants to add them. */
export function FactEvidence({ desk, slot, label, fact, disabled, shelf }: FactEvidenceProps): ReactNode {
  const key = keyOf(slot);
  if (fact === undefined || fact.state === 'not_observed') return null;
  const isOpen = shelf.open === key;
  // What an arbiter's sheet takes over from the sheets below it is added to there.
  const mayAdd = !disabled && fact.sheet === desk.sheet;
  const count = fact.files.length;
  return (
    <>
      {mayAdd && (
        <button
          type="button"
          className="tc-link tc-desk-clip"
          aria-expanded={isOpen}
          aria-label={`${label}：${t('rounds.evidence_do')}`}
          onClick={() => shelf.onOpen(isOpen ? null : key)}
        >
          {count === 0 ? t('rounds.evidence_do') : t('rounds.evidence_count', { count })}
        </button>
      )}
      {!isOpen && (fact.note !== null || count > 0) && (
        <div className="tc-desk-behind">
          {fact.note !== null && <p className="tc-said">{fact.note}</p>}
          <FactFiles desk={desk} fact={fact} />
        </div>
      )}
      {isOpen && mayAdd && <OpenEvidence desk={desk} slot={slot} label={label} fact={fact} />}
    </>
  );
}

function OpenEvidence({
  desk,
  slot,
  label,
  fact,
}: Pick<FactEvidenceProps, 'desk' | 'slot' | 'label'> & { fact: FactOut }): ReactNode {
  // A file may come while the fact itself is on its way: what was added last stands until it is there.
  const [files, setFiles] = useState(() =>
    fact.files.map(({ sha256, name }) => ({ sha256: sha256 as FileHash, name })),
  );
  return (
    <div className="tc-desk-behind" role="group" aria-label={`${label}：${t('rounds.evidence_do')}`}>
      <TextField
        label={t('rounds.col_note')}
        placeholder={t('rounds.note_hint')}
        value={fact.note ?? ''}
        disabled={false}
        longest={2000}
        stays
        onLeave={(note) => desk.annotate(slot, { note: note.trim() || null })}
      />
      <EvidenceField
        title={t('rounds.evidence_drop')}
        files={files}
        onChange={(next) => {
          setFiles([...next]);
          desk.annotate(slot, { files: next.map(({ sha256, name }) => ({ sha256, name })) });
        }}
      />
    </div>
  );
}

/** The files of a fact; those of one that is not written yet by their names only. */
export function FactFiles({ desk, fact }: { desk: DeskSheet; fact: FactOut }): ReactNode {
  const isWritten = fact.version > 0 && !desk.saved.states.has(keyOf(fact));
  return (
    <FileLinks
      files={fact.files}
      address={(sha256) =>
        isWritten ? addressOf(factFile, { id: desk.round.id, factId: fact.id, sha256 }) : null
      }
    />
  );
}
