import type {
  BodyId,
  BodyMemberId,
  CampaignId,
  CommandId,
  DivisionId,
  DocumentId,
  DraftTaskId,
  FileHash,
  HouseholdId,
  LetterId,
  PairingId,
  PersonId,
  PlanId,
  PostId,
  ReportId,
  RoleHolderId,
  SecondmentId,
  SessionId,
  SuccessionId,
  TaskId,
  TenantId,
  UnitId,
} from '@tongchuang/domain/kernel/ids.ts';
import type { ColumnType, Generated } from 'kysely';

/** Made by `npm run schema` from the migrated database. */
export interface Database {
  appeals: AppealsTable;
  audit_rows: AuditRowsTable;
  audit_seals: AuditSealsTable;
  bodies: BodiesTable;
  body_members: BodyMembersTable;
  calendar_days: CalendarDaysTable;
  calendar_years: CalendarYearsTable;
  campaigns: CampaignsTable;
  divisions: DivisionsTable;
  documents: DocumentsTable;
  draft_tasks: DraftTasksTable;
  edition_mappings: EditionMappingsTable;
  edition_tasks: EditionTasksTable;
  editions: EditionsTable;
  fact_changes: FactChangesTable;
  facts: FactsTable;
  files: FilesTable;
  households: HouseholdsTable;
  letters: LettersTable;
  pairings: PairingsTable;
  people: PeopleTable;
  plan_editions: PlanEditionsTable;
  plan_items: PlanItemsTable;
  plan_sections: PlanSectionsTable;
  plans: PlansTable;
  posts: PostsTable;
  provider_visits: ProviderVisitsTable;
  receipts: ReceiptsTable;
  reminders: RemindersTable;
  reminders_seen: RemindersSeenTable;
  replies: RepliesTable;
  role_holders: RoleHoldersTable;
  roles: RolesTable;
  round_approvals: RoundApprovalsTable;
  round_markers: RoundMarkersTable;
  round_units: RoundUnitsTable;
  rounds: RoundsTable;
  saved_views: SavedViewsTable;
  secondments: SecondmentsTable;
  sessions: SessionsTable;
  share_link_openings: ShareLinkOpeningsTable;
  share_links: ShareLinksTable;
  snapshots: SnapshotsTable;
  stages: StagesTable;
  task_reports: TaskReportsTable;
  task_targets: TaskTargetsTable;
  task_units: TaskUnitsTable;
  tasks: TasksTable;
  tenants: TenantsTable;
  throttles: ThrottlesTable;
  unit_chains: UnitChainsTable;
  unit_names: UnitNamesTable;
  unit_successions: UnitSuccessionsTable;
  units: UnitsTable;
  zone_divisions: ZoneDivisionsTable;
}

export interface AppealsTable {
  tenant_id: TenantId;
  id: string;
  snapshot_id: string;
  unit_id: UnitId;
  criterion: string | null;
  text: string;
  by_id: string;
  at: ColumnType<Date, Date | string, Date | string>;
  outcome: Generated<string>;
  answer: string | null;
  decided_by: string | null;
  decided_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  version: Generated<number>;
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

export interface BodiesTable {
  tenant_id: TenantId;
  id: BodyId;
  code: string | null;
  kind: string;
  name: string;
  aliases: Generated<string[]>;
  parent_id: string | null;
  unit_id: UnitId | null;
  document: string | null;
  founded_on: string | null;
  dissolved_on: string | null;
  duties: string | null;
  position: Generated<number>;
  version: Generated<number>;
}

export interface BodyMembersTable {
  tenant_id: TenantId;
  id: BodyMemberId;
  body_id: BodyId;
  unit_id: UnitId;
  since: string;
  until: string | null;
}

export interface CalendarDaysTable {
  tenant_id: TenantId;
  date: string;
  year: number;
  kind: string;
  name: string;
}

export interface CalendarYearsTable {
  tenant_id: TenantId;
  year: number;
  source: string;
  version: Generated<number>;
}

export interface CampaignsTable {
  tenant_id: TenantId;
  id: CampaignId;
  name: string;
  title: string;
  from_day: string;
  to_day: string;
  assessment: string | null;
  reward: string | null;
  version: Generated<number>;
}

export interface DivisionsTable {
  tenant_id: TenantId;
  id: DivisionId;
  code: string;
  name: string;
  level: string;
  parent_id: string | null;
  position: Generated<number>;
  version: Generated<number>;
}

export interface DocumentsTable {
  tenant_id: TenantId;
  id: DocumentId;
  sha256: FileHash;
  name: string;
  state: string;
  title: string | null;
  kind: string | null;
  refusal: ColumnType<unknown | null, string | null | undefined, string | null>;
  paper: ColumnType<unknown | null, string | null | undefined, string | null>;
  findings: ColumnType<unknown, string | undefined, string>;
  supersedes: PlanId | null;
  plan_id: PlanId | null;
  submitted_by: string;
  submitted_at: ColumnType<Date, Date | string, Date | string>;
  version: Generated<number>;
}

export interface DraftTasksTable {
  tenant_id: TenantId;
  id: DraftTaskId;
  document_id: DocumentId;
  position: number;
  dropped: Generated<boolean>;
  content: ColumnType<unknown, string, string>;
  edited_by: string | null;
  edited_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  version: Generated<number>;
}

export interface EditionMappingsTable {
  tenant_id: TenantId;
  from_id: string;
  to_id: string;
  pairs: ColumnType<unknown, string, string>;
  confirmed_by: string;
  confirmed_at: ColumnType<Date, Date | string, Date | string>;
  version: Generated<number>;
}

export interface EditionTasksTable {
  tenant_id: TenantId;
  plan_id: PlanId;
  edition: number;
  task_id: TaskId;
  position: number;
  change: string;
  differs: Generated<string[]>;
  content: ColumnType<unknown, string, string>;
}

export interface EditionsTable {
  tenant_id: TenantId;
  id: string;
  state: string;
  code: Generated<string>;
  title: string;
  tier: string | null;
  year: number | null;
  content: ColumnType<unknown | null, string | null | undefined, string | null>;
  names: ColumnType<unknown, string | undefined, string>;
  places: ColumnType<unknown, string | undefined, string>;
  findings: ColumnType<unknown, string | undefined, string>;
  sha256: FileHash | null;
  file_name: string | null;
  refusal: ColumnType<unknown | null, string | null | undefined, string | null>;
  follows: string | null;
  hash: string | null;
  made_by: string;
  made_at: ColumnType<Date, Date | string, Date | string>;
  adopted_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  version: Generated<number>;
}

export interface FactChangesTable {
  tenant_id: TenantId;
  fact_id: string;
  version: number;
  before: ColumnType<unknown, string, string>;
  by_id: string;
  at: ColumnType<Date, Date | string, Date | string>;
  reason: string | null;
}

export interface FactsTable {
  tenant_id: TenantId;
  id: string;
  round_id: string;
  seq: number;
  sheet: string;
  criterion: string;
  name: string;
  state: string;
  value: number | null;
  grade: string | null;
  unit_id: UnitId | null;
  site: string | null;
  site_type: string | null;
  stratum: string | null;
  method: string | null;
  form: string | null;
  seen_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  marker_id: string | null;
  second_id: string | null;
  reason: string | null;
  note: string | null;
  files: ColumnType<unknown, string | undefined, string>;
  source: string;
  entered_by: string;
  entered_at: ColumnType<Date, Date | string, Date | string>;
  withdrawn: Generated<boolean>;
  version: Generated<number>;
}

export interface FilesTable {
  tenant_id: TenantId;
  sha256: FileHash;
  size: number;
  mime: string;
  stored_at: ColumnType<Date, Date | string, Date | string>;
}

export interface HouseholdsTable {
  tenant_id: TenantId;
  id: HouseholdId;
  division_id: DivisionId;
  room: string;
  name: string;
  phone: string | null;
  note: string | null;
  version: Generated<number>;
}

export interface LettersTable {
  tenant_id: TenantId;
  id: LetterId;
  campaign_id: CampaignId;
  unit_id: UnitId;
  edition: number;
  number: string | null;
  content: ColumnType<unknown, string, string>;
  content_sha256: string;
  docx_sha256: string;
  audit_position: number;
  audit_link: string;
  issued_at: ColumnType<Date, Date | string, Date | string>;
  issued_by: string;
  state: Generated<string>;
  signed_on: string | null;
  signatories: ColumnType<unknown | null, string | null | undefined, string | null>;
  scan_sha256: string | null;
  void_reason: string | null;
  version: Generated<number>;
}

export interface PairingsTable {
  tenant_id: TenantId;
  id: PairingId;
  kind: string;
  person_id: PersonId;
  body_id: BodyId | null;
  unit_id: UnitId | null;
  division_id: DivisionId | null;
  household_id: HouseholdId | null;
  since: string;
  until: string | null;
  note: string | null;
  version: Generated<number>;
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
  password_must_change: Generated<boolean>;
}

export interface PlanEditionsTable {
  tenant_id: TenantId;
  plan_id: PlanId;
  edition: number;
  title: string;
  doc_number: string | null;
  issued_on: string | null;
  document_id: DocumentId | null;
  file_sha256: FileHash | null;
  confirmed_at: ColumnType<Date, Date | string, Date | string>;
  confirmed_by: string | null;
  difference: ColumnType<unknown, string, string>;
}

export interface PlanItemsTable {
  tenant_id: TenantId;
  id: string;
  campaign_id: CampaignId;
  level: string;
  parent_id: string | null;
  text: string;
  from_day: string;
  to_day: string;
  unit_id: UnitId | null;
  person_id: PersonId | null;
  task_id: TaskId | null;
  state: Generated<string>;
  reason: string | null;
  target: ColumnType<unknown | null, string | null | undefined, string | null>;
  version: Generated<number>;
}

export interface PlanSectionsTable {
  tenant_id: TenantId;
  id: string;
  plan_id: PlanId;
  parent_id: string | null;
  position: number;
  heading: string;
  current: Generated<boolean>;
}

export interface PlansTable {
  tenant_id: TenantId;
  id: PlanId;
  campaign_id: CampaignId;
  parent_id: string | null;
  kind: string;
  title: string;
  edition: number;
  version: Generated<number>;
}

export interface PostsTable {
  tenant_id: TenantId;
  id: PostId;
  person_id: PersonId;
  unit_id: UnitId | null;
  body_id: BodyId | null;
  rank: string;
  title: string;
  since: string;
  until: string | null;
  position: Generated<number>;
  version: Generated<number>;
}

export interface ProviderVisitsTable {
  tenant_id: TenantId;
  key_hash: string;
  provider: string;
  state: string;
  nonce: string;
  code_verifier: string;
  return_to: string;
  expires_at: ColumnType<Date, Date | string, Date | string>;
}

export interface ReceiptsTable {
  tenant_id: TenantId;
  command_id: CommandId;
  payload_sha256: string;
  reply: ColumnType<unknown, string, string>;
}

export interface RemindersTable {
  tenant_id: TenantId;
  key: string;
  task_id: TaskId;
  unit_id: UnitId;
  reason: string;
  audience: string[];
  due_on: string;
  sent_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  settled_at: ColumnType<Date, Date | string, Date | string>;
}

export interface RemindersSeenTable {
  tenant_id: TenantId;
  person_id: PersonId;
  key: string;
  seen_at: ColumnType<Date, Date | string, Date | string>;
}

export interface RepliesTable {
  tenant_id: TenantId;
  round_id: string;
  unit_id: UnitId;
  criterion: string;
  stance: string;
  text: string | null;
  files: ColumnType<unknown, string | undefined, string>;
  by_id: string;
  at: ColumnType<Date, Date | string, Date | string>;
  outcome: string | null;
  answer: string | null;
  answered_by: string | null;
  answered_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  version: Generated<number>;
}

export interface RoleHoldersTable {
  tenant_id: TenantId;
  id: RoleHolderId;
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

export interface RoundApprovalsTable {
  tenant_id: TenantId;
  round_id: string;
  id: string;
  step: string;
  by_id: string;
  at: ColumnType<Date, Date | string, Date | string>;
  facts_seq: number;
  note: string | null;
}

export interface RoundMarkersTable {
  tenant_id: TenantId;
  round_id: string;
  person_id: PersonId;
  seat: string;
  unit_ids: string[] | null;
}

export interface RoundUnitsTable {
  tenant_id: TenantId;
  round_id: string;
  unit_id: UnitId;
  self_submitted_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  self_approved_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  self_approved_by: string | null;
  exception_until: string | null;
  exception_reason: string | null;
  exception_by: string | null;
  version: Generated<number>;
}

export interface RoundsTable {
  tenant_id: TenantId;
  id: string;
  name: string;
  kind: string;
  stage: Generated<string>;
  edition_id: string;
  from_day: string;
  to_day: string;
  methods: Generated<string[]>;
  two_markers: Generated<boolean>;
  difference_limit: Generated<number>;
  self_until: string | null;
  reply_until: string | null;
  least_sample: Generated<number>;
  borrows: Generated<string[]>;
  facts_seq: Generated<number>;
  made_by: string;
  made_at: ColumnType<Date, Date | string, Date | string>;
  version: Generated<number>;
  facts_count: Generated<number>;
  held_stages: Generated<string[]>;
}

export interface SavedViewsTable {
  tenant_id: TenantId;
  id: string;
  person_id: PersonId;
  page: string;
  name: string;
  query: string;
  shared: Generated<boolean>;
  version: Generated<number>;
}

export interface SecondmentsTable {
  tenant_id: TenantId;
  id: SecondmentId;
  person_id: PersonId;
  home_unit_id: UnitId;
  unit_id: UnitId;
  body_id: BodyId | null;
  kind: string;
  duty: string | null;
  since: string;
  until: string | null;
  role_holder_id: RoleHolderId | null;
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
  previous_visit_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  code_due: Generated<boolean>;
}

export interface ShareLinkOpeningsTable {
  tenant_id: TenantId;
  id: string;
  link_id: string;
  at: ColumnType<Date, Date | string, Date | string>;
  address: string;
}

export interface ShareLinksTable {
  tenant_id: TenantId;
  id: string;
  token_hash: string;
  purpose: string;
  unit_id: UnitId;
  created_by: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
  expires_at: ColumnType<Date, Date | string, Date | string>;
  revoked_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

export interface SnapshotsTable {
  tenant_id: TenantId;
  id: string;
  round_id: string;
  number: number;
  edition: ColumnType<unknown, string, string>;
  edition_hash: string;
  facts_sha256: string;
  facts_count: number;
  subjects: ColumnType<unknown, string, string>;
  results: string;
  ranking: ColumnType<unknown, string, string>;
  hash: string;
  reason: string | null;
  changes: ColumnType<unknown, string | undefined, string>;
  published_by: string;
  published_at: ColumnType<Date, Date | string, Date | string>;
}

export interface StagesTable {
  tenant_id: TenantId;
  id: string;
  campaign_id: CampaignId;
  position: number;
  name: string;
  from_day: string;
  to_day: string;
}

export interface TaskReportsTable {
  tenant_id: TenantId;
  id: ReportId;
  task_id: TaskId;
  unit_id: UnitId | null;
  kind: string;
  at: ColumnType<Date, Date | string, Date | string>;
  person_id: PersonId | null;
  person_name: string;
  note: string | null;
  progress_bp: number | null;
  until: string | null;
  files: ColumnType<unknown, string | undefined, string>;
  attained: ColumnType<unknown, string | undefined, string>;
  state: string;
  command_id: CommandId;
}

export interface TaskTargetsTable {
  tenant_id: TenantId;
  task_id: TaskId;
  position: number;
  text: string;
  comparator: string;
  value: number;
  unit: string;
  attained: number | null;
}

export interface TaskUnitsTable {
  tenant_id: TenantId;
  task_id: TaskId;
  unit_id: UnitId;
  role: string;
  position: number;
  written_as: string | null;
  claim: Generated<string>;
  unit_claimed_by: string | null;
  unit_claimed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  head_claimed_by: string | null;
  head_claimed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  dispute_reason: string | null;
  leader_id: PersonId | null;
  section: string | null;
  person_id: PersonId | null;
  progress_bp: Generated<number>;
  submitted: Generated<boolean>;
}

export interface TasksTable {
  tenant_id: TenantId;
  id: TaskId;
  campaign_id: CampaignId;
  plan_id: PlanId;
  section_id: string | null;
  parent_id: string | null;
  position: number;
  no: Generated<string>;
  text: string;
  objective: string | null;
  standard: string | null;
  assessment: string | null;
  reward: string | null;
  stage_id: string | null;
  goal_id: string | null;
  deadline_phrase: string | null;
  due_from: string | null;
  due_on: string | null;
  due_inherited: Generated<boolean>;
  due_provisional: Generated<boolean>;
  recurrence_phrase: string | null;
  rhythm: string | null;
  rhythm_every: Generated<number>;
  rhythm_day: number | null;
  series_id: string | null;
  period_from: string | null;
  period_to: string | null;
  weight: Generated<number>;
  state: Generated<string>;
  request: ColumnType<unknown | null, string | null | undefined, string | null>;
  submitted_by: string | null;
  done_on: string | null;
  issued_on: string | null;
  unexpanded: ColumnType<unknown, string | undefined, string>;
  in_edition: Generated<boolean>;
  changed_at: ColumnType<Date, Date | string, Date | string>;
  version: Generated<number>;
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

export interface UnitChainsTable {
  tenant_id: TenantId;
  unit_id: UnitId;
  leader_id: PersonId | null;
  section: string | null;
  person_id: PersonId | null;
  contact_id: PersonId | null;
  version: Generated<number>;
}

export interface UnitNamesTable {
  tenant_id: TenantId;
  unit_id: UnitId;
  name: string;
  origin: string;
  until: string | null;
}

export interface UnitSuccessionsTable {
  tenant_id: TenantId;
  id: SuccessionId;
  from_unit_id: UnitId;
  to_unit_id: UnitId;
  on_date: string;
  kind: string;
  document: string | null;
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
  sector: string | null;
}

export interface ZoneDivisionsTable {
  tenant_id: TenantId;
  body_id: BodyId;
  division_id: DivisionId;
}
