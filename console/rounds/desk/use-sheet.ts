import { useDeferredValue, useEffect, useMemo, useSyncExternalStore } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { listFacts, type FactIn, type FactOut } from '@tongchuang/contract/facts.ts';
import type { Round } from '@tongchuang/contract/rounds.ts';
import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import type { FactId, FileHash, PersonId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { Sheet } from '@tongchuang/domain/scoring/round.ts';
import { call } from '@tongchuang/ui/call.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { useMe } from '../../shell/me.tsx';
import { saverOf, type FactSaver, type Saved } from './fact-saver.ts';
import { countedOn, groundOf, keyOf, outBy, scoreSheet, type SheetScore, type Slot } from './sheet.ts';

type RoundUnit = Round['units'][number];

/** An answer as it is entered; null: nothing is said any more. */
export interface Answer {
  state: FactOut['state'];
  value: string | null;
  reason?: string | null;
  second?: { id: PersonId; name: string } | null;
  stratum?: string | null;
}

export interface DeskSheet {
  round: Round;
  sheet: Sheet;
  unit: RoundUnit;
  /** Of the unit, on every sheet that the person sees. */
  facts: readonly FactOut[];
  /** What the sheet comes to, by the engine of the house, before the server has answered. */
  score: SheetScore;
  saver: FactSaver;
  saved: Saved;
  /** @param waitMs  how long the person may go on typing before it is sent */
  answer: (slot: Slot, answer: Answer, waitMs?: number) => void;
  /** What stands behind an answer that is there: a note, files. */
  annotate: (slot: Slot, behind: Partial<Pick<FactOut, 'note' | 'files'>>) => void;
  /** 不适用: the whole criterion; taken back by `false`. */
  setOut: (slot: Slot, out: boolean) => void;
}

/** How many facts of one unit are fetched: 118 criteria with some tens of sites each. */
const MOST = 5000;
const STALE_MS = 30_000;

const asked = (round: Round, unitId: UnitId) => ({
  params: { id: round.id },
  query: { unitId, limit: MOST, after: 0 },
});

/** One sheet of one unit: what stands on it, what it comes to, and how it is filled in. */
export function useSheet(
  round: Round,
  edition: Edition,
  unit: RoundUnit,
  sheet: Sheet,
): DeskSheet & { listing: ReturnType<typeof useCall<typeof listFacts>> } {
  const me = useMe();
  const saver = saverOf(round.id);
  const saved = useSyncExternalStore(saver.subscribe, saver.shown);
  const listing = useCall(listFacts, asked(round, unit.unitId), { staleMs: STALE_MS });
  const rows = listing.data?.rows;
  useEffect(() => {
    if (rows !== undefined) saver.listed(rows);
  }, [rows, saver]);
  const { refetch } = listing;
  useEffect(() => {
    if (saved.conflict !== null) void refetch();
  }, [saved.conflict, refetch]);

  const facts = useMemo(() => {
    const all = new Map((rows ?? []).map((fact) => [String(fact.id), fact]));
    for (const [id, fact] of saved.ahead) if (fact.unitId === unit.unitId) all.set(id, fact);
    return [...all.values()];
  }, [rows, saved.ahead, unit.unitId]);
  const settled = useDeferredValue(facts);
  const score = useMemo(
    () =>
      scoreSheet(edition, countedOn(settled, sheet), { id: unit.unitId, type: unit.unitType }, round.methods),
    [edition, settled, sheet, unit.unitId, unit.unitType, round.methods],
  );

  const ownOf = (slot: Slot): FactOut | undefined => {
    const key = keyOf(slot);
    return facts.findLast((one) => one.sheet === sheet && !one.withdrawn && keyOf(one) === key);
  };
  const put = (slot: Slot, given: Answer, existing: FactOut | undefined, waitMs: number) => {
    const now = new Date().toISOString();
    const second =
      given.second === undefined
        ? { id: existing?.secondId ?? null, name: existing?.second ?? null }
        : given.second;
    const blank = { siteType: null, stratum: null, reason: null, note: null, files: [] };
    const fact: FactOut = {
      ...blank,
      ...existing,
      ...slot,
      id: existing?.id ?? (newId() as FactId),
      version: existing?.version ?? 0,
      seq: existing?.seq ?? 0,
      sheet,
      state: given.state,
      value: given.state === 'observed' ? given.value : null,
      unitId: unit.unitId,
      unit: unit.unit,
      at: now,
      reason: given.reason ?? existing?.reason ?? null,
      stratum: given.stratum ?? existing?.stratum ?? null,
      second: second?.name ?? null,
      secondId: second?.id ?? null,
      marker: me.name,
      source: 'page',
      entered: { by: me.name, at: now },
      withdrawn: false,
    };
    const ground = groundOf(facts, sheet, slot.criterion)
      .filter((one) => keyOf(one) !== keyOf(slot) && one.state !== 'not_observed')
      .map((one): FactOut => ({ ...one, id: newId() as FactId, version: 0, sheet, source: 'page' }));
    const sent = [fact, ...ground].map(asEntered);
    saver.put(keyOf(slot), sheet, [fact, ...ground], sent, waitMs);
  };
  return {
    listing,
    round,
    sheet,
    unit,
    facts,
    score,
    saver,
    saved,
    answer: (slot, given, waitMs = 0) => {
      const existing = ownOf(slot);
      if (existing === undefined && given.state === 'not_observed') return;
      put(slot, given, existing, waitMs);
    },
    annotate: (slot, behind) => {
      const existing = ownOf(slot);
      if (existing === undefined) return;
      // When and by whom it was seen stays as it was.
      const fact = { ...existing, ...behind };
      saver.put(keyOf(slot), sheet, [fact], [asEntered(fact)], 0);
    },
    setOut: (slot, out) => {
      const existing = outBy(facts, slot.criterion, sheet);
      if (out === (existing !== null)) return;
      const own = facts.find(
        (one) => one.sheet === sheet && !one.withdrawn && keyOf(one) === keyOf(slot) && one.site === null,
      );
      put(slot, { state: out ? 'not_applicable' : 'not_observed', value: null }, existing ?? own, 0);
    },
  };
}

/** The facts of the units beside this one are fetched before somebody goes there. */
export function useFetchedAhead(round: Round, units: readonly (RoundUnit | undefined)[]): void {
  const queries = useQueryClient();
  useEffect(() => {
    for (const unit of units) {
      if (unit === undefined) continue;
      const given = asked(round, unit.unitId);
      void queries.prefetchQuery({
        queryKey: [listFacts.name, given],
        queryFn: ({ signal }) => call(listFacts, given, { signal }),
        staleTime: STALE_MS,
      });
    }
  }, [queries, round, units]);
}

const asEntered = (fact: FactOut): FactIn => ({
  id: fact.id,
  version: fact.version,
  criterion: fact.criterion,
  name: fact.name,
  state: fact.state,
  value: fact.value,
  unitId: fact.unitId,
  site: fact.site,
  siteType: fact.siteType,
  stratum: fact.stratum,
  method: fact.method,
  form: fact.form,
  at: fact.at,
  reason: fact.reason,
  note: fact.note,
  secondId: fact.secondId,
  files: fact.files.map(({ sha256, name }) => ({ sha256: sha256 as FileHash, name })),
});
