import { useState, type ReactNode } from 'react';
import { endRole, giveRole, listRoles, type HeldRole, type PersonPage } from '@tongchuang/contract/people.ts';
import { addDays } from '@tongchuang/domain/kernel/calendar.ts';
import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { Refused } from '@tongchuang/ui/call.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { Field } from '@tongchuang/ui/pieces/field.tsx';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { tell, tellTrouble } from '@tongchuang/ui/pieces/toasts.tsx';
import { dayOf, sayDate } from '@tongchuang/ui/speech.ts';
import { useAct, useCall } from '@tongchuang/ui/use-call.ts';
import { ActForm, SelectField } from '../pieces/act-form.tsx';
import { Choice } from '../pieces/choice.tsx';
import { useUnitOptions } from '../pieces/use-roster.ts';

const CHANGES = ['people.', 'organisation.', 'session.me'] as const;
const today = (): string => dayOf(new Date());

/** Roles with the unit where they are held and their days; given and taken back here. */
export function HeldRoles({ of, mayEdit }: { of: PersonPage; mayEdit: boolean }): ReactNode {
  const [giving, setGiving] = useState(false);
  return (
    <section>
      <h3>{t('people.roles')}</h3>
      {of.heldRoles.length === 0 && <p className="tc-quiet">{t('people.no_roles')}</p>}
      <ul className="tc-lines">
        {of.heldRoles.map((role) => (
          <Held key={role.id} of={of} role={role} mayEdit={mayEdit} />
        ))}
      </ul>
      {mayEdit &&
        (giving ? (
          <Give of={of} onDone={() => setGiving(false)} />
        ) : (
          <div className="tc-buttons">
            <button type="button" className="tc-button" onClick={() => setGiving(true)}>
              {t('people.give_role')}
            </button>
          </div>
        ))}
    </section>
  );
}

interface HeldProps {
  of: PersonPage;
  role: HeldRole;
  mayEdit: boolean;
}

function Held({ of, role, mayEdit }: HeldProps): ReactNode {
  const isOver = role.until !== null && role.until <= today();
  const end = useAct(endRole, {
    changes: CHANGES,
    onDone: () => tell(t('people.role_ended')),
    onTrouble: (error) => tellTrouble(error instanceof Refused ? error.detail : t('house.no_answer')),
  });
  return (
    <li>
      <span className={isOver ? 'tc-left' : undefined}>
        {t('people.held_at', { role: role.name, unit: role.unit.shortName ?? role.unit.name })}{' '}
        {isOver ? (
          <StatusTag tone="muted">{t('people.held_over')}</StatusTag>
        ) : (
          role.since > today() && (
            <StatusTag tone="info">{t('people.held_ahead', { day: sayDate(role.since) })}</StatusTag>
          )
        )}
      </span>
      <span>
        <small className="tc-quiet">
          {role.until === null
            ? t('people.no_last_day')
            : `${t('people.last_day')} ${sayDate(addDays(role.until, -1))}`}
        </small>{' '}
        {mayEdit && !isOver && (
          <button
            type="button"
            className="tc-link"
            disabled={end.isPending}
            onClick={() =>
              end.mutate({
                params: { id: of.id, roleHolderId: role.id },
                body: { version: role.version, until: today() },
              })
            }
          >
            {t('people.end_role')}
          </button>
        )}
      </span>
    </li>
  );
}

function Give({ of, onDone }: { of: PersonPage; onDone: () => void }): ReactNode {
  const roles = useCall(listRoles, {});
  const units = useUnitOptions();
  const [id] = useState(() => newId<'role_holder'>());
  const [code, setCode] = useState('');
  const [unit, setUnit] = useState<string>(of.unit.id);
  const [since, setSince] = useState(today());
  const [last, setLast] = useState('');
  const act = useAct(giveRole, {
    changes: CHANGES,
    onDone: () => {
      tell(t('people.role_given'));
      onDone();
    },
  });
  return (
    <ActForm
      act={act}
      verb={t('people.give_role')}
      ready={code !== '' && unit !== '' && (last === '' || last >= since)}
      onSubmit={() =>
        act.mutate({
          params: { id: of.id },
          body: { id, code, unitId: unit as UnitId, since, until: last === '' ? null : addDays(last, 1) },
        })
      }
    >
      <SelectField
        label={t('people.role')}
        value={code}
        none=""
        options={(roles.data?.roles ?? []).map((role) => ({ value: role.code, label: role.name }))}
        onChange={setCode}
      />
      <Choice label={t('people.role_at')} options={units} value={unit} onChange={setUnit} />
      <div className="tc-form-row">
        <Field label={t('people.since')} type="date" value={since} onChange={setSince} required />
        <Field label={t('people.last_day')} type="date" value={last} onChange={setLast} min={since} />
      </div>
    </ActForm>
  );
}
