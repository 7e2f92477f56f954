import { isCivilDate } from '../kernel/calendar.ts';
import { isWarning, rosterSentence } from './roster-findings.ts';
import { ROSTER_KEYS, rowKey } from './roster-row.ts';
import type {
  JudgedRow,
  KnownRoster,
  MergedRoster,
  RosterFinding,
  RosterJudgement,
  RosterKey,
  RosterSheets,
  RosterWords,
  RowCase,
} from './roster-row.ts';
import { SHEETS } from './roster-sheets.ts';

/**
 * A roster (名册) judged before it is written: plain words in, findings and accepted rows out. Rows are matched by code; an empty
 * cell leaves what is known as it is. The import writes all rows or none: none while one is wrong.
 *
 * @param roles  names of the roles that exist
 */
export function judgeRoster(
  file: RosterSheets,
  known: KnownRoster,
  roles: ReadonlySet<string>,
): RosterJudgement {
  const out: RosterJudgement = {
    rows: [],
    findings: [],
    accepted: { divisions: [], units: [], people: [], posts: [], pairings: [] },
    counts: { new: 0, changed: 0, same: 0, wrong: 0 },
  };
  const merged = mergedRoster(file, known);
  for (const key of ROSTER_KEYS) judgeSheet(key, file, known, merged, roles, out);
  out.findings = out.rows.flatMap((row) => row.findings);
  return out;
}

function mergedRoster(file: RosterSheets, known: KnownRoster): MergedRoster {
  const merge = <K extends RosterKey>(key: K): Map<string, RosterWords<K>> => {
    const rows = new Map(known[key]);
    for (const { values } of file[key]) {
      const name = rowKey(key, values);
      rows.set(name, overlaid(rows.get(name), values));
    }
    return rows;
  };
  return {
    divisions: merge('divisions'),
    units: merge('units'),
    people: merge('people'),
    posts: merge('posts'),
    pairings: merge('pairings'),
  };
}

function overlaid<V extends Readonly<Record<string, string>>>(old: V | undefined, values: V): V {
  if (old === undefined) return values;
  const filled = Object.entries(values).filter(([, value]) => value.trim() !== '');
  return { ...old, ...Object.fromEntries(filled) };
}

function judgeSheet<K extends RosterKey>(
  key: K,
  file: RosterSheets,
  known: KnownRoster,
  merged: MergedRoster,
  roles: ReadonlySet<string>,
  out: RosterJudgement,
): void {
  const rules = SHEETS[key];
  const firstRow = new Map<string, number>();
  for (const { sheet, row, values: written } of file[key]) {
    const name = rowKey(key, written);
    const before = known[key].get(name);
    const values = overlaid(before, written);
    const words: Readonly<Record<string, string | undefined>> = values;
    const findings: RosterFinding[] = [];
    const find: RowCase<K>['find'] = (column, code, facts = {}) => {
      const label = column === null ? '' : (rules.heads[column] ?? column);
      const message = rosterSentence(code, { column: label, ...facts });
      findings.push({ sheet, row, column, code, message, severity: isWarning(code) ? 'warning' : 'error' });
    };
    const day: RowCase<K>['day'] = (column) => {
      const value = (words[column] ?? '').trim();
      if (value === '' || isCivilDate(value)) return value || null;
      find(column, 'bad_date', { value });
      return null;
    };
    const need: RowCase<K>['need'] = (...columns) => {
      for (const column of columns) if ((words[column] ?? '').trim() === '') find(column, 'missing');
    };
    const twin = firstRow.get(name);
    if (twin !== undefined) find(null, 'duplicate_code', { value: name, other: String(twin) });
    else firstRow.set(name, row);

    const accept = rules.judge({ values, before, row, merged, known, file, roles, find, day, need });
    const changes = changesOf(before, values);
    const wrong = findings.some((finding) => finding.severity === 'error');
    const fate = wrong ? 'wrong' : before === undefined ? 'new' : changes.length > 0 ? 'changed' : 'same';
    if ((fate === 'new' || fate === 'changed') && accept !== null) accept(out.accepted);
    out.counts[fate]++;
    out.rows.push({ key, sheet, row, code: name, name: words[rules.name] ?? '', fate, changes, findings });
  }
}

function changesOf(
  before: Readonly<Record<string, string>> | undefined,
  after: Readonly<Record<string, string>>,
): JudgedRow['changes'] {
  if (before === undefined) return [];
  return Object.entries(after).flatMap(([field, to]) => {
    const from = before[field] ?? '';
    return from.trim() === to.trim() ? [] : [{ field, from, to }];
  });
}
