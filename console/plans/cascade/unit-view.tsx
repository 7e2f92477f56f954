import type { ReactNode } from 'react';
import type { Campaign, PlanItem } from '@tongchuang/contract/campaign.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import type { listPlanItems } from '@tongchuang/contract/campaign.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { Choice } from '../../pieces/choice.tsx';
import { SideDrawer } from '../../pieces/side-drawer.tsx';
import { useUrl } from '../../pieces/url-state.ts';
import { useMe } from '../../shell/me.tsx';
import { ItemDetail } from './item-detail.tsx';
import { MonthPager } from './month-pager.tsx';
import { Outline } from './outline.tsx';
import { SplitForm } from './split-form.tsx';
import { Today } from './today.tsx';
import { useReach, useUnitYear, useWhere } from './use-cascade.ts';
import type { Goals } from './goals.ts';

interface UnitViewProps {
  campaign: Campaign;
  goals: Goals;
}

/** A unit's plan: today first, then the year, with the chosen month opened down to its days. */
export function UnitView({ campaign, goals }: UnitViewProps): ReactNode {
  const url = useUrl();
  const me = useMe();
  const { unitId, month, year, today, isOwn } = useWhere();
  const { options, nameOf } = useReach('task.read');
  const works = useReach('task.work').reaches(unitId);
  const { answer } = useUnitYear(unitId, year);
  // Today stands whatever year is looked at.
  const now = useUnitYear(unitId, Number(today.slice(0, 4))).answer;
  const name = isOwn ? me.unit.name : nameOf(unitId);
  return (
    <>
      {options.length > 1 && (
        <div className="tc-plan-unit">
          <Choice
            label={t('plans.unit')}
            options={options}
            value={unitId}
            onChange={(value) =>
              url.set({ unit: value === me.unit.id ? null : value, open: null, split: null })
            }
          />
        </div>
      )}
      <Loaded of={now}>
        {({ rows, workdays }) =>
          (works || rows.some((item) => item.level === 'day_item' && item.from === today)) && (
            <Today items={rows} today={today} workdays={workdays} works={works} />
          )
        }
      </Loaded>
      <Loaded of={answer}>
        {(of) => (
          <Year
            of={of}
            name={name}
            works={works}
            campaign={campaign}
            goals={goals}
            month={month}
            today={today}
          />
        )}
      </Loaded>
    </>
  );
}

interface YearProps extends UnitViewProps {
  of: ReplyOf<typeof listPlanItems>;
  name: string;
  works: boolean;
  month: string;
  today: string;
}

function Year({ of, name, works, campaign, goals, month, today }: YearProps): ReactNode {
  const url = useUrl();
  const { unitId, year } = useWhere();
  const find = (id: string): PlanItem | undefined => of.rows.find((item) => item.id === id);
  const within = year >= Number(campaign.from.slice(0, 4)) && year <= Number(campaign.to.slice(0, 4));
  const isEmpty = of.rows.length === 0;
  const add = works && within && (
    <a className="tc-button" href={url.with({ split: 'year', open: null })}>
      {t('plans.add_year_plan')}
    </a>
  );
  return (
    <section className="tc-sheet" aria-labelledby="year-plan">
      <div className="tc-plan-head">
        <h2 id="year-plan">{t('plans.year_plan_of', { unit: name, year })}</h2>
        {!isEmpty && add}
      </div>
      <MonthPager items={of.rows} month={month} today={today} campaign={campaign} />
      {of.workdays === null && (
        <p className="tc-notice tc-notice-warn">
          {t('plans.no_calendar', { year })}{' '}
          <a href={`/settings/calendar?year=${year}`}>{t('plans.see_calendar')}</a>
        </p>
      )}
      {isEmpty ? (
        <Empty title={t('plans.no_year_plan', { year })} action={add}>
          {t(
            !within
              ? 'plans.outside_campaign'
              : works
                ? 'plans.no_year_plan_hint'
                : 'plans.no_year_plan_wait',
          )}
        </Empty>
      ) : (
        <Outline items={of.rows} goals={goals} month={month} today={today} works={works} />
      )}
      <SideDrawer title={t('plans.item')}>
        {(id) => (
          <ItemDetail
            key={id}
            item={find(id)}
            items={of.rows}
            goals={goals}
            works={works}
            workdays={of.workdays}
            today={today}
          />
        )}
      </SideDrawer>
      <SideDrawer name="split" title={t('plans.split')} width={720}>
        {(id) => (
          <SplitForm
            key={id}
            above={id === 'year' ? null : (find(id) ?? null)}
            unitId={unitId}
            items={of.rows}
            goals={goals}
            workdays={of.workdays}
            year={year}
            month={month}
            campaign={campaign}
          />
        )}
      </SideDrawer>
    </section>
  );
}
