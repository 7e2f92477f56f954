import { addDays } from '@tongchuang/domain/kernel/calendar.ts';
import type {
  BodyId,
  DivisionId,
  PairingId,
  PersonId,
  PostId,
  RoleHolderId,
  SecondmentId,
  UnitId,
} from '@tongchuang/domain/kernel/ids.ts';
import { PAIRED_WITH, rankOf } from '@tongchuang/domain/organisation/body.ts';
import type { AcceptedRoster } from '@tongchuang/domain/organisation/roster-row.ts';
import { endHolder, insertHolder, listHeldRoles, type RoleRow } from '@tongchuang/storage/access/roles.ts';
import { insertPairing } from '@tongchuang/storage/organisation/pairings.ts';
import { endHead, insertPost, passDuties } from '@tongchuang/storage/organisation/posts.ts';
import type { RosterNow } from '@tongchuang/storage/organisation/roster-words.ts';
import * as write from '@tongchuang/storage/organisation/roster-write.ts';
import { insertSecondment } from '@tongchuang/storage/organisation/secondments.ts';
import { holdTree } from '@tongchuang/storage/organisation/units.ts';
import { insertRows } from '@tongchuang/storage/rows.ts';
import { mustExist } from '@tongchuang/storage/versions.ts';
import type { ActScene } from './act.ts';

/** Writes an accepted roster, sheet after sheet; ids of new rows are known to the sheets that follow. */
export async function applyRoster(
  scene: ActScene,
  accepted: AcceptedRoster,
  now: RosterNow,
  roles: readonly RoleRow[],
): Promise<void> {
  await holdTree(scene);
  await applyDivisions(scene, accepted.divisions, now);
  await applyUnits(scene, accepted.units, now);
  await applyPeople(scene, accepted.people, now, roles);
  await applyBodies(scene, accepted.posts, now);
  await applyPairings(scene, accepted.pairings, now);
}

/** Gives every new code its id. @returns what is new and what is known */
function sorted<T extends { code: string }, I extends string>(
  scene: ActScene,
  rows: readonly T[],
  ids: Map<string, I>,
): { added: (T & { id: I })[]; known: (T & { id: I })[] } {
  const known = rows.flatMap((row) => {
    const id = ids.get(row.code);
    return id ? [{ ...row, id }] : [];
  });
  const added = rows.filter((row) => !ids.has(row.code)).map((row) => ({ ...row, id: scene.newId<I>() }));
  for (const row of added) ids.set(row.code, row.id);
  return { added, known };
}

/** Those above before those below: a foreign key holds row by row. */
function topDown<T extends { code: string; parentCode: string | null }>(rows: readonly T[]): T[] {
  const waiting = new Map(rows.map((row) => [row.code, row]));
  const out: T[] = [];
  const take = (row: T) => {
    if (!waiting.delete(row.code)) return;
    const above = row.parentCode === null ? undefined : waiting.get(row.parentCode);
    if (above) take(above);
    out.push(row);
  };
  for (const row of rows) take(row);
  return out;
}

async function applyDivisions(scene: ActScene, rows: AcceptedRoster['divisions'], { ids }: RosterNow) {
  const { added, known } = sorted<(typeof rows)[number], DivisionId>(scene, rows, ids.divisions);
  const columns = ({ id, code, name, level, parentCode }: (typeof added)[number]) => ({
    id,
    code,
    name,
    level,
    parent_id: parentCode === null ? null : ids.divisions.get(parentCode),
  });
  const fresh = topDown(added).map((row) => ({
    tenant_id: scene.tenant,
    ...columns(row),
    position: 0,
    version: 1,
  }));
  await insertRows(scene, 'divisions', fresh);
  await write.changeRows(scene, 'divisions', known.map(columns));
}

async function applyUnits(scene: ActScene, rows: AcceptedRoster['units'], { ids, known: before }: RosterNow) {
  const root = mustExist(ids.units.get('000'), 'unit', '000');
  const { added, known } = sorted<(typeof rows)[number], UnitId>(scene, rows, ids.units);
  const columns = (row: (typeof added)[number]) => ({
    id: row.id,
    code: row.code,
    name: row.name,
    short_name: row.shortName,
    kind: row.type,
    tier: row.tier,
    // The place itself stands under nothing.
    parent_id: row.id === root ? null : ((row.parentCode && ids.units.get(row.parentCode)) ?? root),
    division_id: (row.divisionCode && ids.divisions.get(row.divisionCode)) ?? null,
    valid_from: row.validFrom,
    valid_to: row.validTo,
  });
  const fresh = topDown(added).map((row, at) => {
    const own = { tenant_id: scene.tenant, ...columns(row), path: [row.id], position: 1000 + at, version: 1 };
    return own;
  });
  await insertRows(scene, 'units', fresh);
  const renamed = known.flatMap((row) => {
    const old = before.units.get(row.code)?.name;
    return old && old !== row.name ? [{ unit_id: row.id, name: old }] : [];
  });
  await write.keepFormerNames(scene, scene.tenant, renamed, addDays(scene.today, -1));
  await write.changeRows(scene, 'units', known.map(columns));
  await write.renewPaths(scene);
  const all = [...added, ...known];
  const names = all.flatMap((row) => row.aliases.map((name) => ({ unit_id: row.id, name })));
  await write.setEnteredNames(
    scene,
    scene.tenant,
    names,
    all.map((row) => row.id),
  );
  const steps = all.flatMap((row) =>
    row.predecessorCodes.map((code) => ({
      tenant_id: scene.tenant,
      id: scene.newId(),
      from_unit_id: ids.units.get(code),
      to_unit_id: row.id,
      on_date: row.validFrom ?? scene.today,
      kind: row.predecessorCodes.length > 1 ? 'merged' : 'renamed',
    })),
  );
  await write.addSuccessions(scene, steps);
  for (const row of all) scene.trace('unit', row.id);
}

async function applyPeople(
  scene: ActScene,
  rows: AcceptedRoster['people'],
  { ids, known: before }: RosterNow,
  roles: readonly RoleRow[],
) {
  const { added, known } = sorted<(typeof rows)[number], PersonId>(scene, rows, ids.people);
  const unit = (code: string) => mustExist(ids.units.get(code), 'unit', code);
  const columns = (row: (typeof added)[number]) => ({
    id: row.id,
    code: row.code,
    name: row.name,
    // Who is seconded still belongs to his own unit.
    unit_id: unit(row.secondedFromCode ?? row.unitCode),
    title: row.post,
    phone: row.phone,
    login: row.loginName?.toLowerCase() ?? null,
  });
  const flags = { active: true, password_must_change: true, version: 1 };
  await insertRows(
    scene,
    'people',
    added.map((row) => ({ tenant_id: scene.tenant, ...columns(row), ...flags })),
  );
  await write.changeRows(scene, 'people', known.map(columns));
  for (const row of [...added, ...known]) {
    scene.trace('person', row.id);
    const work = unit(row.unitCode);
    const wasHead = before.people.get(row.code)?.isHead === '是';
    if (row.isHead !== wasHead) await applyHead(scene, row.id, work, row.isHead, row.post ?? '主要负责人');
    const secondment = await applySecondment(scene, row, work, columns(row).unit_id);
    await applyRoles(scene, row, work, secondment, roles);
  }
}

async function applyHead(scene: ActScene, person: PersonId, unit: UnitId, isHead: boolean, title: string) {
  const { db, tenant, today, newId } = scene;
  const ended = await endHead(db, unit, today, isHead ? null : person);
  if (!isHead) return;
  const post = {
    id: newId<PostId>(),
    person_id: person,
    rank: 'head',
    title,
    since: today,
    body_id: null,
  } as const;
  await insertPost(db, { tenant_id: tenant, unit_id: unit, ...post });
  if (ended) await passDuties(scene, unit, ended.person_id, person, today);
}

/** @returns the first day on which it no longer holds; null where it has no end or there is none */
async function applySecondment(
  scene: ActScene,
  row: AcceptedRoster['people'][number] & { id: PersonId },
  unit_id: UnitId,
  home_unit_id: UnitId,
): Promise<string | null> {
  const running = await write.findRunning(scene, { secondment: { person: row.id } }, scene.today);
  const until = row.secondedUntil && addDays(row.secondedUntil, 1);
  if (row.secondedFromCode === null) {
    if (running) await write.setTerm(scene, 'secondments', running.id, running.since, scene.today);
    return null;
  }
  if (running && running.unit_id === unit_id) {
    await write.setTerm(scene, 'secondments', running.id, running.since, until);
    if (running.role_holder_id)
      await write.setTerm(scene, 'role_holders', running.role_holder_id, running.since, until);
    return until;
  }
  if (running) await write.setTerm(scene, 'secondments', running.id, running.since, scene.today);
  await insertSecondment(scene.db, {
    tenant_id: scene.tenant,
    id: scene.newId<SecondmentId>(),
    person_id: row.id,
    home_unit_id,
    unit_id,
    body_id: null,
    kind: 'seconded',
    duty: row.post,
    since: scene.today,
    until,
    role_holder_id: null,
  });
  return until;
}

async function applyRoles(
  scene: ActScene,
  row: AcceptedRoster['people'][number] & { id: PersonId },
  unit_id: UnitId,
  until: string | null,
  roles: readonly RoleRow[],
) {
  const held = (await listHeldRoles(scene, row.id)).filter(
    (role) => role.since <= scene.today && (role.until === null || role.until > scene.today),
  );
  for (const role of held) {
    if (!row.roles.includes(role.name)) await endHolder(scene.db, role.id, role.version, scene.today);
  }
  for (const name of row.roles) {
    const role = roles.find((one) => one.name === name);
    if (!role || held.some((one) => one.name === name)) continue;
    const id = scene.newId<RoleHolderId>();
    const term = { since: scene.today, until };
    await insertHolder(scene.db, {
      tenant_id: scene.tenant,
      id,
      person_id: row.id,
      role_code: role.code,
      unit_id,
      ...term,
    });
  }
}

async function applyBodies(scene: ActScene, rows: AcceptedRoster['posts'], { ids }: RosterNow) {
  const bodies = [...new Map(rows.map((row) => [row.bodyCode, { ...row, code: row.bodyCode }])).values()];
  const { added, known } = sorted<(typeof bodies)[number], BodyId>(scene, bodies, ids.bodies);
  const columns = (row: (typeof added)[number]) => ({
    id: row.id,
    code: row.code,
    name: row.bodyName,
    kind: row.bodyType,
    parent_id: (row.parentBodyCode && ids.bodies.get(row.parentBodyCode)) ?? null,
  });
  const inOrder = topDown(added.map((row) => ({ ...row, parentCode: row.parentBodyCode })));
  const fresh = inOrder.map((row, at) => {
    const own = { tenant_id: scene.tenant, ...columns(row), aliases: [], position: 1000 + at, version: 1 };
    return own;
  });
  await insertRows(scene, 'bodies', fresh);
  await write.changeRows(scene, 'bodies', known.map(columns));
  for (const row of [...added, ...known]) scene.trace('body', row.id);
  for (const row of rows) {
    if (row.personCode === null || row.post === null) continue;
    const body = mustExist(ids.bodies.get(row.bodyCode), 'body', row.bodyCode);
    const person = mustExist(ids.people.get(row.personCode), 'person', row.personCode);
    const until = row.to && addDays(row.to, 1);
    const post = { body, person, title: row.post };
    const running = await write.findRunning(scene, { post }, scene.today);
    if (running) {
      await write.setTerm(scene, 'posts', running.id, row.from ?? running.since, until);
      continue;
    }
    await insertPost(scene.db, {
      tenant_id: scene.tenant,
      id: scene.newId<PostId>(),
      person_id: person,
      unit_id: null,
      body_id: body,
      rank: rankOf(row.post),
      title: row.post,
      since: row.from ?? scene.today,
      until,
    });
  }
}

async function applyPairings(scene: ActScene, rows: AcceptedRoster['pairings'], { ids }: RosterNow) {
  for (const row of rows) {
    const person_id = mustExist(ids.people.get(row.firstCode), 'person', row.firstCode);
    const partners = { body: ids.bodies, unit: ids.units, division: ids.divisions, household: null };
    const partner = partners[PAIRED_WITH[row.kind]]?.get(row.secondCode);
    const withId = mustExist(partner, 'pairing', row.secondCode);
    const pairing = { kind: row.kind, person: person_id, with: withId };
    const until = row.to && addDays(row.to, 1);
    const running = await write.findRunning(scene, { pairing }, scene.today);
    if (running) {
      await write.setTerm(scene, 'pairings', running.id, row.from ?? running.since, until);
      continue;
    }
    const id = scene.newId<PairingId>();
    const term = { since: row.from ?? scene.today, until, note: null };
    await insertPairing(scene, { tenant_id: scene.tenant, id, kind: row.kind, person_id, ...term }, withId);
    scene.trace('pairing', id);
  }
}
