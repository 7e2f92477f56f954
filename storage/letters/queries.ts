import type {
  CampaignId,
  FileHash,
  LetterId,
  PersonId,
  TenantId,
  UnitId,
} from '@tongchuang/domain/kernel/ids.ts';
import type { LetterContent } from '@tongchuang/domain/tasks/letters.ts';
import type { Transaction } from '../database.ts';
import { insertRows } from '../rows.ts';

type Query = Pick<Transaction, 'query'>;

export interface Signatory {
  side: 'issuer' | 'unit';
  name: string;
  title: string | null;
}

export interface LetterRow {
  id: LetterId;
  campaign_id: CampaignId;
  unit_id: UnitId;
  unit_name: string;
  path: UnitId[];
  edition: number;
  number: string | null;
  content: LetterContent;
  content_sha256: string;
  docx_sha256: FileHash;
  audit_position: number;
  audit_link: string;
  issued_at: Date;
  issued_by: string;
  state: 'issued' | 'signed' | 'void';
  signed_on: string | null;
  signatories: Signatory[] | null;
  scan_sha256: FileHash | null;
  void_reason: string | null;
  version: number;
}

const LETTER = `
  select l.id, l.campaign_id, l.unit_id, u.name as unit_name, u.path, l.edition, l.number, l.content, l.content_sha256, l.docx_sha256,
         l.audit_position, l.audit_link, l.issued_at, p.name as issued_by, l.state, l.signed_on, l.signatories, l.scan_sha256,
         l.void_reason, l.version
    from letters l join units u on u.tenant_id = l.tenant_id and u.id = l.unit_id
    join people p on p.tenant_id = l.tenant_id and p.id = l.issued_by`;

export const findLetter = async ({ query }: Query, id: LetterId) =>
  (await query<LetterRow & {}>(`${LETTER} where l.id = $1`, [id]))[0];

/** By unit, the newest edition first. */
export const listLetters = ({ query }: Query, campaign: CampaignId | null, withVoid: boolean) =>
  query<LetterRow & {}>(
    `${LETTER} where ($1::uuid is null or l.campaign_id = $1) and ($2 or l.state <> 'void') order by u.position, u.code, l.edition desc`,
    [campaign, withVoid],
  );

/** The letter in force of a unit. */
export const findInForce = async ({ query }: Query, campaign: CampaignId, unit: UnitId) =>
  (
    await query<LetterRow & {}>(
      `${LETTER} where l.campaign_id = $1 and l.unit_id = $2 and l.state <> 'void'`,
      [campaign, unit],
    )
  )[0];

/** @returns the edition that it became */
export async function insertLetter(
  transaction: Transaction,
  letter: {
    tenant: TenantId;
    id: LetterId;
    campaign: CampaignId;
    unit: UnitId;
    number: string | null;
    content: LetterContent;
    contentSha256: string;
    docxSha256: FileHash;
    head: { position: number; link: string };
    now: Date;
    by: PersonId;
  },
): Promise<number> {
  const [last] = await transaction.query<{ edition: number }>(
    'select coalesce(max(edition), 0) + 1 as edition from letters where campaign_id = $1 and unit_id = $2',
    [letter.campaign, letter.unit],
  );
  const edition = last?.edition ?? 1;
  await insertRows(transaction, 'letters', [
    {
      tenant_id: letter.tenant,
      id: letter.id,
      campaign_id: letter.campaign,
      unit_id: letter.unit,
      edition,
      number: letter.number,
      content: letter.content,
      content_sha256: letter.contentSha256,
      docx_sha256: letter.docxSha256,
      audit_position: letter.head.position,
      audit_link: letter.head.link,
      issued_at: letter.now,
      issued_by: letter.by,
      state: 'issued',
      version: 1,
    },
  ]);
  return edition;
}

/** What became of a letter; nothing else of it can be changed. No row back: somebody else was faster. */
export const signLetter = async (
  { query }: Query,
  id: LetterId,
  version: number,
  signed: { on: string; signatories: readonly Signatory[]; scan: string | null },
) =>
  (
    await query<{ id: LetterId }>(
      `update letters set state = 'signed', signed_on = $3, signatories = $4, scan_sha256 = $5, version = version + 1
        where id = $1 and version = $2 returning id`,
      [id, version, signed.on, JSON.stringify(signed.signatories), signed.scan],
    )
  )[0];

export const voidLetter = async ({ query }: Query, id: LetterId, version: number, reason: string) =>
  (
    await query<{ id: LetterId }>(
      `update letters set state = 'void', void_reason = $3, version = version + 1 where id = $1 and version = $2 returning id`,
      [id, version, reason],
    )
  )[0];

export interface LetterCampaign {
  id: CampaignId;
  name: string;
  title: string;
  from_day: string;
  to_day: string;
  assessment: string | null;
  reward: string | null;
  place: string;
  /** The leading group (领导小组) of the whole place, the first party of every letter; null where none is entered. */
  issuer: string | null;
}

/** The campaign that is asked for, or the one that runs on a day. */
export const findLetterCampaign = async ({ query }: Query, id: CampaignId | null, today: string) =>
  (
    await query<LetterCampaign & {}>(
      `select c.id, c.name, c.title, c.from_day, c.to_day, c.assessment, c.reward, t.name as place,
              (select b.name from bodies b where b.tenant_id = c.tenant_id and b.kind in ('leading_group', 'headquarters') and b.unit_id is null
                  and (b.dissolved_on is null or b.dissolved_on > $2::date) order by b.kind desc, b.position limit 1) as issuer
         from campaigns c join tenants t on t.tenant_id = c.tenant_id
        where $1::uuid is null or c.id = $1
        order by ($2::date between c.from_day and c.to_day) desc, c.from_day desc limit 1`,
      [id, today],
    )
  )[0];
