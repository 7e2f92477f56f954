import type { ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { removeGoal, type Campaign, type listGoals } from '@tongchuang/contract/campaign.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import type { CallError } from '@tongchuang/ui/call.ts';
import { Loaded, TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { Progress } from '@tongchuang/ui/pieces/progress.tsx';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { useAct } from '@tongchuang/ui/use-call.ts';
import { ObjectTrail } from '../../pieces/object-trail.tsx';
import { SideDrawer } from '../../pieces/side-drawer.tsx';
import { useUrl } from '../../pieces/url-state.ts';
import { useMay } from '../../shell/me.tsx';
import { GoalForm } from './goal-form.tsx';
import type { Goals } from './goals.ts';
import { CASCADE_CHANGE, useReach } from './use-cascade.ts';
import { levelWord, sayPeriod } from './words.ts';

type Goal = Goals[number];
export type GoalsAnswer = UseQueryResult<ReplyOf<typeof listGoals>, CallError>;
type Gaps = ReplyOf<typeof listGoals>['gaps'];

/** Cycle goals with their annual goals, year by year; what has nothing below it says so where it stands. */
export function GoalsView({ campaign, answer }: { campaign: Campaign; answer: GoalsAnswer }): ReactNode {
  const mayEdit = useMay('plan.edit');
  const url = useUrl();
  return (
    <Loaded of={answer}>
      {({ rows, gaps }) => (
        <>
          {rows.length === 0 ? (
            <div className="tc-sheet">
              <Empty
                title={t('plans.no_goals')}
                action={
                  mayEdit && (
                    <a className="tc-button tc-button-primary" href={url.with({ goal: 'cycle_goal' })}>
                      {t('plans.add_cycle_goal')}
                    </a>
                  )
                }
              >
                {t(mayEdit ? 'plans.no_goals_hint' : 'plans.no_goals_wait')}
              </Empty>
            </div>
          ) : (
            rows
              .filter((goal) => goal.level === 'cycle_goal')
              .map((goal) => (
                <CycleGoal key={goal.id} goal={goal} rows={rows} gaps={gaps} mayEdit={mayEdit} />
              ))
          )}
          <SideDrawer name="goal" title={t('plans.goal')}>
            {(what) => <GoalForm key={what} what={what} rows={rows} campaign={campaign} />}
          </SideDrawer>
          <SideDrawer title={t('plans.goal')}>
            {(id) => (
              <GoalDetail key={id} goal={rows.find((one) => one.id === id)} rows={rows} mayEdit={mayEdit} />
            )}
          </SideDrawer>
        </>
      )}
    </Loaded>
  );
}

interface CycleGoalProps {
  goal: Goal;
  rows: Goals;
  gaps: Gaps;
  mayEdit: boolean;
}

function CycleGoal({ goal, rows, gaps, mayEdit }: CycleGoalProps): ReactNode {
  const url = useUrl();
  const annual = rows.filter((one) => one.parentId === goal.id);
  const lacking = gaps.filter((gap) => gap.itemId === goal.id && gap.year !== null);
  return (
    <section className="tc-sheet tc-goal" aria-labelledby={`goal-${goal.id}`}>
      <div className="tc-plan-head">
        <h2 id={`goal-${goal.id}`}>
          <a href={url.with({ open: goal.id, goal: null })}>{goal.text}</a>
        </h2>
        <GoalSum of={goal} />
      </div>
      <p className="tc-plan-item-facts">
        <span>{levelWord('cycle_goal')}</span>
        <span>{sayPeriod(goal)}</span>
        {goal.target !== null && <span>{t('plans.target_is', { target: goal.target })}</span>}
      </p>
      <ul className="tc-plan-list">
        {annual.map((one) => (
          <li key={one.id}>
            <AnnualGoal goal={one} isGap={gaps.some((gap) => gap.itemId === one.id)} />
          </li>
        ))}
        {lacking.map((gap) => (
          <li key={gap.year} className="tc-goal-gap">
            <StatusTag tone="warn">{t('plans.gap_no_annual_goal', { year: gap.year ?? '' })}</StatusTag>
            {mayEdit && (
              <a className="tc-link" href={url.with({ goal: `${goal.id}:${gap.year}`, open: null })}>
                {t('plans.add_annual_goal')}
              </a>
            )}
          </li>
        ))}
      </ul>
      {mayEdit && lacking.length === 0 && (
        <a className="tc-link" href={url.with({ goal: `${goal.id}:`, open: null })}>
          {t('plans.add_annual_goal')}
        </a>
      )}
    </section>
  );
}

function AnnualGoal({ goal, isGap }: { goal: Goal; isGap: boolean }): ReactNode {
  const url = useUrl();
  const { nameOf } = useReach('task.read');
  return (
    <div className="tc-plan-item">
      <div className="tc-plan-item-words">
        <a href={url.with({ open: goal.id, goal: null })}>{goal.text}</a>
        <span className="tc-plan-item-facts">
          <span>{sayPeriod(goal)}</span>
          {goal.target !== null && <span>{t('plans.target_is', { target: goal.target })}</span>}
          {goal.unitId !== null && <span>{nameOf(goal.unitId)}</span>}
          {isGap && <StatusTag tone="warn">{t('plans.gap_no_task')}</StatusTag>}
        </span>
      </div>
      <GoalSum of={goal} />
    </div>
  );
}

/** How many tasks serve a goal, and how far they are; how many items hang below it. */
function GoalSum({ of }: { of: Goal }): ReactNode {
  return (
    <span className="tc-goal-sum">
      {of.tasks > 0 && of.level === 'annual_goal' ? (
        <a href={`/tasks?goal=${of.id}`}>{t('plans.goal_tasks', { count: of.tasks })}</a>
      ) : (
        <span className="tc-quiet">{t('plans.goal_tasks', { count: of.tasks })}</span>
      )}
      {of.level === 'annual_goal' && (
        <span className="tc-quiet">{t('plans.goal_plans', { count: of.below })}</span>
      )}
      <Progress bp={of.progressBp} why={t('plans.goal_progress')} />
    </span>
  );
}

interface GoalDetailProps {
  goal: Goal | undefined;
  rows: Goals;
  mayEdit: boolean;
}

function GoalDetail({ goal, rows, mayEdit }: GoalDetailProps): ReactNode {
  const url = useUrl();
  const { nameOf } = useReach('task.read');
  const act = useAct(removeGoal, {
    changes: CASCADE_CHANGE,
    onDone: () => {
      tell(t('plans.goal_removed'));
      url.set({ open: null });
    },
  });
  if (goal === undefined) return <Empty title={t('plans.item_gone')}>{t('plans.item_gone_hint')}</Empty>;
  const parent = rows.find((one) => one.id === goal.parentId);
  return (
    <>
      {parent !== undefined && (
        <ol className="tc-plan-chain" aria-label={t('plans.chain')}>
          <li>
            <small className="tc-quiet">{levelWord(parent.level)}</small>{' '}
            <a href={url.with({ open: parent.id })}>{parent.text}</a>
          </li>
        </ol>
      )}
      <h3 className="tc-plan-title">{goal.text}</h3>
      <p className="tc-plan-item-facts">
        <span>{levelWord(goal.level)}</span>
        <span>{sayPeriod(goal)}</span>
        {goal.target !== null && <span>{t('plans.target_is', { target: goal.target })}</span>}
        {goal.unitId !== null && <span>{nameOf(goal.unitId)}</span>}
      </p>
      <p>
        <GoalSum of={goal} />
      </p>
      {mayEdit && (
        <div className="tc-buttons">
          <a className="tc-button" href={url.with({ goal: `edit:${goal.id}`, open: null })}>
            {t('house.edit')}
          </a>
          {goal.level === 'cycle_goal' && (
            <a className="tc-button" href={url.with({ goal: `${goal.id}:`, open: null })}>
              {t('plans.add_annual_goal')}
            </a>
          )}
          {goal.below === 0 && goal.tasks === 0 && (
            <button
              type="button"
              className="tc-button"
              disabled={act.isPending}
              onClick={() => act.mutate({ params: { id: goal.id } })}
            >
              {t('plans.remove')}
            </button>
          )}
        </div>
      )}
      <TroubleLine error={act.error} />
      <section className="tc-plan-part">
        <h3>{t('plans.trail')}</h3>
        <ObjectTrail kind="plan_item" id={goal.id} />
      </section>
    </>
  );
}
