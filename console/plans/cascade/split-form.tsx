import { useState, type ReactNode } from 'react';
import { splitPlan, type Campaign, type PlanItem } from '@tongchuang/contract/campaign.ts';
import { taskTree } from '@tongchuang/contract/tasks.ts';
import type { PlanItemId } from '@tongchuang/domain/campaign/plan.ts';
import { proposeDays } from '@tongchuang/domain/campaign/cascade.ts';
import type { PersonId, TaskId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { useAct, useCall } from '@tongchuang/ui/use-call.ts';
import { usePeopleOptions } from '../../pieces/use-roster.ts';
import { useCalendar } from '../../pieces/use-speak.ts';
import { useUrl } from '../../pieces/url-state.ts';
import { useMe } from '../../shell/me.tsx';
import { DayField, PersonField, TextField } from './fields.tsx';
import type { Goals } from './goals.ts';
import { CASCADE_CHANGE, today } from './use-cascade.ts';
import { firstOf, lastOf, LEVEL_BELOW, levelWord, monthsOf, monthWord, sayPeriod } from './words.ts';

interface SplitFormProps {
  /** The item to be broken down; null: a new item of the year plan, below a goal or a task. */
  above: PlanItem | null;
  unitId: UnitId;
  items: readonly PlanItem[];
  goals: Goals;
  workdays: readonly string[] | null;
  year: number;
  month: string;
  campaign: Pick<Campaign, 'from' | 'to'>;
}

interface Piece {
  id: PlanItemId;
  text: string;
  from: string;
  to: string;
  personId: string;
}

const later = (a: string, b: string): string => (a > b ? a : b);
const earlier = (a: string, b: string): string => (a < b ? a : b);

/** 分解: several items of the next level at once; all of them fit, or none is written. */
export function SplitForm(props: SplitFormProps): ReactNode {
  const { above, year, campaign } = props;
  const level = above === null ? 'unit_plan' : LEVEL_BELOW[above.level];
  if (level !== 'unit_plan' && level !== 'month_item' && level !== 'day_item')
    return <Empty title={t('plans.item_gone')}>{t('plans.item_gone_hint')}</Empty>;
  const span =
    above === null
      ? { from: later(`${year}-01-01`, campaign.from), to: earlier(`${year}-12-31`, campaign.to) }
      : { from: above.from, to: above.to };
  return <Form {...props} level={level} span={span} />;
}

interface FormProps extends SplitFormProps {
  level: 'unit_plan' | 'month_item' | 'day_item';
  span: { from: string; to: string };
}

function Form({ above, unitId, items, goals, workdays, year, month, level, span }: FormProps): ReactNode {
  const url = useUrl();
  const me = useMe();
  const calendar = useCalendar();
  const people = usePeopleOptions(unitId);
  const [serves, setServes] = useState('');
  const clip = (one: string) => ({ from: later(firstOf(one), span.from), to: earlier(lastOf(one), span.to) });
  const months = monthsOf(year).filter((one) => lastOf(one) >= span.from && firstOf(one) <= span.to);
  const fresh = (text: string): Piece => {
    const id = newId<'plan_item'>();
    const own = me.unit.id === unitId ? me.personId : '';
    if (level === 'month_item') {
      const at = months.includes(month) ? month : (months[0] ?? month);
      return { id, text, ...clip(at), personId: above?.personId ?? '' };
    }
    if (level === 'day_item') {
      const day = workdays?.find((one) => one >= later(today(), span.from) && one <= span.to) ?? '';
      return { id, text, from: day, to: day, personId: above?.personId ?? own };
    }
    return { id, text, ...span, personId: '' };
  };
  const [pieces, setPieces] = useState<readonly Piece[]>(() => [fresh(above?.text ?? '')]);
  const change = (id: string, to: Partial<Piece>) =>
    setPieces((now) => now.map((one) => (one.id === id ? { ...one, ...to } : one)));
  const act = useAct(splitPlan, {
    changes: CASCADE_CHANGE,
    onDone: (reply) => {
      tell(t('plans.split_done', { count: reply.rows.length }));
      url.set({ split: null });
    },
  });
  const [kind, target] = serves.split(':', 2);
  const whole =
    (above !== null || serves !== '') &&
    pieces.every(
      ({ text, from, to, personId }) =>
        text.trim() !== '' && from !== '' && to !== '' && (level !== 'day_item' || personId !== ''),
    );
  const send = () =>
    act.mutate({
      params: { unitId },
      body: {
        level,
        items: pieces.map(({ id, text, from, to, personId }) => ({
          id,
          parentId: above?.id ?? (kind === 'goal' ? (target as PlanItemId) : null),
          taskId: kind === 'task' ? (target as TaskId) : null,
          text: text.trim(),
          from,
          to: level === 'day_item' ? from : to,
          personId: personId === '' ? null : (personId as PersonId),
        })),
      },
    });
  const lay = () => {
    if (calendar === null) return;
    const person = pieces[0]?.personId ?? '';
    const load = new Map<string, number>();
    for (const item of items)
      if (item.level === 'day_item' && item.personId === person)
        load.set(item.from, (load.get(item.from) ?? 0) + 1);
    const days = proposeDays(pieces.length, later(span.from, today()), span.to, calendar, load);
    setPieces((now) => now.map((one, n) => ({ ...one, from: days[n] ?? one.from, to: days[n] ?? one.to })));
  };
  return (
    <form
      className="tc-form tc-plan-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (whole && !act.isPending) send();
      }}
    >
      {above === null ? (
        <Serves unitId={unitId} goals={goals} year={year} value={serves} onChange={setServes} />
      ) : (
        <p>
          <span className="tc-quiet">{levelWord(above.level)}</span> {above.text}{' '}
          <span className="tc-quiet">{sayPeriod(above)}</span>
        </p>
      )}
      {pieces.map((one, n) => (
        <fieldset key={one.id} className="tc-piece">
          <legend>
            {levelWord(level)} {pieces.length > 1 && n + 1}
            {pieces.length > 1 && (
              <button
                type="button"
                className="tc-link"
                onClick={() => setPieces(pieces.filter(({ id }) => id !== one.id))}
              >
                {t('house.remove')}
              </button>
            )}
          </legend>
          <TextField label={t('plans.text')} value={one.text} onChange={(text) => change(one.id, { text })} />
          <div className="tc-form-row">
            {level === 'month_item' && (
              <label>
                <span>{t('plans.month')}</span>
                <select
                  className="tc-input"
                  value={one.from.slice(0, 7)}
                  onChange={(event) => change(one.id, clip(event.target.value))}
                >
                  {months.map((at) => (
                    <option key={at} value={at}>
                      {monthWord(at)}
                    </option>
                  ))}
                </select>
              </label>
            )}
            {level === 'day_item' && (
              <DayField
                label={t('plans.day')}
                value={one.from}
                workdays={workdays}
                {...span}
                onChange={(from) => change(one.id, { from, to: from })}
              />
            )}
            {level === 'unit_plan' && (
              <>
                <DayField
                  label={t('plans.from')}
                  value={one.from}
                  workdays={null}
                  {...span}
                  onChange={(from) => change(one.id, { from })}
                />
                <DayField
                  label={t('plans.to')}
                  value={one.to}
                  workdays={null}
                  {...span}
                  onChange={(to) => change(one.id, { to })}
                />
              </>
            )}
            <PersonField
              options={people}
              value={one.personId}
              required={level === 'day_item'}
              onChange={(personId) => change(one.id, { personId })}
            />
          </div>
        </fieldset>
      ))}
      <div className="tc-buttons">
        <button
          type="button"
          className="tc-button"
          disabled={pieces.length >= 200}
          onClick={() => setPieces([...pieces, { ...fresh(''), personId: pieces.at(-1)?.personId ?? '' }])}
        >
          {t('plans.one_more')}
        </button>
        {level === 'month_item' && months.length > 1 && (
          <button
            type="button"
            className="tc-button"
            onClick={() =>
              setPieces(
                months
                  .filter((at) => lastOf(at) >= today())
                  .map((at) => ({ ...fresh(pieces[0]?.text ?? ''), ...clip(at) })),
              )
            }
          >
            {t('plans.each_month')}
          </button>
        )}
        {level === 'day_item' && pieces.length > 1 && (
          <button type="button" className="tc-button" onClick={lay}>
            {t('plans.lay_evenly')}
          </button>
        )}
      </div>
      <TroubleLine error={act.error} />
      <div className="tc-buttons">
        <button type="submit" className="tc-button tc-button-primary" disabled={!whole || act.isPending}>
          {t('plans.split_do', { count: pieces.length, level: levelWord(level) })}
        </button>
      </div>
    </form>
  );
}

interface ServesProps {
  unitId: UnitId;
  goals: Goals;
  year: number;
  /** `goal:id` or `task:id`. */
  value: string;
  onChange: (value: string) => void;
}

/** What an item of the year plan serves: an annual goal, or a task of the unit. */
function Serves({ unitId, goals, year, value, onChange }: ServesProps): ReactNode {
  const tree = useCall(taskTree, { query: { unit: unitId } }, { staleMs: 60_000 });
  const annual = goals.filter(
    (goal) =>
      goal.level === 'annual_goal' &&
      goal.from.startsWith(String(year)) &&
      (goal.unitId === null || goal.unitId === unitId),
  );
  const tasks = (tree.data?.tasks ?? []).filter(({ state }) => state !== 'draft' && state !== 'dropped');
  return (
    <label>
      <span>{t('plans.serves_what')}</span>
      <select className="tc-input" value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t('plans.choose')}</option>
        {annual.length > 0 && (
          <optgroup label={levelWord('annual_goal')}>
            {annual.map((goal) => (
              <option key={goal.id} value={`goal:${goal.id}`}>
                {goal.text}
              </option>
            ))}
          </optgroup>
        )}
        {tasks.length > 0 && (
          <optgroup label={t('plans.task')}>
            {tasks.map((task) => (
              <option key={task.id} value={`task:${task.id}`}>
                {task.no} {task.text}
              </option>
            ))}
          </optgroup>
        )}
      </select>
      {annual.length === 0 && tasks.length === 0 && tree.data !== undefined && (
        <span className="tc-field-hint">{t('plans.serves_nothing')}</span>
      )}
    </label>
  );
}
