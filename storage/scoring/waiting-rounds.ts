import type { PersonId, RoundId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { RoundStage } from '@tongchuang/domain/scoring/round.ts';
import type { Transaction } from '../database.ts';
import { STANDING } from './standing.ts';

/** An open round, with what of it could wait for somebody. */
export interface OpenRoundRow {
  id: RoundId;
  name: string;
  stage: RoundStage;
  selfUntil: string | null;
  replyUntil: string | null;
  /** This person has a seat in it. */
  seated: boolean;
  openReplies: number;
  /** The office has approved the facts as they are now; who. */
  approvedBy: PersonId | null;
  units: { unitId: UnitId; submitted: boolean; approved: boolean; replied: boolean }[];
}

/** Rounds that are neither being prepared nor published, newest first. */
export const openRounds = ({ query }: Pick<Transaction, 'query'>, person: PersonId) =>
  query<OpenRoundRow & {}>(
    `select r.id, r.name, r.stage, r.self_until as "selfUntil", r.reply_until as "replyUntil",
            exists (select from round_markers m where m.tenant_id = r.tenant_id and m.round_id = r.id and m.person_id = $1) as seated,
            (select count(*)::int from replies p where p.tenant_id = r.tenant_id and p.round_id = r.id
                and p.stance = 'disagree' and p.outcome is null) as "openReplies",
            (select a.by_id from round_approvals a where a.tenant_id = r.tenant_id and a.round_id = r.id and a.step = 'office'
                and a.facts_seq = ${STANDING} order by a.at desc limit 1) as "approvedBy",
            (select coalesce(json_agg(json_build_object('unitId', u.unit_id, 'submitted', u.self_submitted_at is not null,
                'approved', u.self_approved_at is not null, 'replied', exists (select from replies p where p.tenant_id = u.tenant_id
                and p.round_id = u.round_id and p.unit_id = u.unit_id))), '[]')
               from round_units u where u.tenant_id = r.tenant_id and u.round_id = r.id) as units
       from rounds r where r.stage in ('self', 'marking', 'reply', 'settling') order by r.made_at desc, r.id desc`,
    [person],
  );
