import type { ReactNode } from 'react';
import { getUnit } from '@tongchuang/contract/organisation.ts';
import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { ObjectTrail } from '../pieces/object-trail.tsx';
import { useParam } from '../pieces/url-state.ts';
import { useMay } from '../shell/me.tsx';
import { UnitDetail } from './unit-detail.tsx';
import { kindWord } from './words.ts';
import '../pieces/table.css';
import './organisation.css';

/** 单位: everything that the organisation knows of one, and what was done to it. */
export default function UnitPage(): ReactNode {
  const id = useParam('id') as UnitId;
  const { data } = useCall(getUnit, { params: { id } });
  const mayAudit = useMay('audit.read');
  return (
    <>
      <PageHead
        title={data?.name ?? t('organisation.unit')}
        back={{ href: '/organisation', title: t('organisation.title') }}
        {...(data === undefined ? {} : { summary: `${kindWord(data.kind)} · ${data.code}` })}
        action={
          <a className="tc-button" href={`/units/${id}`}>
            {t('organisation.see_tasks')}
          </a>
        }
      />
      <div className="tc-unit-page">
        <section className="tc-sheet">
          <h2>{t('organisation.basics')}</h2>
          <UnitDetail id={id} isPage />
        </section>
        {mayAudit && (
          <section className="tc-sheet">
            <h2>{t('organisation.trail')}</h2>
            <ObjectTrail kind="unit" id={id} />
          </section>
        )}
      </div>
    </>
  );
}
