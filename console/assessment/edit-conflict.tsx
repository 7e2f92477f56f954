import type { ReactNode } from 'react';
import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { RowConflict } from '../pieces/row-conflict.tsx';
import { nodeOf } from './touches.ts';
import type { EditConflict, Editing } from './use-edition.ts';
import { sayRule } from '../pieces/say-rule.ts';
import { fieldWord } from './words.ts';

interface EditConflictProps {
  id: string;
  conflict: EditConflict;
  editing: Pick<Editing, 'take' | 'keep'>;
}

/** Somebody else changed the same field of the draft: both texts, and the two ways on. */
export function ShowConflict({ id, conflict: { change, seen, now }, editing }: EditConflictProps): ReactNode {
  const whose = 'code' in change ? change.code : '';
  const of = (edition: Edition): object | null =>
    change.op === 'head' ? edition : whose === '' ? null : nodeOf(edition, whose);
  const fields =
    change.op === 'change' || change.op === 'head'
      ? Object.entries(change.fields).map(([field, mine]) => ({
          field: `${whose} ${fieldWord(field)}`.trim(),
          was: words(of(seen), field),
          theirs: of(now) === null ? t('assessment.gone') : words(of(now), field),
          mine: words({ [field]: mine }, field),
        }))
      : [
          {
            field: whose === '' ? t('assessment.tree') : whose,
            was: '',
            theirs: of(now) === null ? t('assessment.gone') : t('assessment.changed_elsewhere'),
            mine: t(`assessment.op_${change.op}`),
          },
        ];
  return <RowConflict kind="edition" id={id} fields={fields} onTake={editing.take} onKeep={editing.keep} />;
}

/** A field's value as a person reads it. */
function words(of: object | null, field: string): string {
  const value = (of as Record<string, unknown> | null)?.[field] ?? null;
  if (value === null) return '–';
  if (field === 'rule') return sayRule(value as Parameters<typeof sayRule>[0]);
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join('、');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
