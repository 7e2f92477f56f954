import { FactIn, type FactFault } from '@tongchuang/contract/facts.ts';
import type { FactId, PersonId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { isUuid } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import type { Sheet } from '@tongchuang/domain/scoring/round.ts';
import { FACT_COLUMNS, FACT_STATE_WORDS, type FactCells } from '@tongchuang/papers/fact-columns.ts';
import { isExcelError } from '@tongchuang/papers/read-roster/workbook-text.ts';
import type { FactRowText } from '@tongchuang/papers/read/fact-rows.ts';
import type { FactRow, WrittenFact } from '@tongchuang/storage/scoring/facts.ts';
import { faultAt, refusedAt, type Fault } from './fact-faults.ts';
import { readEntered, type criteriaOf } from './facts.ts';

/** Rows of a sheet of facts, each judged by itself, so that all faults are said at once. */

export interface JudgedRow {
  table: string;
  row: number;
  fact: Omit<WrittenFact, 'seq'>;
}

/** What a name means: one, none, or more than one, so that nobody is taken for his namesake. */
type Named<T> = T | 'unknown' | 'several';

interface Judging {
  criteria: ReturnType<typeof criteriaOf>;
  entered: { sheet: Sheet; source: FactRow['source']; by: PersonId };
  unitOf: (name: string) => Named<UnitId>;
  personOf: (name: string) => Named<PersonId>;
  newId: (table: string, row: number) => FactId;
}

/** @param all  each with the names that it goes by; null: it has none of that kind */
export function namedOnce<T extends string>(
  all: readonly (readonly [T, readonly (string | null)[]])[],
): (name: string) => Named<T> {
  const known = new Map<string, Named<T>>();
  for (const [one, names] of all)
    for (const name of new Set(names)) {
      if (name === null) continue;
      known.set(name, known.has(name) ? 'several' : one);
    }
  return (name) => known.get(name) ?? known.get(plain(name)) ?? 'unknown';
}

/** Full-width figures and letters as people type them: １２．５, Ａ. */
const plain = (text: string): string => text.normalize('NFKC').trim();

const STATES = new Map<string, string>(
  Object.entries(FACT_STATE_WORDS).map(([state, word]) => [word, state]),
);

export function judgeRows(
  rows: readonly FactRowText[],
  by: Judging,
): { given: JudgedRow[]; faults: Fault[] } {
  const given: JudgedRow[] = [];
  const faults: Fault[] = [];
  const seen = new Set<string>();
  for (const text of rows) {
    const found = faultsIn(text, by, seen);
    if (found.length > 0) faults.push(...found);
    else {
      const judged = readRow(text, by);
      if ('fact' in judged) given.push(judged);
      else faults.push(judged);
    }
  }
  return { given, faults };
}

/** What is wrong with single cells. */
function faultsIn({ sheet: table, row, cells }: FactRowText, by: Judging, seen: Set<string>): Fault[] {
  const faults: Fault[] = [];
  const fault = (column: string, code: FactFault, facts: Fault['facts'] = {}) =>
    faults.push(faultAt({ table, row, column }, code, facts));
  for (const { field, head } of FACT_COLUMNS)
    if (isExcelError(cells[field])) fault(head, 'cell_error', { head, value: cells[field] });
  if (faults.length > 0) return faults;
  const unit = cells.unit === '' ? null : by.unitOf(cells.unit);
  if (unit === 'unknown') fault('单位', 'unit_unknown', { name: cells.unit });
  if (unit === 'several') fault('单位', 'unit_several', { name: cells.unit });
  const second = cells.second === '' ? null : by.personOf(cells.second);
  if (second === 'unknown') fault('复核人', 'person_unknown', { name: cells.second });
  if (second === 'several') fault('复核人', 'person_several', { name: cells.second });
  if (!STATES.has(cells.state) && cells.state !== '')
    fault('状态', 'state_unknown', { name: cells.state, states: [...STATES.keys()].join('、') });
  const id = cells.id.toLowerCase();
  if (id !== '' && !isUuid(id)) fault('记录号', 'id_wrong');
  if (id !== '' && seen.has(id)) fault('记录号', 'id_twice');
  seen.add(id);
  return faults;
}

function readRow({ sheet: table, row, cells }: FactRowText, by: Judging): JudgedRow | Fault {
  const state = cells.state === '' ? 'observed' : STATES.get(cells.state);
  const { known, grades } = by.criteria;
  const read = FactIn.safeParse({
    id: cells.id === '' ? by.newId(table, row) : cells.id.toLowerCase(),
    criterion: known.has(cells.criterion) ? cells.criterion : plain(cells.criterion),
    ...(cells.name === '' ? {} : { name: cells.name }),
    state,
    value: state === 'observed' ? valueOf(grades.has(cells.value) ? cells.value : plain(cells.value)) : null,
    unitId: cells.unit === '' ? null : by.unitOf(cells.unit),
    ...optional(cells),
    secondId: cells.second === '' ? null : by.personOf(cells.second),
  });
  if (!read.success) {
    const [issue] = read.error.issues;
    const field = String(issue?.path[0] ?? '');
    const head = FACT_COLUMNS.find((one) => one.field === field)?.head ?? field;
    return faultAt({ table, row, column: head }, 'malformed', { head });
  }
  try {
    return { table, row, fact: readEntered(read.data, by.criteria, by.entered) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refusedAt({ table, row, column: null }, error);
  }
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
