import type { PersonId, RoundId, TenantId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { Transaction } from '../database.ts';

type Query = Pick<Transaction, 'query'>;

export interface ReplyRow {
  unitId: UnitId;
  unit: string;
  criterion: string;
  stance: 'agree' | 'disagree';
  text: string | null;
  files: { sha256: string; name: string }[];
  by: string;
  at: Date;
  outcome: 'upheld' | 'changed' | null;
  answer: string | null;
  answeredBy: string | null;
  answeredAt: Date | null;
  version: number;
}

/** @param units  null: of every unit */
export const listReplies = ({ query }: Query, round: RoundId, units: readonly UnitId[] | null) =>
  query<ReplyRow & {}>(
    `select r.unit_id as "unitId", u.name as unit, r.criterion, r.stance, r.text, r.files, p.name as by, r.at, r.outcome, r.answer,
            a.name as "answeredBy", r.answered_at as "answeredAt", r.version
       from replies r join units u on u.tenant_id = r.tenant_id and u.id = r.unit_id
       join people p on p.tenant_id = r.tenant_id and p.id = r.by_id
       left join people a on a.tenant_id = r.tenant_id and a.id = r.answered_by
      where r.round_id = $1 and ($2::uuid[] is null or r.unit_id = any($2)) order by u.position, u.code, r.criterion`,
    [round, units],
  );

interface Key {
  round: RoundId;
  unit: UnitId;
  criterion: string;
  version: number;
}

/** A changed reply is an open one again. @returns undefined where somebody else was faster */
export async function saveReply(
  { query }: Query,
  tenant: TenantId,
  reply: Key & Pick<ReplyRow, 'stance' | 'text' | 'files'>,
  by: PersonId,
  at: Date,
): Promise<{ version: number } | undefined> {
  const values = [tenant, reply.round, reply.unit, reply.criterion, reply.stance, reply.text];
  const rest = [JSON.stringify(reply.files), by, at];
  const rows =
    reply.version === 0
      ? await query<{ version: number }>(
          `insert into replies (tenant_id, round_id, unit_id, criterion, stance, text, files, by_id, at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning version`,
          [...values, ...rest],
        )
      : await query<{ version: number }>(
          `update replies set stance = $5, text = $6, files = $7, by_id = $8, at = $9, outcome = null, answer = null,
                  answered_by = null, answered_at = null, version = version + 1
            where tenant_id = $1 and round_id = $2 and unit_id = $3 and criterion = $4 and version = $10 returning version`,
          [...values, ...rest, reply.version],
        );
  return rows[0];
}

/** @returns undefined where somebody else was faster, or there is nothing to answer */
export const answerReply = async (
  { query }: Query,
  answered: Key & { outcome: 'upheld' | 'changed'; answer: string },
  by: PersonId,
  at: Date,
): Promise<{ version: number } | undefined> =>
  (
    await query<{ version: number }>(
      `update replies set outcome = $5, answer = $6, answered_by = $7, answered_at = $8, version = version + 1
        where round_id = $1 and unit_id = $2 and criterion = $3 and version = $4 and stance = 'disagree' returning version`,
      [
        answered.round,
        answered.unit,
        answered.criterion,
        answered.version,
        answered.outcome,
        answered.answer,
        by,
        at,
      ],
    )
  )[0];

/** Disagreements that nobody has answered yet, by unit. */
export const countOpenReplies = ({ query }: Query, round: RoundId) =>
  query<{ unitId: UnitId; count: number }>(
    `select unit_id as "unitId", count(*)::int as count from replies
      where round_id = $1 and stance = 'disagree' and outcome is null group by unit_id`,
    [round],
  );
