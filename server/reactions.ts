import type { RouteName } from '@tongchuang/domain/access/rights.ts';
import type { FollowUp } from '@tongchuang/usecases/house.ts';

/** What follows an act, queued in its own transaction: one line an act, so that nobody has to search for consequences. */
const REACTIONS: Partial<Record<RouteName, (done: { asked: never; reply: never }) => FollowUp[]>> = {};

export function follow(act: RouteName, done: { asked: object; reply: object }): readonly FollowUp[] {
  return REACTIONS[act]?.(done as { asked: never; reply: never }) ?? [];
}
