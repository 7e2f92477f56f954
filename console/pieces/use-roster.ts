import { useMemo } from 'react';
import { listDivisions } from '@tongchuang/contract/divisions.ts';
import { listUnits } from '@tongchuang/contract/organisation.ts';
import { listPeople } from '@tongchuang/contract/people.ts';
import type { DivisionLevel } from '@tongchuang/domain/organisation/divisions.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { Option } from './choice.tsx';

/** Ten minutes: names of units change rarely. */
const STALE_MS = 600_000;

/** Units to choose from, short name first; nothing while they are not needed. */
export function useUnitOptions(enabled = true): readonly Option[] {
  const { data } = useCall(listUnits, { query: {} }, { enabled, staleMs: STALE_MS });
  return useMemo(
    () =>
      data?.units.map(({ id, name, shortName }) => ({
        value: id,
        label: shortName ?? name,
        ...(shortName === null || shortName === name ? {} : { hint: name }),
      })) ?? [],
    [data],
  );
}

/** People of one unit to choose from. */
export function usePeopleOptions(unitId: UnitId, enabled = true): readonly Option[] {
  const { data } = useCall(listPeople, { query: { unitId } }, { enabled, staleMs: STALE_MS });
  return useMemo(
    () =>
      data?.people.map(({ id, name, title }) => ({
        value: id,
        label: name,
        ...(title === null ? {} : { hint: title }),
      })) ?? [],
    [data],
  );
}

/** Divisions to choose from, of some levels or all, with their codes. */
export function useDivisionOptions(levels: readonly DivisionLevel[] | null): readonly Option[] {
  const { data } = useCall(listDivisions, {}, { staleMs: 60_000 });
  return (data?.divisions ?? [])
    .filter((one) => levels === null || levels.includes(one.level))
    .map((one) => ({ value: one.id, label: one.name, hint: one.code }));
}
