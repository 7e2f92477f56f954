import { useState, type ReactNode } from 'react';
import { editBody, givePost, setMembers, setZone, type BodyPage } from '@tongchuang/contract/bodies.ts';
import { listPeople } from '@tongchuang/contract/people.ts';
import type { DivisionId, PersonId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { POST_RANKS, type PostRank } from '@tongchuang/domain/organisation/body.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { Field } from '@tongchuang/ui/pieces/field.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { dayOf } from '@tongchuang/ui/speech.ts';
import { useAct, useCall } from '@tongchuang/ui/use-call.ts';
import { ActForm, orNull, SelectField } from '../pieces/act-form.tsx';
import { Choice, type Option } from '../pieces/choice.tsx';
import { useDivisionOptions, useUnitOptions } from '../pieces/use-roster.ts';
import { ORGANISATION_CHANGES } from './words.ts';

export type BodyAct = 'edit' | 'give_post' | 'set_members' | 'set_zone';

interface FormProps {
  of: BodyPage;
  onDone: () => void;
}

export function BodyForm({ act, ...rest }: FormProps & { act: BodyAct }): ReactNode {
  const forms: Record<BodyAct, (props: FormProps) => ReactNode> = {
    edit: EditForm,
    give_post: PostForm,
    set_members: MembersForm,
    set_zone: ZoneForm,
  };
  const Form = forms[act];
  return <Form {...rest} />;
}

/** Everybody whom the person may see, with his unit as the hint. */
export function useEverybody(): readonly Option[] {
  const { data } = useCall(listPeople, { query: {} }, { staleMs: 60_000 });
  return (
    data?.people.map(({ id, name, title, unit }) => ({
      value: id,
      label: name,
      hint: [unit.shortName ?? unit.name, title].filter(Boolean).join(' '),
    })) ?? []
  );
}

function EditForm({ of, onDone }: FormProps): ReactNode {
  const [name, setName] = useState(of.name);
  const [aliases, setAliases] = useState(of.aliases.join('、'));
  const [document, setDocument] = useState(of.document ?? '');
  const [duties, setDuties] = useState(of.duties ?? '');
  const [dissolvedOn, setDissolved] = useState(of.dissolvedOn ?? '');
  const act = useAct(editBody, {
    changes: ORGANISATION_CHANGES,
    onDone: () => {
      tell(t('organisation.saved'));
      onDone();
    },
  });
  return (
    <ActForm
      act={act}
      verb={t('organisation.save')}
      ready={name.trim() !== ''}
      onSubmit={() =>
        act.mutate({
          params: { id: of.id },
          body: {
            version: of.version,
            name,
            aliases: aliases
              .split(/[、,，;；]/)
              .map((one) => one.trim())
              .filter((one) => one !== ''),
            document: orNull(document),
            duties: orNull(duties),
            dissolvedOn: orNull(dissolvedOn),
          },
        })
      }
    >
      <Field label={t('organisation.name')} value={name} onChange={setName} required maxLength={80} />
      <Field label={t('organisation.aliases')} value={aliases} onChange={setAliases} />
      <Field label={t('organisation.document')} value={document} onChange={setDocument} maxLength={120} />
      <label>
        <span>{t('organisation.duties')}</span>
        <textarea
          className="tc-input"
          rows={3}
          maxLength={500}
          value={duties}
          onChange={(event) => setDuties(event.target.value)}
        />
      </label>
      <Field label={t('organisation.dissolved')} type="date" value={dissolvedOn} onChange={setDissolved} />
    </ActForm>
  );
}

function PostForm({ of, onDone }: FormProps): ReactNode {
  const people = useEverybody();
  const [id] = useState(() => newId<'post'>());
  const [person, setPerson] = useState('');
  const [rank, setRank] = useState<PostRank>('member');
  const [title, setTitle] = useState('');
  const [since, setSince] = useState(dayOf(new Date()));
  const act = useAct(givePost, {
    changes: ORGANISATION_CHANGES,
    onDone: () => {
      tell(t('organisation.saved'));
      onDone();
    },
  });
  const body = { id, personId: person as PersonId, unitId: null, bodyId: of.id, rank, title, since };
  return (
    <ActForm
      act={act}
      verb={t('organisation.give_post')}
      ready={person !== '' && title.trim() !== ''}
      onSubmit={() => act.mutate({ body })}
    >
      <Choice label={t('organisation.person')} options={people} value={person} onChange={setPerson} />
      <div className="tc-form-row">
        <SelectField
          label={t('organisation.rank')}
          value={rank}
          options={POST_RANKS.map((value) => ({ value, label: t(`organisation.rank_${value}`) }))}
          onChange={setRank}
        />
        <Field
          label={t('organisation.post_title')}
          value={title}
          onChange={setTitle}
          required
          maxLength={40}
        />
      </div>
      <Field label={t('organisation.since')} type="date" value={since} onChange={setSince} required />
    </ActForm>
  );
}

/** The list as it stands from a day on: who leaves it leaves on that day, and is still told. */
function MembersForm({ of, onDone }: FormProps): ReactNode {
  const units = useUnitOptions();
  const [chosen, setChosen] = useState<readonly string[]>(
    of.units.filter((member) => member.until === null).map((member) => member.unit.id),
  );
  const [since, setSince] = useState(dayOf(new Date()));
  const act = useAct(setMembers, {
    changes: ORGANISATION_CHANGES,
    onDone: ({ joined, left }) => {
      tell(t('organisation.members_changed', { joined, left }));
      onDone();
    },
  });
  return (
    <ActForm
      act={act}
      verb={t('organisation.save')}
      onSubmit={() =>
        act.mutate({
          params: { id: of.id },
          body: {
            version: of.version,
            since,
            units: chosen.map((unitId) => ({ id: newId<'body_member'>(), unitId: unitId as UnitId })),
          },
        })
      }
    >
      <Field label={t('organisation.from_day')} type="date" value={since} onChange={setSince} required />
      <Chosen label={t('organisation.members')} options={units} chosen={chosen} setChosen={setChosen} />
    </ActForm>
  );
}

function ZoneForm({ of, onDone }: FormProps): ReactNode {
  const divisions = useDivisionOptions(['town', 'village', 'grid_cell']);
  const [chosen, setChosen] = useState<readonly string[]>(of.divisions.map((one) => one.id));
  const act = useAct(setZone, {
    changes: ORGANISATION_CHANGES,
    onDone: () => {
      tell(t('organisation.saved'));
      onDone();
    },
  });
  return (
    <ActForm
      act={act}
      verb={t('organisation.save')}
      onSubmit={() =>
        act.mutate({
          params: { id: of.id },
          body: { version: of.version, divisionIds: chosen.map((one) => one as DivisionId) },
        })
      }
    >
      <Chosen
        label={t('organisation.zone_divisions')}
        options={divisions}
        chosen={chosen}
        setChosen={setChosen}
      />
    </ActForm>
  );
}

interface ChosenProps {
  label: string;
  options: readonly Option[];
  chosen: readonly string[];
  setChosen: (chosen: readonly string[]) => void;
}

/** Several of many: added through the field, taken away one by one. */
function Chosen({ label, options, chosen, setChosen }: ChosenProps): ReactNode {
  const labels = new Map(options.map((option) => [option.value, option.label]));
  return (
    <>
      <Choice
        label={label}
        options={options.filter((option) => !chosen.includes(option.value))}
        value=""
        onChange={(value) => value !== '' && setChosen([...chosen, value])}
      />
      <ul className="tc-names">
        {chosen.map((id) => (
          <li key={id}>
            {labels.get(id) ?? ''}
            <button
              type="button"
              className="tc-icon-button"
              aria-label={`${t('house.remove')} ${labels.get(id) ?? ''}`}
              onClick={() => setChosen(chosen.filter((one) => one !== id))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
