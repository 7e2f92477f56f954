import * as acts from '@tongchuang/contract/task-acts.ts';
import * as routes from '@tongchuang/contract/tasks.ts';
import type { UnitPage } from '@tongchuang/contract/tasks.ts';
import { isUuid, type PersonId, type TenantId, type UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { uuidv7 } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { civilDate } from '@tongchuang/domain/kernel/civil-date.ts';
import { completenessOf, FOUR_CLARITIES } from '@tongchuang/domain/tasks/completeness.ts';
import { partProgress, rollUp } from '@tongchuang/domain/tasks/rollup.ts';
import { sha256 } from '@tongchuang/storage/audit/chain.ts';
import { loadCalendar } from '@tongchuang/storage/campaign/calendar.ts';
import { inTransaction, type Transaction } from '@tongchuang/storage/database.ts';
import { findInForce, findLetterCampaign } from '@tongchuang/storage/letters/queries.ts';
import * as facts from '@tongchuang/storage/tasks/facts.ts';
import * as links from '@tongchuang/storage/tasks/links.ts';
import type { LinkRow } from '@tongchuang/storage/tasks/links.ts';
import { findPersonNames, findUnit } from '@tongchuang/storage/tasks/page.ts';
import { mustExist } from '@tongchuang/storage/versions.ts';
import { act, view, type Scene, type Subject } from './act.ts';
import type { House } from './house.ts';
import { outdatedNow } from './letter-drafts.ts';
import { gapCodes } from './task-page.ts';
import { counted, lineOf, standingOf, totalsOf } from './task-standing.ts';

/** 单位页: everything of one unit on one page, for those who may see it and for whoever holds a link to it. */

type UnitRow = NonNullable<Awaited<ReturnType<typeof findUnit>>>;

export async function unitSubject(
  scene: Scene,
  asked: { params: { unitId: UnitId } },
): Promise<Subject<UnitRow>> {
  const { unitId } = asked.params;
  const row = mustExist(await findUnit(scene, unitId, scene.today), 'unit', unitId);
  return { row, owners: [row.path] };
}

type Looking = Pick<Scene, 'query' | 'now' | 'today'>;

/** The unit's tasks that are issued, in the order of their plans. */
export async function unitStanding(scene: Looking, unit: UnitId) {
  const [calendar, sections, tasks] = await Promise.all([
    loadCalendar(scene),
    facts.listSections(scene),
    facts.loadTasks(scene, { reach: 'all', units: [unit] }),
  ]);
  const paths = facts.pathsOf(sections);
  for (const task of tasks) if (task.sectionId !== null) task.sectionPath = paths.get(task.sectionId) ?? [];
  const rows = tasks
    .filter((task) => task.state !== 'draft')
    .map((task) => standingOf(task, calendar, scene.now));
  return { calendar, sections, rows };
}

export async function describeUnit(scene: Looking, unit: UnitRow): Promise<UnitPage> {
  const { sections, rows } = await unitStanding(scene, unit.id);
  const tasks = rows.map((row) => row.task);
  const letter = await letterOf(scene, unit.id, tasks);
  const parts = tasks.map((task) => task.units.find((part) => part.unit === unit.id));
  const people = parts.flatMap((part) => [part?.chain.leader, part?.chain.person]);
  const [terms, names] = await Promise.all([
    facts.listTerms(scene),
    findPersonNames(
      scene,
      people.filter((one): one is PersonId => one != null),
    ),
  ]);
  const progress = rollUp(counted(tasks));
  const clarity = completenessOf(
    counted(tasks).filter((task) => task.state !== 'dropped'),
    FOUR_CLARITIES,
  ).byUnit.get(unit.id);
  const nameOf = (person: PersonId | null | undefined) => (person ? (names.get(person) ?? null) : null);
  const used = new Set(tasks.map((task) => task.sectionId));
  return {
    unit: { id: unit.id, name: unit.name, shortName: unit.shortName },
    head: unit.headId && { id: unit.headId, name: unit.headName ?? '' },
    contact: unit.contactId && { id: unit.contactId, name: unit.contactName ?? '' },
    totals: totalsOf(rows),
    progressBp: progress.progressBp,
    progress,
    tasks: rows.flatMap((row, at) => {
      const part = parts[at];
      if (!part) return [];
      const gaps = gapCodes(row.task, terms).filter((gap) => gap.unitId === null || gap.unitId === unit.id);
      return {
        ...lineOf(row),
        role: part.role,
        claim: part.claim,
        partBp: partProgress(row.task.state, part.progressBp),
        submitted: part.submitted,
        leaderName: nameOf(part.chain.leader),
        section: part.chain.section,
        personName: nameOf(part.chain.person),
        gaps: gaps.map((gap) => gap.code),
      };
    }),
    sections: sections.filter((section) => used.has(section.id)).map(({ id, heading }) => ({ id, heading })),
    letter,
    clarity: { complete: clarity?.complete ?? 0, of: clarity?.tasks ?? 0 },
    asOf: scene.now.toISOString(),
  };
}

async function letterOf(
  scene: Looking,
  unit: UnitId,
  tasks: readonly facts.TaskFacts[],
): Promise<UnitPage['letter']> {
  const campaign = await findLetterCampaign(scene, null, scene.today);
  const row = campaign && (await findInForce(scene, campaign.id, unit));
  if (!campaign || !row) return null;
  return {
    id: row.id,
    edition: row.edition,
    state: row.state,
    issuedAt: row.issued_at.toISOString(),
    signedOn: row.signed_on,
    outdated: outdatedNow(row.content, unit, campaign.id, tasks),
  };
}

export const getUnitPage = view(routes.getUnitPage, {
  about: unitSubject,
  run: (scene, _, unit: UnitRow) => describeUnit(scene, unit),
});

const told = (row: LinkRow) => ({
  id: row.id,
  unitId: row.unit_id,
  createdBy: row.created_by,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  revokedAt: row.revoked_at?.toISOString() ?? null,
  opened: row.opened,
  lastOpenedAt: row.last_opened_at?.toISOString() ?? null,
});

export const listShareLinks = view(routes.listShareLinks, {
  about: unitSubject,
  run: async (scene, { params: { unitId } }) => ({
    rows: (await links.listLinks(scene, unitId)).map(told),
  }),
});

/** 生成外发链接. The token is the client's own 256 bits; the trail and the database hold its hash. */
export const createShareLink = act(acts.createShareLink, {
  about: unitSubject,
  async run(scene, { params: { unitId }, body: { id, token, days } }) {
    const expiresAt = new Date(scene.now.getTime() + days * 86_400_000);
    const tokenHash = sha256(token);
    const by = scene.actor.personId;
    await links.insertLink(scene, {
      tenant: scene.tenant,
      id,
      tokenHash,
      unit: unitId,
      by,
      now: scene.now,
      expiresAt,
    });
    scene.trace('share_link', id, { unit: unitId, expiresAt: expiresAt.toISOString() });
    scene.trace('unit', unitId);
    const link = told(mustExist(await links.findLink(scene, id), 'share_link', id));
    return { link };
  },
});

export const revokeShareLink = act(acts.revokeShareLink, {
  about: unitSubject,
  async run(scene, { params: { unitId, id } }) {
    mustExist(await links.revokeLink(scene, id, unitId, scene.now), 'share_link', id);
    scene.trace('share_link', id);
    scene.trace('unit', unitId);
    return {};
  },
});

/**
 * The page behind a link: read-only, nothing else opens with it, and every opening is kept with its address.
 * @param key  tenant and token, as the link has them
 * @throws {Refusal} `link.not_valid` for what is unknown, expired or ended alike
 */
export async function openShareLink(house: House, key: string, address: string) {
  const [tenant = '', token = ''] = key.split('.');
  if (!isUuid(tenant) || token === '') throw new Refusal('link.not_valid', {});
  const now = house.clock();
  const today = civilDate(now);
  return inTransaction(house.store, tenant as TenantId, 'write', async (transaction: Transaction) => {
    const link = await links.findOpenLink(transaction, sha256(token), now);
    if (!link) throw new Refusal('link.not_valid', {});
    const opening = {
      tenant: tenant as TenantId,
      id: uuidv7(now.getTime(), house.random(10)),
      link: link.id,
    };
    await links.insertOpening(transaction, { ...opening, now, address });
    const scene = { ...transaction, now, today };
    const unit = mustExist(await findUnit(scene, link.unit_id, today), 'unit', link.unit_id);
    return {
      place: link.place,
      expiresAt: link.expires_at.toISOString(),
      page: await describeUnit(scene, unit),
    };
  });
}
