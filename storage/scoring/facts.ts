import pg from 'pg';
import type { FactId, PersonId, RoundId, TenantId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { FactState } from '@tongchuang/domain/scoring/fact.ts';
import type { Sheet } from '@tongchuang/domain/scoring/round.ts';
import type { Transaction } from '../database.ts';
import type { CountedRow } from './counted-row.ts';
import { FactLines, LINE } from './fact-lines.ts';

type Query = Pick<Transaction, 'query'>;

const { escapeLiteral } = pg;

export interface FactRow {
  id: FactId;
  seq: number;
  sheet: Sheet;
  criterion: string;
  name: string;
  state: FactState;
  /** Ten-thousandths. */
  value: number | null;
  grade: string | null;
  unitId: UnitId | null;
  site: string | null;
  siteType: string | null;
  stratum: string | null;
  method: string | null;
  form: string | null;
  seenAt: Date | null;
  markerId: PersonId | null;
  secondId: PersonId | null;
  reason: string | null;
  note: string | null;
  files: { sha256: string; name: string }[];
  source: 'page' | 'import' | 'api' | 'inspection' | 'survey';
  withdrawn: boolean;
  version: number;
}

/** With the names that people read. */
export interface NamedFactRow extends FactRow {
  unit: string | null;
  unitCode: string | null;
  marker: string | null;
  second: string | null;
  enteredBy: string;
  enteredAt: Date;
}

const OWN = `f.id, f.seq::float8 as seq, f.sheet, f.criterion, f.name, f.state, f.value::float8 as value, f.grade, f.unit_id as "unitId",
  f.site, f.site_type as "siteType", f.stratum, f.method, f.form, f.seen_at as "seenAt", f.marker_id as "markerId",
  f.second_id as "secondId", f.reason, f.note, f.files, f.source, f.withdrawn, f.version`;
const NAMED = `${OWN}, u.name as unit, u.code as "unitCode", m.name as marker, s.name as second, b.name as "enteredBy", f.entered_at as "enteredAt"
  from facts f left join units u on u.tenant_id = f.tenant_id and u.id = f.unit_id
  left join people m on m.tenant_id = f.tenant_id and m.id = f.marker_id
  left join people s on s.tenant_id = f.tenant_id and s.id = f.second_id
  left join people b on b.tenant_id = f.tenant_id and b.id = f.entered_by`;

export interface FactFilter {
  /** Null: every unit, and facts of none. */
  units: readonly UnitId[] | null;
  criterion: string | null;
  sheets: readonly Sheet[];
  after: number;
  limit: number;
}

export const listFacts = ({ query }: Query, round: RoundId, filter: FactFilter) =>
  query<NamedFactRow & {}>(
    `select ${NAMED}
      where f.round_id = $1 and f.seq > $2 and ($3::uuid[] is null or f.unit_id = any($3))
        and ($4::text is null or f.criterion = $4) and f.sheet = any($5) order by f.seq limit $6`,
    [round, filter.after, filter.units, filter.criterion, filter.sheets, filter.limit],
  );

export const findFact = async (
  { query }: Query,
  round: RoundId,
  id: FactId,
): Promise<NamedFactRow | undefined> =>
  (await query<NamedFactRow & {}>(`select ${NAMED} where f.round_id = $1 and f.id = $2`, [round, id]))[0];

/** What people wrote beside a fact, and who: for pages that list facts by themselves. */
export const wordsOfFacts = ({ query }: Query, ids: readonly FactId[]) =>
  query<Pick<NamedFactRow, 'id' | 'unit' | 'marker' | 'note' | 'files' | 'enteredAt'> & {}>(
    `select ${NAMED} where f.id = any($1::uuid[])`,
    [ids],
  );

export const findFactsById = ({ query }: Query, ids: readonly FactId[]) =>
  query<FactRow & { roundId: RoundId }>(
    `select ${OWN}, f.round_id as "roundId" from facts f where f.id = any($1::uuid[]) for update`,
    [ids],
  );

export interface ChangeRow {
  before: Record<string, unknown>;
  by: string;
  at: Date;
  reason: string | null;
}

export const listChanges = ({ query }: Query, fact: FactId) =>
  query<ChangeRow & {}>(
    `select c.before, p.name as by, c.at, c.reason from fact_changes c
       join people p on p.tenant_id = c.tenant_id and p.id = c.by_id where c.fact_id = $1 order by c.version desc`,
    [fact],
  );

/** As counted rows; times in full, in UTC. */
const COUNTED = `id, seq::float8 as seq, sheet, criterion, name, state, value::float8 as value, grade, unit_id as "unitId", site,
            site_type as "siteType", stratum, method, form,
            to_char(seen_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, marker_id as "markerId",
            second_id as "secondId", reason, withdrawn`;

/**
 * Facts of one round by number, `limit` at a time. Ordered by the column, which the index knows: by the name of the result, which
 * hides it, every one of them was sorted, by several processes.
 */
export const factsAfter = ({ query }: Query, round: RoundId, after: number, limit: number) =>
  query<CountedRow & {}>(
    `select ${COUNTED}
       from facts where round_id = $1 and seq > $2 order by facts.seq limit $3`,
    [round, after, limit],
  );

/** Which facts are read; null: all of them. */
export interface Wanted {
  unit: UnitId | null;
  criteria: readonly string[] | null;
}
export const ALL: Wanted = { unit: null, criteria: null };

/** Facts of one round below a number, in no order, as they come: for a round of a million facts. */
export function readFacts(
  { copy }: Pick<Transaction, 'copy'>,
  round: RoundId,
  below: number,
  { unit, criteria }: Wanted,
  take: (row: CountedRow) => void,
): Promise<void> {
  if (criteria?.length === 0) return Promise.resolve();
  const lines = new FactLines();
  const where = [
    `round_id = ${escapeLiteral(round)}`,
    ...(Number.isFinite(below) ? [`seq < ${Math.ceil(below)}`] : []),
    ...(unit === null ? [] : [`unit_id = ${escapeLiteral(unit)}`]),
    ...(criteria === null ? [] : [`criterion in (${criteria.map(escapeLiteral).join(', ')})`]),
  ];
  return copy(`copy (select ${LINE} from facts where ${where.join(' and ')}) to stdout`, (line) =>
    take(lines.read(line)),
  );
}

/** All facts of one unit's criterion below a number: a mark decides over all of them. */
export const factsOfGroup = (
  { query }: Query,
  round: RoundId,
  unit: UnitId | null,
  criterion: string,
  below: number,
) =>
  query<CountedRow & {}>(
    `select ${COUNTED} from facts
      where round_id = $1 and criterion = $2 and unit_id is not distinct from $3 and seq < $4::float8`,
    [round, criterion, unit, below],
  );

/** What these facts were about before they were corrected. */
export const groupsBefore = ({ query }: Query, ids: readonly FactId[]) =>
  query<{ unitId: UnitId | null; criterion: string }>(
    `select distinct (before->>'unit_id')::uuid as "unitId", before->>'criterion' as criterion from fact_changes
      where fact_id = any($1::uuid[])`,
    [ids],
  );

/** All that markers and arbiters entered. */
export const markedFacts = ({ query }: Query, round: RoundId) =>
  query<CountedRow & {}>(
    `select ${COUNTED} from facts where round_id = $1 and sheet in ('first', 'second', 'arbiter') and not withdrawn order by facts.seq`,
    [round],
  );

/** Where somebody marked, and on which sheets. */
export const markedGroups = ({ query }: Query, round: RoundId, below: number) =>
  query<{ unitId: UnitId | null; criterion: string; sheet: Sheet }>(
    `select distinct unit_id as "unitId", criterion, sheet from facts
      where round_id = $1 and sheet in ('first', 'arbiter', 'final') and not withdrawn and seq < $2::float8`,
    [round, below],
  );

/**
 * Takes the next numbers for so many changes; whoever comes next waits until this transaction ends, so numbers become
 * visible in their order. @returns the first of them
 */
export async function takeNumbers({ query }: Query, round: RoundId, count: number): Promise<number> {
  const [row] = await query<{ first: number }>(
    `update rounds set facts_seq = facts_seq + $2 where id = $1 returning (facts_seq - $2 + 1)::float8 as first`,
    [round, count],
  );
  return row?.first ?? 0;
}

export interface WrittenFact extends Omit<FactRow, 'version' | 'seenAt'> {
  seenAt: string | null;
}

/** Facts that one statement writes: more would be one text of many megabytes. */
const AT_ONCE = 5000;

/** Adds facts or replaces those with the same id on the same sheet of the round (one of another is not among those given back); what a replaced one said is kept beside it, with who and why. */
export async function writeFacts(
  { query }: Query,
  tenant: TenantId,
  round: RoundId,
  facts: readonly WrittenFact[],
  written: { by: PersonId; at: Date; reason: string | null },
): Promise<{ id: FactId; version: number }[]> {
  if (facts.length > AT_ONCE) {
    const done: { id: FactId; version: number }[] = [];
    for (let from = 0; from < facts.length; from += AT_ONCE) {
      const some = facts.slice(from, from + AT_ONCE);
      done.push(...(await writeFacts({ query }, tenant, round, some, written)));
    }
    return done;
  }
  const rows = facts.map((fact) => ({
    id: fact.id,
    seq: fact.seq,
    sheet: fact.sheet,
    criterion: fact.criterion,
    name: fact.name,
    state: fact.state,
    value: fact.value,
    grade: fact.grade,
    unit_id: fact.unitId,
    site: fact.site,
    site_type: fact.siteType,
    stratum: fact.stratum,
    method: fact.method,
    form: fact.form,
    seen_at: fact.seenAt,
    marker_id: fact.markerId,
    second_id: fact.secondId,
    reason: fact.reason,
    note: fact.note,
    files: fact.files,
    source: fact.source,
    withdrawn: fact.withdrawn,
  }));
  return query<{ id: FactId; version: number }>(
    `with wanted as (select * from json_populate_recordset(null::facts, $3)),
          counted as (
            update rounds r set facts_count = facts_count
                + (select count(*) from wanted where not withdrawn)
                - (select count(*) from facts f join wanted w on f.tenant_id = $1 and f.id = w.id where not f.withdrawn)
             where r.tenant_id = $1 and r.id = $2),
          kept as (
            insert into fact_changes (tenant_id, fact_id, version, before, by_id, at, reason)
            select f.tenant_id, f.id, f.version, to_jsonb(f) - 'tenant_id' - 'round_id' - 'entered_by' - 'entered_at', $4, $5, $6
              from facts f join wanted w on f.tenant_id = $1 and f.id = w.id)
     insert into facts (tenant_id, round_id, id, seq, sheet, criterion, name, state, value, grade, unit_id, site, site_type, stratum,
                        method, form, seen_at, marker_id, second_id, reason, note, files, source, withdrawn, entered_by, entered_at)
     select $1, $2, id, seq, sheet, criterion, name, state, value, grade, unit_id, site, site_type, stratum,
            method, form, seen_at, marker_id, second_id, reason, note, files, source, withdrawn, $4, $5 from wanted
     on conflict (tenant_id, id) do update
        set seq = excluded.seq, criterion = excluded.criterion, name = excluded.name, state = excluded.state,
            value = excluded.value, grade = excluded.grade, unit_id = excluded.unit_id, site = excluded.site,
            site_type = excluded.site_type, stratum = excluded.stratum, method = excluded.method, form = excluded.form,
            seen_at = excluded.seen_at, marker_id = excluded.marker_id, second_id = excluded.second_id,
            reason = excluded.reason, note = excluded.note, files = excluded.files, source = excluded.source,
            withdrawn = excluded.withdrawn, entered_by = excluded.entered_by, entered_at = excluded.entered_at,
            version = facts.version + 1
      where facts.round_id = excluded.round_id and facts.sheet = excluded.sheet
     returning id, version`,
    [tenant, round, JSON.stringify(rows), written.by, written.at, written.reason],
  );
}
