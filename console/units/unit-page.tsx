import type { ReactNode } from 'react';
import { exportUnitPack } from '@tongchuang/contract/task-acts.ts';
import { getUnitPage, type UnitPage } from '@tongchuang/contract/tasks.ts';
import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { SideDrawer } from '../pieces/side-drawer.tsx';
import { useDownload } from '../pieces/use-download.ts';
import { useSpeak } from '../pieces/use-speak.ts';
import { useParam, useUrl } from '../pieces/url-state.ts';
import { useMay, useMe } from '../shell/me.tsx';
import { TaskDetail } from '../tasks/task-detail.tsx';
import { ShareLinks } from './share-links.tsx';
import { Figures, Standing, unitSummary } from './standing.tsx';
import { UnitTasks } from './unit-tasks.tsx';
import '../pieces/forms.css';
import './units.css';

/** 单位页: everything of one unit on one page, and one link to send it. */
export default function UnitPageDrawn(): ReactNode {
  const unitId = useParam('id') as UnitId;
  const page = useCall(getUnitPage, { params: { unitId } });
  return (
    <>
      <Loaded of={page} lines={12}>
        {(found) => <Unit page={found} />}
      </Loaded>
      <SideDrawer title={t('tasks.task')} fullPage={(id) => `/tasks/${id}`} width={720}>
        {(id) => <TaskDetail id={id} />}
      </SideDrawer>
      <SideDrawer name="links" title={t('units.links')}>
        {() => <ShareLinks unitId={unitId} />}
      </SideDrawer>
    </>
  );
}

function Unit({ page }: { page: UnitPage }): ReactNode {
  const url = useUrl();
  const speak = useSpeak();
  const { download, busy } = useDownload();
  const mayShare = useMay('task.assign');
  const { unit } = useMe();
  const isOwn = unit.id === page.unit.id;
  const toClaim = page.tasks.filter((task) => task.claim === 'open').length;
  return (
    <>
      <PageHead
        title={page.unit.name}
        back={{ href: '/units', title: t('units.title') }}
        summary={unitSummary(page)}
        action={
          <>
            <button
              type="button"
              className="tc-button"
              disabled={busy}
              onClick={() => void download(exportUnitPack, { params: { unitId: page.unit.id } })}
            >
              {t('units.pack')}
            </button>
            {mayShare && (
              <button
                type="button"
                className="tc-button tc-button-primary"
                onClick={() => url.set({ links: '1', open: null })}
              >
                {t('units.send')}
              </button>
            )}
            {isOwn && !mayShare && toClaim > 0 && (
              <a className="tc-button tc-button-primary" href="/tasks?only=mine,unclaimed&view=list">
                {t('units.claim', { count: toClaim })}
              </a>
            )}
          </>
        }
      />
      <Figures page={page} linked />
      <Standing page={page} linked />
      <UnitTasks page={page} speak={speak} href={(task) => url.with({ open: task.id, links: null })} />
    </>
  );
}
