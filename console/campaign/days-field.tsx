import type { ReactNode } from 'react';
import { t } from '@tongchuang/ui/locale/locale.ts';
import type { YearDraft } from './year-draft.ts';

interface DaysFieldProps {
  year: number;
  draft: YearDraft;
  onChange: (draft: YearDraft) => void;
}

/** Holidays as spans, make-up workdays as single days. */
export function DaysField({ year, draft, onChange }: DaysFieldProps): ReactNode {
  const holidays = (next: YearDraft['holidays']) => onChange({ ...draft, holidays: next });
  const makeUps = (next: YearDraft['makeUps']) => onChange({ ...draft, makeUps: next });
  const first = `${year}-01-01`;
  return (
    <>
      <fieldset className="tc-stages-field">
        <legend>{t('campaign.holidays')}</legend>
        {draft.holidays.map((holiday, n) => {
          const change = (to: Partial<typeof holiday>) =>
            holidays(draft.holidays.map((one, m) => (m === n ? { ...one, ...to } : one)));
          return (
            <div key={n} className="tc-form-row">
              <input
                className="tc-input"
                required
                maxLength={20}
                aria-label={t('campaign.holiday_name')}
                placeholder={t('campaign.holiday_name')}
                value={holiday.name}
                onChange={(event) => change({ name: event.target.value })}
              />
              <input
                className="tc-input"
                type="date"
                required
                aria-label={t('campaign.from')}
                value={holiday.from}
                onChange={(event) => change({ from: event.target.value })}
              />
              <input
                className="tc-input"
                type="date"
                required
                min={holiday.from}
                aria-label={t('campaign.to')}
                value={holiday.to}
                onChange={(event) => change({ to: event.target.value })}
              />
              <Remove
                name={holiday.name}
                onClick={() => holidays(draft.holidays.filter((_, m) => m !== n))}
              />
            </div>
          );
        })}
        <button
          type="button"
          className="tc-link"
          onClick={() => holidays([...draft.holidays, { name: '', from: first, to: first }])}
        >
          {t('campaign.holiday_add')}
        </button>
      </fieldset>
      <fieldset className="tc-stages-field">
        <legend>{t('campaign.make_up')}</legend>
        {draft.makeUps.map((day, n) => {
          const change = (to: Partial<typeof day>) =>
            makeUps(draft.makeUps.map((one, m) => (m === n ? { ...one, ...to } : one)));
          return (
            <div key={n} className="tc-form-row">
              <input
                className="tc-input"
                required
                maxLength={20}
                aria-label={t('campaign.make_up_for')}
                placeholder={t('campaign.make_up_for')}
                value={day.for}
                onChange={(event) => change({ for: event.target.value })}
              />
              <input
                className="tc-input"
                type="date"
                required
                aria-label={t('campaign.make_up')}
                value={day.date}
                onChange={(event) => change({ date: event.target.value })}
              />
              <Remove name={day.for} onClick={() => makeUps(draft.makeUps.filter((_, m) => m !== n))} />
            </div>
          );
        })}
        <button
          type="button"
          className="tc-link"
          onClick={() => makeUps([...draft.makeUps, { date: first, for: '' }])}
        >
          {t('campaign.make_up_add')}
        </button>
      </fieldset>
    </>
  );
}

const Remove = ({ name, onClick }: { name: string; onClick: () => void }): ReactNode => (
  <button
    type="button"
    className="tc-icon-button"
    aria-label={t('campaign.stage_remove', { name })}
    onClick={onClick}
  >
    ×
  </button>
);
