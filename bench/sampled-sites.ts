import { newEdition, newNode } from '@tongchuang/domain/assessment/new-edition.ts';
import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import { newFact, type Fact } from '@tongchuang/domain/scoring/fact.ts';

/** A mock assessment whose every criterion is judged by the share of sampled sites at which all observations pass. */
export const CRITERIA = 118;
export const OBSERVATIONS = 3;

/** 1 or 0, the same in every engine that is compared: whole numbers only. `seen` counts from 0. */
export const valueAt = (criterion: number, site: number, seen: number): 0 | 1 =>
  (criterion * 7_919 + site * 104_729 + seen * 1_299_709) % 97 < 91 ? 1 : 0;
/** The same in SQL, over columns of these names. */
export const VALUE_IN_SQL = '((criterion * 7919 + site * 104729 + seen * 1299709) % 97 < 91)::int';

/** The first site of the first criterion that passes: to turn one of its observations changes the total. */
export const TURNED_SITE = Array.from({ length: 97 }, (_, site) => site).findIndex((site) =>
  [0, 1, 2].every((seen) => valueAt(0, site, seen) === 1),
);

/** Hundredths. The first criterion is worth so much that a single site shows in the total. */
export const pointsOf = (criterion: number): number =>
  criterion === 0 ? 1_000_000 : 25 + ((criterion * 37) % 200);

const CATEGORIES = 7;
const codeOf = (criterion: number): string => `${(criterion % CATEGORIES) + 1}.${criterion}`;

export function editionOfSites(): Edition {
  const categories = Array.from({ length: CATEGORIES }, (_, at) =>
    newNode({ code: `${at + 1}`, level: 1, title: `第${at + 1}项` }),
  );
  const criteria = Array.from({ length: CRITERIA }, (_, criterion) =>
    newNode({
      code: codeOf(criterion),
      parent: `${(criterion % CATEGORIES) + 1}`,
      level: 2,
      title: `第${criterion + 1}条标准`,
      points: pointsOf(criterion) / 100,
      rule: {
        measure: {
          type: 'sites',
          fact: 'value',
          counts: 'pass',
          passes: { is: '>=', than: '1' },
          strata: [],
        },
        score: { type: 'share' },
        guards: [],
      },
    }),
  );
  return newEdition({ title: '抽样体系', nodes: [...categories, ...criteria] });
}

export function* observations(sites: number): Generator<Fact> {
  const names = Array.from({ length: sites }, (_, site) => `点位${site}`);
  for (let criterion = 0; criterion < CRITERIA; criterion++)
    for (let site = 0; site < sites; site++)
      for (let seen = 0; seen < OBSERVATIONS; seen++)
        yield factAt(criterion, site, seen, valueAt(criterion, site, seen), names[site] ?? '');
}

/** @param value  whole */
export const factAt = (
  criterion: number,
  site: number,
  seen: number,
  value: number,
  name = `点位${site}`,
): Fact =>
  newFact({
    id: `${criterion} ${site} ${seen}`,
    criterion: codeOf(criterion),
    value: { tenThousandths: value * 10_000 },
    site: name,
  });

export interface Columns {
  /** Number of the pair of criterion and site. */
  cell: Int32Array;
  value: Float64Array;
}

export function columnsOf(sites: number): Columns {
  const rows = CRITERIA * sites * OBSERVATIONS;
  const columns = { cell: new Int32Array(rows), value: new Float64Array(rows) };
  let row = 0;
  for (let criterion = 0; criterion < CRITERIA; criterion++)
    for (let site = 0; site < sites; site++)
      for (let seen = 0; seen < OBSERVATIONS; seen++, row++) {
        columns.cell[row] = criterion * sites + site;
        columns.value[row] = valueAt(criterion, site, seen);
      }
  return columns;
}

/** The floor: what no engine can do without. Points in hundredths. */
export function bareTotal({ cell, value }: Columns, sites: number): number {
  const sums = new Float64Array(CRITERIA * sites);
  for (let row = 0; row < cell.length; row++) sums[cell[row]!]! += value[row]!;
  let total = 0;
  for (let criterion = 0; criterion < CRITERIA; criterion++) {
    let passed = 0;
    const from = criterion * sites;
    for (let at = from; at < from + sites; at++) if (sums[at] === OBSERVATIONS) passed++;
    total += Math.floor((pointsOf(criterion) * passed * 2 + sites) / (2 * sites));
  }
  return total;
}
