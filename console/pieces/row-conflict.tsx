import type { ReactNode } from 'react';
import { auditOf } from '@tongchuang/contract/audit.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Conflict } from '@tongchuang/ui/pieces/conflict.tsx';
import { useCall } from '@tongchuang/ui/use-call.ts';

interface RowConflictProps {
  /** As the trail names it. */
  kind: string;
  id: string;
  fields: readonly { field: string; was: string; theirs: string; mine: string }[];
  onTake: () => void;
  onKeep: () => void;
}

/** Two people changed the same thing: who was faster, by its trail, and the fields that either of them changed. */
export function RowConflict({ kind, id, fields, onTake, onKeep }: RowConflictProps): ReactNode {
  const trail = useCall(auditOf, { params: { kind, id }, query: {} }, { staleMs: 0 });
  const last = trail.data?.rows[0];
  if (trail.data === undefined && trail.error === null) return null; // still on its way
  return (
    <Conflict
      who={last?.actorName ?? t('house.trail_system')}
      at={last?.at ?? new Date().toISOString()}
      differences={fields.filter(({ was, theirs, mine }) => theirs !== was || mine !== was)}
      onTake={onTake}
      onKeep={onKeep}
    />
  );
}
