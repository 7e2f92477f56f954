import { useState, type ReactNode } from 'react';
import { createPerson, editPerson, type PersonPage } from '@tongchuang/contract/people.ts';
import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { Field } from '@tongchuang/ui/pieces/field.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { useAct } from '@tongchuang/ui/use-call.ts';
import { ActForm, orNull } from '../pieces/act-form.tsx';
import { Choice } from '../pieces/choice.tsx';
import { useUnitOptions } from '../pieces/use-roster.ts';
import { useUrl } from '../pieces/url-state.ts';

const CHANGES = ['people.', 'organisation.'] as const;

interface Filled {
  name: string;
  code: string;
  unit: string;
  title: string;
  phone: string;
}

function Fields({ value, onChange }: { value: Filled; onChange: (value: Filled) => void }): ReactNode {
  const units = useUnitOptions();
  const set = (name: keyof Filled) => (text: string) => onChange({ ...value, [name]: text });
  return (
    <>
      <Field label={t('people.name')} value={value.name} onChange={set('name')} required maxLength={40} />
      <Choice label={t('people.unit')} options={units} value={value.unit} onChange={set('unit')} />
      <Field label={t('people.post')} value={value.title} onChange={set('title')} maxLength={60} />
      <div className="tc-form-row">
        <Field label={t('people.phone')} value={value.phone} onChange={set('phone')} maxLength={20} />
        <Field label={t('people.code')} value={value.code} onChange={set('code')} maxLength={32} />
      </div>
    </>
  );
}

const bodyOf = ({ name, code, unit, title, phone }: Filled) => ({
  name,
  code: orNull(code),
  unitId: unit as UnitId,
  title: orNull(title),
  phone: orNull(phone),
});

export function AddPerson(): ReactNode {
  const url = useUrl();
  const [id] = useState(() => newId<'person'>());
  const [value, setValue] = useState<Filled>({
    name: '',
    code: '',
    unit: url.list('unit')[0] ?? '',
    title: '',
    phone: '',
  });
  const act = useAct(createPerson, {
    changes: CHANGES,
    onDone: (reply) => {
      tell(t('people.added', { name: value.name }));
      url.set({ new: null, open: reply.id });
    },
  });
  return (
    <ActForm
      act={act}
      verb={t('people.add')}
      ready={value.name.trim() !== '' && value.unit !== ''}
      onSubmit={() => act.mutate({ body: { id, ...bodyOf(value) } })}
    >
      <Fields value={value} onChange={setValue} />
    </ActForm>
  );
}

export function EditPerson({ of, onDone }: { of: PersonPage; onDone: () => void }): ReactNode {
  const [value, setValue] = useState<Filled>({
    name: of.name,
    code: of.code ?? '',
    unit: of.unit.id,
    title: of.title ?? '',
    phone: of.phone ?? '',
  });
  const act = useAct(editPerson, {
    changes: CHANGES,
    onDone: () => {
      tell(t('people.saved'));
      onDone();
    },
  });
  return (
    <>
      <button type="button" className="tc-link tc-person-back" onClick={onDone}>
        ‹ {of.name}
      </button>
      <ActForm
        act={act}
        verb={t('people.save')}
        ready={value.name.trim() !== '' && value.unit !== ''}
        onSubmit={() =>
          act.mutate({
            params: { id: of.id },
            body: {
              ...bodyOf(value),
              version: of.version,
              // What stands masked and was not touched stays as it is.
              phone: value.phone === of.phone ? undefined : orNull(value.phone),
            },
          })
        }
      >
        <Fields value={value} onChange={setValue} />
      </ActForm>
    </>
  );
}
