import { useState, type ReactNode } from 'react';
import { chooseUnit, type DocumentView, type DraftUnit } from '@tongchuang/contract/intake.ts';
import { listUnits, type UnitLine } from '@tongchuang/contract/organisation.ts';
import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import {
  TIER_WORDS,
  TIERS,
  UNIT_TYPE_WORDS,
  UNIT_TYPES,
  type Tier,
  type UnitType,
} from '@tongchuang/domain/organisation/unit.ts';
import { Loaded, TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { Field } from '@tongchuang/ui/pieces/field.tsx';
import { found } from '@tongchuang/ui/pinyin.ts';
import { usePinyin } from '@tongchuang/ui/use-pinyin.ts';
import { useAct, useCall } from '@tongchuang/ui/use-call.ts';

interface NameChooserProps {
  document: DocumentView;
  /** As the document writes it. */
  name: string;
  onDone: () => void;
}

/** 确认单位: whom a written name means, everywhere in the draft; one unit, or for a collective the units it names. */
export function NameChooser({ document, name, onDone }: NameChooserProps): ReactNode {
  const roster = useCall(listUnits, {});
  const uses = document.tasks.flatMap((task) => task.content.units.filter((unit) => unit.name === name));
  const unit = uses[0];
  if (!unit) return null;
  const isMany = unit.resolution === 'collective' || unit.unitIds.length > 1;
  return (
    <section className="tc-chooser">
      <h3>{isMany ? t('intake.unit_settle_many', { name }) : t('intake.unit_settle', { name })}</h3>
      <p className="tc-quiet">{t('intake.unit_uses', { count: uses.length })}</p>
      <Loaded of={roster}>
        {({ units }) =>
          isMany ? (
            <Many key={name} {...{ document, unit, units, onDone }} />
          ) : (
            <One key={name} {...{ document, unit, units, onDone }} />
          )
        }
      </Loaded>
    </section>
  );
}

interface ChoiceProps {
  document: DocumentView;
  unit: DraftUnit;
  units: readonly UnitLine[];
  onDone: () => void;
}

function useChoice({ document, unit, onDone }: Pick<ChoiceProps, 'document' | 'unit' | 'onDone'>) {
  const act = useAct(chooseUnit, { changes: ['intake.', 'organisation.'], onDone });
  const choose = (
    unitIds: UnitId[],
    learn: boolean,
    add: Parameters<typeof act.mutate>[0]['body']['add'] = null,
  ) => act.mutate({ params: { id: document.id }, body: { name: unit.name, unitIds, learn, add } });
  return { act, choose };
}

function One({ document, unit, units, onDone }: ChoiceProps): ReactNode {
  const { act, choose } = useChoice({ document, unit, onDone });
  const [wanted, setWanted] = useState('');
  const [learn, setLearn] = useState(true);
  const [adding, setAdding] = useState(false);
  usePinyin();
  const reasons = new Map(unit.candidates.map((candidate) => [candidate.unitId, candidate.reason]));
  const shown =
    wanted === ''
      ? units.filter((one) => reasons.has(one.id) || unit.unitIds.includes(one.id))
      : units.filter((one) => found(one.name, wanted) || found(one.shortName ?? '', wanted)).slice(0, 30);
  return (
    <>
      <Field label={t('intake.unit_search')} type="search" value={wanted} onChange={setWanted} />
      {wanted === '' && shown.length > 0 && <h4>{t('intake.unit_candidates')}</h4>}
      <ul className="tc-chooser-list">
        {shown.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              className="tc-chooser-one"
              disabled={act.isPending}
              onClick={() => choose([one.id], learn)}
            >
              <b>{one.shortName ?? one.name}</b> <span className="tc-quiet">{one.name}</span>
              {reasons.has(one.id) && <small className="tc-quiet">{reasons.get(one.id)}</small>}
            </button>
          </li>
        ))}
      </ul>
      <label className="tc-check">
        <input type="checkbox" checked={learn} onChange={(event) => setLearn(event.target.checked)} />{' '}
        {t('intake.unit_learn')}
      </label>
      <TroubleLine error={act.error} />
      <button type="button" className="tc-link" aria-expanded={adding} onClick={() => setAdding(!adding)}>
        {t('intake.unit_new')}
      </button>
      {adding && (
        <NewUnit
          name={unit.name}
          units={units}
          onAdd={(add) => choose([], learn && add.name !== unit.name, add)}
        />
      )}
    </>
  );
}

interface Added {
  id: UnitId;
  code: string;
  name: string;
  type: UnitType;
  tier: Tier;
}

function NewUnit({
  name,
  units,
  onAdd,
}: {
  name: string;
  units: readonly UnitLine[];
  onAdd: (unit: Added) => void;
}): ReactNode {
  const [unit, setUnit] = useState<Added>({
    id: newId() as UnitId,
    code: freeCode(units),
    name,
    type: 'government',
    tier: 'county',
  });
  return (
    <div className="tc-chooser-new">
      <Field
        label={t('intake.unit_new_name')}
        value={unit.name}
        onChange={(next) => setUnit({ ...unit, name: next })}
      />
      <Field
        label={t('intake.unit_new_code')}
        value={unit.code}
        onChange={(code) => setUnit({ ...unit, code })}
      />
      <label className="tc-field">
        <span className="tc-field-label">{t('intake.unit_new_type')}</span>
        <select
          className="tc-input"
          value={unit.type}
          onChange={(event) => setUnit({ ...unit, type: event.target.value as UnitType })}
        >
          {UNIT_TYPES.map((type) => (
            <option key={type} value={type}>
              {UNIT_TYPE_WORDS[type][0]}
            </option>
          ))}
        </select>
      </label>
      <label className="tc-field">
        <span className="tc-field-label">{t('intake.unit_new_tier')}</span>
        <select
          className="tc-input"
          value={unit.tier}
          onChange={(event) => setUnit({ ...unit, tier: event.target.value as Tier })}
        >
          {TIERS.map((tier) => (
            <option key={tier} value={tier}>
              {TIER_WORDS[tier][0]}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        className="tc-button tc-button-primary"
        disabled={unit.name.trim() === '' || unit.code.trim() === ''}
        onClick={() => onAdd(unit)}
      >
        {t('intake.unit_new_do')}
      </button>
    </div>
  );
}

/** The next number after the largest that is in use. */
function freeCode(units: readonly UnitLine[]): string {
  const numbers = units.map((one) => Number(one.code)).filter(Number.isInteger);
  return String(Math.max(0, ...numbers) + 1).padStart(3, '0');
}

function Many({ document, unit, units, onDone }: ChoiceProps): ReactNode {
  const { act, choose } = useChoice({ document, unit, onDone });
  const proposed =
    unit.unitIds.length > 0 ? unit.unitIds : unit.candidates.map((candidate) => candidate.unitId);
  const [picked, setPicked] = useState<ReadonlySet<UnitId>>(new Set(proposed));
  const [wanted, setWanted] = useState('');
  usePinyin();
  const shown =
    wanted === ''
      ? units.filter((one) => proposed.includes(one.id) || picked.has(one.id))
      : units.filter((one) => found(one.name, wanted) || found(one.shortName ?? '', wanted)).slice(0, 60);
  const toggle = (id: UnitId) => {
    const next = new Set(picked);
    if (!next.delete(id)) next.add(id);
    setPicked(next);
  };
  return (
    <>
      <Field label={t('intake.unit_search')} type="search" value={wanted} onChange={setWanted} />
      <div className="tc-buttons">
        <button
          type="button"
          className="tc-link"
          onClick={() => setPicked(new Set(shown.map((one) => one.id)))}
        >
          {t('intake.all')}
        </button>
        <button type="button" className="tc-link" onClick={() => setPicked(new Set())}>
          {t('intake.none')}
        </button>
      </div>
      <ul className="tc-chooser-list">
        {shown.map((one) => (
          <li key={one.id}>
            <label className="tc-check">
              <input type="checkbox" checked={picked.has(one.id)} onChange={() => toggle(one.id)} />{' '}
              {one.shortName ?? one.name}
            </label>
          </li>
        ))}
      </ul>
      <TroubleLine error={act.error} />
      <div className="tc-buttons">
        <button
          type="button"
          className="tc-button tc-button-primary"
          disabled={picked.size === 0 || act.isPending}
          onClick={() => choose([...picked], false)}
        >
          {t('intake.unit_expand_do', { count: picked.size })}
        </button>
        <button type="button" className="tc-button" onClick={onDone}>
          {t('intake.unit_keep')}
        </button>
      </div>
    </>
  );
}
