import { useState, type ReactNode } from 'react';
import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { StatusTag, type Tone } from '@tongchuang/ui/pieces/status-tag.tsx';
import { Choice, type Option } from '../pieces/choice.tsx';
import type { Column } from '../pieces/columns.ts';
import { DataTable } from '../pieces/data-table.tsx';
import { Refusals } from '../pieces/one-by-one.tsx';
import { useUnitOptions } from '../pieces/use-roster.ts';
import type { Drawn } from './use-edition.ts';
import { useNames, type Name } from './use-names.ts';

const TONES: Record<Name['resolution'], Tone> = {
  certain: 'good',
  chosen: 'good',
  suggested: 'warn',
  unknown: 'danger',
};
/** What is open stands first. */
const ORDER: Record<Name['resolution'], number> = { unknown: 0, suggested: 1, chosen: 2, certain: 3 };

/** 责任单位落实: each name that the edition writes, and which unit of the roster it means. */
export function NamesPanel({ of, may }: { of: Drawn; may: boolean }): ReactNode {
  const { settle, step, refused, close } = useNames(of);
  const units = useUnitOptions(may);
  const rows = of.names.toSorted((a, b) => ORDER[a.resolution] - ORDER[b.resolution]);
  const uses = usesOf(of);
  if (rows.length === 0) {
    return <Empty title={t('assessment.names_none')}>{t('assessment.names_none_hint')}</Empty>;
  }
  const columns: Column<Name>[] = [
    {
      name: 'name',
      title: t('assessment.col_name'),
      cell: (row) => row.name,
      value: (row) => row.name,
      width: 180,
    },
    {
      name: 'resolution',
      title: t('assessment.col_state'),
      cell: (row) => (
        <StatusTag tone={TONES[row.resolution]}>{t(`assessment.name_${row.resolution}`)}</StatusTag>
      ),
      value: (row) => ORDER[row.resolution],
      code: true,
    },
    {
      name: 'unit',
      title: t('assessment.col_unit'),
      cell: (row) =>
        may ? (
          <Meant
            name={row}
            units={units}
            busy={step > 0}
            onChoose={(unit) => void settle([row], () => unit)}
          />
        ) : (
          (row.unit ?? <span className="tc-quiet">–</span>)
        ),
      value: (row) => row.unit,
      width: 320,
    },
    {
      name: 'uses',
      title: t('assessment.col_uses'),
      unit: t('assessment.nodes_unit'),
      number: true,
      cell: (row) => uses.get(row.name) ?? 0,
      value: (row) => uses.get(row.name) ?? 0,
    },
  ];
  return (
    <>
      {refused.length > 0 && <Refusals of={refused} close={close} />}
      <DataTable
        name="framework-names"
        label={t('assessment.names')}
        columns={columns}
        rows={rows}
        idOf={(row) => row.name}
        {...(may
          ? {
              bulk: (picked: readonly Name[], done: () => void) => (
                <Bulk
                  names={picked}
                  units={units}
                  step={step}
                  settle={(names, unitOf) => void settle(names, unitOf).then(done)}
                />
              ),
            }
          : {})}
      />
    </>
  );
}

interface MeantProps {
  name: Name;
  units: readonly Option[];
  busy: boolean;
  onChoose: (unit: UnitId | null) => void;
}

/** The unit that a name means, to be chosen; the roster's suggestions are one click away. */
function Meant({ name, units, busy, onChoose }: MeantProps): ReactNode {
  return (
    <div className="tc-meant">
      <Choice
        bare
        label={t('assessment.unit_of', { name: name.name })}
        options={units}
        value={name.unitId ?? ''}
        placeholder={t('assessment.unit_choose')}
        onChange={(id) => onChoose(id === '' ? null : (id as UnitId))}
      />
      {name.unitId === null &&
        name.candidates.map((one) => (
          <button
            key={one.unitId}
            type="button"
            className="tc-link"
            disabled={busy}
            onClick={() => onChoose(one.unitId)}
          >
            {t('assessment.take_candidate', { name: one.name })}
          </button>
        ))}
    </div>
  );
}

interface BulkProps {
  names: readonly Name[];
  units: readonly Option[];
  step: number;
  settle: (names: readonly Name[], unitOf: (name: Name) => UnitId | null) => void;
}

function Bulk({ names, units, step, settle }: BulkProps): ReactNode {
  const [unit, setUnit] = useState('');
  const suggested = names.filter((name) => name.unitId === null && name.candidates.length > 0);
  if (step > 0) return <span role="status">{t('assessment.step', { at: step, of: names.length })}</span>;
  return (
    <>
      <button
        type="button"
        className="tc-button"
        disabled={suggested.length === 0}
        onClick={() => settle(suggested, (name) => name.candidates[0]?.unitId ?? null)}
      >
        {t('assessment.take_suggested', { count: suggested.length })}
      </button>
      <Choice
        bare
        label={t('assessment.all_mean')}
        placeholder={t('assessment.all_mean')}
        options={units}
        value={unit}
        onChange={setUnit}
      />
      <button
        type="button"
        className="tc-button"
        disabled={unit === ''}
        onClick={() => settle(names, () => unit as UnitId)}
      >
        {t('assessment.all_mean_do')}
      </button>
    </>
  );
}

/** How many nodes name each unit. */
function usesOf({ edition }: Drawn): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const node of edition.nodes) {
    for (const name of new Set([...node.responsible, ...node.duties.map(({ unit }) => unit)])) {
      uses.set(name, (uses.get(name) ?? 0) + 1);
    }
  }
  return uses;
}
