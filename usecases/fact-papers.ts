import * as routes from '@tongchuang/contract/facts.ts';
import { criteriaByUnit, leavesWithin } from '@tongchuang/domain/assessment/bound.ts';
import type { Node } from '@tongchuang/domain/assessment/edition.ts';
import { factsAskedBy } from '@tongchuang/domain/assessment/rule-facts.ts';
import { mayFill, sheetsSeen } from '@tongchuang/domain/scoring/sheets.ts';
import { FACT_STATE_WORDS, type FactCells } from '@tongchuang/papers/fact-columns.ts';
import { writeFactSheet } from '@tongchuang/papers/write/fact-sheet.ts';
import { getEdition } from '@tongchuang/storage/assessment/editions.ts';
import * as facts from '@tongchuang/storage/scoring/facts.ts';
import type { NamedFactRow } from '@tongchuang/storage/scoring/facts.ts';
import { getRound } from '@tongchuang/storage/scoring/rounds.ts';
import { act } from './act.ts';
import { boundOf } from './bound-edition.ts';
import { castOf, handOf } from './facts.ts';
import { keepExport, type KeptFile } from './kept-file.ts';

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
