import { useState, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { submitFramework, type FrameworkHead } from '@tongchuang/contract/frameworks.ts';
import type { EditionId } from '@tongchuang/domain/kernel/ids.ts';
import { call } from '@tongchuang/ui/call.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { FileDrop, type SendOptions } from '@tongchuang/ui/pieces/file-drop.tsx';
import { sendFile } from '@tongchuang/ui/send-file.ts';
import { refresh } from '@tongchuang/ui/use-call.ts';
import { SelectField } from '../pieces/act-form.tsx';

const TYPES = ['.xlsx', '.docx', '.json'];

/** 导入体系: a file is kept and read in the background; what became of it shows in the list. */
export function ImportForm({ rows }: { rows: readonly FrameworkHead[] }): ReactNode {
  const queries = useQueryClient();
  const [follows, setFollows] = useState<EditionId | ''>('');
  const send = async (file: File, options: SendOptions) => {
    const { sha256 } = await sendFile(file, options);
    const body = { id: newId() as EditionId, sha256, name: file.name, follows: follows || null };
    await call(submitFramework, { body });
    await refresh(queries, ['framework.']);
  };
  const earlier = rows.filter((row) => row.state === 'adopted' || row.state === 'retired');
  return (
    <div className="tc-form tc-act-form">
      {earlier.length > 0 && (
        <SelectField
          label={t('assessment.follows')}
          none={t('assessment.follows_none')}
          value={follows}
          options={earlier.map(({ id, title }) => ({ value: id, label: title }))}
          onChange={setFollows}
        />
      )}
      <FileDrop types={TYPES} megabytes={50} send={send} title={t('assessment.drop_title')}>
        <p className="tc-quiet">{t('assessment.drop_what')}</p>
      </FileDrop>
      <p className="tc-quiet">{t('assessment.drop_then')}</p>
    </div>
  );
}
