import * as routes from '@tongchuang/contract/audit.ts';
import { isPermitted, may } from '@tongchuang/domain/access/may.ts';
import { isUuid, type LetterId, type TaskId, type UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { findHead } from '@tongchuang/storage/audit/queries.ts';
import {
  countUnsealed,
  listTrail,
  namesOf,
  trailOf,
  type TrailRow,
} from '@tongchuang/storage/audit/trail.ts';
import { findItems } from '@tongchuang/storage/campaign/queries.ts';
import { findLetter } from '@tongchuang/storage/letters/queries.ts';
import { findUnit, listPartNames } from '@tongchuang/storage/tasks/page.ts';
import { view, type Scene } from './act.ts';

/** 留痕: who did what when, of one object or of the whole place. */

const PAGE = 100;

const told = (row: TrailRow) => ({ ...row, at: row.at.toISOString() });

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Every id that the rows name, in their objects and their facts. */
const idsIn = (rows: readonly TrailRow[]): string[] => [
  ...new Set(rows.flatMap((row) => JSON.stringify([row.objects, row.facts]).match(UUID) ?? [])),
];

/** A page of rows with the names of what they point to. An auditor reads every name; others units and people. */
async function page(scene: Scene, rows: readonly TrailRow[]) {
  const shown = rows.slice(0, PAGE);
  const whole = isPermitted(scene.actor, 'audit.read');
  return {
    rows: shown.map(told),
    more: rows.length > PAGE,
    names: await namesOf(scene, idsIn(shown), whole),
  };
}

export const auditOf = view(routes.auditOf, {
  async run(scene, { params: { kind, id }, query: { before, beforeId } }) {
    if (!(await maySee(scene, kind, id))) throw new Refusal('request.not_found', { what: kind, id });
    const cursor = { before: before ?? null, beforeId: beforeId ?? null };
    return page(scene, await trailOf(scene, `${kind}:${id}`, cursor, PAGE + 1));
  },
});

/** Auditors see the trail of anything; others that of a task, a unit, a letter or a plan which they may read. */
async function maySee(scene: Scene, kind: string, id: string): Promise<boolean> {
  if (isPermitted(scene.actor, 'audit.read')) return true;
  if (kind === 'calendar') return true; // everybody reads the calendar
  if (!isUuid(id)) return false;
  if (kind === 'plan' || kind === 'campaign') return isPermitted(scene.actor, 'task.read');
  if (kind === 'plan_item') {
    const [item] = await findItems(scene, [id]);
    if (item === undefined || item.unit_id === null)
      return item !== undefined && isPermitted(scene.actor, 'task.read');
    const unit = await findUnit(scene, item.unit_id, scene.today);
    return unit !== undefined && may(scene.actor, 'task.read', [unit.path]);
  }
  if (kind === 'task') {
    const parts = await listPartNames(scene, id as TaskId);
    return may(
      scene.actor,
      'task.read',
      parts.map((part) => part.path),
    );
  }
  if (kind === 'letter') {
    const letter = await findLetter(scene, id as LetterId);
    return letter !== undefined && may(scene.actor, 'letter.read', [letter.path]);
  }
  return kind === 'unit' && may(scene.actor, 'task.read', [[id as UnitId]]);
}

export const listAudit = view(routes.listAudit, {
  async run(scene, { query: { before, beforeId, act, actor } }) {
    const cursor = { before: before ?? null, beforeId: beforeId ?? null };
    const filter = { ...cursor, act: act ?? null, actor: actor ?? null };
    const [rows, head, unsealed] = await Promise.all([
      listTrail(scene, filter, PAGE + 1),
      findHead(scene),
      countUnsealed(scene),
    ]);
    return {
      ...(await page(scene, rows)),
      head: { position: head.position, link: head.link },
      unsealed,
    };
  },
});
