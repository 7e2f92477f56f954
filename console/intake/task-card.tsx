import { memo, type ReactNode } from 'react';
import type { DraftTask, DraftUnit } from '@tongchuang/contract/intake.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { roleWord } from '@tongchuang/ui/pieces/tags.tsx';
import { sayDate, sayShortInstant } from '@tongchuang/ui/speech.ts';

interface TaskCardProps {
  task: DraftTask;
  /** Short names by unit id. */
  units: Readonly<Record<string, string>>;
  isAt: boolean;
  onSettle: (name: string) => void;
}

/** One task of the draft, as it was read and corrected so far. */
export const TaskCard = memo(function TaskCard({ task, units, isAt, onSettle }: TaskCardProps): ReactNode {
  const { content } = task;
  return (
    <div className={task.dropped ? 'tc-draft-body tc-draft-dropped' : 'tc-draft-body'}>
      <p className={isAt ? 'tc-draft-text' : 'tc-draft-text tc-draft-clamp'}>
        <b className="tc-draft-no">{content.no === '' ? t('intake.no_no') : content.no}</b> {content.text}
      </p>
      <ul className="tc-draft-parts">
        {content.deadline !== null && (
          <li>
            <span className="tc-quiet">{t('intake.deadline')}</span> {content.deadline.phrase}
            <span className="tc-quiet">
              {' '}
              {content.deadline.due === null ? t('intake.deadline_no_day') : sayDate(content.deadline.due)}
              {content.deadline.inherited && ` · ${t('intake.deadline_inherited')}`}
            </span>
          </li>
        )}
        {content.recurrence !== null && (
          <li>
            <span className="tc-quiet">{t('intake.recurrence')}</span> {content.recurrence}
          </li>
        )}
        {content.targets.map((target) => (
          <li key={target.text}>
            <span className="tc-quiet">{t('intake.targets')}</span> {target.text}{' '}
            <span className="tc-draft-value">
              {target.comparator.replace('>=', '≥').replace('<=', '≤').replace('~', '≈')} {target.value}{' '}
              {target.unit}
            </span>
          </li>
        ))}
        {content.persons.length > 0 && (
          <li>
            <span className="tc-quiet">{t('intake.persons')}</span>{' '}
            {content.persons.map((person) => `${person.label} ${person.name}`).join('、')}
          </li>
        )}
        {content.units.length > 0 && (
          <li className="tc-draft-units">
            {content.units.map((unit) => (
              <UnitChip key={`${unit.role} ${unit.name}`} unit={unit} units={units} onSettle={onSettle} />
            ))}
          </li>
        )}
      </ul>
      <p className="tc-draft-foot">
        {task.dropped && <StatusTag tone="muted">{t('intake.dropped_tag')}</StatusTag>}
        {task.edited !== null && (
          <small className="tc-quiet">
            {t('intake.edited', { who: task.edited.by, time: sayShortInstant(task.edited.at) })}
          </small>
        )}
      </p>
    </div>
  );
});

/** A unit as written; what is still open is a button that leads to its settlement. */
function UnitChip({
  unit,
  units,
  onSettle,
}: {
  unit: DraftUnit;
  units: TaskCardProps['units'];
  onSettle: TaskCardProps['onSettle'];
}): ReactNode {
  const role = <small className={`tc-role tc-role-${unit.role}`}>{roleWord(unit.role)}</small>;
  const known = unit.unitIds.map((id) => units[id] ?? '').filter(Boolean);
  const says = resolutionWord(unit);
  const isOpen = unit.resolution === 'suggested' || unit.resolution === 'unknown';
  return (
    <button
      type="button"
      className={`tc-chip tc-chip-${unit.resolution}`}
      title={known.length > 0 ? `${says}:${known.slice(0, 12).join('、')}` : says}
      onClick={() => onSettle(unit.name)}
    >
      {role}
      {unit.name}
      {isOpen && <span className="tc-chip-open">{says}</span>}
      {unit.resolution === 'collective' && (
        <span className="tc-chip-open">{t('intake.unit_collective')}</span>
      )}
      {unit.unitIds.length > 1 && (
        <span className="tc-quiet"> {t('intake.unit_expanded', { count: unit.unitIds.length })}</span>
      )}
    </button>
  );
}

export const resolutionWord = (unit: Pick<DraftUnit, 'resolution'>): string =>
  ({
    certain: t('intake.unit_certain'),
    chosen: t('intake.unit_chosen'),
    suggested: t('intake.unit_suggested'),
    unknown: t('intake.unit_unknown'),
    collective: t('intake.unit_collective'),
  })[unit.resolution];
