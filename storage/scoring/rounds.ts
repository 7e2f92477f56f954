import type { EditionId, PersonId, RoundId, TenantId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { RoundKind, RoundStage, Seat } from '@tongchuang/domain/scoring/round.ts';
import type { Transaction } from '../database.ts';
import { insertRows } from '../rows.ts';
import { mustExist } from '../versions.ts';

type Query = Pick<Transaction, 'query'>;

export interface RoundRow {
  id: RoundId;
  name: string;
  kind: RoundKind;
  stage: RoundStage;
  editionId: EditionId;
  edition: string;
  /** Of its content, once that has been read. */
  editionHash: string | null;
  from: string;
  to: string;
  methods: string[];
  twoMarkers: boolean;
  /** Hundredths of a point. */
  differenceLimit: number;
  selfUntil: string | null;
  replyUntil: string | null;
  leastSample: number;
  borrows: RoundId[];
  /** Stages that it has been in: it may do without self-assessment, and without reply. */
  heldStages: RoundStage[];
  /** Number of the last change to its facts. */
  factsSeq: number;
  madeAt: Date;
  version: number;
}

const ROUND = `r.id, r.name, r.kind, r.stage, r.edition_id as "editionId", e.title as edition, e.hash as "editionHash", r.from_day as "from", r.to_day as "to",
  r.methods, r.two_markers as "twoMarkers", r.difference_limit as "differenceLimit", r.self_until as "selfUntil",
  r.reply_until as "replyUntil", r.least_sample as "leastSample", r.borrows, r.held_stages as "heldStages", r.facts_seq::float8 as "factsSeq",
  r.made_at as "madeAt", r.version`;
const FROM = `from rounds r join editions e on e.tenant_id = r.tenant_id and e.id = r.edition_id`;

export interface RoundHeadRow extends RoundRow {
  units: number;
  facts: number;
  number: number | null;
  publishedAt: Date | null;
  converted: number | null;
}

export const listRounds = ({ query }: Query) =>
  query<RoundHeadRow & {}>(
    `select ${ROUND},
            (select count(*)::int from round_units u where u.tenant_id = r.tenant_id and u.round_id = r.id) as units,
            r.facts_count::float8 as facts,
            s.number, s.published_at as "publishedAt", (s.results::json #>> '{place,total,converted}')::float8 as converted
       ${FROM}
       left join lateral (select * from snapshots s where s.tenant_id = r.tenant_id and s.round_id = r.id
                           order by s.number desc limit 1) s on true
      order by r.made_at desc, r.id`,
  );

/** @throws {Refusal} `request.not_found` */
export async function getRound({ query }: Query, id: RoundId): Promise<RoundRow> {
  const [row] = await query<RoundRow & {}>(`select ${ROUND} ${FROM} where r.id = $1`, [id]);
  return mustExist(row, 'round', id);
}

/** What tells whether a score that is kept is still the newest. */
export type RoundState = Pick<RoundRow, 'id' | 'name' | 'stage' | 'version' | 'factsSeq' | 'borrows'>;

/** @throws {Refusal} `request.not_found` */
export async function roundState({ query }: Query, id: RoundId): Promise<RoundState> {
  const [row] = await query<RoundState & {}>(
    `select id, name, stage, version, facts_seq::float8 as "factsSeq", borrows from rounds where id = $1`,
    [id],
  );
  return mustExist(row, 'round', id);
}

/** The number of the last change to the facts of each round. */
export async function factNumbers({ query }: Query, ids: readonly RoundId[]): Promise<Map<RoundId, number>> {
  const rows = await query<{ id: RoundId; last: number }>(
    `select id, facts_seq::float8 as last from rounds where id = any($1::uuid[]) order by array_position($1::uuid[], id)`,
    [ids],
  );
  return new Map(rows.map(({ id, last }) => [id, last]));
}

/** The same, held until the transaction ends: whoever writes facts or moves the round waits for whoever does so now. */
export async function lockRound({ query }: Query, id: RoundId): Promise<RoundRow> {
  const locking = query('select 1 from rounds where id = $1 for update', [id]);
  const [round] = await Promise.all([getRound({ query }, id), locking]);
  return round;
}

export type NewRound = Omit<
  RoundRow,
  'stage' | 'edition' | 'editionHash' | 'heldStages' | 'factsSeq' | 'madeAt'
>;

/** @param round  with the version that its writer read; 0 where it is new. @returns false where somebody else was faster */
export async function saveRound(
  { query }: Query,
  tenant: TenantId,
  round: NewRound,
  by: PersonId,
  at: Date,
): Promise<boolean> {
  const values = [
    tenant,
    round.id,
    round.name,
    round.kind,
    round.editionId,
    round.from,
    round.to,
    round.methods,
    round.twoMarkers,
    round.differenceLimit,
    round.selfUntil,
    round.replyUntil,
    round.leastSample,
    round.borrows,
  ];
  const rows =
    round.version === 0
      ? await query(
          `insert into rounds (tenant_id, id, name, kind, edition_id, from_day, to_day, methods, two_markers, difference_limit,
                               self_until, reply_until, least_sample, borrows, made_by, made_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) on conflict do nothing returning id`,
          [...values, by, at],
        )
      : await query(
          `update rounds set name = $3, kind = $4, edition_id = $5, from_day = $6, to_day = $7, methods = $8, two_markers = $9,
                  difference_limit = $10, self_until = $11, reply_until = $12, least_sample = $13, borrows = $14,
                  version = version + 1
            where tenant_id = $1 and id = $2 and version = $15 returning id`,
          [...values, round.version],
        );
  return rows.length === 1;
}

/** @returns its new version; undefined where somebody else was faster */
export const moveRound = async (
  { query }: Query,
  id: RoundId,
  version: number,
  stage: RoundStage,
): Promise<{ version: number } | undefined> =>
  (
    await query<{ version: number }>(
      `update rounds set stage = $3, version = version + 1,
                held_stages = case when $3 = any(held_stages) then held_stages else held_stages || $3::text end
        where id = $1 and version = $2 returning version`,
      [id, version, stage],
    )
  )[0];

/** Another version without another word: markers or units were set. */
export const touchRound = async (
  { query }: Query,
  id: RoundId,
  version: number,
): Promise<{ version: number } | undefined> =>
  (
    await query<{ version: number }>(
      'update rounds set version = version + 1 where id = $1 and version = $2 returning version',
      [id, version],
    )
  )[0];

export interface MarkerRow {
  seat: Seat;
  personId: PersonId;
  name: string;
  /** Null: all units. */
  unitIds: UnitId[] | null;
}

export const listMarkers = ({ query }: Query, round: RoundId) =>
  query<MarkerRow & {}>(
    `select m.seat, m.person_id as "personId", p.name, m.unit_ids as "unitIds" from round_markers m
       join people p on p.tenant_id = m.tenant_id and p.id = m.person_id
      where m.round_id = $1 order by array_position(array['first', 'second', 'arbiter'], m.seat), p.name, p.id`,
    [round],
  );

export async function setMarkers(
  transaction: Transaction,
  tenant: TenantId,
  round: RoundId,
  markers: readonly Omit<MarkerRow, 'name'>[],
): Promise<void> {
  await transaction.query('delete from round_markers where round_id = $1', [round]);
  await insertRows(
    transaction,
    'round_markers',
    markers.map(({ seat, personId, unitIds }) => ({
      tenant_id: tenant,
      round_id: round,
      person_id: personId,
      seat,
      unit_ids: unitIds,
    })),
  );
}

export interface ApprovalRow {
  step: 'office' | 'leader';
  by: string;
  byId: PersonId;
  at: Date;
  factsSeq: number;
  note: string | null;
}

export const listApprovals = ({ query }: Query, round: RoundId) =>
  query<ApprovalRow & {}>(
    `select a.step, p.name as by, a.by_id as "byId", a.at, a.facts_seq::float8 as "factsSeq", a.note from round_approvals a
       join people p on p.tenant_id = a.tenant_id and p.id = a.by_id where a.round_id = $1
      order by a.at, a.facts_seq, a.id`,
    [round],
  );

export const insertApproval = (
  transaction: Transaction,
  tenant: TenantId,
  approval: Omit<ApprovalRow, 'by'> & { id: string; round: RoundId },
) =>
  insertRows(transaction, 'round_approvals', [
    {
      tenant_id: tenant,
      id: approval.id,
      round_id: approval.round,
      step: approval.step,
      by_id: approval.byId,
      at: approval.at,
      facts_seq: approval.factsSeq,
      note: approval.note,
    },
  ]);
