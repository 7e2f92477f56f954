import { useState, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { claimByHead, claimByUnit, issue, verify } from '@tongchuang/contract/task-acts.ts';
import type { Call, ReplyOf } from '@tongchuang/contract/route.ts';
import type { RefusalCode } from '@tongchuang/domain/kernel/refusal.ts';
import { sentence } from '@tongchuang/domain/kernel/refusal-words.ts';
import { call } from '@tongchuang/ui/call.ts';
import { TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { locale, t } from '@tongchuang/ui/locale/locale.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { Flyout } from '@tongchuang/ui/pieces/flyout.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { refresh, useAct } from '@tongchuang/ui/use-call.ts';
import { oneByOne, Refusals, type Outcome } from '../pieces/one-by-one.tsx';
import { taskName } from '../pieces/task-words.tsx';
import { useMay, useMe } from '../shell/me.tsx';
import { chainOf, type Filled } from './actions.ts';
import { ChainFields } from './chain-fields.tsx';
import { TASKS_CHANGE } from './changes.ts';
import { EditMany } from './edit-many.tsx';
import type { Line, Tree } from './plan-rows.ts';

interface BulkActionsProps {
  lines: readonly Line[];
  tree: Tree;
  done: () => void;
}

type Rows = ReplyOf<typeof issue>['rows'];
const nameOf = (line: Line) => ({ id: line.id, name: taskName(line), href: `/tasks/${line.id}` });

/** What can be done with the picked tasks together. Those that were refused stay in sight, each with its reason. */
export function BulkActions({ lines, tree, done }: BulkActionsProps): ReactNode {
  const queries = useQueryClient();
  const mayAssign = useMay('task.assign');
  const mayVerify = useMay('task.verify');
  const mayWork = useMay('task.work');
  const mayHead = useMay('task.head');
  const { unit } = useMe();
  const [refused, setRefused] = useState<readonly Outcome[]>([]);
  const [step, setStep] = useState<string | null>(null);

  const settle = (outcomes: readonly Outcome[]) => {
    const not = outcomes.filter(({ trouble }) => trouble !== null);
    tell(t('tasks.done_count', { count: outcomes.length - not.length }));
    if (not.length === 0) done();
    else setRefused(not);
  };
  const issuing = useAct(issue, {
    changes: TASKS_CHANGE,
    onDone: (reply) => settle(outcomesOf(reply.rows, lines)),
  });
  const each = async (some: readonly Line[], act: (line: Line) => Promise<unknown>) => {
    const outcomes = await oneByOne(some, nameOf, act, (n) =>
      setStep(t('tasks.step', { at: n, of: some.length })),
    );
    setStep(null);
    await refresh(queries, TASKS_CHANGE);
    settle(outcomes);
  };

  const own = (line: Line) => line.units.find((part) => part.unitId === unit.id);
  const inWork = (line: Line) => !['draft', 'done', 'verified', 'dropped'].includes(line.state);
  const drafts = lines.filter((line) => line.state === 'draft');
  const handedIn = lines.filter((line) => line.state === 'done');
  const forUnit = lines.filter(
    (line) => inWork(line) && ['open', 'disputed'].includes(own(line)?.claim ?? ''),
  );
  const forHead = lines.filter(
    (line) =>
      inWork(line) && own(line)?.claim === 'unit' && ['lead', 'responsible'].includes(own(line)?.role ?? ''),
  );
  return (
    <>
      {mayAssign && drafts.length > 0 && (
        <button
          type="button"
          className="tc-button tc-button-primary"
          disabled={issuing.isPending}
          onClick={() => issuing.mutate({ body: { taskIds: drafts.map((line) => line.id) } })}
        >
          {t('tasks.issue_count', { count: drafts.length })}
        </button>
      )}
      {mayWork && forUnit.length > 0 && (
        <button
          type="button"
          className="tc-button tc-button-primary"
          disabled={step !== null}
          onClick={() =>
            void each(forUnit, (line) =>
              call(claimByUnit, { params: { id: line.id, unitId: unit.id }, body: {} }),
            )
          }
        >
          {t('tasks.claim_count', { count: forUnit.length })}
        </button>
      )}
      {mayHead && forHead.length > 0 && (
        <Flyout
          className="tc-button tc-button-primary"
          button={t('tasks.claim_head_count', { count: forHead.length })}
        >
          {(close) => (
            <HeadForm
              onClaim={(chain) => {
                close();
                void each(forHead, (line) =>
                  call(claimByHead, { params: { id: line.id, unitId: unit.id }, body: { chain } }),
                );
              }}
              count={forHead.length}
            />
          )}
        </Flyout>
      )}
      {mayVerify && handedIn.length > 0 && (
        <button
          type="button"
          className="tc-button"
          disabled={step !== null}
          onClick={() =>
            void each(handedIn, (line) =>
              call(verify, {
                params: { id: line.id },
                body: { reportId: newId<'report'>(), note: null, version: line.version },
              }),
            )
          }
        >
          {t('tasks.verify_count', { count: handedIn.length })}
        </button>
      )}
      {mayAssign && (
        <Flyout className="tc-button" button={t('tasks.edit_many')}>
          {(close) => (
            <EditMany
              lines={lines}
              tree={tree}
              onDone={(rows) => {
                close();
                settle(outcomesOf(rows, lines));
              }}
            />
          )}
        </Flyout>
      )}
      {step !== null && <span role="status">{step}</span>}
      <TroubleLine error={issuing.error} />
      {refused.length > 0 && <Refusals of={refused} close={() => setRefused([])} />}
    </>
  );
}

/** The rows of one act over many, as outcomes. */
function outcomesOf(rows: Rows, lines: readonly Line[]): readonly Outcome[] {
  const byId = new Map(lines.map((line) => [line.id, line]));
  return rows.map((row) => {
    const line = byId.get(row.id);
    const refusal = { code: row.code as RefusalCode, facts: row.facts };
    return {
      ...(line === undefined ? { id: row.id, name: '', href: `/tasks/${row.id}` } : nameOf(line)),
      trouble: row.code === null ? null : sentence(refusal, locale.get()),
    };
  });
}

interface HeadFormProps {
  count: number;
  onClaim: (chain: Call<typeof claimByHead>['body']['chain']) => void;
}

/** One chain of responsibility for all of them; each may be changed later on its task. */
function HeadForm({ count, onClaim }: HeadFormProps): ReactNode {
  const { unit } = useMe();
  const [chain, setChain] = useState<Filled['chain']>({ leaderId: '', section: '', personId: '' });
  return (
    <form
      className="tc-form tc-edit-many"
      onSubmit={(event) => {
        event.preventDefault();
        onClaim(chainOf(chain) as Parameters<typeof onClaim>[0]);
      }}
    >
      <p className="tc-quiet">{t('tasks.claim_head_hint', { count })}</p>
      <ChainFields unitId={unit.id} value={chain} onChange={setChain} />
      <button type="submit" className="tc-button tc-button-primary" disabled={chain.personId === ''}>
        {t('tasks.claim_head_count', { count })}
      </button>
    </form>
  );
}
