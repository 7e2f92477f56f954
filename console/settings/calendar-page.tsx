import type { ReactNode } from 'react';
import { getCalendar } from '@tongchuang/contract/campaign.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { dayOf } from '@tongchuang/ui/speech.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { SideDrawer } from '../pieces/side-drawer.tsx';
import { useCalendar } from '../pieces/use-speak.ts';
import { useUrl } from '../pieces/url-state.ts';
import { useMay } from '../shell/me.tsx';
import { YearForm } from './year-form.tsx';
import { YearView } from './year-view.tsx';
import '../pieces/forms.css';
import '../pieces/table.css';
import './calendar.css';

type Known = ReplyOf<typeof getCalendar>;

/** 工作日历: which years are loaded, the days of one, and the way to load or correct it. */
export default function CalendarPage(): ReactNode {
  const answer = useCall(getCalendar, {});
  const known = answer.data;
  return (
    <>
      <PageHead
        title={t('settings.calendar')}
        {...(known === undefined ? {} : { summary: <Summary of={known} /> })}
      />
      <Loaded of={answer} lines={12}>
        {(of) => <Years of={of} />}
      </Loaded>
    </>
  );
}

function Summary({ of: { years, missing, workingHours } }: { of: Known }): ReactNode {
  const loaded = years.map(({ year }) => year).join('、');
  return (
    <>
      {years.length === 0 ? t('settings.no_year_loaded') : t('settings.years_loaded', { years: loaded })}
      {missing.length > 0 && (
        <b className="tc-danger">{t('settings.years_missing', { years: missing.join('、') })}</b>
      )}
      {t('settings.working_hours', workingHours)}
    </>
  );
}

function Years({ of }: { of: Known }): ReactNode {
  const url = useUrl();
  const mayEdit = useMay('settings.edit');
  const calendar = useCalendar();
  const now = Number(dayOf(new Date()).slice(0, 4));
  const asked = Number(url.get('year'));
  const all = new Set([...of.years.map(({ year }) => year), ...of.missing, now, now + 1]);
  const year = Number.isInteger(asked) && asked >= 2000 && asked <= 2100 ? asked : now;
  all.add(year);
  const known = of.years.find((one) => one.year === year);
  const edit = mayEdit && (
    <a
      className={known === undefined ? 'tc-button tc-button-primary' : 'tc-button'}
      href={url.with({ edit: String(year), year: String(year) })}
    >
      {known === undefined ? t('settings.load_year', { year }) : t('settings.correct_year')}
    </a>
  );
  return (
    <>
      <nav className="tc-tabs" aria-label={t('settings.years')}>
        {[...all]
          .toSorted((a, b) => a - b)
          .map((one) => {
            const isLoaded = of.years.some((row) => row.year === one);
            return (
              <a
                key={one}
                href={url.with({ year: String(one), edit: null })}
                aria-current={one === year ? 'page' : undefined}
              >
                {one}
                {!isLoaded && (
                  <small className={of.missing.includes(one) ? 'tc-danger' : 'tc-quiet'}>
                    {' '}
                    {t('settings.not_loaded')}
                  </small>
                )}
              </a>
            );
          })}
      </nav>
      {known === undefined || calendar === null ? (
        known === undefined && (
          <div className="tc-sheet">
            <Empty title={t('settings.year_not_loaded', { year })} action={edit}>
              {t(of.missing.includes(year) ? 'settings.year_needed_hint' : 'settings.year_not_loaded_hint')}
            </Empty>
          </div>
        )
      ) : (
        <YearView year={known} calendar={calendar} edit={edit} />
      )}
      <SideDrawer name="edit" title={t('settings.edit_year', { year })} width={720}>
        {(id) => <YearForm key={id} year={year} known={known} />}
      </SideDrawer>
    </>
  );
}
