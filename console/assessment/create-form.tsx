import { useState, type ReactNode } from 'react';
import { useRouter } from '@tanstack/react-router';
import { createFramework, type FrameworkHead } from '@tongchuang/contract/frameworks.ts';
import type { EditionId } from '@tongchuang/domain/kernel/ids.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { Field } from '@tongchuang/ui/pieces/field.tsx';
import { useAct } from '@tongchuang/ui/use-call.ts';
import { ActForm, SelectField } from '../pieces/act-form.tsx';

/** 新建体系: empty with named levels, or as a copy of an edition. `from`: which one, or `empty`. */
export function CreateForm({ rows, from }: { rows: readonly FrameworkHead[]; from: string }): ReactNode {
  const router = useRouter();
  const sources = rows.filter((row) => row.levels.length > 0);
  const [copyOf, setCopyOf] = useState<EditionId | ''>(sources.find(({ id }) => id === from)?.id ?? '');
  const [title, setTitle] = useState('');
  const [levels, setLevels] = useState<string>(t('assessment.levels_usual'));
  const source = sources.find(({ id }) => id === copyOf);
  const act = useAct(createFramework, {
    onDone: ({ id }) => router.history.push(`/frameworks/${id}`),
  });
  const names = levels
    .split(/[、,，;；\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return (
    <ActForm
      act={act}
      verb={copyOf === '' ? t('assessment.create_do') : t('assessment.copy_do')}
      ready={(title.trim() !== '' || source !== undefined) && names.length > 0 && names.length <= 8}
      onSubmit={() =>
        act.mutate({
          body: {
            id: newId() as EditionId,
            title: title.trim() || t('assessment.copy_title', { title: source?.title ?? '' }),
            levels: names,
            copyOf: copyOf || null,
          },
        })
      }
    >
      <SelectField
        label={t('assessment.copy_of')}
        none={t('assessment.copy_none')}
        value={copyOf}
        options={sources.map((one) => ({ value: one.id, label: one.title }))}
        onChange={setCopyOf}
      />
      <Field
        label={t('assessment.field_title')}
        value={title}
        maxLength={200}
        placeholder={source === undefined ? '' : t('assessment.copy_title', { title: source.title })}
        onChange={setTitle}
      />
      {copyOf === '' && (
        <Field
          label={t('assessment.field_levels')}
          value={levels}
          hint={t('assessment.field_levels_hint')}
          onChange={setLevels}
        />
      )}
    </ActForm>
  );
}
