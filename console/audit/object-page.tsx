import type { ReactNode } from 'react';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { ObjectTrail } from '../pieces/object-trail.tsx';
import { pageOf } from '../pieces/trail-rows.ts';
import { useParam } from '../pieces/url-state.ts';

const KINDS = ['task', 'unit', 'document', 'letter', 'plan', 'person', 'body', 'campaign'] as const;

/** Everything that concerned one object. */
export default function ObjectPage(): ReactNode {
  const kind = useParam('kind');
  const id = useParam('id');
  const page = pageOf(kind, id);
  const known = KINDS.find((one) => one === kind) ?? 'other';
  return (
    <>
      <PageHead
        title={t('audit.of_object', { kind: t(`audit.kind_${known}`) })}
        summary={t('audit.summary')}
        {...(page === null ? {} : { back: { href: page, title: t(`audit.kind_${known}`) } })}
      />
      <section className="tc-sheet">
        <ObjectTrail kind={kind} id={id} />
      </section>
    </>
  );
}
