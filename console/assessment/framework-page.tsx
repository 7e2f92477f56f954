import { useRef, useState, type ReactNode } from 'react';
import { getFramework, type Framework } from '@tongchuang/contract/frameworks.ts';
import type { Node } from '@tongchuang/domain/assessment/edition.ts';
import { isInside, treeOf } from '@tongchuang/domain/assessment/tree.ts';
import type { EditionId } from '@tongchuang/domain/kernel/ids.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Counted } from '@tongchuang/ui/pieces/counted.tsx';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { Sentence } from '@tongchuang/ui/pieces/sentence.tsx';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { ObjectTrail } from '../pieces/object-trail.tsx';
import { saidRefusal } from '../pieces/said.ts';
import { SideDrawer } from '../pieces/side-drawer.tsx';
import { tabAt, Tabs } from '../pieces/tabs.tsx';
import { useParam, useUrl } from '../pieces/url-state.ts';
import { useMay } from '../shell/me.tsx';
import { AdoptDrawer } from './adopt-drawer.tsx';
import { CyclePanel } from './cycle-panel.tsx';
import { ShowConflict } from './edit-conflict.tsx';
import { FindingsPanel } from './findings-panel.tsx';
import { HeadActions } from './head-actions.tsx';
import { NamesPanel } from './names-panel.tsx';
import { NodeForm } from './node-form.tsx';
import { NodeView } from './node-view.tsx';
import { SettingsPanel } from './settings-panel.tsx';
import { SubframeworksPanel } from './subframeworks-panel.tsx';
import { TreeView } from './tree-view.tsx';
import { useEdition, type Drawn } from './use-edition.ts';
import { useRetire } from './use-retire.ts';
import { pointsWord, STATE_TONES, stateWord, tierWord, yearWord } from './words.ts';
import '../pieces/forms.css';
import './assessment.css';

/** 一版体系: its tree, what is wrong with it, whom its units are, and the way to its use. */
export default function FrameworkPage(): ReactNode {
  const id = useParam('id') as EditionId;
  const [waits, setWaits] = useState(false);
  const framework = useCall(getFramework, { params: { id } }, waits ? { everyMs: 1000 } : {});
  const isWaiting = framework.data?.state === 'waiting';
  if (isWaiting !== waits) setWaits(isWaiting);
  return (
    <Loaded of={framework} lines={12}>
      {(found) => (found.edition === null ? <Unread of={found} /> : <Page of={found as Drawn} />)}
    </Loaded>
  );
}

/** Not read yet, or not to be read. */
function Unread({ of }: { of: Framework }): ReactNode {
  const may = useMay('framework.edit') && of.state === 'refused';
  const { busy, retire } = useRetire(of);
  return (
    <>
      <PageHead
        title={of.title}
        back={{ href: '/frameworks', title: t('assessment.title') }}
        beside={<StatusTag tone={STATE_TONES[of.state]}>{stateWord(of.state)}</StatusTag>}
        summary={of.fileName ?? ''}
        {...(may
          ? {
              action: (
                <button type="button" className="tc-button" disabled={busy} onClick={retire}>
                  {t('assessment.discard')}
                </button>
              ),
            }
          : {})}
      />
      {of.state === 'waiting' ? (
        <p className="tc-notice" role="status">
          {t('assessment.waiting')}
        </p>
      ) : (
        <Empty
          title={of.refusal === null ? stateWord(of.state) : saidRefusal(of.refusal)}
          action={<a href="/frameworks?import=1">{t('assessment.refused_next')}</a>}
        />
      )}
    </>
  );
}

function Page({ of }: { of: Drawn }): ReactNode {
  const url = useUrl();
  const editing = useEdition(of);
  const may = useMay('framework.edit') && of.state === 'draft';
  const kept = useRef(new Map<string, Partial<Node>>());
  const count = (severity: string) => of.findings.filter((one) => one.severity === severity).length;
  const open = of.names.filter(({ unitId }) => unitId === null).length;
  const tabs = [
    { value: 'tree' as const, title: t('assessment.tree') },
    { value: 'findings' as const, title: t('assessment.findings'), count: count('error') + count('warning') },
    { value: 'names' as const, title: t('assessment.names'), ...(may ? { count: open } : {}) },
    { value: 'cycle' as const, title: t('assessment.cycle') },
    ...(may ? [{ value: 'settings' as const, title: t('assessment.settings') }] : []),
    { value: 'trail' as const, title: t('assessment.trail') },
  ];
  const view = tabAt(url.get('view'), tabs);
  return (
    <>
      <PageHead
        title={of.title}
        back={{ href: '/frameworks', title: t('assessment.title') }}
        beside={<StatusTag tone={STATE_TONES[of.state]}>{stateWord(of.state)}</StatusTag>}
        summary={<Summary of={of} errors={count('error')} warnings={count('warning')} />}
        action={<HeadActions of={of} />}
      />
      {editing.conflict !== null && <ShowConflict id={of.id} conflict={editing.conflict} editing={editing} />}
      {of.state === 'adopted' && (
        <p className="tc-notice tc-framework-fixed">{t('assessment.adopted_says')}</p>
      )}
      <Tabs name="view" label={of.title} of={tabs} />
      {view === 'tree' && <TreeView of={of} editing={may ? editing : null} />}
      {view === 'findings' && <FindingsPanel of={of} />}
      {view === 'names' && <NamesPanel of={of} may={may} />}
      {view === 'cycle' && <CyclePanel of={of} />}
      {view === 'settings' && (
        <>
          <SettingsPanel of={of} editing={editing} />
          <SubframeworksPanel of={of} editing={editing} />
        </>
      )}
      {view === 'trail' && (
        <div className="tc-sheet">
          <ObjectTrail kind="edition" id={of.id} />
        </div>
      )}
      <SideDrawer name="node" title={t('assessment.node_n', { code: url.get('node') })} width={720}>
        {(code) => <NodeDrawer of={of} code={code} may={may} editing={editing} kept={kept.current} />}
      </SideDrawer>
      {may && (
        <SideDrawer name="adopt" title={t('assessment.adopt')} width={560}>
          {() => <AdoptDrawer of={of} />}
        </SideDrawer>
      )}
    </>
  );
}

interface NodeDrawerProps {
  of: Drawn;
  code: string;
  may: boolean;
  editing: ReturnType<typeof useEdition>;
  kept: Map<string, Partial<Node>>;
}

function NodeDrawer({ of, code, may, editing, kept }: NodeDrawerProps): ReactNode {
  const node = treeOf(of.edition.nodes).byCode.get(code);
  if (node === undefined) return <Empty title={t('assessment.node_gone', { code })} />;
  if (!may) return <NodeView of={of} node={node} />;
  return <NodeForm key={code} {...{ of, node, editing, kept }} />;
}

function Summary({ of, errors, warnings }: { of: Drawn; errors: number; warnings: number }): ReactNode {
  const { leaves } = treeOf(of.edition.nodes);
  const inside = leaves.filter(isInside).length;
  const head = [tierWord(of.tier), yearWord(of.year)].filter((word) => word !== '').join(' · ');
  const counted = (value: number, says: string, view: string) => (
    <Counted value={value} says={says} href={`/frameworks/${of.id}?view=${view}`} />
  );
  return (
    <>
      {head !== '' && <span>{head} · </span>}
      <Sentence
        of={t('assessment.edition_summary', {
          leaves: '{leaves}',
          points: pointsWord(of.points),
          errors: '{errors}',
          warnings: '{warnings}',
        })}
        with={{
          leaves: <Counted value={inside} says={t('assessment.says_leaves')} />,
          errors: counted(errors, t('assessment.says_errors'), 'findings'),
          warnings: counted(warnings, t('assessment.says_warnings'), 'findings'),
        }}
      />
      {leaves.length > inside && t('assessment.others', { count: leaves.length - inside })}
    </>
  );
}
