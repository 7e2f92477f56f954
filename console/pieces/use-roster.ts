import { useMemo } from 'react';
import { listUnits } from '@tongchuang/contract/organisation.ts';
import { listPeople } from '@tongchuang/contract/people.ts';
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
