import type {
  CommandId,
  DivisionId,
  FileHash,
  PersonId,
  SessionId,
  TenantId,
  UnitId,
} from '@tongchuang/domain/kernel/ids.ts';
import type { ColumnType, Generated } from 'kysely';

/** Made by `npm run schema` from the migrated database. */
export interface Database {
  audit_rows: AuditRowsTable;
  audit_seals: AuditSealsTable;
  files: FilesTable;
  people: PeopleTable;
  receipts: ReceiptsTable;
  role_holders: RoleHoldersTable;
  roles: RolesTable;
  sessions: SessionsTable;
  tenants: TenantsTable;
  throttles: ThrottlesTable;
  units: UnitsTable;
}

export interface AuditRowsTable {
  tenant_id: TenantId;
  command_id: CommandId;
  at: ColumnType<Date, Date | string, Date | string>;
  act: string;
  actor_id: string | null;
  actor_name: string;
  objects: string[];
  facts: ColumnType<unknown, string, string>;
  payload_sha256: string;
  hash: string;
}

export interface AuditSealsTable {
  tenant_id: TenantId;
  position: number;
  command_id: CommandId;
  link: string;
}

export interface FilesTable {
  tenant_id: TenantId;
  sha256: FileHash;
  size: number;
  mime: string;
  stored_at: ColumnType<Date, Date | string, Date | string>;
}

export interface PeopleTable {
  tenant_id: TenantId;
  id: PersonId;
  code: string | null;
  name: string;
  unit_id: UnitId;
  title: string | null;
  phone: string | null;
  login: string | null;
  password_hash: string | null;
  totp_secret: string | null;
  totp_confirmed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  totp_last_step: number | null;
  oidc_subject: string | null;
  active: Generated<boolean>;
  last_visit_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  version: Generated<number>;
}

export interface ReceiptsTable {
  tenant_id: TenantId;
  command_id: CommandId;
  payload_sha256: string;
  reply: ColumnType<unknown, string, string>;
}

export interface RoleHoldersTable {
  tenant_id: TenantId;
  id: string;
  person_id: PersonId;
  role_code: string;
  unit_id: UnitId;
  since: string;
  until: string | null;
  version: Generated<number>;
}

export interface RolesTable {
  tenant_id: TenantId;
  code: string;
  name: string;
  grants: ColumnType<unknown, string, string>;
  needs_totp: Generated<boolean>;
  version: Generated<number>;
}

export interface SessionsTable {
  tenant_id: TenantId;
  token_hash: string;
  id: SessionId;
  person_id: PersonId;
  created_at: ColumnType<Date, Date | string, Date | string>;
  seen_at: ColumnType<Date, Date | string, Date | string>;
  expires_at: ColumnType<Date, Date | string, Date | string>;
  revoked_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  agent: Generated<string>;
  address: Generated<string>;
}

export interface TenantsTable {
  tenant_id: TenantId;
  code: string;
  name: string;
  is_demo: Generated<boolean>;
  settings: ColumnType<unknown, string | undefined, string>;
  version: Generated<number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
}

export interface ThrottlesTable {
  key: string;
  points: Generated<number>;
  expire: number | null;
}

export interface UnitsTable {
  tenant_id: TenantId;
  id: UnitId;
  code: string;
  name: string;
  short_name: string | null;
  kind: string;
  tier: string;
  parent_id: string | null;
  division_id: DivisionId | null;
  path: string[];
  valid_from: string | null;
  valid_to: string | null;
  position: Generated<number>;
  version: Generated<number>;
}
