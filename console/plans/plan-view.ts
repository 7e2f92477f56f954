import type { getPlan } from '@tongchuang/contract/campaign.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';

/** A plan with its editions, as the server tells it. */
export type PlanView = ReplyOf<typeof getPlan>;
