import { useState, type ReactNode } from 'react';
import { listMarkerPeople } from '@tongchuang/contract/rounds.ts';
import type { FactOut } from '@tongchuang/contract/facts.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { Choice } from '../../pieces/choice.tsx';
import { useMe } from '../../shell/me.tsx';
import { FactEvidence, type Shelf } from './fact-evidence.tsx';
import { FIELD, NumberField, Pick, TextField, toNextField, type PickOption } from './fields.tsx';
import { needsReason } from './fact-saver.ts';
import { keyOf, slotOf, type Slot } from './sheet.ts';
import type { DeskSheet } from './use-sheet.ts';
import type { Criterion, Wanted } from './wanted.ts';

interface AnswerProps {
  desk: DeskSheet;
  criterion: Criterion;
  wanted: Wanted;
  own: ReadonlyMap<string, FactOut>;
  disabled: boolean;
  shelf: Shelf;
}

/** Milliseconds of stillness after which a typed number goes to the server. */
const STILL_MS = 700;
/** A half-typed number must not stand on a sheet where every correction needs its reason: there the field is left first. */
const UNTIL_LEFT_MS = 3_600_000;

/** What one line of the rule asks for: one answer, or one a site. */
export function AnswerField(props: AnswerProps): ReactNode {
  const { criterion, wanted, own } = props;
  if (wanted.each !== null) return <Rows {...props} />;
  if (wanted.kind === 'manual') return <Manual {...props} />;
  const slot = slotOf(criterion.node.code, wanted);
  return (
    <div className="tc-desk-field">
      <span className="tc-desk-label">{wanted.label}</span>
      <One {...props} slot={slot} label={wanted.label} fact={own.get(keyOf(slot))} />
      <FieldState desk={props.desk} of={keyOf(slot)} />
      <FactEvidence {...props} slot={slot} label={wanted.label} fact={own.get(keyOf(slot))} />
    </div>
  );
}

interface OneProps extends AnswerProps {
  slot: Slot;
  label: string;
  fact: FactOut | undefined;
  /** A site may be out by itself. */
  mayBeOut?: boolean;
}

function One({ desk, criterion, wanted, slot, label, fact, disabled, mayBeOut }: OneProps): ReactNode {
  const value = fact?.state === 'observed' ? fact.value : null;
  const pick = (next: string | null) => {
    if (next === 'out') desk.answer(slot, { state: 'not_applicable', value: null });
    else desk.answer(slot, { state: next === null ? 'not_observed' : 'observed', value: next });
  };
  if (wanted.kind === 'number') {
    return (
      <NumberField
        label={label}
        unit={wanted.unit}
        value={value}
        disabled={disabled}
        onType={(next, left) => {
          const wait = left ? 0 : needsReason(desk.sheet) ? UNTIL_LEFT_MS : STILL_MS;
          const isSame = next === value;
          if (!isSame)
            desk.answer(slot, { state: next === null ? 'not_observed' : 'observed', value: next }, wait);
          else if (left) desk.saver.flush(keyOf(slot));
        }}
      />
    );
  }
  const out: readonly PickOption[] =
    mayBeOut === true ? [{ value: 'out', label: t('rounds.fact_not_applicable'), key: 'n' }] : [];
  const options = wanted.kind === 'grade' ? gradeOptions(criterion) : yesNo(wanted);
  const given = fact?.state === 'not_applicable' && mayBeOut === true ? 'out' : value;
  return (
    <Pick label={label} options={[...options, ...out]} value={given} disabled={disabled} onPick={pick} />
  );
}

const yesNo = (wanted: Wanted): PickOption[] => [
  { value: '1', label: wanted.each === null ? t('rounds.yes') : t('rounds.met'), key: '1' },
  { value: '0', label: wanted.each === null ? t('rounds.no') : t('rounds.unmet'), key: '0' },
];

/** A single letter is its own key; other grades are counted. */
const gradeOptions = ({ grades }: Criterion): PickOption[] =>
  grades.map(({ name }, n) => ({
    value: name,
    label: name,
    key: /^[a-z]$/i.test(name) && name.toLowerCase() !== 'n' ? name.toLowerCase() : String(n + 1),
  }));

/** One line a site, member or form: 点位 + 达标/不达标. */
function Rows(props: AnswerProps): ReactNode {
  const { desk, criterion, wanted, own, disabled } = props;
  const [added, setAdded] = useState<readonly string[]>([]);
  const [name, setName] = useState('');
  const [stratum, setStratum] = useState('');
  const each = wanted.each;
  if (each === null) return null;
  const { code } = criterion.node;
  const said = [...own.values()].flatMap((fact) =>
    fact.criterion === code &&
    fact.name === wanted.name &&
    (fact.method ?? null) === wanted.method &&
    fact.state !== 'not_observed'
      ? ((each.by === 'site' ? fact.site : fact.form) ?? [])
      : [],
  );
  const rows = [...new Set([...each.fixed, ...said, ...added])];
  const mayAdd = each.by === 'site' && each.fixed.length === 0;
  const add = () => {
    const wish = name.trim();
    if (wish === '') return;
    setName('');
    if (!rows.includes(wish)) setAdded([...added, wish]);
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`[data-desk-row="${CSS.escape(wish)}"] [${FIELD}]`)?.focus(),
    );
  };
  const strataOf = (where: string) => own.get(keyOf(slotOf(code, wanted, where)))?.stratum ?? stratum;
  return (
    <fieldset className="tc-desk-rows">
      <legend className="tc-desk-label">
        {wanted.label} <small className="tc-quiet">{t('rounds.rows_count', { count: said.length })}</small>
      </legend>
      <ul>
        {rows.map((where) => {
          const slot = slotOf(code, wanted, where);
          const fact = own.get(keyOf(slot));
          const answer: DeskSheet['answer'] = (at, given, wait) =>
            desk.answer(
              at,
              { ...given, ...(each.strata.length > 0 ? { stratum: strataOf(where) || null } : {}) },
              wait,
            );
          return (
            <li key={where} data-desk-row={where}>
              <span className="tc-desk-where">
                {where}
                {fact?.stratum !== null && fact?.stratum !== undefined && (
                  <small className="tc-quiet"> {fact.stratum}</small>
                )}
              </span>
              <One
                {...props}
                desk={{ ...desk, answer }}
                slot={slot}
                label={`${wanted.label} ${where}`}
                fact={fact}
                mayBeOut={each.by === 'site'}
              />
              <FieldState desk={desk} of={keyOf(slot)} />
              <FactEvidence {...props} slot={slot} label={`${wanted.label} ${where}`} fact={fact} />
            </li>
          );
        })}
      </ul>
      {mayAdd && !disabled && (
        <div className="tc-desk-add">
          <input
            className="tc-input"
            aria-label={t('rounds.site_new')}
            placeholder={t('rounds.site_new_hint')}
            maxLength={120}
            value={name}
            {...{ [FIELD]: '' }}
            onChange={(event) => setName(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
              event.preventDefault();
              event.stopPropagation();
              if (name.trim() === '') toNextField(event.currentTarget);
              else add();
            }}
          />
          {each.strata.length > 0 && (
            <select
              className="tc-input"
              aria-label={t('rounds.stratum')}
              value={stratum}
              onChange={(event) => setStratum(event.target.value)}
            >
              <option value="">{t('rounds.stratum')}</option>
              {each.strata.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          )}
          <button type="button" className="tc-button" disabled={name.trim() === ''} onClick={add}>
            {t('rounds.site_add')}
          </button>
        </div>
      )}
    </fieldset>
  );
}

/** 人工评定: points with their reason and a second person; a unit's own assessment needs no second. */
function Manual(props: AnswerProps): ReactNode {
  const { desk, criterion, wanted, own, disabled } = props;
  const me = useMe();
  const slot = slotOf(criterion.node.code, wanted);
  const fact = own.get(keyOf(slot));
  const alone = desk.sheet === 'self';
  const people = useCall(listMarkerPeople, {}, { enabled: !alone, staleMs: 600_000 });
  const others = (people.data?.rows ?? []).filter((one) => one.id !== me.personId);
  const [draft, setDraft] = useState<{ value?: string | null; reason?: string; second?: string }>({});
  const value = draft.value === undefined ? (fact?.state === 'observed' ? fact.value : null) : draft.value;
  const reason = draft.reason ?? fact?.reason ?? '';
  const second = draft.second ?? others.find((one) => one.name === fact?.second)?.id ?? '';
  const change = (more: typeof draft) => {
    const next = { value, reason, second, ...more };
    setDraft({ ...draft, ...more });
    const person = others.find((one) => one.id === next.second) ?? null;
    const whole = alone || (next.reason.trim() !== '' && person !== null);
    if (next.value === null) desk.answer(slot, { state: 'not_observed', value: null });
    else if (whole) {
      const given = { state: 'observed' as const, value: next.value, reason: next.reason.trim() || null };
      desk.answer(slot, { ...given, second: person });
    }
  };
  const lacks = !alone && value !== null && (reason.trim() === '' || second === '');
  return (
    <div className="tc-desk-field tc-desk-manual">
      <span className="tc-desk-label">{wanted.label}</span>
      <NumberField
        label={wanted.label}
        unit={wanted.unit ?? t('rounds.points_unit')}
        value={value}
        disabled={disabled}
        onType={(next, left) => left && next !== value && change({ value: next })}
      />
      <TextField
        label={t('rounds.manual_reason')}
        value={reason}
        disabled={disabled}
        onLeave={(next) => change({ reason: next })}
      />
      {!alone && (
        <Choice
          label={t('rounds.manual_second')}
          bare
          placeholder={t('rounds.manual_second')}
          options={others.map(({ id, name, unit }) => ({ value: id, label: name, hint: unit }))}
          value={second}
          onChange={(next) => change({ second: next })}
        />
      )}
      {lacks && <p className="tc-quiet">{t('rounds.manual_lacks')}</p>}
      <FieldState desk={desk} of={keyOf(slot)} />
      <FactEvidence {...props} slot={slot} label={wanted.label} fact={fact} />
    </div>
  );
}

/** 保存中 · 未存，重试中: beside the field that it is about. Nothing where it is written. */
export function FieldState({ desk: { saved }, of }: { desk: DeskSheet; of: string }): ReactNode {
  const state = saved.states.get(of);
  if (state === undefined || state === 'waiting') return null;
  if (state === 'refused') {
    return (
      <span className="tc-field-wrong" role="alert">
        {saved.refusals.get(of)}
      </span>
    );
  }
  return (
    <small className={state === 'saving' ? 'tc-desk-state tc-quiet' : 'tc-desk-state tc-desk-warn'}>
      {t(`rounds.state_${state}`)}
    </small>
  );
}
