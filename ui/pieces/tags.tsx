import type { ReactNode } from 'react';
import type { UnitRole } from '@tongchuang/domain/tasks/task.ts';
import { t } from '../locale/locale.ts';

export const roleWord = (role: UnitRole): string =>
  ({
    lead: t('house.role_lead'),
    responsible: t('house.role_responsible'),
    cooperating: t('house.role_cooperating'),
    assessing: t('house.role_assessing'),
    material: t('house.role_material'),
  })[role];

interface UnitTagProps {
  /** Full name, shown on hover when a short one is drawn. */
  name: string;
  short?: string | null;
  role?: UnitRole;
  /** Opens the unit's page. */
  href?: string;
}

/** A unit, short in lists; with its role where it has one. */
export function UnitTag({ name, short, role, href }: UnitTagProps): ReactNode {
  const words = short ?? name;
  const inside = (
    <>
      {role !== undefined && <small className={`tc-role tc-role-${role}`}>{roleWord(role)}</small>}
      {words}
    </>
  );
  return href === undefined ? (
    <span className="tc-unit" title={name}>
      {inside}
    </span>
  ) : (
    <a className="tc-unit" href={href} title={name}>
      {inside}
    </a>
  );
}

interface PersonTagProps {
  name: string;
  /** 局长, 承办科室负责人. */
  post?: string;
  unit?: string;
  /** No longer in office. */
  left?: boolean;
  href?: string;
}

export function PersonTag({ name, post, unit, left, href }: PersonTagProps): ReactNode {
  const where = [unit, post, left === true ? t('house.person_left') : undefined].filter(Boolean).join(' · ');
  const inside = (
    <>
      <i className="tc-face" aria-hidden="true">
        {name.slice(-1)}
      </i>
      <span className={left === true ? 'tc-left' : undefined}>{name}</span>
      {where !== '' && <small className="tc-quiet">{where}</small>}
    </>
  );
  return href === undefined ? (
    <span className="tc-person">{inside}</span>
  ) : (
    <a className="tc-person" href={href}>
      {inside}
    </a>
  );
}
