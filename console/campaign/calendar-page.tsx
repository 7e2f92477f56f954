import { useState, type FormEvent, type ReactNode } from 'react';
import { getCalendar, saveCalendarYear } from '@tongchuang/contract/campaign.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import { Loaded, TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { FileDrop } from '@tongchuang/ui/pieces/file-drop.tsx';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { dayOf, sayShortDate } from '@tongchuang/ui/speech.ts';
import { useAct, useCall } from '@tongchuang/ui/use-call.ts';
import { useUrl } from '../pieces/url-state.ts';
import { useMay } from '../shell/me.tsx';
import { readTable, spansOf, type YearDraft } from './year-draft.ts';
import { DaysField } from './days-field.tsx';
import '../pieces/table.css';
import '../pieces/forms.css';
import './campaign.css';

type Calendar = ReplyOf<typeof getCalendar>;
type Year = Calendar['years'][number];

/** 工作日历: which years' holidays and make-up workdays are loaded. A year that is not is said, never guessed. */
export default function CalendarPage(): ReactNode {
  const calendar = useCall(getCalendar, {});
  return (
    <>
      <PageHead
        title={t('campaign.calendar')}
        {...(calendar.data === undefined ? {} : { summary: summaryOf(calendar.data) })}
      />
      <Loaded of={calendar}>{(found) => <Years of={found} />}</Loaded>
    </>
  );
}

const summaryOf = ({ years, missing }: Calendar): string =>
  missing.length === 0
    ? t('campaign.calendar_summary', { count: years.length })
    : t('campaign.calendar_summary_missing', { count: years.length, missing: missing.join('、') });

function Years({ of }: { of: Calendar }): ReactNode {
  const url = useUrl();
  const may = useMay('settings.edit');
  const thisYear = Number(dayOf(new Date()).slice(0, 4));
  const all = [
    ...new Set([...of.years.map(({ year }) => year), ...of.missing, thisYear, thisYear + 1]),
  ].toSorted((a, b) => b - a);
  const editing = url.get('year');
  return all.map((year) => {
    const found = of.years.find((one) => one.year === year);
    return (
      <section key={year} className="tc-sheet">
        <h2 className="tc-campaign-head">
          {t('campaign.year', { year })}
          {found === undefined ? (
            <StatusTag tone={of.missing.includes(year) ? 'danger' : 'warn'}>
              {t('campaign.not_loaded')}
            </StatusTag>
          ) : (
            <StatusTag tone="good">{t('campaign.loaded')}</StatusTag>
          )}
          {may && editing !== String(year) && (
            <button type="button" className="tc-link" onClick={() => url.set({ year: String(year) })}>
              {found === undefined ? t('campaign.load') : t('house.edit')}
            </button>
          )}
        </h2>
        {editing === String(year) && may ? (
          <YearForm year={year} found={found} close={() => url.set({ year: null })} />
        ) : found === undefined ? (
          <p className="tc-quiet">
            {of.missing.includes(year) ? t('campaign.missing_hint') : t('campaign.not_loaded_hint')}
          </p>
        ) : (
          <YearShown of={found} hours={of.workingHours} />
        )}
      </section>
    );
  });
}

function YearShown({ of, hours }: { of: Year; hours: Calendar['workingHours'] }): ReactNode {
  return (
    <dl className="tc-facts">
      <dt>{t('campaign.source')}</dt>
      <dd>{of.source}</dd>
      <dt>{t('campaign.holidays')}</dt>
      <dd>
        {spansOf(of.holidays)
          .map(({ name, from, to }) =>
            from === to
              ? `${name} ${sayShortDate(from, from)}`
              : `${name} ${t('campaign.from_to', { from: sayShortDate(from, from), to: sayShortDate(to, from) })}`,
          )
          .join('；')}
      </dd>
      <dt>{t('campaign.make_up')}</dt>
      <dd>
        {of.makeUpWorkdays.length === 0
          ? t('campaign.make_up_none')
          : of.makeUpWorkdays.map(({ date, name }) => `${sayShortDate(date, date)}（${name}）`).join('；')}
      </dd>
      <dt>{t('campaign.hours')}</dt>
      <dd>
        {hours.from}–{hours.to}
      </dd>
    </dl>
  );
}

interface YearFormProps {
  year: number;
  found: Year | undefined;
  close: () => void;
}

/** The year's table by hand, or out of a file (the .json of a calendar pack, or a .csv of days). */
function YearForm({ year, found, close }: YearFormProps): ReactNode {
  const [draft, setDraft] = useState<YearDraft>(() => ({
    source: found?.source ?? '',
    holidays: found === undefined ? [] : spansOf(found.holidays),
    makeUps: found?.makeUpWorkdays.map(({ date, name }) => ({ date, for: name })) ?? [],
  }));
  const act = useAct(saveCalendarYear, {
    changes: ['calendar.', 'task.', 'home.', 'unit.'],
    onDone: () => {
      tell(t('campaign.calendar_saved', { year }));
      close();
    },
  });
  const save = (event: FormEvent) => {
    event.preventDefault();
    act.mutate({
      params: { year },
      body: {
        source: draft.source.trim(),
        holidays: [...draft.holidays],
        makeUpWorkdays: [...draft.makeUps],
        version: found?.version ?? 0,
      },
    });
  };
  return (
    <form className="tc-form tc-campaign-form" onSubmit={save}>
      <label>
        <span>{t('campaign.source')}</span>
        <input
          className="tc-input"
          required
          maxLength={200}
          placeholder={t('campaign.source_hint', { year })}
          value={draft.source}
          onChange={(event) => setDraft({ ...draft, source: event.target.value })}
        />
      </label>
      <DaysField year={year} draft={draft} onChange={setDraft} />
      <FileDrop
        types={['.json', '.csv']}
        megabytes={1}
        title={t('campaign.calendar_drop')}
        send={async (file) => {
          const read = readTable(await file.text(), year);
          if (read === null)
            throw Object.assign(new Error('no table'), { detail: t('campaign.calendar_unread', { year }) });
          setDraft({ ...read, source: read.source === '' ? draft.source : read.source });
        }}
      >
        <p className="tc-quiet">{t('campaign.calendar_drop_what')}</p>
      </FileDrop>
      <TroubleLine error={act.error} />
      <div className="tc-buttons">
        <button
          type="submit"
          className="tc-button tc-button-primary"
          disabled={draft.source.trim() === '' || draft.holidays.length === 0 || act.isPending}
        >
          {t('house.save')}
        </button>
        <button type="button" className="tc-button" onClick={close}>
          {t('house.cancel')}
        </button>
      </div>
    </form>
  );
}
