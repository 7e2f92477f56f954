import { useState, type ReactNode } from 'react';
import { getPlan, listPlans } from '@tongchuang/contract/campaign.ts';
import { exportPlan } from '@tongchuang/contract/task-acts.ts';
import type { PlanId } from '@tongchuang/domain/kernel/ids.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Counted } from '@tongchuang/ui/pieces/counted.tsx';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { Sentence } from '@tongchuang/ui/pieces/sentence.tsx';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { ObjectTrail } from '../pieces/object-trail.tsx';
import { SideDrawer } from '../pieces/side-drawer.tsx';
import { useDownload } from '../pieces/use-download.ts';
import { useParam, useUrl } from '../pieces/url-state.ts';
import { useMay } from '../shell/me.tsx';
import { Changes } from './changes.tsx';
import { Editions } from './editions.tsx';
import { editionWord, kindWord } from './plan-columns.tsx';
import { PlanForm } from './plan-form.tsx';
import './plans.css';
import type { PlanView } from './plan-view.ts';

/** One plan: its editions, where each came from, and what each changed task by task. */
export default function PlanPage(): ReactNode {
  const url = useUrl();
  const id = useParam('id') as PlanId;
  const asked = Number(url.get('edition'));
  const query = Number.isInteger(asked) && asked > 0 ? { edition: asked } : {};
  const view = useCall(getPlan, { params: { id }, query }, { keepLast: true });
  return <Loaded of={view}>{(page) => <Page key={page.plan.id} of={page} at={query.edition} />}</Loaded>;
}

function Page({ of, at }: { of: PlanView; at: number | undefined }): ReactNode {
  const { plan, editions } = of;
  const url = useUrl();
  const [told, setTold] = useState(false);
  const { download, busy } = useDownload();
  const plans = useCall(listPlans, {}).data?.rows ?? [];
  const mayEdit = useMay('plan.edit');
  const edition = at ?? plan.edition;
  const above = plans.find((one) => one.id === plan.parentId);
  return (
    <>
      <PageHead
        title={plan.title}
        beside={<StatusTag tone="muted">{kindWord(plan.kind)}</StatusTag>}
        back={{ href: '/plans', title: t('plans.title') }}
        summary={<Summary of={of} />}
        action={
          <span className="tc-head-actions">
            {mayEdit && (
              <a className="tc-button" href={url.with({ edit: '1' })}>
                {t('house.edit')}
              </a>
            )}
            <button
              type="button"
              className="tc-button"
              disabled={busy || plan.tasks === 0}
              onClick={() => void download(exportPlan, { params: { id: plan.id } })}
            >
              {t('plans.export')}
            </button>
            <a className="tc-button tc-button-primary" href={`/tasks?plan=${plan.id}`}>
              {t('plans.see_tasks')}
            </a>
          </span>
        }
      />
      {above !== undefined && (
        <p className="tc-plan-above">
          {t('plans.above')}：<a href={`/plans/${above.id}`}>{above.title}</a>
        </p>
      )}
      <div className="tc-plan-columns">
        <section className="tc-sheet" aria-labelledby="plan-changes">
          <h2 id="plan-changes">
            {edition <= 1
              ? t('plans.first_edition')
              : t('plans.changes_of', { edition: editionWord(edition) })}
          </h2>
          <Changes of={of} edition={edition} />
        </section>
        <div>
          <section className="tc-sheet" aria-labelledby="plan-editions">
            <h2 id="plan-editions">{t('plans.editions')}</h2>
            <Editions editions={editions} at={edition} />
          </section>
          <details className="tc-sheet tc-plan-trail" onToggle={(event) => setTold(event.currentTarget.open)}>
            <summary>{t('plans.trail')}</summary>
            {told && <ObjectTrail kind="plan" id={plan.id} />}
          </details>
        </div>
      </div>
      <SideDrawer name="edit" title={t('plans.edit')} width={560}>
        {() => <PlanForm key={plan.version} plan={plan} plans={plans} />}
      </SideDrawer>
    </>
  );
}

function Summary({ of: { plan, editions } }: { of: PlanView }): ReactNode {
  const tasks = (
    <Counted
      value={plan.tasks}
      unit={t('plans.tasks_unit')}
      says={t('plans.says_plan_tasks')}
      href={`/tasks?plan=${plan.id}`}
    />
  );
  const [newest] = editions;
  if (newest === undefined || newest.edition === 1) {
    const text = newest === undefined ? 'plans.summary_hand' : 'plans.summary_first';
    return <Sentence of={t(text, { tasks: '{tasks}' })} with={{ tasks }} />;
  }
  const { changed, added, gone } = newest.difference;
  const counted = (value: number, says: string) => (
    <Counted value={value} unit={t('plans.tasks_unit')} says={says} />
  );
  const slots = { tasks: '{tasks}', changed: '{changed}', added: '{added}', gone: '{gone}' };
  return (
    <Sentence
      of={t('plans.summary_later', { ...slots, edition: editionWord(newest.edition) })}
      with={{
        tasks,
        changed: counted(changed, t('plans.says_changed')),
        added: counted(added, t('plans.says_added')),
        gone: counted(gone, t('plans.says_gone')),
      }}
    />
  );
}
