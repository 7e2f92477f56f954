import * as routes from '@tongchuang/contract/home.ts';
import { may, reachOf } from '@tongchuang/domain/access/may.ts';
import * as reminders from '@tongchuang/storage/tasks/reminders.ts';
import { act, view, type Scene } from './act.ts';

/** 提醒: what the clock reminded somebody of, by reason. */

const MOST = 200;

async function recipientOf(scene: Scene): Promise<reminders.Recipient> {
  const [works, heads] = await Promise.all([
    reminders.unitsWithin(scene, reachOf(scene.actor, 'task.work')),
    reminders.unitsWithin(scene, reachOf(scene.actor, 'task.head')),
  ]);
  return { person: scene.actor.personId, works, heads, office: may(scene.actor, 'task.assign', []) };
}

export const listInbox = view(routes.listInbox, {
  async run(scene, { query: { seen } }) {
    const to = await recipientOf(scene);
    const [rows, byReason] = await Promise.all([
      reminders.listInbox(scene, to, seen === 'yes', MOST),
      reminders.countInbox(scene, to),
    ]);
    return {
      unseen: byReason.reduce((sum, one) => sum + one.count, 0),
      byReason,
      rows: rows.map((row) => ({ ...row, sentAt: row.sentAt.toISOString() })),
    };
  },
});

export const markSeen = act(routes.markSeen, {
  async run(scene, { body: { keys } }) {
    const seen = await reminders.markSeen(scene, scene.tenant, await recipientOf(scene), keys, scene.now);
    scene.trace('person', scene.actor.personId, { seen });
    return { seen };
  },
});
