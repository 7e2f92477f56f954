import { useState, type ReactNode } from 'react';
import { saveCalendarYear } from '@tongchuang/contract/campaign.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { useAct } from '@tongchuang/ui/use-call.ts';
import { RowForm } from '../pieces/row-form.tsx';
import { useUrl } from '../pieces/url-state.ts';
import type { Year } from './year-view.tsx';
import { draftOf, EMPTY_TABLE, readTable, type TableDraft, type TableProblem } from './year-table.ts';

/** A pack is some three kilobytes. */
const MOST_BYTES = 200_000;

/** 载入或更正一年: the table of a pack pasted or chosen as a file, or its days by hand. */
export function YearForm({ year, known }: { year: number; known: Year | undefined }): ReactNode {
  const url = useUrl();
  const [draft, setDraft] = useState<TableDraft>(() => (known === undefined ? EMPTY_TABLE : draftOf(known)));
  const [pasted, setPasted] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const close = () => url.set({ edit: null });
  const act = useAct(saveCalendarYear, {
    changes: ['calendar.', 'task.', 'home.', 'inbox.', 'plan_item.', 'unit.', 'audit.'],
    onDone: () => {
      tell(t('settings.year_saved', { year }));
      close();
    },
  });
  const take = (text: string) => {
    const read = readTable(text, year);
    if ('problem' in read) {
      setWrong(problemWords(read.problem, read.row, year));
      return;
    }
    setWrong(null);
    setPasted('');
    setDraft({ ...read.table, source: read.table.source === '' ? draft.source : read.table.source });
  };
  const takeFile = async (file: File | undefined) => {
    if (file === undefined) return;
    if (file.size > MOST_BYTES) setWrong(t('settings.paste_not_json'));
    else take(await file.text());
  };
  const whole =
    draft.source.trim() !== '' &&
    draft.holidays.every(({ name, from, to }) => name.trim() !== '' && from !== '' && to !== '') &&
    draft.makeUpWorkdays.every((one) => one.date !== '' && one.for.trim() !== '');
  const send = (version: number) =>
    act.mutate({
      params: { year },
      body: {
        source: draft.source.trim(),
        holidays: [...draft.holidays],
        makeUpWorkdays: [...draft.makeUpWorkdays],
        version,
      },
    });
  return (
    <RowForm
      kind="calendar"
      id={String(year)}
      known={known}
      draftOf={draftOf}
      draft={draft}
      fields={[
        [t('settings.source'), (one) => one.source],
        [t('settings.holidays'), inWords],
        [t('settings.make_ups'), makeUpsInWords],
      ]}
      reads={['calendar.']}
      act={act}
      ready={whole}
      onSend={send}
      onClose={close}
    >
      <details className="tc-year-paste" open={known === undefined}>
        <summary>{t('settings.paste')}</summary>
        <p className="tc-quiet">{t('settings.paste_hint')}</p>
        <textarea
          className="tc-input"
          aria-label={t('settings.paste')}
          rows={4}
          spellCheck={false}
          placeholder={`{ "year": ${year}, "source": "…", "holidays": [{ "name": "元旦", "from": "${year}-01-01", "to": "${year}-01-03" }], "makeUpWorkdays": [] }`}
          value={pasted}
          onChange={(event) => setPasted(event.target.value)}
        />
        {wrong !== null && (
          <p className="tc-notice tc-notice-danger" role="alert">
            {wrong}
          </p>
        )}
        <div className="tc-buttons">
          <button
            type="button"
            className="tc-button"
            disabled={pasted.trim() === ''}
            onClick={() => take(pasted)}
          >
            {t('settings.paste_do')}
          </button>
          <label className="tc-button tc-year-file">
            {t('settings.choose_file')}
            <input
              type="file"
              accept=".json,application/json"
              onChange={(event) => {
                void takeFile(event.target.files?.[0]);
                event.target.value = '';
              }}
            />
          </label>
        </div>
      </details>
      <label>
        <span>{t('settings.source')}</span>
        <input
          className="tc-input"
          value={draft.source}
          maxLength={200}
          placeholder={t('settings.source_hint')}
          onChange={(event) => setDraft({ ...draft, source: event.target.value })}
        />
      </label>
      <Holidays draft={draft} set={setDraft} />
      <MakeUps draft={draft} set={setDraft} />
    </RowForm>
  );
}

function problemWords(problem: TableProblem, row: string, year: number): string {
  switch (problem) {
    case 'not_json':
      return t('settings.paste_not_json');
    case 'not_a_table':
      return t('settings.paste_not_a_table');
    case 'other_year':
      return t('settings.paste_other_year', { row, year });
    case 'bad_row':
      return t('settings.paste_bad_row', { row });
  }
}

const inWords = ({ holidays }: TableDraft): string =>
  holidays.map(({ name, from, to }) => `${name} ${from}—${to}`).join('；');
const makeUpsInWords = ({ makeUpWorkdays }: TableDraft): string =>
  makeUpWorkdays.map((one) => `${one.date} ${one.for}`).join('；');

interface RowsProps {
  draft: TableDraft;
  set: (draft: TableDraft) => void;
}

function Holidays({ draft, set }: RowsProps): ReactNode {
  const { holidays } = draft;
  const change = (at: number, to: Partial<TableDraft['holidays'][number]>) =>
    set({ ...draft, holidays: holidays.map((one, n) => (n === at ? { ...one, ...to } : one)) });
  return (
    <fieldset>
      <legend>{t('settings.holidays')}</legend>
      {holidays.map((one, n) => (
        <div key={n} className="tc-year-row">
          <input
            className="tc-input"
            aria-label={t('settings.holiday_name')}
            placeholder={t('settings.holiday_name')}
            value={one.name}
            maxLength={20}
            onChange={(event) => change(n, { name: event.target.value })}
          />
          <input
            className="tc-input"
            type="date"
            aria-label={t('settings.first_day')}
            value={one.from}
            onChange={(event) =>
              change(n, {
                from: event.target.value,
                ...(one.to === '' || one.to < event.target.value ? { to: event.target.value } : {}),
              })
            }
          />
          <input
            className="tc-input"
            type="date"
            aria-label={t('settings.last_day')}
            value={one.to}
            onChange={(event) => change(n, { to: event.target.value })}
          />
          <button
            type="button"
            className="tc-icon-button"
            aria-label={t('settings.remove_row', { name: one.name })}
            onClick={() => set({ ...draft, holidays: holidays.filter((_, m) => m !== n) })}
          >
            ×
          </button>
        </div>
      ))}
      <button
        type="button"
        className="tc-link"
        onClick={() => set({ ...draft, holidays: [...holidays, { name: '', from: '', to: '' }] })}
      >
        {t('settings.add_holiday')}
      </button>
    </fieldset>
  );
}

function MakeUps({ draft, set }: RowsProps): ReactNode {
  const { makeUpWorkdays: days } = draft;
  const change = (at: number, to: Partial<TableDraft['makeUpWorkdays'][number]>) =>
    set({ ...draft, makeUpWorkdays: days.map((one, n) => (n === at ? { ...one, ...to } : one)) });
  return (
    <fieldset>
      <legend>{t('settings.make_ups')}</legend>
      {days.map((one, n) => (
        <div key={n} className="tc-year-row">
          <input
            className="tc-input"
            aria-label={t('settings.for_which')}
            placeholder={t('settings.for_which')}
            value={one.for}
            maxLength={20}
            onChange={(event) => change(n, { for: event.target.value })}
          />
          <input
            className="tc-input"
            type="date"
            aria-label={t('settings.make_up_day')}
            value={one.date}
            onChange={(event) => change(n, { date: event.target.value })}
          />
          <button
            type="button"
            className="tc-icon-button"
            aria-label={t('settings.remove_row', { name: one.for })}
            onClick={() => set({ ...draft, makeUpWorkdays: days.filter((_, m) => m !== n) })}
          >
            ×
          </button>
        </div>
      ))}
      <button
        type="button"
        className="tc-link"
        onClick={() => set({ ...draft, makeUpWorkdays: [...days, { date: '', for: '' }] })}
      >
        {t('settings.add_make_up')}
      </button>
    </fieldset>
  );
}
