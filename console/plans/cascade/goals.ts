import type { listGoals } from '@tongchuang/contract/campaign.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';

/** The goals of the campaign, as the server tells them. */
export type Goals = ReplyOf<typeof listGoals>['rows'];
