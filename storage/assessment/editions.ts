import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import type { EditionId, FileHash, PersonId, TenantId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { Transaction } from '../database.ts';
import { mustExist } from '../versions.ts';

type Query = Pick<Transaction, 'query'>;

export type EditionState = 'waiting' | 'refused' | 'draft' | 'adopted' | 'retired';

/** Whom a name of the edition means: a unit, and how that was found. */
export interface NameMeant {
  unitId: UnitId | null;
  resolution: 'certain' | 'chosen' | 'suggested' | 'unknown';
}

/** What was noted while the file was read: not to be seen from the tree alone. */
export interface ReadingFinding {
  code: string;
  /** What its sentence needs; readings of before kept the sentence only. */
  facts?: Record<string, string | number>;
  message: string;
  where: string;
  node: string | null;
  severity: 'error' | 'warning' | 'hint';
}

export interface EditionHeadRow {
  id: EditionId;
  state: EditionState;
  code: string;
  title: string;
  tier: string | null;
  year: number | null;
  follows: EditionId | null;
  fileName: string | null;
  sha256: FileHash | null;
  refusal: { code: string; facts: object } | null;
  hash: string | null;
  madeBy: string;
  madeAt: Date;
  version: number;
  rounds: number;
}

export interface EditionRow extends EditionHeadRow {
  content: Edition | null;
  names: Record<string, NameMeant>;
  places: Record<string, string>;
  findings: ReadingFinding[];
}

const HEAD = `e.id, e.state, e.code, e.title, e.tier, e.year, e.follows, e.file_name as "fileName", e.sha256, e.refusal, e.hash,
  p.name as "madeBy", e.made_at as "madeAt", e.version,
  (select count(*)::int from rounds r where r.tenant_id = e.tenant_id and r.edition_id = e.id) as rounds`;
const FROM = `from editions e join people p on p.tenant_id = e.tenant_id and p.id = e.made_by`;

/** With their trees: a place has some dozen editions, and each row shows counts and points. */
export const listEditions = ({ query }: Query) =>
  query<EditionRow & {}>(
    `select ${HEAD}, e.content, e.names, e.places, e.findings ${FROM}
      order by e.state = 'retired', e.state <> 'adopted', e.made_at desc, e.id`,
  );

/** @throws {Refusal} `request.not_found` */
export async function getEdition({ query }: Query, id: EditionId): Promise<EditionRow> {
  const [row] = await query<EditionRow & {}>(
    `select ${HEAD}, e.content, e.names, e.places, e.findings ${FROM} where e.id = $1`,
    [id],
  );
  return mustExist(row, 'edition', id);
}

export interface NewEdition {
  id: EditionId;
  state: 'waiting' | 'draft';
  title: string;
  content: Edition | null;
  names: Record<string, NameMeant>;
  sha256: FileHash | null;
  fileName: string | null;
  follows: EditionId | null;
}

export const insertEdition = (
  { query }: Query,
  tenant: TenantId,
  edition: NewEdition,
  by: PersonId,
  at: Date,
) =>
  query(
    `insert into editions (tenant_id, id, state, title, code, tier, year, content, names, sha256, file_name, follows, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      tenant,
      edition.id,
      edition.state,
      edition.title,
      edition.content?.code ?? '',
      edition.content?.tier ?? null,
      edition.content?.year ?? null,
      edition.content && JSON.stringify(edition.content),
      JSON.stringify(edition.names),
      edition.sha256,
      edition.fileName,
      edition.follows,
      by,
      at,
    ],
  );

/** What the worker found of a file; done once. @returns false where the edition no longer waits */
export async function settleEdition(
  { query }: Query,
  id: EditionId,
  found: {
    content: Edition | null;
    names: Record<string, NameMeant>;
    places: Record<string, string>;
    findings: readonly ReadingFinding[];
    refusal: object | null;
  },
): Promise<boolean> {
  const rows = await query(
    `update editions set state = $2, content = $3, names = $4, places = $5, findings = $6, refusal = $7,
            title = coalesce($8, title), code = coalesce($9, code), tier = $10, year = $11, version = version + 1
      where id = $1 and state = 'waiting' returning id`,
    [
      id,
      found.refusal ? 'refused' : 'draft',
      found.content && JSON.stringify(found.content),
      JSON.stringify(found.names),
      JSON.stringify(found.places),
      JSON.stringify(found.findings),
      found.refusal && JSON.stringify(found.refusal),
      found.content?.title ?? null,
      found.content?.code ?? null,
      found.content?.tier ?? null,
      found.content?.year ?? null,
    ],
  );
  return rows.length === 1;
}

/** @returns its new version; undefined where somebody else was faster */
export const updateDraft = async (
  { query }: Query,
  id: EditionId,
  version: number,
  content: Edition,
  names: Record<string, NameMeant>,
): Promise<{ version: number } | undefined> =>
  (
    await query<{ version: number }>(
      `update editions set content = $3, names = $4, title = $5, code = $6, tier = $7, year = $8, version = version + 1
        where id = $1 and version = $2 and state = 'draft' returning version`,
      [
        id,
        version,
        JSON.stringify(content),
        JSON.stringify(names),
        content.title,
        content.code,
        content.tier,
        content.year,
      ],
    )
  )[0];

export const adoptEdition = async (
  { query }: Query,
  id: EditionId,
  version: number,
  hash: string,
  at: Date,
): Promise<{ id: string } | undefined> =>
  (
    await query<{ id: string }>(
      `update editions set state = 'adopted', hash = $3, adopted_at = $4, version = version + 1
        where id = $1 and version = $2 and state = 'draft' returning id`,
      [id, version, hash, at],
    )
  )[0];

export const retireEdition = async (
  { query }: Query,
  id: EditionId,
  version: number,
): Promise<{ id: string } | undefined> =>
  (
    await query<{ id: string }>(
      `update editions set state = 'retired', version = version + 1
        where id = $1 and version = $2 and state <> 'retired' returning id`,
      [id, version],
    )
  )[0];

/** Editions whose file was being read when a process ended. */
export const listWaitingEditions = async ({ query }: Query): Promise<EditionId[]> =>
  (await query<{ id: EditionId }>(`select id from editions where state = 'waiting' order by made_at`)).map(
    ({ id }) => id,
  );
