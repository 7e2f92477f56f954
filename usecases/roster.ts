import { buffer } from 'node:stream/consumers';
import * as routes from '@tongchuang/contract/roster.ts';
import type { RosterRow } from '@tongchuang/contract/roster.ts';
import { beyondOwn } from '@tongchuang/domain/access/granting.ts';
import type { FileHash, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { maskPhone } from '@tongchuang/domain/kernel/phone.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import type { AcceptedRoster, JudgedRow } from '@tongchuang/domain/organisation/roster-row.ts';
import { judgeRoster } from '@tongchuang/domain/organisation/roster.ts';
import { readRosterInWorker } from '@tongchuang/papers/worker.ts';
import { writeRoster, writeRosterTemplate } from '@tongchuang/papers/write/roster-template.ts';
import { EVERYBODY } from '@tongchuang/storage/access/personal.ts';
import {
  listHeldRoles,
  listRoles,
  mustKeepAdministrator,
  type HeldRoleRow,
  type RoleRow,
} from '@tongchuang/storage/access/roles.ts';
import { findFile } from '@tongchuang/storage/files/queries.ts';
import { readRosterWords, type RosterNow } from '@tongchuang/storage/organisation/roster-words.ts';
import { pathOf } from '@tongchuang/storage/organisation/units.ts';
import { refreshStatistics } from '@tongchuang/storage/statistics.ts';
import { mustExist } from '@tongchuang/storage/versions.ts';
import { act, view, type Scene, type Subject } from './act.ts';
import { keepExport, MIME, type KeptFile } from './kept-file.ts';
import { applyRoster } from './roster-apply.ts';

/** 名录: an import concerns the whole place, so only who may edit all of it may look at one. */
const wholePlace = (): Promise<Subject<undefined>> => Promise.resolve({ row: undefined, owners: [] });

export const tryRoster = view(routes.tryRoster, {
  about: wholePlace,
  async run(scene, { query }) {
    const { judged, notes } = await judge(scene, query);
    return { rows: judged.rows.map(describeRow), notes, counts: judged.counts };
  },
});

export const importRoster = act(routes.importRoster, {
  alone: true,
  about: wholePlace,
  async run(scene, { body }) {
    const { judged, now, roles } = await judge(scene, body);
    const { wrong, ...counts } = judged.counts;
    if (wrong > 0) throw new Refusal('roster.rows_wrong', { rows: wrong });
    await applyRoster(scene, judged.accepted, now, roles);
    await mustKeepAdministrator(scene, scene.today);
    await refreshStatistics(scene);
    scene.trace('file', body.sha256, { fileName: body.fileName, ...counts });
    return counts;
  },
});

export const rosterTemplate = view(routes.rosterTemplate, {
  about: wholePlace,
  run: async () => ({ fileName: '名册模板.xlsx', mime: MIME.xlsx, bytes: await writeRosterTemplate() }),
});

export const exportRoster = act(routes.exportRoster, {
  alone: true,
  about: wholePlace,
  async run(scene): Promise<KeptFile> {
    const { known } = await readRosterWords(scene, scene.today);
    const bytes = await writeRoster({
      divisions: [...known.divisions.values()],
      units: [...known.units.values()],
      people: [...known.people.values()],
      posts: [...known.posts.values()],
      pairings: [...known.pairings.values()],
    });
    const file = await keepExport(scene, '名册', 'xlsx', bytes);
    scene.trace('export', file.sha256, { as: 'roster.xlsx', people: known.people.size });
    scene.trace('person', EVERYBODY);
    return file;
  },
});

const describeRow = (row: JudgedRow): RosterRow => ({
  sheet: row.sheet,
  row: row.row,
  code: row.code,
  name: row.name,
  fate: row.fate,
  changes: row.changes.map((change) =>
    change.field === 'phone'
      ? { ...change, from: change.from && maskPhone(change.from), to: change.to && maskPhone(change.to) }
      : change,
  ),
  errors: row.findings.filter((one) => one.severity === 'error').map((one) => one.message),
  warnings: row.findings.filter((one) => one.severity === 'warning').map((one) => one.message),
});

async function judge(scene: Scene, { sha256, fileName }: { sha256: string; fileName: string }) {
  const file = mustExist(await findFile(scene.db, sha256 as FileHash), 'file', sha256);
  const bytes = await buffer(await scene.files.read(file.sha256));
  const { notes, ...sheets } = await readRosterInWorker(fileName, bytes);
  const [now, roles] = await Promise.all([
    readRosterWords(scene, scene.today),
    listRoles(scene, scene.today),
  ]);
  const judged = judgeRoster(sheets, now.known, new Set(roles.map((role) => role.name)));
  await judgeGrants(scene, judged, now, roles);
  return { judged, now, roles, notes: notes.map((note) => note.message) };
}

/** Rows that give, take or rename what goes beyond the importer's own rights are wrong like any other wrong row. */
async function judgeGrants(
  scene: Scene,
  judged: { rows: JudgedRow[]; accepted: AcceptedRoster; counts: Record<JudgedRow['fate'], number> },
  now: RosterNow,
  roles: readonly RoleRow[],
): Promise<void> {
  const byName = new Map(roles.map((role) => [role.name, role]));
  const paths = new Map<string, UnitId[]>();
  const pathAt = async (code: string): Promise<UnitId[]> => {
    const id = now.ids.units.get(code);
    const path = paths.get(code) ?? (id ? await pathOf(scene.db, id) : []);
    paths.set(code, path);
    return path;
  };
  for (const person of judged.accepted.people) {
    const before = now.known.people.get(person.code);
    const id = now.ids.people.get(person.code);
    const held: HeldRoleRow[] = id ? await listHeldRoles(scene, id) : [];
    const heldNow = held.filter((role) => role.until === null || role.until > scene.today);
    const given = person.roles.filter((name) => !heldNow.some((role) => role.name === name));
    const taken = heldNow.filter((role) => !person.roles.includes(role.name));
    const isAccountChanged = (before?.loginName ?? '') !== (person.loginName ?? '');
    const at = await pathAt(person.unitCode);
    const beyond =
      given.map((name) => beyondOwn(scene.actor, byName.get(name)?.grants ?? [], at)).find(Boolean) ??
      (isAccountChanged ? heldNow : taken)
        .map((role) => beyondOwn(scene.actor, role.grants, role.path))
        .find(Boolean);
    if (!beyond) continue;
    const row = judged.rows.find((one) => one.key === 'people' && one.code === person.code);
    if (!row || row.fate === 'wrong') continue;
    judged.counts[row.fate] -= 1;
    judged.counts.wrong += 1;
    row.fate = 'wrong';
    const message =
      '这一行涉及的角色或账号超出你自己的权限，请由系统管理员导入，或删去角色、登录名后再导入。';
    row.findings.push({
      sheet: row.sheet,
      row: row.row,
      column: 'roles',
      message,
      code: 'unknown_role',
      severity: 'error',
    });
  }
}
