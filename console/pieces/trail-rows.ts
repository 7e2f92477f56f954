import type { z } from 'zod';
import type { AuditRow } from '@tongchuang/contract/audit.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { actWord } from '@tongchuang/ui/pieces/act-word.ts';
import type { TrailRow } from '@tongchuang/ui/pieces/trail.tsx';

/** What a fact is called; its own name where the words do not know it. */
function factWord(name: string): string {
  const key = `audit.fact_${name}`;
  const words: string = t(key as 'audit.fact_reason');
  return words === key ? name : words;
}

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
    .map(([name, value]) => ({ name: factWord(name), value: say(value) })),
  mark: row.hash,
});
