import { buffer } from 'node:stream/consumers';
import * as routes from '@tongchuang/contract/facts.ts';
import { FactIn } from '@tongchuang/contract/facts.ts';
import { criteriaByUnit, leavesWithin } from '@tongchuang/domain/assessment/bound.ts';
import type { Node } from '@tongchuang/domain/assessment/edition.ts';
import { factsAskedBy } from '@tongchuang/domain/assessment/rule-facts.ts';
import type { FactId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { isUuid } from '@tongchuang/domain/kernel/ids.ts';
import { sentence } from '@tongchuang/domain/kernel/refusal-words.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import type { Sheet } from '@tongchuang/domain/scoring/round.ts';
import { mayFill, sheetsSeen } from '@tongchuang/domain/scoring/sheets.ts';
import { FACT_STATE_WORDS, type FactCells } from '@tongchuang/papers/fact-columns.ts';
import { readFactRows, type FactRowText } from '@tongchuang/papers/read/fact-rows.ts';
import { writeFactSheet } from '@tongchuang/papers/write/fact-sheet.ts';
import { getEdition } from '@tongchuang/storage/assessment/editions.ts';
import { findFile } from '@tongchuang/storage/files/queries.ts';
import * as facts from '@tongchuang/storage/scoring/facts.ts';
import type { FactRow, NamedFactRow, WrittenFact } from '@tongchuang/storage/scoring/facts.ts';
import { listPeople } from '@tongchuang/storage/scoring/second-people.ts';
import { getRound, lockRound } from '@tongchuang/storage/scoring/rounds.ts';
import { act, type ActScene } from './act.ts';
import { boundOf } from './bound-edition.ts';
import { castOf, criteriaOf, handOf, readEntered, writeAll } from './facts.ts';
import { keepExport, type KeptFile } from './kept-file.ts';

/** Facts by .xlsx: the sheet to fill in, and the filled-in one read back — dry first, then as a whole or not at all. */

interface Judged {
  given: { fact: Omit<WrittenFact, 'seq'>; version: number }[];
  faults: { row: number; column: string | null; code: string; message: string }[];
}

export const importFacts = act(routes.importFacts, {
  alone: true,
  apart: ({ params: { id } }) => id,
  async run(scene, { params: { id }, body: { sha256, sheet, dryRun, reason } }) {
    const round = await lockRound(scene, id);
    const [cast, edition, file] = await Promise.all([
      castOf(scene, round),
      getEdition(scene, round.editionId),
      findFile(scene.db, sha256),
    ]);
    if (!file) throw new Refusal('request.not_found', { what: 'file', id: sha256 });
    if (edition.content === null) throw new Refusal('round.edition_not_in_use', { title: edition.title });
    const rows = await readFactRows('观测表.xlsx', await buffer(await scene.files.read(sha256)));
    const units = new Map(
      [...cast.units.values()].flatMap((unit) =>
        [unit.unit, unit.shortName, unit.code].map((name) => [name, unit.unitId] as const),
      ),
    );
    const people = new Map((await listPeople(scene)).map((one) => [one.name, one.id]));
    const { given, faults } = judge(rows, {
      criteria: criteriaOf(edition.content),
      entered: { sheet, source: 'import', by: scene.actor.personId },
      unitOf: (name) => units.get(name),
      personOf: (name) => people.get(name),
      newId: () => scene.newId<FactId>(),
    });
    const before = await facts.findFactsById(
      scene,
      given.map(({ fact }) => fact.id),
    );
    const known = new Map(before.map((row) => [row.id, row]));
    const changed = given.filter(({ fact }) => known.has(fact.id) && !isSame(fact, known.get(fact.id)));
    const added = given.filter(({ fact }) => !known.has(fact.id));
    const counts = {
      read: rows.length,
      added: added.length,
      changed: changed.length,
      unchanged: given.length - added.length - changed.length,
      faults,
    };
    scene.trace('round', id, { sheet, dryRun, ...counts, faults: faults.length });
    if (dryRun || faults.length > 0) return counts;
    const versioned = changed.map(({ fact }) => ({ fact, version: known.get(fact.id)?.version ?? 0 }));
    const all = [...added, ...versioned];
    if (all.length > 0) await writeAll(scene, cast, sheet, all, reason);
    return counts;
  },
});

interface Judging {
  criteria: ReturnType<typeof criteriaOf>;
  entered: { sheet: Sheet; source: FactRow['source']; by: ActScene['actor']['personId'] };
  unitOf: (name: string) => UnitId | undefined;
  personOf: (name: string) => string | undefined;
  newId: () => FactId;
}

const STATES = new Map<string, string>(
  Object.entries(FACT_STATE_WORDS).map(([state, word]) => [word, state]),
);

/** Every row by itself, so that all faults are said at once. */
function judge(rows: readonly FactRowText[], by: Judging): Judged {
  const judged: Judged = { given: [], faults: [] };
  const seen = new Set<string>();
  for (const { row, cells } of rows) {
    const fault = (column: string | null, code: string, message: string) =>
      judged.faults.push({ row, column, code, message });
    const unitId = cells.unit === '' ? null : by.unitOf(cells.unit);
    const secondId = cells.second === '' ? null : by.personOf(cells.second);
    const state = cells.state === '' ? 'observed' : (STATES.get(cells.state) ?? cells.state);
    if (unitId === undefined) fault('单位', 'unit_unknown', `本轮没有名为“${cells.unit}”的单位。`);
    if (secondId === undefined) fault('复核人', 'person_unknown', `名册里没有“${cells.second}”。`);
    if (!STATES.has(cells.state) && cells.state !== '')
      fault('状态', 'state_unknown', `状态“${cells.state}”应为${[...STATES.keys()].join('、')}之一。`);
    if (cells.id !== '' && !isUuid(cells.id)) fault('记录号', 'id_wrong', '记录号不是本系统给出的，请留空。');
    if (cells.id !== '' && seen.has(cells.id)) fault('记录号', 'id_twice', '同一记录号在表中出现两次。');
    seen.add(cells.id);
    if (judged.faults.some((one) => one.row === row)) continue;
    const read = FactIn.safeParse({
      id: cells.id === '' ? by.newId() : cells.id,
      criterion: cells.criterion,
      ...(cells.name === '' ? {} : { name: cells.name }),
      state,
      value: state === 'observed' ? valueOf(cells.value) : null,
      unitId,
      ...optional(cells),
      secondId,
    });
    if (!read.success) {
      const [issue] = read.error.issues;
      fault(null, 'malformed', `这一行有误（${issue?.path.join('.') ?? ''}：${issue?.message ?? ''}）。`);
      continue;
    }
    try {
      judged.given.push({ fact: readEntered(read.data, by.criteria, by.entered), version: 0 });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      fault(null, error.code, sentence(error, 'zh-CN'));
    }
  }
  return judged;
}

const optional = (cells: FactCells) => {
  const texts = ['site', 'siteType', 'stratum', 'method', 'form', 'reason', 'note'] as const;
  const at = /^\d{4}-\d{2}-\d{2}$/.test(cells.at) ? `${cells.at}T00:00:00.000Z` : cells.at;
  return {
    ...Object.fromEntries(texts.map((field) => [field, cells[field] === '' ? null : cells[field]])),
    at: at === '' ? null : at,
  };
};

/** 95.5% → 0.955, as facts are written; more than four decimals are refused where the fact is read. */
const asDecimal = (share: string): string => String(Number((Number(share) / 100).toFixed(6)));

/** 是/否 and ✓ as people tick, shares with %; the rest as it is written. */
function valueOf(text: string): string | boolean {
  if (['是', '有', '√', '✓', '达标', '合格'].includes(text)) return true;
  if (['否', '无', '×', '✗', '不达标', '不合格'].includes(text)) return false;
  const [, share] = /^(\d+(?:\.\d+)?)\s*[%％]$/.exec(text) ?? [];
  if (share !== undefined) return asDecimal(share);
  return text;
}

const COMPARED = [
  'criterion',
  'name',
  'state',
  'value',
  'grade',
  'unitId',
  'site',
  'siteType',
  'stratum',
  'method',
  'form',
  'reason',
  'note',
  'secondId',
] as const;
const isSame = (fact: Omit<WrittenFact, 'seq'>, row: FactRow | undefined): boolean =>
  row !== undefined &&
  COMPARED.every((field) => fact[field] === row[field]) &&
  fact.seenAt === (row.seenAt?.toISOString() ?? null);

/** 下载观测表: for each unit its criteria, one row a named fact; what is entered already stands in it with its number. */
export const factTemplate = act(routes.factTemplate, {
  alone: true,
  async run(scene, { params: { id }, body: { sheet, unitId } }): Promise<KeptFile> {
    const round = await getRound(scene, id);
    const cast = await castOf(scene, round);
    const { edition } = await boundOf(scene, await getEdition(scene, round.editionId));
    const leaves = new Map(leavesWithin(edition).map((leaf) => [leaf.code, leaf]));
    const wanted = criteriaByUnit(edition);
    const units = [...cast.units.values()].filter((unit) => {
      const hand = handOf(scene, cast, unit.unitId);
      const his = mayFill(hand, sheet) || sheetsSeen(hand, round.stage).includes(sheet);
      return his && (unitId === null || unit.unitId === unitId);
    });
    const known = await facts.listFacts(scene, id, {
      units: units.map((unit) => unit.unitId),
      criterion: null,
      sheets: [sheet],
      after: 0,
      limit: 100_000,
    });
    const rows = units.flatMap((unit) =>
      (wanted.get(unit.code) ?? []).flatMap((code) => {
        const leaf = leaves.get(code);
        if (!leaf) return [];
        const own = known.filter(
          (row) => row.unitId === unit.unitId && row.criterion === code && !row.withdrawn,
        );
        const names = namesOf(leaf).filter((name) => !own.some((row) => row.name === name));
        return [
          ...own.map((row) => cellsOf(leaf, unit.unit, row.name, row)),
          ...names.map((name) => cellsOf(leaf, unit.unit, name, null)),
        ];
      }),
    );
    const title = `${round.name}观测表`;
    scene.trace('round', id, { sheet, rows: rows.length });
    return keepExport(scene, title, 'xlsx', await writeFactSheet(title, rows));
  },
});

const namesOf = (leaf: Node): string[] => {
  const rules = [leaf.rule, ...leaf.parts.map((part) => part.rule)].filter((rule) => rule !== null);
  const names = rules.flatMap((rule) => factsAskedBy(rule).map((asked) => asked.name));
  return names.length === 0 ? ['value'] : [...new Set(names)];
};

const cellsOf = (leaf: Node, unit: string, name: string, row: NamedFactRow | null): FactCells => ({
  criterion: leaf.code,
  title: leaf.title,
  unit,
  site: row?.site ?? '',
  siteType: row?.siteType ?? '',
  stratum: row?.stratum ?? '',
  name,
  value: row === null ? '' : (row.grade ?? (row.value === null ? '' : String(row.value / 10_000))),
  state: row === null || row.state === 'observed' ? '' : FACT_STATE_WORDS[row.state],
  method: row?.method ?? leaf.methods[0] ?? '',
  form: row?.form ?? '',
  at: row?.seenAt?.toISOString() ?? '',
  reason: row?.reason ?? '',
  second: row?.second ?? '',
  note: row?.note ?? '',
  id: row?.id ?? '',
});
