import type { CivilDate } from '../kernel/calendar.ts';
import type { BodyKind, PairingKind } from './body.ts';
import type { DivisionLevel } from './divisions.ts';
import type { RosterFindingCode } from './roster-findings.ts';
import type { Tier, UnitType } from './unit.ts';

/** The rows of a roster (名册): as the file says them, as they are known, and as they would be written. */
export const ROSTER_KEYS = ['divisions', 'units', 'people', 'posts', 'pairings'] as const;
export type RosterKey = (typeof ROSTER_KEYS)[number];

export interface RosterFields {
  divisions: 'code' | 'name' | 'level' | 'parentCode';
  units:
    | 'code'
    | 'name'
    | 'shortName'
    | 'aliases'
    | 'type'
    | 'tier'
    | 'divisionCode'
    | 'parentCode'
    | 'predecessorCodes'
    | 'validFrom'
    | 'validTo';
  people:
    | 'code'
    | 'name'
    | 'unitCode'
    | 'post'
    | 'phone'
    | 'loginName'
    | 'roles'
    | 'isHead'
    | 'secondedFromCode'
    | 'secondedUntil';
  posts: 'bodyCode' | 'bodyName' | 'bodyType' | 'parentBodyCode' | 'post' | 'personCode' | 'from' | 'to';
  pairings: 'kind' | 'firstCode' | 'secondCode' | 'from' | 'to';
}
export type RosterWords<K extends RosterKey> = Readonly<Record<RosterFields[K], string>>;

export interface RosterRow<K extends RosterKey> {
  /** Name of the worksheet and row number as Excel shows it. */
  sheet: string;
  row: number;
  values: RosterWords<K>;
}
export type RosterSheets = { readonly [K in RosterKey]: readonly RosterRow<K>[] };

/** What is there now, in the words of the export, by rowKey. */
export type KnownRoster = { readonly [K in RosterKey]: ReadonlyMap<string, RosterWords<K>> };

export interface RosterFinding {
  sheet: string;
  row: number;
  /** The field; null for the row as a whole. */
  column: string | null;
  code: RosterFindingCode;
  /** One sentence in Chinese. */
  message: string;
  severity: 'error' | 'warning';
}

export interface JudgedRow {
  key: RosterKey;
  sheet: string;
  row: number;
  code: string;
  name: string;
  fate: 'new' | 'changed' | 'same' | 'wrong';
  changes: { field: string; from: string; to: string }[];
  findings: RosterFinding[];
}

/** Rows ready to be written: parsed, with what was known where the file says nothing. `same` rows are left out. */
export interface AcceptedRoster {
  divisions: { code: string; name: string; level: DivisionLevel; parentCode: string | null }[];
  units: {
    code: string;
    name: string;
    shortName: string | null;
    aliases: string[];
    type: UnitType;
    tier: Tier;
    divisionCode: string | null;
    parentCode: string | null;
    predecessorCodes: string[];
    validFrom: CivilDate | null;
    validTo: CivilDate | null;
  }[];
  people: {
    code: string;
    name: string;
    unitCode: string;
    post: string | null;
    phone: string | null;
    loginName: string | null;
    roles: string[];
    isHead: boolean;
    secondedFromCode: string | null;
    secondedUntil: CivilDate | null;
  }[];
  posts: {
    bodyCode: string;
    bodyName: string;
    bodyType: BodyKind;
    parentBodyCode: string | null;
    post: string | null;
    personCode: string | null;
    from: CivilDate | null;
    to: CivilDate | null;
  }[];
  pairings: {
    kind: PairingKind;
    firstCode: string;
    secondCode: string;
    from: CivilDate | null;
    to: CivilDate | null;
  }[];
}

export interface RosterJudgement {
  rows: JudgedRow[];
  findings: RosterFinding[];
  accepted: AcceptedRoster;
  counts: Record<JudgedRow['fate'], number>;
}

/** What tells a row from others of its sheet: its code, or for posts and pairings what they connect. */
export function rowKey<K extends RosterKey>(key: K, values: RosterWords<K>): string {
  const all: Readonly<Record<string, string | undefined>> = values;
  const parts = {
    divisions: ['code'],
    units: ['code'],
    people: ['code'],
    posts: ['bodyCode', 'personCode', 'post'],
    pairings: ['kind', 'firstCode', 'secondCode'],
  }[key];
  return parts.map((field) => (all[field] ?? '').trim()).join(' ');
}

/** The roster as it would be: what is known, under what the file says. */
export type MergedRoster = { [K in RosterKey]: Map<string, RosterWords<K>> };

/** What the rules of a sheet see of one row. */
export interface RowCase<K extends RosterKey> {
  values: RosterWords<K>;
  before: RosterWords<K> | undefined;
  row: number;
  merged: MergedRoster;
  known: KnownRoster;
  file: RosterSheets;
  roles: ReadonlySet<string>;
  find: (column: RosterFields[K] | null, code: RosterFindingCode, facts?: Record<string, string>) => void;
  /** The field's day, null where it is empty; said where it is none. */
  day: (column: RosterFields[K]) => CivilDate | null;
  /** Says `missing` where any of the fields is empty. */
  need: (...columns: RosterFields[K][]) => void;
}
