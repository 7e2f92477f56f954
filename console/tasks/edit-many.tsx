import { useState, type ReactNode } from 'react';
import { editMany } from '@tongchuang/contract/task-acts.ts';
import type { Call, ReplyOf } from '@tongchuang/contract/route.ts';
import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { UNIT_ROLES, type UnitRole } from '@tongchuang/domain/tasks/task.ts';
import { TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { roleWord } from '@tongchuang/ui/pieces/tags.tsx';
import { useAct } from '@tongchuang/ui/use-call.ts';
import { Choice } from '../pieces/choice.tsx';
import { useUnitOptions } from '../pieces/use-roster.ts';
import { TASKS_CHANGE } from './changes.ts';
import type { Line, Tree } from './plan-rows.ts';

interface EditManyProps {
  lines: readonly Line[];
  tree: Tree;
  onDone: (rows: ReplyOf<typeof editMany>['rows']) => void;
}

/** Only what is filled in is changed; the rest of each task stays as it is. */
export function EditMany({ lines, tree, onDone }: EditManyProps): ReactNode {
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
    onDone: (reply) => onDone(reply.rows),
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
