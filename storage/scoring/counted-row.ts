import type { FactId, PersonId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { FactState } from '@tongchuang/domain/scoring/fact.ts';
import type { Sheet } from '@tongchuang/domain/scoring/round.ts';

/** What the engine needs of a fact: compact, since a round has hundreds of thousands. */
export interface CountedRow {
  id: FactId;
  seq: number;
  sheet: Sheet;
  criterion: string;
  name: string;
  state: FactState;
  value: number | null;
  grade: string | null;
  unitId: UnitId | null;
  site: string | null;
  siteType: string | null;
  stratum: string | null;
  method: string | null;
  form: string | null;
  at: string | null;
  markerId: PersonId | null;
  secondId: PersonId | null;
  reason: string | null;
  withdrawn: boolean;
}
