import * as routes from '@tongchuang/contract/frameworks.ts';
import type { Framework, FrameworkFinding } from '@tongchuang/contract/frameworks.ts';
import { namesOf } from '@tongchuang/domain/assessment/bound.ts';
import { canonicalEdition } from '@tongchuang/domain/assessment/read-edition.ts';
import { edited } from '@tongchuang/domain/assessment/edit.ts';
import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import { findingSentence } from '@tongchuang/domain/assessment/finding-words.ts';
import { editionFindings } from '@tongchuang/domain/assessment/findings.ts';
import { newEdition } from '@tongchuang/domain/assessment/new-edition.ts';
import { isInside, treeOf, weighedPoints } from '@tongchuang/domain/assessment/tree.ts';
import { ownOf } from '@tongchuang/domain/kernel/own.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { rosterOf, type Roster } from '@tongchuang/domain/organisation/name-index.ts';
import { resolveUnitName } from '@tongchuang/domain/organisation/names.ts';
import * as editions from '@tongchuang/storage/assessment/editions.ts';
import type { EditionRow, NameMeant } from '@tongchuang/storage/assessment/editions.ts';
import { sha256 } from '@tongchuang/storage/audit/chain.ts';
import { findFile } from '@tongchuang/storage/files/queries.ts';
import { rosterFacts } from '@tongchuang/storage/organisation/roster.ts';
import { mustBeUnchanged, mustExist } from '@tongchuang/storage/versions.ts';
import { act, view, type Scene } from './act.ts';
import { nodePlaces, placeOfFinding } from './finding-place.ts';
import { SAMPLES } from './framework-samples.ts';
import { keptRefusal } from './kept-refusal.ts';

/** 测评体系: handed in or made, edited as a draft, adopted. */

function headOf(row: EditionRow) {
  const { content } = row;
  return {
    id: row.id,
    code: row.code,
    title: row.title,
    tier: row.tier,
    year: row.year,
    state: row.state,
    follows: row.follows,
    fileName: row.fileName,
    refusal: row.refusal && keptRefusal(row.refusal),
    levels: content === null ? [] : levelsOf(content),
    points: content === null ? 0 : pointsOf(content),
    hash: row.hash,
    version: row.version,
    made: { by: row.madeBy, at: row.madeAt.toISOString() },
  };
}

/** Declared are all nodes of a level, or its normal and sub-framework ones: docs/frameworks.md, "Adoption". */
const levelsOf = (edition: Edition) =>
  edition.levels.map(({ name, count: declared }, nth) => {
    const all = edition.nodes.filter((node) => node.level === nth + 1);
    const inside = all.filter(isInside).length;
    return { name, count: inside === declared ? inside : all.length, declared };
  });

/** Sum of what normal leaves are worth. */
function pointsOf(edition: Edition): number {
  const points = weighedPoints(edition);
  const counted = treeOf(edition.nodes).leaves.filter(isInside);
  return counted.reduce((sum, leaf) => sum + (points.get(leaf.code) ?? 0), 0) / 100;
}

/** What the tree shows by itself; where it was read from a file, with its place there. */
const treeFindings = (edition: Edition, places: Record<string, string>): FrameworkFinding[] =>
  editionFindings(edition).map((finding) => ({
    code: finding.code,
    severity: finding.severity,
    facts: finding.facts,
    message: findingSentence(finding, 'zh-CN'),
    node: finding.where.node,
    field: finding.where.field,
    where: placeOfFinding(finding, edition, places),
  }));

const allFindings = (row: EditionRow): FrameworkFinding[] => [
  ...(row.state === 'draft'
    ? row.findings.map((finding) => ({ ...finding, facts: finding.facts ?? {}, field: null }))
    : []),
  ...(row.content === null ? [] : treeFindings(row.content, row.places)),
];

export const listFrameworks = view(routes.listFrameworks, {
  run: async (scene) => ({
    samples: [...SAMPLES].map(([code, { title }]) => ({ code, title })),
    rows: (await editions.listEditions(scene)).map((row) => {
      const findings = allFindings(row);
      const count = (severity: string) => findings.filter((one) => one.severity === severity).length;
      return { ...headOf(row), errors: count('error'), warnings: count('warning'), rounds: row.rounds };
    }),
  }),
});

export const getFramework = view(routes.getFramework, {
  async run(scene, { params: { id } }) {
    const row = await editions.getEdition(scene, id);
    return {
      ...headOf(row),
      edition: row.content,
      findings: allFindings(row),
      names: await namedUnits(scene, row),
      places: nodePlaces(row.places),
    };
  },
});

async function namedUnits(scene: Scene, row: EditionRow): Promise<Framework['names']> {
  if (row.content === null) return [];
  const roster = rosterOf(await rosterFacts(scene.db, scene.today));
  const nameOf = (id: string | null) => (id === null ? null : (roster.units.get(id as never)?.name ?? null));
  return namesOf(row.content).map((name) => {
    const { unitId, resolution } = ownOf(row.names, name) ?? meantBy(name, roster);
    const found = unitId === null ? resolveUnitName(name, roster) : null;
    const candidates = found?.kind === 'suggested' ? found.candidates : [];
    return {
      name,
      unitId,
      unit: nameOf(unitId),
      resolution,
      candidates: candidates.map((one) => ({
        unitId: one.unit,
        name: nameOf(one.unit) ?? '',
        reason: one.reasons[0]?.code ?? '',
      })),
    };
  });
}

function meantBy(name: string, roster: Roster): NameMeant {
  const found = resolveUnitName(name, roster);
  if (found.kind === 'certain') return { unitId: found.unit, resolution: 'certain' };
  return { unitId: null, resolution: found.kind === 'suggested' ? 'suggested' : 'unknown' };
}

/** Whom the edition's names mean: what was settled before stays, new names are asked of the roster. */
export async function meantNames(
  scene: Pick<Scene, 'db' | 'today'>,
  edition: Edition,
  before: Record<string, NameMeant>,
): Promise<Record<string, NameMeant>> {
  const names = namesOf(edition);
  if (names.every((name) => ownOf(before, name)?.unitId))
    return pick(names, (name) => before[name] as NameMeant);
  const roster = rosterOf(await rosterFacts(scene.db, scene.today));
  return pick(names, (name) => {
    const known = ownOf(before, name);
    return known?.unitId ? known : meantBy(name, roster);
  });
}

const pick = <T>(names: readonly string[], value: (name: string) => T): Record<string, T> =>
  Object.fromEntries(names.map((name) => [name, value(name)]));

/** 提交体系文件. The reading follows as a job: server/reactions.ts. */
export const submitFramework = act(routes.submitFramework, {
  async run(scene, { body: { id, sha256: file, name, follows } }) {
    if (!(await findFile(scene.db, file))) throw new Refusal('request.not_found', { what: 'file', id: file });
    if (follows !== null) await editions.getEdition(scene, follows);
    const { actor, now, tenant } = scene;
    const title = name.replace(/\.\w+$/, '');
    const edition = { id, state: 'waiting' as const, title, content: null, names: {}, sha256: file };
    await editions.insertEdition(scene, tenant, { ...edition, fileName: name, follows }, actor.personId, now);
    scene.trace('edition', id, { name, sha256: file });
    return { id };
  },
});

/** What the worker found becomes the draft, its names held against the roster. Done once. */
export const recordFramework = act(routes.recordFramework, {
  alone: true,
  async run(scene, { params: { id }, body: { reading, refusal } }) {
    const found = reading as FoundFramework | null;
    const settled = await editions.settleEdition(scene, id, {
      content: found?.edition ?? null,
      names: found ? await meantNames(scene, found.edition, {}) : {},
      places: found?.places ?? {},
      findings: found?.findings ?? [],
      refusal,
    });
    if (settled) scene.trace('edition', id, { refused: refusal?.code, nodes: found?.edition.nodes.length });
    return {};
  },
});

/** What `framework.record_reading` is told. */
export interface FoundFramework {
  edition: Edition;
  places: Record<string, string>;
  findings: editions.ReadingFinding[];
}

/** 新建: empty, or a copy of an edition, which it then follows. */
export const createFramework = act(routes.createFramework, {
  async run(scene, { body: { id, title, levels, copyOf, sample } }) {
    const source = copyOf === null ? null : await editions.getEdition(scene, copyOf);
    const begun = sample === null ? source?.content : mustExist(SAMPLES.get(sample), 'sample', sample);
    const content = begun
      ? { ...begun, title }
      : newEdition({ title, levels: levels.map((name) => ({ name, count: null })) });
    const names = await meantNames(scene, content, source?.names ?? {});
    const rest = { sha256: null, fileName: null, follows: copyOf };
    const { actor, now, tenant } = scene;
    const edition = { id, state: 'draft' as const, title, content, names, ...rest };
    await editions.insertEdition(scene, tenant, edition, actor.personId, now);
    scene.trace('edition', id, { title, copyOf: copyOf ?? undefined, sample: sample ?? undefined });
    return { id };
  },
});

async function draftOf(scene: Scene, id: EditionRow['id']): Promise<EditionRow & { content: Edition }> {
  const row = await editions.getEdition(scene, id);
  if (row.state !== 'draft' || row.content === null)
    throw new Refusal('framework.not_a_draft', { state: row.state });
  return row as EditionRow & { content: Edition };
}

export const editFramework = act(routes.editFramework, {
  async run(scene, { params: { id }, body: { version, change } }) {
    const row = await draftOf(scene, id);
    mustBeUnchanged(row.version === version || undefined, 'edition', id);
    const next = edited(row.content, change);
    if (next instanceof Refusal) throw next;
    const names = await meantNames(scene, next, row.names);
    const saved = mustBeUnchanged(await editions.updateDraft(scene, id, version, next, names), 'edition', id);
    scene.trace('edition', id, { op: change.op, node: 'code' in change ? change.code : undefined });
    return { ...saved, findings: treeFindings(next, row.places), points: pointsOf(next) };
  },
});

export const chooseFrameworkUnit = act(routes.chooseFrameworkUnit, {
  async run(scene, { params: { id }, body: { version, name, unitId } }) {
    const row = await draftOf(scene, id);
    const meant: NameMeant = { unitId, resolution: unitId === null ? 'unknown' : 'chosen' };
    const names = { ...row.names, [name]: meant };
    const saved = await editions.updateDraft(scene, id, version, row.content, names);
    scene.trace('edition', id, { name, unit: unitId });
    return mustBeUnchanged(saved, 'edition', id);
  },
});

/** 启用: refused while anything is wrong with it. */
export const adoptFramework = act(routes.adoptFramework, {
  async run(scene, { params: { id }, body: { version, noted } }) {
    const row = await draftOf(scene, id);
    const inTree = treeFindings(row.content, row.places);
    const errors = [...(noted ? [] : row.findings), ...inTree].filter(({ severity }) => severity === 'error');
    const [first] = errors;
    if (first) {
      const where = first.where === null ? '' : `（${first.where}）`;
      throw new Refusal('framework.has_errors', { count: errors.length, first: `${first.message}${where}` });
    }
    const hash = sha256(canonicalEdition(row.content));
    mustBeUnchanged(await editions.adoptEdition(scene, id, version, hash, scene.now), 'edition', id);
    scene.trace('edition', id, { hash, noted: noted || undefined });
    return { hash };
  },
});

export const retireFramework = act(routes.retireFramework, {
  async run(scene, { params: { id }, body: { version } }) {
    mustBeUnchanged(await editions.retireEdition(scene, id, version), 'edition', id);
    scene.trace('edition', id);
    return {};
  },
});
