-- 0005 Assessment (测评): editions of frameworks, rounds, the table of facts, replies, frozen results and appeals.
-- Why   A mock assessment must be scored exactly, opened down to what was seen, and frozen when it has consequences.
-- After An edition cannot change once it is adopted, a snapshot never, whatever the application does; facts keep what they said
--       before. Facts of one round are numbered without gaps in the order of their commits, so that a reader who knows one
--       number can fetch what came after it.
-- Data  None.
-- Cost  None.

-- 测评体系版本
create table editions (
  tenant_id uuid not null references tenants,
  id uuid not null,
  state text not null check (state in ('waiting', 'refused', 'draft', 'adopted', 'retired')),
  code text not null default '',
  title text not null,
  tier text,
  year int,
  -- docs/frameworks.md; null while the file is being read. json keeps it as it was written.
  content json,
  -- Names as written → {unit, resolution}.
  names jsonb not null default '{}',
  -- Node code → place in the file.
  places jsonb not null default '{}',
  -- What was noted while reading the file; what the tree itself shows is computed.
  findings jsonb not null default '[]',
  sha256 text,
  file_name text,
  refusal jsonb,
  follows uuid,
  hash text check (state <> 'adopted' or hash is not null),
  made_by uuid not null,
  made_at timestamptz not null,
  adopted_at timestamptz,
  version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, sha256) references files (tenant_id, sha256),
  foreign key (tenant_id, follows) references editions (tenant_id, id),
  foreign key (tenant_id, made_by) references people (tenant_id, id)
);
create index editions_made on editions (tenant_id, made_at desc);
select guard('editions', 'select, insert, update');

create function edition_stays() returns trigger language plpgsql as $$
begin
  if old.hash is not null and (new.content::text, new.names, new.hash) is distinct from (old.content::text, old.names, old.hash) then
    raise exception 'an adopted edition cannot be changed' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger edition_stays before update on editions for each row execute function edition_stays();

-- What only grows is guarded against its owner too: a hand that goes past the application still has to take this away first.
create function only_grows() returns trigger language plpgsql as $$
begin
  raise exception '% only grows', tg_table_name using errcode = 'restrict_violation';
end $$;
create function edition_not_removed() returns trigger language plpgsql as $$
begin
  if old.hash is not null then
    raise exception 'an adopted edition cannot be removed' using errcode = 'restrict_violation';
  end if;
  return old;
end $$;
create trigger edition_not_removed before delete on editions for each row execute function edition_not_removed();
create trigger editions_not_emptied before truncate on editions for each statement execute function only_grows();

-- 版本对照: how an older edition goes over into a newer one, as a person confirmed it.
create table edition_mappings (
  tenant_id uuid not null references tenants,
  from_id uuid not null,
  to_id uuid not null,
  pairs jsonb not null,
  confirmed_by uuid not null,
  confirmed_at timestamptz not null,
  version int not null default 1,
  primary key (tenant_id, from_id, to_id),
  foreign key (tenant_id, from_id) references editions (tenant_id, id),
  foreign key (tenant_id, to_id) references editions (tenant_id, id),
  foreign key (tenant_id, confirmed_by) references people (tenant_id, id)
);
select guard('edition_mappings', 'select, insert, update');

-- 测评轮次
create table rounds (
  tenant_id uuid not null references tenants,
  id uuid not null,
  name text not null,
  kind text not null,
  stage text not null default 'preparing',
  edition_id uuid not null,
  from_day date not null,
  to_day date not null check (to_day >= from_day),
  methods text[] not null default '{}',
  two_markers boolean not null default false,
  -- Hundredths of a point.
  difference_limit int not null default 50,
  self_until date,
  reply_until date,
  least_sample int not null default 0,
  borrows uuid[] not null default '{}',
  -- The number of the last change to its facts. Whoever writes facts locks this row, so numbers appear in order.
  facts_seq bigint not null default 0,
  made_by uuid not null,
  made_at timestamptz not null,
  version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, edition_id) references editions (tenant_id, id),
  foreign key (tenant_id, made_by) references people (tenant_id, id)
);
create index rounds_made on rounds (tenant_id, made_at desc);
select guard('rounds', 'select, insert, update');

-- 参评单位
create table round_units (
  tenant_id uuid not null references tenants,
  round_id uuid not null,
  unit_id uuid not null,
  self_submitted_at timestamptz,
  self_approved_at timestamptz,
  self_approved_by uuid,
  exception_until date,
  exception_reason text,
  exception_by uuid,
  version int not null default 1,
  primary key (tenant_id, round_id, unit_id),
  foreign key (tenant_id, round_id) references rounds (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id),
  foreign key (tenant_id, self_approved_by) references people (tenant_id, id),
  foreign key (tenant_id, exception_by) references people (tenant_id, id)
);
select guard('round_units');

-- 评分人. One person has one seat in a round: a marker never arbitrates over himself.
create table round_markers (
  tenant_id uuid not null references tenants,
  round_id uuid not null,
  person_id uuid not null,
  seat text not null check (seat in ('first', 'second', 'arbiter')),
  -- Null: all units.
  unit_ids uuid[],
  primary key (tenant_id, round_id, person_id),
  foreign key (tenant_id, round_id) references rounds (tenant_id, id),
  foreign key (tenant_id, person_id) references people (tenant_id, id)
);
select guard('round_markers');

-- 逐级审核 of the final result; it only grows.
create table round_approvals (
  tenant_id uuid not null references tenants,
  round_id uuid not null,
  id uuid not null,
  step text not null check (step in ('office', 'leader')),
  by_id uuid not null,
  at timestamptz not null,
  -- The facts that were approved: a later fact asks for a new approval.
  facts_seq bigint not null,
  note text,
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id) references rounds (tenant_id, id),
  foreign key (tenant_id, by_id) references people (tenant_id, id)
);
create index round_approvals_round on round_approvals (tenant_id, round_id, at);
select guard('round_approvals', 'select, insert');
create trigger round_approvals_grow before update or delete or truncate on round_approvals for each statement execute function only_grows();

-- 观测: what was seen or reported about one criterion, once.
create table facts (
  tenant_id uuid not null references tenants,
  id uuid not null,
  round_id uuid not null,
  seq bigint not null,
  sheet text not null check (sheet in ('self', 'field', 'first', 'second', 'arbiter', 'final')),
  criterion text not null,
  name text not null,
  state text not null check (state in ('observed', 'not_applicable', 'not_observed')),
  -- Ten-thousandths; or the name of a grade.
  value bigint,
  grade text,
  unit_id uuid,
  site text,
  site_type text,
  stratum text,
  method text,
  form text,
  seen_at timestamptz,
  marker_id uuid,
  second_id uuid,
  reason text,
  note text,
  -- [{sha256, name}]
  files jsonb not null default '[]',
  source text not null check (source in ('page', 'import', 'api', 'inspection', 'survey')),
  entered_by uuid not null,
  entered_at timestamptz not null,
  withdrawn boolean not null default false,
  version int not null default 1,
  primary key (tenant_id, id),
  check ((state = 'observed') = (value is not null or grade is not null)),
  foreign key (tenant_id, round_id) references rounds (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id)
);
create index facts_round on facts (tenant_id, round_id, seq);
create index facts_criterion on facts (tenant_id, round_id, criterion, unit_id);
select guard('facts', 'select, insert, update');

-- What a fact said before; it only grows.
create table fact_changes (
  tenant_id uuid not null references tenants,
  fact_id uuid not null,
  version int not null,
  before jsonb not null,
  by_id uuid not null,
  at timestamptz not null,
  reason text,
  primary key (tenant_id, fact_id, version),
  foreign key (tenant_id, fact_id) references facts (tenant_id, id)
);
select guard('fact_changes', 'select, insert');
create trigger fact_changes_grow before update or delete or truncate on fact_changes for each statement execute function only_grows();
create trigger facts_not_removed before delete or truncate on facts for each statement execute function only_grows();

-- 反馈: what a unit answers to its mark of one criterion, and what was answered to it.
create table replies (
  tenant_id uuid not null references tenants,
  round_id uuid not null,
  unit_id uuid not null,
  criterion text not null,
  stance text not null check (stance in ('agree', 'disagree')),
  text text,
  files jsonb not null default '[]',
  by_id uuid not null,
  at timestamptz not null,
  outcome text check (outcome in ('upheld', 'changed')),
  answer text,
  answered_by uuid,
  answered_at timestamptz,
  version int not null default 1,
  primary key (tenant_id, round_id, unit_id, criterion),
  foreign key (tenant_id, round_id, unit_id) references round_units (tenant_id, round_id, unit_id),
  foreign key (tenant_id, by_id) references people (tenant_id, id),
  foreign key (tenant_id, answered_by) references people (tenant_id, id)
);
select guard('replies', 'select, insert, update');

-- 发布的结果: frozen. The facts lie under their hash among the files.
create table snapshots (
  tenant_id uuid not null references tenants,
  id uuid not null,
  round_id uuid not null,
  number int not null check (number >= 1),
  -- The edition as scored, with units by their codes.
  edition json not null,
  edition_hash text not null,
  facts_sha256 text not null,
  facts_count int not null,
  -- Whom it scores besides the place: [{unit, unitType}], as they were.
  subjects json not null,
  -- {"place": result, "units": {code: result}}, canonical.
  results text not null check (results::json is not null),
  ranking json not null,
  hash text not null,
  reason text,
  changes json not null default '[]',
  published_by uuid not null,
  published_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, round_id, number),
  foreign key (tenant_id, round_id) references rounds (tenant_id, id),
  foreign key (tenant_id, facts_sha256) references files (tenant_id, sha256),
  foreign key (tenant_id, published_by) references people (tenant_id, id)
);
select guard('snapshots', 'select, insert');

create function snapshot_stays() returns trigger language plpgsql as $$
begin
  raise exception 'a published result cannot be changed' using errcode = 'restrict_violation';
end $$;
create trigger snapshot_stays before update or delete or truncate on snapshots for each statement execute function snapshot_stays();

-- 申诉 against a published result.
create table appeals (
  tenant_id uuid not null references tenants,
  id uuid not null,
  snapshot_id uuid not null,
  unit_id uuid not null,
  criterion text,
  text text not null,
  by_id uuid not null,
  at timestamptz not null,
  outcome text not null default 'open' check (outcome in ('open', 'upheld', 'corrected', 'withdrawn')),
  answer text,
  decided_by uuid,
  decided_at timestamptz,
  version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, snapshot_id) references snapshots (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id),
  foreign key (tenant_id, by_id) references people (tenant_id, id),
  foreign key (tenant_id, decided_by) references people (tenant_id, id)
);
create index appeals_snapshot on appeals (tenant_id, snapshot_id);
select guard('appeals', 'select, insert, update');
