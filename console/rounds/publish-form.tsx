import { useState, type ReactNode } from 'react';
import { useRouter } from '@tanstack/react-router';
import { listSnapshots, publish } from '@tongchuang/contract/snapshots.ts';
import type { Round } from '@tongchuang/contract/rounds.ts';
import type { SnapshotId } from '@tongchuang/domain/kernel/ids.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { Field } from '@tongchuang/ui/pieces/field.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { useAct, useCall } from '@tongchuang/ui/use-call.ts';
import { ActForm, orNull } from '../pieces/act-form.tsx';
import { ROUND_CHANGES } from './words.ts';

/** 发布: frozen from then on. A later one says why it corrects the one before. */
export function PublishForm({ of: round }: { of: Round }): ReactNode {
  const router = useRouter();
  const [id] = useState(() => newId() as SnapshotId);
  const [reason, setReason] = useState('');
  const snapshots = useCall(listSnapshots, { params: { id: round.id } });
  const act = useAct(publish, {
    changes: ROUND_CHANGES,
    onDone: ({ number }) => {
      tell(t('rounds.published_done', { number }));
      router.history.push(`/rounds/${round.id}/publication`);
    },
  });
  const office = round.approvals.findLast((one) => one.step === 'office');
  return (
    <Loaded of={snapshots}>
      {({ rows }) => {
        const corrects = rows.length > 0;
        return (
          <ActForm
            act={act}
            verb={corrects ? t('rounds.publish_correction') : t('rounds.publish_do')}
            ready={!corrects || reason.trim() !== ''}
            onSubmit={() =>
              act.mutate({
                params: { id: round.id },
                body: { id, version: round.version, reason: orNull(reason) },
              })
            }
          >
            <p>{t('rounds.publish_hint')}</p>
            <p className={office === undefined ? 'tc-notice tc-notice-warn' : 'tc-notice'}>
              {office === undefined
                ? t('rounds.publish_unapproved')
                : t('rounds.publish_approved', { name: office.by })}
            </p>
            {corrects && (
              <Field
                label={t('rounds.field_correction')}
                hint={t('rounds.field_correction_hint', { number: rows[0]?.number ?? 1 })}
                value={reason}
                maxLength={500}
                required
                onChange={setReason}
              />
            )}
          </ActForm>
        );
      }}
    </Loaded>
  );
}
