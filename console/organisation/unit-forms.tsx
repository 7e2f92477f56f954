import { useState, type ReactNode } from 'react';
import {
  addUnitName,
  changeHead,
  editUnit,
  moveUnit,
  renameUnit,
  setChain,
  succeedUnit,
  type UnitPage,
} from '@tongchuang/contract/organisation.ts';
import type { PersonId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import {
  TIERS,
  UNIT_TYPES,
  type SuccessionKind,
  type Tier,
  type UnitType,
} from '@tongchuang/domain/organisation/unit.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { Field } from '@tongchuang/ui/pieces/field.tsx';
import { tell, tellTrouble } from '@tongchuang/ui/pieces/toasts.tsx';
import { dayOf } from '@tongchuang/ui/speech.ts';
import { useAct } from '@tongchuang/ui/use-call.ts';
import { ActForm, orNull, SelectField } from '../pieces/act-form.tsx';
import { Choice } from '../pieces/choice.tsx';
import { usePeopleOptions, useUnitOptions } from '../pieces/use-roster.ts';
import { kindWord, ORGANISATION_CHANGES, successionWord, tierWord } from './words.ts';

export type UnitAct = 'edit' | 'rename' | 'move' | 'merge' | 'change_head' | 'set_chain' | 'add_name';

interface FormProps {
  of: UnitPage;
  onDone: () => void;
}

/** The form of one act on a unit. */
export function UnitForm({ act, ...rest }: FormProps & { act: UnitAct }): ReactNode {
  const forms: Record<UnitAct, (props: FormProps) => ReactNode> = {
    edit: EditForm,
    rename: RenameForm,
    move: MoveForm,
    merge: MergeForm,
    change_head: HeadForm,
    set_chain: ChainForm,
    add_name: NameForm,
  };
  const Form = forms[act];
  return <Form {...rest} />;
}

const saved = (onDone: () => void) => ({
  changes: ORGANISATION_CHANGES,
  onDone: () => {
    tell(t('organisation.saved'));
    onDone();
  },
});
const today = (): string => dayOf(new Date());

function EditForm({ of, onDone }: FormProps): ReactNode {
  const [code, setCode] = useState(of.code);
  const [shortName, setShortName] = useState(of.shortName ?? '');
  const [kind, setKind] = useState<UnitType>(of.kind);
  const [tier, setTier] = useState<Tier>(of.tier);
  const [sector, setSector] = useState(of.sector ?? '');
  const act = useAct(editUnit, saved(onDone));
  return (
    <ActForm
      act={act}
      verb={t('organisation.save')}
      ready={code.trim() !== ''}
      onSubmit={() =>
        act.mutate({
          params: { id: of.id },
          body: {
            version: of.version,
            code,
            shortName: orNull(shortName),
            kind,
            tier,
            sector: orNull(sector),
          },
        })
      }
    >
      <Field label={t('organisation.code')} value={code} onChange={setCode} required maxLength={32} />
      <Field label={t('organisation.short_name')} value={shortName} onChange={setShortName} maxLength={40} />
      <KindAndTier kind={kind} tier={tier} setKind={setKind} setTier={setTier} />
      <Field
        label={t('organisation.sector')}
        hint={t('organisation.sector_hint')}
        value={sector}
        onChange={setSector}
        maxLength={80}
      />
    </ActForm>
  );
}

interface KindAndTierProps {
  kind: UnitType;
  tier: Tier;
  setKind: (kind: UnitType) => void;
  setTier: (tier: Tier) => void;
}

export const KindAndTier = ({ kind, tier, setKind, setTier }: KindAndTierProps): ReactNode => (
  <div className="tc-form-row">
    <SelectField
      label={t('organisation.kind')}
      value={kind}
      options={UNIT_TYPES.map((value) => ({ value, label: kindWord(value) }))}
      onChange={setKind}
    />
    <SelectField
      label={t('organisation.tier')}
      value={tier}
      options={TIERS.map((value) => ({ value, label: tierWord(value) }))}
      onChange={setTier}
    />
  </div>
);

function RenameForm({ of, onDone }: FormProps): ReactNode {
  const [name, setName] = useState(of.name);
  const [shortName, setShortName] = useState(of.shortName ?? '');
  const [on, setOn] = useState(today());
  const act = useAct(renameUnit, saved(onDone));
  const body = { version: of.version, name, shortName: orNull(shortName), on };
  return (
    <ActForm
      act={act}
      verb={t('organisation.rename')}
      ready={name.trim() !== '' && name !== of.name}
      onSubmit={() => act.mutate({ params: { id: of.id }, body })}
    >
      <Field label={t('organisation.new_name')} value={name} onChange={setName} required maxLength={80} />
      <Field label={t('organisation.short_name')} value={shortName} onChange={setShortName} maxLength={40} />
      <Field
        label={t('organisation.from_day')}
        type="date"
        value={on}
        onChange={setOn}
        required
        max={today()}
      />
    </ActForm>
  );
}

function MoveForm({ of, onDone }: FormProps): ReactNode {
  const units = useUnitOptions();
  const [parentId, setParent] = useState<string>(of.parentId ?? '');
  const act = useAct(moveUnit, saved(onDone));
  return (
    <ActForm
      act={act}
      verb={t('organisation.move')}
      ready={parentId !== '' && parentId !== of.parentId}
      onSubmit={() =>
        act.mutate({ params: { id: of.id }, body: { version: of.version, parentId: parentId as UnitId } })
      }
    >
      <Choice
        label={t('organisation.parent')}
        options={units.filter((unit) => unit.value !== of.id)}
        value={parentId}
        onChange={setParent}
      />
    </ActForm>
  );
}

const ENDS: readonly SuccessionKind[] = ['merged', 'split', 'renamed', 'duties_moved'];

function MergeForm({ of, onDone }: FormProps): ReactNode {
  const units = useUnitOptions();
  const [kind, setKind] = useState<SuccessionKind>('merged');
  const [heir, setHeir] = useState('');
  const [on, setOn] = useState(today());
  const [document, setDocument] = useState('');
  const [succession] = useState(() => newId<'succession'>());
  const act = useAct(succeedUnit, saved(onDone));
  return (
    <ActForm
      act={act}
      verb={t('organisation.merge')}
      ready={heir !== '' && on !== ''}
      onSubmit={() =>
        act.mutate({
          params: { id: of.id },
          body: {
            version: of.version,
            on,
            kind,
            document: orNull(document),
            to: [{ id: succession, unitId: heir as UnitId }],
          },
        })
      }
    >
      <SelectField
        label={t('organisation.kind')}
        value={kind}
        options={ENDS.map((value) => ({ value, label: successionWord(value) }))}
        onChange={setKind}
      />
      <Choice
        label={t('organisation.heirs')}
        options={units.filter((unit) => unit.value !== of.id)}
        value={heir}
        onChange={setHeir}
      />
      <Field label={t('organisation.from_day')} type="date" value={on} onChange={setOn} required />
      <Field label={t('organisation.document')} value={document} onChange={setDocument} maxLength={200} />
    </ActForm>
  );
}

function HeadForm({ of, onDone }: FormProps): ReactNode {
  const people = usePeopleOptions(of.id);
  const [person, setPerson] = useState('');
  const [title, setTitle] = useState(of.head?.title ?? '');
  const [since, setSince] = useState(today());
  const [postId] = useState(() => newId<'post'>());
  const act = useAct(changeHead, {
    changes: ORGANISATION_CHANGES,
    onDone: ({ tasks, access }) => {
      tell(t('organisation.head_changed', { count: tasks }));
      if (access === 'need_administrator') tellTrouble(t('organisation.head_access'));
      onDone();
    },
  });
  const body = { version: of.version, postId, personId: person as PersonId, title, since };
  return (
    <ActForm
      act={act}
      verb={t('organisation.change_head')}
      ready={person !== '' && title.trim() !== ''}
      onSubmit={() => act.mutate({ params: { id: of.id }, body })}
    >
      <p className="tc-quiet">{t('organisation.head_hint')}</p>
      <Choice
        label={t('organisation.head')}
        options={people.filter((one) => one.value !== of.head?.id)}
        value={person}
        onChange={setPerson}
      />
      <Field label={t('organisation.head_title')} value={title} onChange={setTitle} required maxLength={40} />
      <Field
        label={t('organisation.from_day')}
        type="date"
        value={since}
        onChange={setSince}
        required
        max={today()}
      />
    </ActForm>
  );
}

function ChainForm({ of, onDone }: FormProps): ReactNode {
  const people = usePeopleOptions(of.id);
  const { chain } = of;
  const [leader, setLeader] = useState<string>(chain.leader?.id ?? '');
  const [section, setSection] = useState(chain.section ?? '');
  const [person, setPerson] = useState<string>(chain.person?.id ?? '');
  const [contact, setContact] = useState<string>(chain.contact?.id ?? '');
  const act = useAct(setChain, saved(onDone));
  const id = (value: string) => (value === '' ? null : (value as PersonId));
  return (
    <ActForm
      act={act}
      verb={t('organisation.save')}
      onSubmit={() =>
        act.mutate({
          params: { id: of.id },
          body: {
            version: chain.version,
            leaderId: id(leader),
            section: orNull(section),
            personId: id(person),
            contactId: id(contact),
          },
        })
      }
    >
      <Choice label={t('organisation.leader')} options={people} value={leader} onChange={setLeader} />
      <Field label={t('organisation.section')} value={section} onChange={setSection} maxLength={60} />
      <Choice label={t('organisation.person')} options={people} value={person} onChange={setPerson} />
      <Choice label={t('organisation.contact')} options={people} value={contact} onChange={setContact} />
    </ActForm>
  );
}

function NameForm({ of, onDone }: FormProps): ReactNode {
  const [name, setName] = useState('');
  const act = useAct(addUnitName, saved(onDone));
  return (
    <ActForm
      act={act}
      verb={t('organisation.add_name')}
      ready={name.trim() !== ''}
      onSubmit={() => act.mutate({ params: { id: of.id }, body: { name, origin: 'entered' } })}
    >
      <Field
        label={t('organisation.name')}
        hint={t('organisation.names_hint')}
        value={name}
        onChange={setName}
        required
        maxLength={80}
      />
    </ActForm>
  );
}
