import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import { civilDate } from '@tongchuang/domain/kernel/civil-date.ts';
import {
  uuidv7,
  type EditionId,
  type PersonId,
  type RoundId,
  type TenantId,
  type UnitId,
} from '@tongchuang/domain/kernel/ids.ts';
import { compile } from '@tongchuang/domain/scoring/compiled.ts';
import { insertEdition } from '@tongchuang/storage/assessment/editions.ts';
import { inTransaction } from '@tongchuang/storage/database.ts';
import { ensureDatabase, startCluster } from '@tongchuang/storage/embedded/cluster.ts';
import { migrate } from '@tongchuang/storage/migrate.ts';
import { insertRows } from '@tongchuang/storage/rows.ts';
import { setRoundUnits } from '@tongchuang/storage/scoring/round-units.ts';
import { saveRound } from '@tongchuang/storage/scoring/rounds.ts';
import { refreshStatistics } from '@tongchuang/storage/statistics.ts';
import { SAMPLES } from '@tongchuang/usecases/framework-samples.ts';
import { openPlace } from '@tongchuang/usecases/places.ts';
import * as sessions from '@tongchuang/usecases/sessions.ts';
import { makeHouse } from './full-county.ts';

export const DISTRICTS = 20;

/** A round whose districts each are judged by the whole sample edition. */
export interface BigRound {
  url: string;
  filesFolder: string;
  tenant: TenantId;
  round: RoundId;
  /** Cookie of the office. */
  office: string;
  districts: UnitId[];
  /** Criteria with one name each that their facts bear, and whether these name a site. */
  names: { criterion: string; name: string; bySite: boolean }[];
  facts: number;
  close: () => Promise<void>;
}

/** @param facts  how many, evenly over districts, criteria and names */
export async function openBigRound(facts: number): Promise<BigRound> {
  const folder = mkdtempSync(join(tmpdir(), 'tongchuang-bench-'));
  const filesFolder = mkdtempSync(join(tmpdir(), 'tongchuang-files-'));
  const cluster = await startCluster(folder);
  const url = await ensureDatabase(cluster, 'bench');
  await migrate(url);
  const house = makeHouse({ url, filesFolder });
  const fresh = <T extends string>() => uuidv7(Date.now(), randomBytes(10)) as T;
  const administrator = { name: '管理员', login: 'root', password: randomBytes(12).toString('hex') };
  const tenant = await openPlace(house, { code: 'bench', name: '清源市', isDemo: false, administrator });
  const edition = ofDistricts(SAMPLES.get('county-sample') ?? fail());
  const names = namesOf(edition);
  const round = fresh<RoundId>();
  const made = await inTransaction(house.store, tenant, 'write', async (transaction) => {
    const [root] = await transaction.query<{ id: UnitId }>('select id from units limit 1');
    const above = root?.id ?? fail();
    const districts = Array.from({ length: DISTRICTS }, () => fresh<UnitId>());
    await insertRows(
      transaction,
      'units',
      districts.map((id, at) => ({
        tenant_id: tenant,
        id,
        code: String(at + 1).padStart(3, '0'),
        name: `清源市第${at + 1}区`,
        short_name: `第${at + 1}区`,
        kind: 'government',
        tier: 'county',
        parent_id: above,
        path: [id, above],
        position: at,
        version: 1,
      })),
    );
    const officer = fresh<PersonId>();
    const person = { tenant_id: tenant, id: officer, login: 'office', name: '周敏', unit_id: above };
    await insertRows(transaction, 'people', [
      { ...person, active: true, version: 1, password_must_change: false },
    ]);
    const held = { tenant_id: tenant, id: fresh(), person_id: officer, role_code: 'office', unit_id: above };
    await insertRows(transaction, 'role_holders', [{ ...held, since: civilDate(new Date(0)), version: 1 }]);
    const begun = await sessions.begin(transaction.db, tenant, officer, new Date(), {
      agent: 'bench',
      address: '',
    });
    const id = fresh<EditionId>();
    const content = { content: edition, names: {}, sha256: null, fileName: null, follows: null };
    await insertEdition(
      transaction,
      tenant,
      { id, state: 'draft', title: edition.title, ...content },
      officer,
      new Date(),
    );
    await transaction.query(`update editions set state = 'adopted', hash = 'bench', adopted_at = now()`);
    const row = {
      id: round,
      name: '全年测评',
      kind: 'official' as const,
      editionId: id,
      from: '2026-01-01',
      to: '2026-12-31',
      methods: [],
      twoMarkers: false,
      differenceLimit: 50,
      selfUntil: null,
      replyUntil: null,
      leastSample: 0,
      borrows: [],
      version: 0,
    };
    await saveRound(transaction, tenant, row, officer, new Date());
    await transaction.query(`update rounds set stage = 'marking'`);
    await setRoundUnits(transaction, tenant, round, districts);
    await insertFacts(transaction.query, { tenant, round, officer, districts, names, facts });
    return { districts, office: `tongchuang=${begun.tenant}.${begun.token}` };
  });
  await inTransaction(house.store, tenant, 'write', (transaction) => refreshStatistics(transaction));
  await house.store.close();
  return {
    url,
    filesFolder,
    tenant,
    round,
    ...made,
    names,
    facts,
    close: async () => {
      await cluster.stop();
      for (const each of [folder, filesFolder]) rmSync(each, { recursive: true, force: true });
    },
  };
}

function fail(): never {
  throw new Error('the sample edition and the root unit are there');
}

/** Every district answers for every criterion. */
const ofDistricts = (edition: Edition): Edition => ({
  ...edition,
  nodes: edition.nodes.map((node) => ({ ...node, responsible: [] })),
});

/**
 * What facts are called that reach the leaves of the edition itself. Points by hand take a second person, vetoes end the count:
 * both are left out.
 */
function namesOf(edition: Edition): BigRound['names'] {
  const { slots, leaves } = compile(edition);
  const found = new Map(
    slots
      .filter(({ byHand, leaf }) => !byHand && leaves[leaf]?.kind === 'normal')
      .map(({ leaf, name, bySite }) => {
        const criterion = leaves[leaf]?.source.code ?? fail();
        return [`${criterion} ${name}`, { criterion, name, bySite: bySite !== null }] as const;
      }),
  );
  return [...found.values()];
}

/** As an inspection writes them: seen at a time, on a site, by somebody; nine of ten are in order. */
const insertFacts = (
  query: (text: string, values: unknown[]) => Promise<unknown>,
  of: Pick<BigRound, 'tenant' | 'round' | 'districts' | 'names' | 'facts'> & { officer: PersonId },
) =>
  query(
    `with names as (select row_number() over () - 1 as nth, * from json_to_recordset($5) as n(criterion text, name text, "bySite" boolean)),
          many as (select count(*) as of from names)
     insert into facts (tenant_id, round_id, id, seq, sheet, criterion, name, state, value, unit_id, site, site_type, method, seen_at,
                        marker_id, files, source, entered_by, entered_at)
     select $1, $2, (lpad(to_hex(1780000000000 + i), 12, '0') || '7' || substr(md5(i::text), 1, 3) || '8' || substr(md5(i::text), 4, 15))::uuid,
            i, 'field', n.criterion, n.name, 'observed', case when i % 10 = 0 then 0 else 10000 end,
            ($3::uuid[])[i % cardinality($3::uuid[]) + 1], case when n."bySite" then '第' || i / 200 || '号点位' end,
            case when n."bySite" then '主次干道' end, '实地考察', timestamptz '2026-03-01 08:00+08' + make_interval(secs => i),
            $4, '[]', 'inspection', $4, now()
       from generate_series(1, $6::int) i, many, names n where n.nth = (i / cardinality($3::uuid[])) % many.of`,
    [of.tenant, of.round, of.districts, of.officer, JSON.stringify(of.names), of.facts],
  ).then(() =>
    query('update rounds set facts_seq = $2, facts_count = $2 where id = $1', [of.round, of.facts]),
  );
