import * as acts from '@tongchuang/contract/task-acts.ts';
import * as routes from '@tongchuang/contract/tasks.ts';
import * as views from '@tongchuang/storage/tasks/saved-views.ts';
import type { SavedViewRow } from '@tongchuang/storage/tasks/saved-views.ts';
import { mustBeUnchanged, mustExist } from '@tongchuang/storage/versions.ts';
import { act, view, type Scene } from './act.ts';

/** 常用视图: a page's filters under a name, for oneself or for everybody. */

const told = (scene: Scene, { person_id, ...row }: SavedViewRow) => ({
  ...row,
  mine: person_id === scene.actor.personId,
});

export const listSavedViews = view(routes.listSavedViews, {
  async run(scene, { query: { page } }) {
    const rows = await views.listViews(scene, scene.actor.personId, page ?? null);
    return { rows: rows.map((row) => told(scene, row)) };
  },
});

export const saveView = act(acts.saveView, {
  async run(scene, { params: { id }, body }) {
    const row = { id, person_id: scene.actor.personId, ...body };
    mustBeUnchanged(await views.saveView(scene, scene.tenant, row), 'saved_view', id);
    scene.trace('saved_view', id, { name: body.name, shared: body.shared });
    const version = body.version + 1;
    return { view: told(scene, { ...row, owner: scene.actor.name, version }) };
  },
});

export const removeView = act(acts.removeView, {
  async run(scene, { params: { id } }) {
    mustExist(await views.removeView(scene, id, scene.actor.personId), 'saved_view', id);
    scene.trace('saved_view', id);
    return {};
  },
});
