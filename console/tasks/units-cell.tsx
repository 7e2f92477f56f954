import type { ReactNode } from 'react';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { roleWord } from '@tongchuang/ui/pieces/tags.tsx';
import { claimWord } from '../pieces/task-words.tsx';
import type { Line } from './plan-rows.ts';

interface UnitsCellProps {
  of: Line['units'];
  nameOf: (unitId: string) => { shortName: string };
}

/** The first unit of a task and how many more; all of them with role and claim on hover. */
export function UnitsCell({ of, nameOf }: UnitsCellProps): ReactNode {
  const [first] = of;
  if (first === undefined) return <span className="tc-late">{t('tasks.no_unit')}</span>;
  const all = of
    .map((part) => `${roleWord(part.role)} ${nameOf(part.unitId).shortName} · ${claimWord(part.claim)}`)
    .join('\n');
  return (
    <span className="tc-units-cell" title={all}>
      <small className={`tc-role tc-role-${first.role}`}>{roleWord(first.role)}</small>
      <span>{nameOf(first.unitId).shortName}</span>
      {of.length > 1 && <small className="tc-quiet">{t('tasks.and_more', { count: of.length - 1 })}</small>}
    </span>
  );
}
