import type { RouteName } from '@tongchuang/domain/access/rights.ts';
import type { DocumentId, EditionId } from '@tongchuang/domain/kernel/ids.ts';
import type { FollowUp } from '@tongchuang/usecases/house.ts';

/** What follows an act, queued in its own transaction: one line an act, so that nobody has to search for consequences. */
const REACTIONS: Partial<Record<RouteName, (reply: never) => FollowUp[]>> = {
  'intake.submit': ({ id }: { id: DocumentId }) => [
    { task: 'intake.read', payload: { document: id }, key: `intake.read:${id}` },
  ],
  'framework.submit': ({ id }: { id: EditionId }) => [
    { task: 'framework.read', payload: { edition: id }, key: `framework.read:${id}` },
  ],
};

export const follow = (act: RouteName, done: { asked: object; reply: object }): readonly FollowUp[] =>
  REACTIONS[act]?.(done.reply as never) ?? [];
