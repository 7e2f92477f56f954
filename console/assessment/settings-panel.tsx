import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import { TIERS } from '@tongchuang/domain/organisation/unit.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { useUrl } from '../pieces/url-state.ts';
import { DecimalField, NamesField, Rows, Select, TextField } from './form-pieces.tsx';
import { showField } from './show-field.ts';
import { valueOf } from './touches.ts';
import type { Drawn, Editing } from './use-edition.ts';
import { tierWord } from './words.ts';

const FIELDS = ['title', 'code', 'tier', 'year', 'levels', 'grades', 'axes', 'years'] as const;

/** 设置: what the edition says of itself. Written as one act. */
export function SettingsPanel({ of, editing }: { of: Drawn; editing: Editing }): ReactNode {
  const url = useUrl();
  const frame = useRef<HTMLFormElement>(null);
  // Only what was typed: what somebody else changed beside it shows through.
  const [typed, setTyped] = useState<Partial<Edition>>({});
  const draft: Edition = { ...of.edition, ...typed };
  const [busy, setBusy] = useState(false);
  const changed = FIELDS.filter((field) => valueOf(of.edition, field) !== valueOf(draft, field));
  const put = (fields: Partial<Edition>) => setTyped({ ...typed, ...fields });
  const field = url.get('field');
  useEffect(() => {
    if (field === '') return;
    // After the drawer that led here has given the focus back.
    const later = requestAnimationFrame(() => frame.current !== null && showField(frame.current, field));
    return () => cancelAnimationFrame(later);
  }, [field]);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (changed.length === 0 || busy) return;
    setBusy(true);
    const done = await editing.edit({
      op: 'head',
      fields: Object.fromEntries(changed.map((name) => [name, draft[name]])),
    });
    setBusy(false);
    if (done) setTyped({});
  };
  return (
    <form
      ref={frame}
      className="tc-sheet tc-form tc-act-form tc-settings"
      onSubmit={(event) => void save(event)}
    >
      <TextField
        label={t('assessment.field_title')}
        path="title"
        value={draft.title}
        onChange={(title) => put({ title })}
      />
      <div className="tc-form-row">
        <TextField
          label={t('assessment.col_code')}
          path="code"
          hint={t('assessment.code_hint')}
          value={draft.code}
          onChange={(code) => put({ code: code.trim() })}
        />
        <Select
          label={t('assessment.col_tier')}
          path="tier"
          value={draft.tier ?? ''}
          options={[
            { value: '', label: t('assessment.tier_none') },
            ...TIERS.map((value) => ({ value, label: tierWord(value) })),
          ]}
          onChange={(tier) => put({ tier: tier === '' ? null : tier })}
        />
        <TextField
          label={t('assessment.col_year')}
          path="year"
          value={String(draft.year ?? '')}
          onChange={(text) => put({ year: /^\d{1,4}$/.test(text) ? Number(text) : null })}
        />
      </div>
      <Rows
        label={t('assessment.levels')}
        path="levels"
        rows={draft.levels}
        blank={() => ({ name: '', count: null })}
        add={t('assessment.levels_add')}
        onChange={(levels) => put({ levels })}
      >
        {(level, change, at) => (
          <>
            <TextField
              label={t('assessment.level_name')}
              path={`${at}.name`}
              value={level.name}
              onChange={(name) => change({ name })}
            />
            <TextField
              label={t('assessment.level_count')}
              path={`${at}.count`}
              value={String(level.count ?? '')}
              onChange={(text) => change({ count: /^\d{1,6}$/.test(text) ? Number(text) : null })}
            />
          </>
        )}
      </Rows>
      <Rows
        label={t('assessment.grades')}
        path="grades"
        rows={draft.grades}
        blank={() => ({ name: '', worth: '0', sinks: 'self' as const })}
        add={t('assessment.grades_add')}
        onChange={(grades) => put({ grades })}
      >
        {(grade, change, at) => (
          <>
            <TextField
              label={t('assessment.grade')}
              path={`${at}.name`}
              value={grade.name}
              onChange={(name) => change({ name })}
            />
            <DecimalField
              label={t('assessment.grade_worth')}
              path={`${at}.worth`}
              value={grade.worth}
              onChange={(worth) => change({ worth })}
            />
            <Select
              label={t('assessment.sinks')}
              path={`${at}.sinks`}
              value={grade.sinks}
              options={(['self', 'parent', 'total'] as const).map((value) => ({
                value,
                label: t(`assessment.sinks_${value}`),
              }))}
              onChange={(sinks) => change({ sinks })}
            />
          </>
        )}
      </Rows>
      <Rows
        label={t('assessment.axes')}
        path="axes"
        rows={draft.axes}
        blank={() => ({ name: '', values: [] })}
        add={t('assessment.axes_add')}
        onChange={(axes) => put({ axes })}
      >
        {(axis, change, at) => (
          <>
            <TextField
              label={t('assessment.axis_name')}
              path={`${at}.name`}
              value={axis.name}
              onChange={(name) => change({ name })}
            />
            <NamesField
              label={t('assessment.axis_values')}
              path={`${at}.values`}
              value={axis.values.map(({ name }) => name)}
              onChange={(names) =>
                change({
                  values: names.map(
                    (name) => axis.values.find((one) => one.name === name) ?? { name, aliases: [] },
                  ),
                })
              }
            />
          </>
        )}
      </Rows>
      <Rows
        label={t('assessment.years')}
        path="years"
        rows={draft.years}
        blank={() => ({ year: draft.years.length + 1, share: '0' })}
        add={t('assessment.years_add')}
        onChange={(years) => put({ years })}
      >
        {(year, change, at) => (
          <>
            <TextField
              label={t('assessment.cycle_year')}
              path={`${at}.year`}
              value={String(year.year)}
              onChange={(text) => change({ year: Number(text.replaceAll(/\D/g, '')) })}
            />
            <DecimalField
              label={t('assessment.share')}
              path={`${at}.share`}
              value={year.share}
              onChange={(share) => change({ share })}
            />
          </>
        )}
      </Rows>
      <div className="tc-form-foot">
        <button type="submit" className="tc-button tc-button-primary" disabled={changed.length === 0 || busy}>
          {t('house.save')}
        </button>
        <button
          type="button"
          className="tc-button"
          disabled={changed.length === 0}
          onClick={() => setTyped({})}
        >
          {t('assessment.leave_alone')}
        </button>
      </div>
    </form>
  );
}
