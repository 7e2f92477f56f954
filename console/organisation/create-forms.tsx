import { useState, type ReactNode } from 'react';
import { createBody, listBodies, second } from '@tongchuang/contract/bodies.ts';
import { createDivision } from '@tongchuang/contract/divisions.ts';
import { createUnit } from '@tongchuang/contract/organisation.ts';
import { pair } from '@tongchuang/contract/pairings.ts';
import { listRoles } from '@tongchuang/contract/people.ts';
import { addDays } from '@tongchuang/domain/kernel/calendar.ts';
import type { BodyId, DivisionId, PersonId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import {
  BODY_KINDS,
  PAIRED_WITH,
  PAIRING_KINDS,
  type BodyKind,
  type PairingKind,
} from '@tongchuang/domain/organisation/body.ts';
import { DIVISION_LEVELS, type DivisionLevel } from '@tongchuang/domain/organisation/divisions.ts';
import type { Tier, UnitType } from '@tongchuang/domain/organisation/unit.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { Field } from '@tongchuang/ui/pieces/field.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { dayOf } from '@tongchuang/ui/speech.ts';
import { useAct, useCall } from '@tongchuang/ui/use-call.ts';
import { ActForm, orNull, SelectField } from '../pieces/act-form.tsx';
import { Choice, type Option } from '../pieces/choice.tsx';
import { useDivisionOptions, useUnitOptions } from '../pieces/use-roster.ts';
import { useUrl } from '../pieces/url-state.ts';
import { useEverybody } from './body-forms.tsx';
import { KindAndTier } from './unit-forms.tsx';
import { bodyWord, levelWord, ORGANISATION_CHANGES, pairingWord } from './words.ts';

export type Creates = 'unit' | 'body' | 'division' | 'pairing' | 'secondment';

/** The form that makes one of them. What the address already says is filled in. */
export function CreateForm({ what }: { what: Creates }): ReactNode {
  if (what === 'body') return <BodyForm />;
  if (what === 'division') return <DivisionForm />;
  if (what === 'pairing') return <PairingForm />;
  return what === 'secondment' ? <SecondmentForm /> : <UnitForm />;
}

/** Closes the drawer, says what was added and opens it where it has a page. */
function useAdded(opens: string | null) {
  const url = useUrl();
  return (name: string, id: string) => {
    tell(t('organisation.added', { name }));
    url.set({ new: null, in: null, ...(opens === null ? {} : { [opens]: id }) });
  };
}

const today = (): string => dayOf(new Date());

function UnitForm(): ReactNode {
  const url = useUrl();
  const units = useUnitOptions();
  const divisions = useDivisionOptions(null);
  const [id] = useState(() => newId<'unit'>());
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [shortName, setShortName] = useState('');
  const [kind, setKind] = useState<UnitType>('government');
  const [tier, setTier] = useState<Tier>('county');
  const [parent, setParent] = useState('');
  const [division, setDivision] = useState(url.get('in'));
  const added = useAdded('open');
  const act = useAct(createUnit, {
    changes: ORGANISATION_CHANGES,
    onDone: (reply) => added(name, reply.id),
  });
  return (
    <ActForm
      act={act}
      verb={t('organisation.add_unit')}
      ready={code.trim() !== '' && name.trim() !== '' && parent !== ''}
      onSubmit={() =>
        act.mutate({
          body: {
            id,
            code,
            name,
            shortName: orNull(shortName),
            kind,
            tier,
            sector: null,
            parentId: parent as UnitId,
            divisionId: division === '' ? null : (division as DivisionId),
          },
        })
      }
    >
      <Field
        label={t('organisation.name')}
        value={name}
        onChange={setName}
        required
        maxLength={80}
        autoFocus
      />
      <div className="tc-form-row">
        <Field
          label={t('organisation.short_name')}
          value={shortName}
          onChange={setShortName}
          maxLength={40}
        />
        <Field label={t('organisation.code')} value={code} onChange={setCode} required maxLength={32} />
      </div>
      <KindAndTier kind={kind} tier={tier} setKind={setKind} setTier={setTier} />
      <Choice label={t('organisation.parent')} options={units} value={parent} onChange={setParent} />
      <Choice
        label={t('organisation.in_division')}
        options={divisions}
        value={division}
        onChange={setDivision}
      />
    </ActForm>
  );
}

function BodyForm(): ReactNode {
  const url = useUrl();
  const units = useUnitOptions();
  const bodies = useCall(listBodies, {});
  const [id] = useState(() => newId<'body'>());
  const [kind, setKind] = useState<BodyKind>('leading_group');
  const [name, setName] = useState('');
  const [parent, setParent] = useState('');
  const [unit, setUnit] = useState(url.get('in'));
  const [document, setDocument] = useState('');
  const [foundedOn, setFounded] = useState(today());
  const added = useAdded('body');
  const act = useAct(createBody, {
    changes: ORGANISATION_CHANGES,
    onDone: (reply) => added(name, reply.id),
  });
  return (
    <ActForm
      act={act}
      verb={t('organisation.add_body')}
      ready={name.trim() !== ''}
      onSubmit={() =>
        act.mutate({
          body: {
            id,
            kind,
            name,
            parentId: parent === '' ? null : (parent as BodyId),
            unitId: unit === '' ? null : (unit as UnitId),
            document: orNull(document),
            foundedOn: orNull(foundedOn),
            duties: null,
          },
        })
      }
    >
      <SelectField
        label={t('organisation.kind')}
        value={kind}
        options={BODY_KINDS.map((value) => ({ value, label: bodyWord(value) }))}
        onChange={setKind}
      />
      <Field label={t('organisation.name')} value={name} onChange={setName} required maxLength={80} />
      <Choice
        label={t('organisation.upper_body')}
        options={(bodies.data?.bodies ?? []).map((body) => ({ value: body.id, label: body.name }))}
        value={parent}
        onChange={setParent}
      />
      <Choice
        label={t('organisation.of_unit')}
        options={units}
        value={unit}
        onChange={setUnit}
        placeholder={t('organisation.whole_place')}
      />
      <div className="tc-form-row">
        <Field label={t('organisation.document')} value={document} onChange={setDocument} maxLength={120} />
        <Field label={t('organisation.founded')} type="date" value={foundedOn} onChange={setFounded} />
      </div>
    </ActForm>
  );
}

function DivisionForm(): ReactNode {
  const all = useDivisionOptions(null);
  const [id] = useState(() => newId<'division'>());
  const [level, setLevel] = useState<DivisionLevel>('village');
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [parent, setParent] = useState('');
  const added = useAdded(null);
  const act = useAct(createDivision, {
    changes: ORGANISATION_CHANGES,
    onDone: (reply) => added(name, reply.id),
  });
  return (
    <ActForm
      act={act}
      verb={t('organisation.add_division')}
      ready={code.trim() !== '' && name.trim() !== '' && parent !== ''}
      onSubmit={() => act.mutate({ body: { id, code, name, level, parentId: parent as DivisionId } })}
    >
      <SelectField
        label={t('organisation.level')}
        value={level}
        options={DIVISION_LEVELS.map((value) => ({ value, label: levelWord(value) }))}
        onChange={setLevel}
      />
      <Choice label={t('organisation.upper_division')} options={all} value={parent} onChange={setParent} />
      <div className="tc-form-row">
        <Field label={t('organisation.name')} value={name} onChange={setName} required maxLength={80} />
        <Field label={t('organisation.code')} value={code} onChange={setCode} required maxLength={32} />
      </div>
    </ActForm>
  );
}

/** Families are paired where they are listed, by who may see them. */
const PAIRED_HERE = PAIRING_KINDS.filter((kind) => kind !== 'volunteer_family');

function PairingForm(): ReactNode {
  const people = useEverybody();
  const [id] = useState(() => newId<'pairing'>());
  const [kind, setKind] = useState<PairingKind>('leader_zone');
  const [person, setPerson] = useState('');
  const [partner, setPartner] = useState('');
  const [since, setSince] = useState(today());
  const [note, setNote] = useState('');
  const partners = usePartners(kind);
  const added = useAdded(null);
  const act = useAct(pair, {
    changes: ORGANISATION_CHANGES,
    onDone: (reply) => added(pairingWord(kind), reply.id),
  });
  return (
    <ActForm
      act={act}
      verb={t('organisation.add_pairing')}
      ready={person !== '' && partner !== ''}
      onSubmit={() =>
        act.mutate({
          body: { id, kind, personId: person as PersonId, withId: partner, since, note: orNull(note) },
        })
      }
    >
      <SelectField
        label={t('organisation.pairing_kind')}
        value={kind}
        options={PAIRED_HERE.map((value) => ({ value, label: pairingWord(value) }))}
        onChange={(next) => {
          setKind(next);
          setPartner('');
        }}
      />
      <Choice label={t('organisation.person')} options={people} value={person} onChange={setPerson} />
      <Choice
        label={t('organisation.pairing_with')}
        options={partners}
        value={partner}
        onChange={setPartner}
      />
      <Field label={t('organisation.since')} type="date" value={since} onChange={setSince} required />
      <Field label={t('organisation.note')} value={note} onChange={setNote} maxLength={200} />
    </ActForm>
  );
}

function usePartners(kind: PairingKind): readonly Option[] {
  const units = useUnitOptions();
  const bodies = useCall(listBodies, {});
  const divisions = useDivisionOptions(
    kind === 'head_entrance' ? ['building', 'entrance'] : ['village', 'grid_cell'],
  );
  if (PAIRED_WITH[kind] === 'unit') return units;
  if (PAIRED_WITH[kind] === 'division') return divisions;
  return (bodies.data?.bodies ?? [])
    .filter((body) => body.kind === 'zone')
    .map((body) => ({ value: body.id, label: body.name }));
}

const SECONDMENT_KINDS = ['seconded', 'full_time', 'established'] as const;

function SecondmentForm(): ReactNode {
  const people = useEverybody();
  const units = useUnitOptions();
  const bodies = useCall(listBodies, {});
  const roles = useCall(listRoles, {});
  const [ids] = useState(() => ({ secondment: newId<'secondment'>(), role: newId<'role_holder'>() }));
  const [person, setPerson] = useState('');
  const [unit, setUnit] = useState('');
  const [body, setBody] = useState('');
  const [kind, setKind] = useState<(typeof SECONDMENT_KINDS)[number]>('seconded');
  const [duty, setDuty] = useState('');
  const [since, setSince] = useState(today());
  const [last, setLast] = useState('');
  const [role, setRole] = useState('');
  const added = useAdded(null);
  const act = useAct(second, {
    changes: ORGANISATION_CHANGES,
    onDone: (reply) => added(people.find((one) => one.value === person)?.label ?? '', reply.id),
  });
  return (
    <ActForm
      act={act}
      verb={t('organisation.add_secondment')}
      ready={person !== '' && unit !== '' && (last === '' || last >= since)}
      onSubmit={() =>
        act.mutate({
          body: {
            id: ids.secondment,
            personId: person as PersonId,
            unitId: unit as UnitId,
            bodyId: body === '' ? null : (body as BodyId),
            kind,
            duty: orNull(duty),
            since,
            until: last === '' ? null : addDays(last, 1),
            role: role === '' ? null : { id: ids.role, code: role },
          },
        })
      }
    >
      <Choice label={t('organisation.person')} options={people} value={person} onChange={setPerson} />
      <Choice label={t('organisation.works_at')} options={units} value={unit} onChange={setUnit} />
      <Choice
        label={t('organisation.body')}
        options={(bodies.data?.bodies ?? []).map((one) => ({ value: one.id, label: one.name }))}
        value={body}
        onChange={setBody}
      />
      <div className="tc-form-row">
        <SelectField
          label={t('organisation.secondment_kind')}
          value={kind}
          options={SECONDMENT_KINDS.map((value) => ({ value, label: t(`organisation.secondment_${value}`) }))}
          onChange={setKind}
        />
        <Field label={t('organisation.duty')} value={duty} onChange={setDuty} maxLength={80} />
      </div>
      <div className="tc-form-row">
        <Field label={t('organisation.since')} type="date" value={since} onChange={setSince} required />
        <Field label={t('organisation.last_day')} type="date" value={last} onChange={setLast} min={since} />
      </div>
      <SelectField
        label={t('organisation.role_with_it')}
        value={role}
        none={t('organisation.no_role')}
        options={(roles.data?.roles ?? []).map((one) => ({ value: one.code, label: one.name }))}
        onChange={setRole}
      />
    </ActForm>
  );
}
