-- 0003 Plan, tasks and responsibility: from the campaign's cycle down to a working day, with letters, reminders and calendars.
-- Why   A plan becomes tasks that units own; who took what on, how far it is and who is late must be told from rows, not from memory.
-- After Campaigns hold stages, goals and plans in editions; tasks hold their units' parts and targets; reports, openings of links and
--       the texts of every edition can only grow; what a letter says can never change once it is written.
-- Data  None.
-- Cost  None.

-- 创城: one cycle of usually three years towards a title.
create table campaigns (
  tenant_id uuid not null references tenants,
  id uuid not null,
  name text not null,
  title text not null,
  from_day date not null,
  to_day date not null check (to_day >= from_day),
  -- 定考评, 定奖惩: what every responsibility letter says unless a task says more; null where not fixed yet.
  assessment text,
  reward text,
  version int not null default 1,
  primary key (tenant_id, id)
);
select guard('campaigns');

-- 阶段: tasks without a day of their own take the end of theirs.
create table stages (
  tenant_id uuid not null references tenants,
  id uuid not null,
  campaign_id uuid not null,
  position int not null,
  name text not null,
  from_day date not null,
  to_day date not null check (to_day >= from_day),
  primary key (tenant_id, id),
  foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id)
);
create index stages_campaign on stages (tenant_id, campaign_id, position);
select guard('stages');

-- 方案: the plan as such; each edition of its document is a row of plan_editions.
create table plans (
  tenant_id uuid not null references tenants,
  id uuid not null,
  campaign_id uuid not null,
  -- The guiding opinion (争创意见) or the master plan that it stands under.
  parent_id uuid,
  kind text not null check (kind in ('plan', 'opinion', 'special', 'decomposition', 'base')),
  title text not null,
  edition int not null,
  version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id),
  foreign key (tenant_id, parent_id) references plans (tenant_id, id)
);
select guard('plans');

create table plan_editions (
  tenant_id uuid not null references tenants,
  plan_id uuid not null,
  edition int not null check (edition >= 1),
  title text not null,
  doc_number text,
  issued_on date,
  document_id uuid,
  file_sha256 text,
  confirmed_at timestamptz not null,
  confirmed_by uuid,
  -- {unchanged, changed, added, gone}: how many tasks of each, against the edition before.
  difference jsonb not null,
  primary key (tenant_id, plan_id, edition),
  foreign key (tenant_id, plan_id) references plans (tenant_id, id)
);
select guard('plan_editions', 'select, insert');

-- Headings of the newest edition, as a tree.
create table plan_sections (
  tenant_id uuid not null references tenants,
  id uuid not null,
  plan_id uuid not null,
  parent_id uuid,
  position int not null,
  heading text not null,
  -- Whether the newest edition still has it; headings of earlier ones stay for the tasks that hang below them.
  current boolean not null default true,
  primary key (tenant_id, id),
  foreign key (tenant_id, plan_id) references plans (tenant_id, id),
  foreign key (tenant_id, parent_id) references plan_sections (tenant_id, id)
);
create index plan_sections_plan on plan_sections (tenant_id, plan_id, position);
select guard('plan_sections');

-- 三年目标, 年度目标, 单位年度计划, 月度计划, 工作日事项: each linked to the one above.
create table plan_items (
  tenant_id uuid not null references tenants,
  id uuid not null,
  campaign_id uuid not null,
  level text not null check (level in ('cycle_goal', 'annual_goal', 'unit_plan', 'month_item', 'day_item')),
  parent_id uuid,
  text text not null,
  from_day date not null,
  to_day date not null check (to_day >= from_day),
  unit_id uuid,
  person_id uuid,
  task_id uuid,
  state text not null default 'open' check (state in ('open', 'done', 'not_done')),
  reason text,
  -- 量化目标 of a goal, where it has one.
  target jsonb,
  version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id),
  foreign key (tenant_id, parent_id) references plan_items (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id),
  foreign key (tenant_id, person_id) references people (tenant_id, id),
  check (level = 'cycle_goal' or parent_id is not null or (level = 'unit_plan' and task_id is not null)),
  check (level <> 'day_item' or (person_id is not null and from_day = to_day)),
  check (state <> 'not_done' or reason is not null)
);
create index plan_items_unit on plan_items (tenant_id, unit_id, level, from_day);
create index plan_items_parent on plan_items (tenant_id, parent_id);
create index plan_items_person on plan_items (tenant_id, person_id, from_day);
select guard('plan_items');

-- 任务. Its id stays the same over all editions of its plan, and so its progress does.
create table tasks (
  tenant_id uuid not null references tenants,
  id uuid not null,
  campaign_id uuid not null,
  plan_id uuid not null,
  section_id uuid,
  parent_id uuid,
  position int not null,
  no text not null default '',
  text text not null,
  objective text,
  standard text,
  assessment text,
  reward text,
  stage_id uuid,
  -- The annual goal that it serves.
  goal_id uuid,
  deadline_phrase text,
  due_from date,
  due_on date,
  due_inherited boolean not null default false,
  due_provisional boolean not null default false,
  recurrence_phrase text,
  rhythm text check (rhythm in ('yearly', 'half_yearly', 'quarterly', 'monthly', 'weekly', 'daily', 'unset')),
  rhythm_every int not null default 1 check (rhythm_every between 1 and 999),
  rhythm_day int,
  -- An instance of a recurring task: whose, and the period that it is for.
  series_id uuid,
  period_from date,
  period_to date,
  weight int not null default 10 check (weight between 1 and 1000),
  state text not null default 'draft'
    check (state in ('draft', 'issued', 'claimed', 'in_progress', 'done', 'verified', 'returned', 'deferred', 'dropped')),
  -- The pending question to the office (申请延期, 做不了).
  request jsonb,
  submitted_by uuid,
  done_on date,
  issued_on date,
  -- Units as the document names them that stand for several and wait for a person to expand them: [{name, role}].
  unexpanded jsonb not null default '[]',
  -- Whether the newest edition still has it.
  in_edition boolean not null default true,
  changed_at timestamptz not null,
  version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, series_id, period_from),
  foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id),
  foreign key (tenant_id, plan_id) references plans (tenant_id, id),
  foreign key (tenant_id, section_id) references plan_sections (tenant_id, id),
  foreign key (tenant_id, parent_id) references tasks (tenant_id, id),
  foreign key (tenant_id, stage_id) references stages (tenant_id, id),
  foreign key (tenant_id, goal_id) references plan_items (tenant_id, id),
  foreign key (tenant_id, series_id) references tasks (tenant_id, id),
  foreign key (tenant_id, submitted_by) references people (tenant_id, id)
) with (fillfactor = 80);
create index tasks_plan on tasks (tenant_id, plan_id, position);
create index tasks_due on tasks (tenant_id, due_on) where due_on is not null and state not in ('draft', 'verified', 'dropped');
create index tasks_parent on tasks (tenant_id, parent_id) where parent_id is not null;
select guard('tasks');
alter table plan_items add foreign key (tenant_id, task_id) references tasks (tenant_id, id);

-- One unit's part in a task: its role, whether it took it on, the chain 分管领导 → 承办科室 → 责任人, and how far it is.
create table task_units (
  tenant_id uuid not null references tenants,
  task_id uuid not null,
  unit_id uuid not null,
  role text not null check (role in ('lead', 'responsible', 'cooperating', 'assessing', 'material')),
  position int not null,
  written_as text,
  claim text not null default 'open' check (claim in ('open', 'unit', 'head', 'disputed')),
  unit_claimed_by uuid,
  unit_claimed_at timestamptz,
  head_claimed_by uuid,
  head_claimed_at timestamptz,
  dispute_reason text,
  leader_id uuid,
  section text,
  person_id uuid,
  progress_bp int not null default 0 check (progress_bp between 0 and 10000),
  submitted boolean not null default false,
  primary key (tenant_id, task_id, unit_id),
  foreign key (tenant_id, task_id) references tasks (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id),
  foreign key (tenant_id, leader_id) references people (tenant_id, id),
  foreign key (tenant_id, person_id) references people (tenant_id, id)
) with (fillfactor = 80);
create index task_units_unit on task_units (tenant_id, unit_id, task_id);
select guard('task_units');

-- 量化目标
create table task_targets (
  tenant_id uuid not null references tenants,
  task_id uuid not null,
  position int not null,
  text text not null,
  comparator text not null check (comparator in ('>=', '>', '<=', '<', '=', '~')),
  value numeric not null,
  unit text not null,
  -- The last reported value.
  attained numeric,
  primary key (tenant_id, task_id, position),
  foreign key (tenant_id, task_id) references tasks (tenant_id, id)
);
select guard('task_targets');

-- 填报与办理: what was said on the way, in words and with evidence. It can only grow; `kind` is the action in the table of moves.
create table task_reports (
  -- By its task a report belongs to a tenant that exists; a second check of each would only cost.
  tenant_id uuid not null,
  id uuid not null,
  task_id uuid not null,
  unit_id uuid,
  kind text not null,
  at timestamptz not null,
  person_id uuid,
  person_name text not null,
  note text,
  progress_bp int,
  until date,
  -- [{sha256, name, size}]
  files jsonb not null default '[]',
  -- Values reported for targets: [{position, attained}]
  attained jsonb not null default '[]',
  -- The state that it led to.
  state text not null,
  command_id uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, task_id) references tasks (tenant_id, id)
);
create index task_reports_task on task_reports (tenant_id, task_id, at);
select guard('task_reports', 'select, insert');

-- What each edition of a plan says of each task, word for word as it was confirmed.
create table edition_tasks (
  tenant_id uuid not null references tenants,
  plan_id uuid not null,
  edition int not null,
  task_id uuid not null,
  position int not null,
  change text not null check (change in ('unchanged', 'changed', 'added', 'gone')),
  -- Names of the fields that differ from the edition before.
  differs text[] not null default '{}',
  content jsonb not null,
  primary key (tenant_id, plan_id, edition, task_id),
  foreign key (tenant_id, plan_id, edition) references plan_editions (tenant_id, plan_id, edition),
  foreign key (tenant_id, task_id) references tasks (tenant_id, id)
);
create index edition_tasks_task on edition_tasks (tenant_id, task_id, edition);
select guard('edition_tasks', 'select, insert');

-- 责任书: the application may never change what a letter says, only what became of it.
create table letters (
  tenant_id uuid not null references tenants,
  id uuid not null,
  campaign_id uuid not null,
  unit_id uuid not null,
  edition int not null check (edition >= 1),
  number text,
  content jsonb not null,
  content_sha256 text not null,
  docx_sha256 text not null,
  -- Head of the audit chain that is printed on it.
  audit_position bigint not null,
  audit_link text not null,
  issued_at timestamptz not null,
  issued_by uuid not null,
  state text not null default 'issued' check (state in ('issued', 'signed', 'void')),
  signed_on date,
  -- [{side: issuer | unit, name, title}]
  signatories jsonb,
  scan_sha256 text,
  void_reason text,
  version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, campaign_id, unit_id, edition),
  foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id),
  check (state <> 'signed' or signed_on is not null),
  check (state <> 'void' or void_reason is not null)
);
-- One letter in force a unit.
create unique index letters_in_force on letters (tenant_id, campaign_id, unit_id) where state <> 'void';
select guard('letters', 'select, insert');
grant update (state, signed_on, signatories, scan_sha256, void_reason, version) on letters to tongchuang_app;

-- 提醒: each once. The key holds task, unit, reason and the due day, so that running twice or late sends nothing twice.
create table reminders (
  tenant_id uuid not null references tenants,
  key text not null,
  task_id uuid not null,
  unit_id uuid not null,
  -- before-5, on-0, after-1: workdays before or after the day.
  reason text not null,
  -- person, head, office
  audience text[] not null,
  due_on date not null,
  -- Null: time passed over this step before it could be sent; it never will be.
  sent_at timestamptz,
  settled_at timestamptz not null,
  primary key (tenant_id, key),
  foreign key (tenant_id, task_id) references tasks (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id)
);
create index reminders_unit on reminders (tenant_id, unit_id, sent_at);
select guard('reminders', 'select, insert');

create table reminders_seen (
  tenant_id uuid not null references tenants,
  person_id uuid not null,
  key text not null,
  seen_at timestamptz not null,
  primary key (tenant_id, person_id, key),
  foreign key (tenant_id, key) references reminders (tenant_id, key),
  foreign key (tenant_id, person_id) references people (tenant_id, id)
);
select guard('reminders_seen', 'select, insert');

-- 常用视图: a filter with a name.
create table saved_views (
  tenant_id uuid not null references tenants,
  id uuid not null,
  person_id uuid not null,
  page text not null,
  name text not null,
  -- The page's query string.
  query text not null,
  shared boolean not null default false,
  version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references people (tenant_id, id)
);
create index saved_views_person on saved_views (tenant_id, person_id, page);
select guard('saved_views');

-- 工作日历: a year that is not loaded is said, never guessed.
create table calendar_years (
  tenant_id uuid not null references tenants,
  year int not null check (year between 2000 and 2100),
  -- The official notice.
  source text not null,
  version int not null default 1,
  primary key (tenant_id, year)
);
select guard('calendar_years');

create table calendar_days (
  tenant_id uuid not null references tenants,
  date date not null,
  year int not null,
  kind text not null check (kind in ('holiday', 'make_up')),
  name text not null,
  primary key (tenant_id, year, date),
  foreign key (tenant_id, year) references calendar_years (tenant_id, year)
);
select guard('calendar_days');

-- 外发链接: reads one unit's page without signing in; only the token's hash is kept.
create table share_links (
  tenant_id uuid not null references tenants,
  id uuid not null,
  token_hash text not null,
  purpose text not null check (purpose in ('unit_page')),
  unit_id uuid not null,
  created_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, token_hash),
  foreign key (tenant_id, unit_id) references units (tenant_id, id),
  foreign key (tenant_id, created_by) references people (tenant_id, id)
);
create index share_links_unit on share_links (tenant_id, unit_id);
select guard('share_links');

create table share_link_openings (
  tenant_id uuid not null references tenants,
  id uuid not null,
  link_id uuid not null,
  at timestamptz not null,
  address text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, link_id) references share_links (tenant_id, id)
);
create index share_link_openings_link on share_link_openings (tenant_id, link_id, at);
select guard('share_link_openings', 'select, insert');
