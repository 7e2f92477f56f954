import * as routes from '@tongchuang/contract/personal.ts';
import { isPermitted, may, reachOf } from '@tongchuang/domain/access/may.ts';
import type { DivisionId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import * as personal from '@tongchuang/storage/access/personal.ts';
import { ownerOfDivision } from '@tongchuang/storage/organisation/divisions.ts';
import { mustExist } from '@tongchuang/storage/versions.ts';
import { act, view, type Scene } from './act.ts';

/** 查看个人信息: first the trace, then the number. */

type Kind = (typeof routes.PERSONAL_KINDS)[number];

/** Which of those asked for this person may see: the same reach that his lists have. */
const WITHIN: Record<Kind, (scene: Scene, ids: readonly string[]) => Promise<readonly { id: string }[]>> = {
  people: (scene, ids) => personal.peopleWithin(scene, ids, reachOf(scene.actor, 'people.read')),
  contacts: async (scene, ids) =>
    isPermitted(scene.actor, 'organisation.read') ? personal.contactsAmong(scene, ids) : [],
  async households(scene, ids) {
    const homes = await personal.homesOf(scene, ids);
    const open = new Set<DivisionId>();
    for (const division of new Set(homes.map((home) => home.division)))
      if (may(scene.actor, 'household.read', [await ownerOfDivision(scene, division)])) open.add(division);
    return homes.filter((home) => open.has(home.division));
  },
};

export const showPersonal = act(routes.showPersonal, {
  async run(scene, { body: { of, ids, page } }) {
    const within = new Set((await WITHIN[of](scene, ids)).map((one) => one.id));
    const what = of === 'households' ? 'household' : 'person';
    for (const id of ids) {
      if (!within.has(id)) throw new Refusal('request.not_found', { what, id });
      scene.trace(what, id, { of, count: ids.length, page: page ?? undefined });
    }
    return {};
  },
});

export const shownPersonal = view(routes.shownPersonal, {
  async run(scene, { params: { id } }) {
    const after = new Date(scene.now.getTime() - routes.SHOWN_MINUTES * 60_000);
    const objects = mustExist(await personal.findShow(scene, id, scene.actor.personId, after), 'command', id);
    const idsOf = (kind: string) =>
      objects.flatMap((object) => (object.startsWith(kind) ? object.slice(kind.length) : []));
    return { shown: await personal.phonesOf(scene, idsOf('person:'), idsOf('household:')) };
  },
});

/** So many stand on one's own page; older ones are in the trail. */
const LATEST = 100;

export const listLooks = view(routes.listLooks, {
  async run(scene) {
    const rows = await personal.looksAt(scene, scene.actor.personId, LATEST);
    return { looks: rows.map((row) => ({ ...row, at: row.at.toISOString() })) };
  },
});
