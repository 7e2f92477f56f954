import type { z } from 'zod';
import type { AuditRow } from '@tongchuang/contract/audit.ts';
import { actWord } from '@tongchuang/ui/pieces/act-word.ts';
import type { TrailRow } from '@tongchuang/ui/pieces/trail.tsx';

/** Facts as text: lists joined, objects as they stand. */
const say = (value: unknown): string =>
  Array.isArray(value)
    ? value.map(say).join('、')
    : typeof value === 'object' && value !== null
      ? JSON.stringify(value)
      : String(value);

export const trailRow = (row: z.output<typeof AuditRow>): TrailRow => ({
  id: row.commandId,
  at: row.at,
  actor: row.actorId === null ? null : row.actorName,
  act: actWord(row.act),
  facts: Object.entries(row.facts)
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([name, value]) => ({ name, value: say(value) })),
  mark: row.hash,
});
