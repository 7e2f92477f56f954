import { useState, type FormEvent, type ReactNode } from 'react';
import { createTask } from '@tongchuang/contract/task-acts.ts';
import type { PlanId, TaskId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { useAct } from '@tongchuang/ui/use-call.ts';
import { useUrl } from '../pieces/url-state.ts';
import { TASKS_CHANGE } from './changes.ts';
import type { Tree } from './plan-rows.ts';
import { UnitsForm, type WantedUnit } from './units-form.tsx';

/** 新增任务: a task that no document holds, added to a plan by hand. It is a draft until it is issued. */
export function CreateForm({ tree }: { tree: Tree }): ReactNode {
  const url = useUrl();
  const [id] = useState(() => newId<'task'>());
  const [planId, setPlan] = useState<string>(url.get('plan') || (tree.plans[0]?.id ?? ''));
  const [sectionId, setSection] = useState(url.get('section'));
  const [no, setNo] = useState('');
  const [text, setText] = useState('');
  const [due, setDue] = useState('');
  const [standard, setStandard] = useState('');
  const [units, setUnits] = useState<readonly WantedUnit[]>([]);
  const act = useAct(createTask, {
    changes: TASKS_CHANGE,
    onDone: (reply) => {
      tell(t('tasks.created'));
      url.set({ new: null, open: reply.task.id });
    },
  });
  const create = (event: FormEvent) => {
    event.preventDefault();
    act.mutate({
      body: {
        id: id as TaskId,
        planId: planId as PlanId,
        sectionId: sectionId === '' ? null : sectionId,
        text,
        ...(no === '' ? {} : { no }),
        ...(standard.trim() === '' ? {} : { standard }),
        ...(due === '' ? {} : { deadline: { phrase: '', from: null, due } }),
        units: units.map(({ unitId, role }) => ({ unitId: unitId as UnitId, role })),
      },
    });
  };
  const sections = tree.sections.filter((section) => section.planId === planId);
  return (
    <form className="tc-form" onSubmit={create}>
      <label>
        <span>{t('tasks.plan')}</span>
        <select
          className="tc-input"
          value={planId}
          onChange={(event) => {
            setPlan(event.target.value);
            setSection('');
          }}
        >
          {tree.plans.map((plan) => (
            <option key={plan.id} value={plan.id}>
              {plan.title}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t('tasks.section')}</span>
        <select className="tc-input" value={sectionId} onChange={(event) => setSection(event.target.value)}>
          <option value="">{t('tasks.section_none')}</option>
          {sections.map((section) => (
            <option key={section.id} value={section.id}>
              {section.heading}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t('tasks.text')}</span>
        <textarea
          className="tc-input"
          rows={4}
          required
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <div className="tc-form-row">
        <label>
          <span>{t('tasks.no')}</span>
          <input className="tc-input" value={no} onChange={(event) => setNo(event.target.value)} />
        </label>
        <label>
          <span>{t('tasks.deadline')}</span>
          <input
            className="tc-input"
            type="date"
            value={due}
            onChange={(event) => setDue(event.target.value)}
          />
        </label>
      </div>
      <label>
        <span>{t('tasks.standard')}</span>
        <textarea
          className="tc-input"
          rows={2}
          value={standard}
          onChange={(event) => setStandard(event.target.value)}
        />
      </label>
      <UnitsForm units={units} onChange={setUnits} />
      <TroubleLine error={act.error} />
      <button
        type="submit"
        className="tc-button tc-button-primary"
        disabled={text.trim() === '' || planId === '' || act.isPending}
      >
        {t('tasks.create_do')}
      </button>
    </form>
  );
}
