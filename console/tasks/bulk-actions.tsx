import { useState, type ReactNode } from 'react';
import type { z } from 'zod';
import { editMany, issue } from '@tongchuang/contract/task-acts.ts';
import type { Call } from '@tongchuang/contract/route.ts';
import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { RefusalCode } from '@tongchuang/domain/kernel/refusal.ts';
import { sentence } from '@tongchuang/domain/kernel/refusal-words.ts';
import { UNIT_ROLES, type UnitRole } from '@tongchuang/domain/tasks/task.ts';
import { TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { locale, t } from '@tongchuang/ui/locale/locale.ts';
import { Flyout } from '@tongchuang/ui/pieces/flyout.tsx';
import { roleWord } from '@tongchuang/ui/pieces/tags.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { useAct } from '@tongchuang/ui/use-call.ts';
import { Choice } from '../pieces/choice.tsx';
import { taskName } from '../pieces/task-words.tsx';
import { useUnitOptions } from '../pieces/use-roster.ts';
import { TASKS_CHANGE } from './changes.ts';
import type { Line, Tree } from './plan-rows.ts';

type Results = z.output<typeof issue.reply>['rows'];

interface BulkActionsProps {
  lines: readonly Line[];
  tree: Tree;
  done: () => void;
}

/** What can be done with the picked tasks together. Rows that were refused stay in sight, each with its reason. */
export function BulkActions({ lines, tree, done }: BulkActionsProps): ReactNode {
  const [refused, setRefused] = useState<Results>([]);
  const settle = (rows: Results, words: string) => {
    const not = rows.filter((row) => !row.done);
    tell(words);
    if (not.length === 0) done();
    else setRefused(not);
  };
  const issuing = useAct(issue, {
    changes: TASKS_CHANGE,
    onDone: (reply) => settle(reply.rows, t('tasks.issued_count', { count: reply.done })),
  });
  const drafts = lines.filter((line) => line.state === 'draft');
  return (
    <>
      {drafts.length > 0 && (
        <button
          type="button"
          className="tc-button tc-button-primary"
          disabled={issuing.isPending}
          onClick={() => issuing.mutate({ body: { taskIds: drafts.map((line) => line.id) } })}
        >
          {t('tasks.issue_count', { count: drafts.length })}
        </button>
      )}
      <Flyout className="tc-button" button={t('tasks.edit_many')}>
        {(close) => (
          <EditMany
            lines={lines}
            tree={tree}
            onDone={(rows, count) => {
              close();
              settle(rows, t('tasks.edited_count', { count }));
            }}
          />
        )}
      </Flyout>
      <TroubleLine error={issuing.error} />
      {refused.length > 0 && <Refusals rows={refused} lines={lines} close={() => setRefused([])} />}
    </>
  );
}

function Refusals({
  rows,
  lines,
  close,
}: {
  rows: Results;
  lines: readonly Line[];
  close: () => void;
}): ReactNode {
  const names = new Map(lines.map((line) => [line.id, taskName(line)]));
  return (
    <div className="tc-notice tc-notice-warn tc-refusals" role="alert">
      <p>
        <b>{t('tasks.refused_count', { count: rows.length })}</b>{' '}
        <button type="button" className="tc-link" onClick={close}>
          {t('house.close')}
        </button>
      </p>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <a href={`/tasks/${row.id}`}>{names.get(row.id) ?? row.id}</a>{' '}
            {row.code !== null && sentence({ code: row.code as RefusalCode, facts: row.facts }, locale.get())}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface EditManyProps {
  lines: readonly Line[];
  tree: Tree;
  onDone: (rows: Results, count: number) => void;
}

/** Only what is filled in is changed; the rest of each task stays as it is. */
function EditMany({ lines, tree, onDone }: EditManyProps): ReactNode {
  const units = useUnitOptions();
  const [due, setDue] = useState('');
  const [stageId, setStage] = useState('');
  const [weight, setWeight] = useState('');
  const [standard, setStandard] = useState('');
  const [assessment, setAssessment] = useState('');
  const [reward, setReward] = useState('');
  const [unitId, setUnit] = useState('');
  const [role, setRole] = useState<UnitRole>('responsible');
  const act = useAct(editMany, {
    changes: TASKS_CHANGE,
    onDone: (reply) => onDone(reply.rows, reply.done),
  });
  const change: Call<typeof editMany>['body']['change'] = {
    ...(due === '' ? {} : { due }),
    ...(stageId === '' ? {} : { stageId }),
    ...(weight === '' ? {} : { weight: Number(weight) }),
    ...(standard.trim() === '' ? {} : { standard }),
    ...(assessment.trim() === '' ? {} : { assessment }),
    ...(reward.trim() === '' ? {} : { reward }),
    ...(unitId === '' ? {} : { units: [{ unitId: unitId as UnitId, role }] }),
  };
  return (
    <form
      className="tc-form tc-edit-many"
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate({ body: { taskIds: lines.map((line) => line.id), change } });
      }}
    >
      <p className="tc-quiet">{t('tasks.edit_many_hint', { count: lines.length })}</p>
      <label>
        <span>{t('tasks.deadline')}</span>
        <input
          className="tc-input"
          type="date"
          value={due}
          onChange={(event) => setDue(event.target.value)}
        />
      </label>
      {tree.stages.length > 0 && (
        <label>
          <span>{t('tasks.stage')}</span>
          <select className="tc-input" value={stageId} onChange={(event) => setStage(event.target.value)}>
            <option value="">{t('tasks.keep')}</option>
            {tree.stages.map((stage) => (
              <option key={stage.id} value={stage.id}>
                {stage.name}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        <span>{t('tasks.weight')}</span>
        <input
          className="tc-input"
          type="number"
          min={1}
          max={1000}
          value={weight}
          onChange={(event) => setWeight(event.target.value)}
        />
      </label>
      <Choice label={t('tasks.add_unit')} options={units} value={unitId} onChange={setUnit} />
      {unitId !== '' && (
        <label>
          <span>{t('tasks.role')}</span>
          <select
            className="tc-input"
            value={role}
            onChange={(event) => setRole(event.target.value as UnitRole)}
          >
            {UNIT_ROLES.map((one) => (
              <option key={one} value={one}>
                {roleWord(one)}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        <span>{t('tasks.standard')}</span>
        <input className="tc-input" value={standard} onChange={(event) => setStandard(event.target.value)} />
      </label>
      <label>
        <span>{t('tasks.assessment')}</span>
        <input
          className="tc-input"
          value={assessment}
          onChange={(event) => setAssessment(event.target.value)}
        />
      </label>
      <label>
        <span>{t('tasks.reward')}</span>
        <input className="tc-input" value={reward} onChange={(event) => setReward(event.target.value)} />
      </label>
      <TroubleLine error={act.error} />
      <button
        type="submit"
        className="tc-button tc-button-primary"
        disabled={Object.keys(change).length === 0 || act.isPending}
      >
        {t('tasks.edit_many_do', { count: lines.length })}
      </button>
    </form>
  );
}
