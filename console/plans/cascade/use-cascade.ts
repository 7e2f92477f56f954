import { useMemo } from 'react';
import { listCampaigns, listGoals, listPlanItems, type PlanItem } from '@tongchuang/contract/campaign.ts';
import { listUnits, type UnitLine } from '@tongchuang/contract/organisation.ts';
import type { Permission } from '@tongchuang/domain/access/permissions.ts';
import type { CampaignId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { dayOf } from '@tongchuang/ui/speech.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import type { Option } from '../../pieces/choice.tsx';
import { useUrl } from '../../pieces/url-state.ts';
import { useMe } from '../../shell/me.tsx';

/** Reads that an act on the cascade makes out of date. */
export const CASCADE_CHANGE = ['plan_item.', 'goal.', 'home.', 'task.get', 'audit.'] as const;

/** Five minutes: campaigns and units change rarely. */
const STALE_MS = 300_000;

export const today = (): string => dayOf(new Date());

/** The campaign that runs; null where none was set, undefined while it is on its way. */
export function useCampaign() {
  const answer = useCall(listCampaigns, {}, { staleMs: STALE_MS });
  return { answer, campaign: answer.data === undefined ? undefined : (answer.data.rows[0] ?? null) };
}

export const useGoals = (campaignId: CampaignId | undefined) =>
  useCall(
    listGoals,
    { params: { id: campaignId ?? ('' as CampaignId) } },
    { enabled: campaignId !== undefined },
  );

/** The unit, year and month that the address shows; one's own unit and today where it says nothing. */
export function useWhere() {
  const url = useUrl();
  const me = useMe();
  const now = today();
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(url.get('month')) ? url.get('month') : now.slice(0, 7);
  const unitId = (url.get('unit') || me.unit.id) as UnitId;
  return { unitId, month, year: Number(month.slice(0, 4)), today: now, isOwn: unitId === me.unit.id };
}

/** A whole year of a unit: the year plan, its months and their days. */
export function useUnitYear(unitId: UnitId, year: number) {
  const answer = useCall(
    listPlanItems,
    { params: { unitId }, query: { from: `${year}-01-01`, to: `${year}-12-31` } },
    { keepLast: true },
  );
  const below = useMemo(
    () => Map.groupBy<string, PlanItem>(answer.data?.rows ?? [], (item) => item.parentId ?? ''),
    [answer.data],
  );
  return { answer, below: (id: string): readonly PlanItem[] => below.get(id) ?? [] };
}

/** Whether the person's right reaches a unit, and the units that it reaches. The server judges each act anyway. */
export function useReach(permission: Permission) {
  const me = useMe();
  const { data } = useCall(listUnits, { query: {} }, { staleMs: STALE_MS });
  return useMemo(() => {
    const units = data?.units ?? [];
    const grants = me.grants.filter((grant) => grant.permission === permission);
    const parents = new Map<string, UnitLine>(units.map((unit) => [unit.id, unit]));
    const reaches = (unitId: string): boolean =>
      grants.some(({ reach, unitId: at }) => {
        if (reach === 'all' || at === unitId) return true;
        if (reach === 'own') return false;
        let above = parents.get(unitId)?.parentId;
        for (let steps = 0; above && steps < 20; steps++) {
          if (above === at) return true;
          above = parents.get(above)?.parentId;
        }
        return false;
      });
    const options: Option[] = units
      .filter((unit) => reaches(unit.id))
      .map(({ id, name, shortName }) => ({
        value: id,
        label: shortName ?? name,
        ...(shortName === null || shortName === name ? {} : { hint: name }),
      }));
    const nameOf = (unitId: string | null): string => {
      if (unitId === null) return '';
      const unit = parents.get(unitId);
      return unit?.shortName ?? unit?.name ?? '';
    };
    return { reaches, options, nameOf };
  }, [data, me, permission]);
}
