import type { ReactNode } from 'react';
import { PERMISSIONS } from '@tongchuang/domain/access/permissions.ts';
import { sentence } from '@tongchuang/domain/kernel/refusal-words.ts';
import { locale, said } from '@tongchuang/ui/locale/locale.ts';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import type { Page } from '../room.ts';
import { mayOpen, useMe } from './me.tsx';

/** Draws a page for whoever may open it; for others the refusal that the server would give, without asking it. */
export function Gate({ page, children }: { page: Page; children: ReactNode }): ReactNode {
  const me = useMe();
  const [wanted] = page.anyOf ?? [];
  if (wanted === undefined || mayOpen(page, me)) return children;
  const permission = PERMISSIONS[wanted][locale.get() === 'en' ? 'en' : 'zh'];
  return (
    <>
      <PageHead title={said(page.title)} />
      <div className="tc-trouble" role="alert">
        <p>{sentence({ code: 'access.not_your_role', facts: { permission } }, locale.get())}</p>
      </div>
    </>
  );
}
