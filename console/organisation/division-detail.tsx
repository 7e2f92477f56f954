import { useState, type ReactNode } from 'react';
import { editDivision, type Division } from '@tongchuang/contract/divisions.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Field } from '@tongchuang/ui/pieces/field.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { useAct } from '@tongchuang/ui/use-call.ts';
import { ActForm } from '../pieces/act-form.tsx';
import { useMay } from '../shell/me.tsx';
import { Households } from './households.tsx';
import { levelWord, ORGANISATION_CHANGES } from './words.ts';

/** Families are told from the community downwards: above it nobody needs a list of them. */
const WITH_FAMILIES: readonly Division['level'][] = ['village', 'grid_cell', 'building', 'entrance'];

/** One division: what it is called, who governs it, and for whoever may see them the families that live there. */
export function DivisionDetail({ of, above }: { of: Division; above: Division | null }): ReactNode {
  const [editing, setEditing] = useState(false);
  const may = { edit: useMay('organisation.edit'), families: useMay('household.read') };
  if (editing) return <Edit of={of} onDone={() => setEditing(false)} />;
  return (
    <div className="tc-unit-parts">
      <h3>{of.name}</h3>
      <dl className="tc-facts">
        <dt>{t('organisation.level')}</dt>
        <dd>{levelWord(of.level)}</dd>
        <dt>{t('organisation.code')}</dt>
        <dd>
          <code>{of.code}</code>
        </dd>
        {above !== null && (
          <>
            <dt>{t('organisation.upper_division')}</dt>
            <dd>{above.name}</dd>
          </>
        )}
        {of.unit !== null && (
          <>
            <dt>{t('organisation.governed_by')}</dt>
            <dd>
              <a href={`/organisation/units/${of.unit.id}`}>{of.unit.name}</a>
            </dd>
          </>
        )}
      </dl>
      {may.edit && (
        <div className="tc-buttons">
          <button type="button" className="tc-button" onClick={() => setEditing(true)}>
            {t('organisation.edit')}
          </button>
        </div>
      )}
      {may.families && WITH_FAMILIES.includes(of.level) && <Households of={of} />}
    </div>
  );
}

function Edit({ of, onDone }: { of: Division; onDone: () => void }): ReactNode {
  const [name, setName] = useState(of.name);
  const [code, setCode] = useState(of.code);
  const act = useAct(editDivision, {
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
      ready={name.trim() !== '' && code.trim() !== ''}
      onSubmit={() => act.mutate({ params: { id: of.id }, body: { version: of.version, name, code } })}
    >
      <Field label={t('organisation.name')} value={name} onChange={setName} required maxLength={80} />
      <Field label={t('organisation.code')} value={code} onChange={setCode} required maxLength={32} />
    </ActForm>
  );
}
