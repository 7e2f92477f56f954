import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import type {
  AppealId,
  FileHash,
  PersonId,
  RoundId,
  SnapshotId,
  TenantId,
  UnitId,
} from '@tongchuang/domain/kernel/ids.ts';
import type { Transaction } from '../database.ts';
import { insertRows } from '../rows.ts';
import { mustExist } from '../versions.ts';

type Query = Pick<Transaction, 'query'>;

/** What changed against the snapshot before, by node of the place's tree. */
export interface NodeChange {
  code: string;
  title: string;
  before: number;
  after: number;
}

export interface SnapshotHeadRow {
  id: SnapshotId;
  roundId: RoundId;
  number: number;
  at: Date;
  by: string;
  facts: number;
  editionHash: string;
  factsHash: FileHash;
  hash: string;
  reason: string | null;
  changes: NodeChange[];
  converted: number | null;
}

/** A unit by its code, with the type that it had. */
export interface ScoredUnit {
  unit: string;
  unitType: string | null;
}

export interface SnapshotRow extends SnapshotHeadRow {
  edition: Edition;
  /** Whom it scores besides the place. */
  subjects: ScoredUnit[];
  /** Canonical JSON of {place, units}. */
  results: string;
  ranking: unknown;
}

const HEAD = `s.id, s.round_id as "roundId", s.number, s.published_at as at, p.name as by, s.facts_count as facts,
  s.edition_hash as "editionHash", s.facts_sha256 as "factsHash", s.hash, s.reason, s.changes,
  (s.results::json #>> '{place,total,converted}')::float8 as converted`;
const FROM = 'from snapshots s join people p on p.tenant_id = s.tenant_id and p.id = s.published_by';

export const listSnapshots = ({ query }: Query, round: RoundId) =>
  query<SnapshotHeadRow & {}>(`select ${HEAD} ${FROM} where s.round_id = $1 order by s.number desc`, [round]);

/** @throws {Refusal} `request.not_found` */
export async function getSnapshot({ query }: Query, id: SnapshotId): Promise<SnapshotRow> {
  const [row] = await query<SnapshotRow & {}>(
    `select ${HEAD}, s.edition, s.subjects, s.results, s.ranking ${FROM} where s.id = $1`,
    [id],
  );
  return mustExist(row, 'snapshot', id);
}

/** Every snapshot of the place with all that it holds, oldest first: to be recounted. */
export const allSnapshots = ({ query }: Query) =>
  query<{ id: SnapshotId } & {}>('select id from snapshots order by published_at, id');

/** The newest of a round; of several rounds each one's newest, oldest first. */
export const newestSnapshots = ({ query }: Query, rounds: readonly RoundId[] | null) =>
  query<SnapshotRow & { round: string; kind: string; to: string; editionId: string }>(
    `select * from (
       select distinct on (s.round_id) ${HEAD}, s.edition, s.subjects, s.results, s.ranking, r.name as round, r.kind, r.to_day as "to",
              r.edition_id as "editionId"
         ${FROM} join rounds r on r.tenant_id = s.tenant_id and r.id = s.round_id
        where $1::uuid[] is null or s.round_id = any($1)
        order by s.round_id, s.number desc) newest order by "to", at, id`,
    [rounds],
  );

export interface NewSnapshot {
  id: SnapshotId;
  round: RoundId;
  number: number;
  edition: Edition;
  editionHash: string;
  factsHash: FileHash;
  facts: number;
  subjects: readonly ScoredUnit[];
  results: string;
  ranking: unknown;
  hash: string;
  reason: string | null;
  changes: readonly NodeChange[];
}

export const insertSnapshot = (
  transaction: Transaction,
  tenant: TenantId,
  snapshot: NewSnapshot,
  by: PersonId,
  at: Date,
) =>
  insertRows(transaction, 'snapshots', [
    {
      tenant_id: tenant,
      id: snapshot.id,
      round_id: snapshot.round,
      number: snapshot.number,
      edition: snapshot.edition,
      edition_hash: snapshot.editionHash,
      facts_sha256: snapshot.factsHash,
      facts_count: snapshot.facts,
      subjects: snapshot.subjects,
      results: snapshot.results,
      ranking: snapshot.ranking,
      hash: snapshot.hash,
      reason: snapshot.reason,
      changes: snapshot.changes,
      published_by: by,
      published_at: at,
    },
  ]);

export interface AppealRow {
  id: AppealId;
  snapshotId: SnapshotId;
  unitId: UnitId;
  unit: string;
  criterion: string | null;
  text: string;
  by: string;
  at: Date;
  outcome: 'open' | 'upheld' | 'corrected' | 'withdrawn';
  answer: string | null;
  decidedBy: string | null;
  decidedAt: Date | null;
  version: number;
}

/** @param units  null: of every unit */
export const listAppeals = ({ query }: Query, round: RoundId, units: readonly UnitId[] | null) =>
  query<AppealRow & {}>(
    `select a.id, a.snapshot_id as "snapshotId", a.unit_id as "unitId", u.name as unit, a.criterion, a.text, p.name as by, a.at,
            a.outcome, a.answer, d.name as "decidedBy", a.decided_at as "decidedAt", a.version
       from appeals a join snapshots s on s.tenant_id = a.tenant_id and s.id = a.snapshot_id
       join units u on u.tenant_id = a.tenant_id and u.id = a.unit_id
       join people p on p.tenant_id = a.tenant_id and p.id = a.by_id
       left join people d on d.tenant_id = a.tenant_id and d.id = a.decided_by
      where s.round_id = $1 and ($2::uuid[] is null or a.unit_id = any($2)) order by a.at desc, a.id`,
    [round, units],
  );

export const insertAppeal = (
  transaction: Transaction,
  tenant: TenantId,
  appeal: Pick<AppealRow, 'id' | 'snapshotId' | 'unitId' | 'criterion' | 'text'>,
  by: PersonId,
  at: Date,
) =>
  insertRows(transaction, 'appeals', [
    {
      tenant_id: tenant,
      id: appeal.id,
      snapshot_id: appeal.snapshotId,
      unit_id: appeal.unitId,
      criterion: appeal.criterion,
      text: appeal.text,
      by_id: by,
      at,
      outcome: 'open',
      version: 1,
    },
  ]);

/** @returns undefined where somebody else was faster, or it is decided already */
export const decideAppeal = async (
  { query }: Query,
  id: AppealId,
  version: number,
  outcome: 'upheld' | 'corrected',
  answer: string,
  by: PersonId,
  at: Date,
): Promise<{ version: number } | undefined> =>
  (
    await query<{ version: number }>(
      `update appeals set outcome = $3, answer = $4, decided_by = $5, decided_at = $6, version = version + 1
        where id = $1 and version = $2 and outcome = 'open' returning version`,
      [id, version, outcome, answer, by, at],
    )
  )[0];
