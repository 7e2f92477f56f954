import { useMemo, useState, type ReactNode } from 'react';
import { useRouter } from '@tanstack/react-router';
import {
  discardDocument,
  openDocument,
  originalFile,
  type DocumentView,
  type DraftContent,
} from '@tongchuang/contract/intake.ts';
import type { DocumentId } from '@tongchuang/domain/kernel/ids.ts';
import { addressOf } from '@tongchuang/ui/call.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { useAct, useCall } from '@tongchuang/ui/use-call.ts';
import { saidRefusal } from '../pieces/said.ts';
import { SideDrawer } from '../pieces/side-drawer.tsx';
import { useParam, useUrl } from '../pieces/url-state.ts';
import { useMay } from '../shell/me.tsx';
import { ConfirmDrawer } from './confirm-drawer.tsx';
import { Findings, OpenNames, openNames } from './findings.tsx';
import { NameChooser } from './name-chooser.tsx';
import { Original } from './original.tsx';
import { StateTag } from './state-tag.tsx';
import { TaskList } from './task-list.tsx';
import { useReview } from './use-review.ts';
import './intake.css';

/** How often the page asks what other reviewers changed, in milliseconds. */
const LOOK_AGAIN_MS = 15_000;

/** 核对草稿: the original at the left, the tasks at the right; a click on either shows the other. */
export default function ReviewPage(): ReactNode {
  const id = useParam('id') as DocumentId;
  const [waits, setWaits] = useState(false);
  const document = useCall(openDocument, { params: { id } }, { everyMs: waits ? 700 : LOOK_AGAIN_MS });
  const isWaiting = document.data?.state === 'waiting';
  if (isWaiting !== waits) setWaits(isWaiting);
  return <Loaded of={document}>{(found) => <Reviewing document={found} />}</Loaded>;
}

function Reviewing({ document }: { document: DocumentView }): ReactNode {
  const may = useMay('intake.edit') && document.state === 'read';
  const url = useUrl();
  const open = openNames(document).length;
  const kept = document.tasks.filter((task) => !task.dropped).length;
  return (
    <>
      <PageHead
        title={document.title ?? document.name}
        back={{ href: '/intake', title: t('intake.back') }}
        beside={<StateTag of={document} />}
        summary={
          document.state === 'read' || document.state === 'confirmed'
            ? t('intake.review_summary', { tasks: kept, open, findings: document.findings.length })
            : document.name
        }
        action={
          may ? (
            <div className="tc-buttons">
              <Discard id={document.id} />
              <button
                type="button"
                className="tc-button tc-button-primary"
                onClick={() => url.set({ confirm: '1' }, 'push')}
              >
                {t('intake.confirm')}
              </button>
            </div>
          ) : document.planId !== null ? (
            <a className="tc-button tc-button-primary" href={`/tasks?plan=${document.planId}`}>
              {t('intake.open_plan')}
            </a>
          ) : undefined
        }
      />
      {document.state === 'waiting' && <Empty title={t('intake.waiting')} />}
      {document.state === 'refused' && (
        <Empty
          title={document.refusal === null ? '' : saidRefusal(document.refusal)}
          action={<a href="/intake">{t('intake.refused_next')}</a>}
        />
      )}
      {document.paper !== null && <TwoSides document={document} mayEdit={may} />}
      <SideDrawer name="confirm" title={t('intake.confirm')}>
        {() => <ConfirmDrawer document={document} />}
      </SideDrawer>
      <SideDrawer name="settle" title={t('intake.names')} width={480}>
        {(name) => <NameChooser document={document} name={name} onDone={() => url.set({ settle: null })} />}
      </SideDrawer>
    </>
  );
}

const SIDES = ['tasks', 'original', 'findings', 'names'] as const;
type Side = (typeof SIDES)[number];
const sideWord = (side: Side): string =>
  ({
    tasks: t('intake.tasks'),
    original: t('intake.original'),
    findings: t('intake.findings'),
    names: t('intake.names'),
  })[side];

function TwoSides({ document, mayEdit }: { document: DocumentView; mayEdit: boolean }): ReactNode {
  const url = useUrl();
  const review = useReview(document);
  const [point, setPoint] = useState<{ start: number; end: number } | null>(null);
  const at = useMemo(
    () =>
      Math.max(
        0,
        document.tasks.findIndex((task) => task.id === url.get('task')),
      ),
    [document.tasks, url],
  );
  const side = (SIDES.find((one) => one === url.get('side')) ?? 'tasks') satisfies Side;
  const goTo = (nth: number) => url.set({ task: document.tasks[nth]?.id ?? null });
  const settle = (name: string) => url.set({ settle: name });
  const counts: Partial<Record<Side, number>> = {
    tasks: document.tasks.length,
    findings: document.findings.length,
    names: openNames(document).length,
  };
  const addSelected = async () => {
    const content = selectedContent(document, at);
    const added = content && (await review.add(document.tasks[at]?.id ?? null, content));
    if (added) url.set({ task: added, side: 'tasks' });
  };
  return (
    <div className={`tc-review tc-review-side-${side}`}>
      <div className="tc-review-tabs" role="tablist" aria-label={t('intake.title')}>
        {SIDES.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            aria-selected={side === one}
            className={`tc-review-tab tc-review-tab-${one}`}
            onClick={() => url.set({ side: one === 'tasks' ? null : one })}
          >
            {sideWord(one)} {counts[one] !== undefined && <span className="tc-quiet">{counts[one]}</span>}
          </button>
        ))}
      </div>
      <section className="tc-review-original" aria-label={t('intake.original')}>
        <div className="tc-review-bar">
          <a href={addressOf(originalFile, { id: document.id })} download>
            {t('intake.download')}
          </a>
          {mayEdit && (
            <button
              type="button"
              className="tc-link"
              title={t('intake.add_hint')}
              onClick={() => void addSelected()}
            >
              {t('intake.add')}
            </button>
          )}
        </div>
        {document.paper !== null && (
          <Original paper={document.paper} tasks={document.tasks} at={at} onPick={goTo} point={point} />
        )}
      </section>
      <section className="tc-review-draft" aria-label={sideWord(side === 'original' ? 'tasks' : side)}>
        {side === 'findings' && <Findings document={document} onPoint={setPoint} />}
        {side === 'names' && <OpenNames document={document} onSettle={settle} />}
        {(side === 'tasks' || side === 'original') && (
          <>
            {mayEdit && <p className="tc-quiet tc-review-keys">{t('intake.keys')}</p>}
            <TaskList {...{ document, review, mayEdit, at }} onMove={goTo} onSettle={settle} />
          </>
        )}
      </section>
    </div>
  );
}

function Discard({ id }: { id: DocumentId }): ReactNode {
  const router = useRouter();
  const act = useAct(discardDocument, {
    onDone: () => {
      tell(t('intake.discarded'));
      router.history.push('/intake');
    },
  });
  return (
    <button
      type="button"
      className="tc-button"
      disabled={act.isPending}
      onClick={() => act.mutate({ params: { id } })}
    >
      {t('intake.discard')}
    </button>
  );
}

/** A task of the words that are selected in the original; null where none are. It stands under the headings of the task before. */
function selectedContent(view: DocumentView, at: number): DraftContent | null {
  const selection = window.getSelection();
  const text = selection?.toString().trim() ?? '';
  const run = selection?.anchorNode?.parentElement?.closest<HTMLElement>('[data-start]');
  if (text === '' || !run) return null;
  const from = view.paper?.text.indexOf(text.split('\n')[0] ?? text, Number(run.dataset['start'])) ?? -1;
  const start = from === -1 ? Number(run.dataset['start']) : from;
  return {
    no: '',
    sectionPath: view.tasks[at]?.content.sectionPath ?? [],
    text: text.slice(0, 8000),
    objective: null,
    standard: null,
    deadline: null,
    recurrence: null,
    targets: [],
    units: [],
    persons: [],
    source: { start, end: start + text.length },
    pieces: [],
  };
}
