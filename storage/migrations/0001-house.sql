-- 0001 The house: tenants, people, roles, sessions, files, receipts and the audit trail.
-- Why   Every later table leans on these: who acts, for which place, and what trace is left.
-- After The application role can read and write its own tenant only; the audit trail can only grow.
-- Data  None.
-- Cost  None.

create extension if not exists pg_trgm;

-- The application connects as this role: it owns nothing and cannot bypass row-level security.
do $$ begin
  if not exists (select from pg_roles where rolname = 'tongchuang_app') then
    create role tongchuang_app nologin nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
end $$;
do $$ begin execute format('grant tongchuang_app to %I', current_user); end $$;
grant usage on schema public to tongchuang_app;

-- The place that the current transaction works for; nobody's where it is not set.
create function current_tenant() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.tenant', true), '')::uuid $$;

-- Second wall: row-level security, forced, on a table whose first key column is tenant_id. `rights` are what the application may do.
create function guard(guarded regclass, rights text default 'select, insert, update, delete') returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', guarded);
  execute format('alter table %s force row level security', guarded);
  execute format('create policy own_tenant on %s using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', guarded);
  execute format('grant %s on %s to tongchuang_app', rights, guarded);
end $$;

-- 地方: one county or city. Its code and name are on the sign-in page, so anyone may read them; the rest of the house is walled.
create table tenants (
  tenant_id uuid primary key,
  code text not null unique check (code ~ '^[a-z0-9-]{2,64}$'),
  name text not null,
  is_demo boolean not null default false,
  settings jsonb not null default '{}',
  version int not null default 1,
  created_at timestamptz not null
);
alter table tenants enable row level security;
alter table tenants force row level security;
create policy anyone_reads on tenants for select using (true);
create policy own_tenant on tenants for all using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
grant select, insert, update on tenants to tongchuang_app;

-- 单位
create table units (
  tenant_id uuid not null references tenants,
  id uuid not null,
  code text not null,
  name text not null,
  short_name text,
  kind text not null,
  tier text not null,
  parent_id uuid,
  division_id uuid,
  -- Itself first, then each unit above it: kept by the application when a parent changes, so that rights need no recursion.
  path uuid[] not null,
  valid_from date,
  valid_to date,
  position int not null default 0,
  version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, code),
  foreign key (tenant_id, parent_id) references units (tenant_id, id)
);
create index units_path on units using gin (path);
select guard('units');

-- 人员
create table people (
  tenant_id uuid not null references tenants,
  id uuid not null,
  code text,
  name text not null,
  unit_id uuid not null,
  title text,
  phone text,
  login text,
  password_hash text,
  totp_secret text,
  totp_confirmed_at timestamptz,
  -- The last accepted time step, so that a one-time code serves once.
  totp_last_step bigint,
  oidc_subject text,
  active boolean not null default true,
  last_visit_at timestamptz,
  version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, code),
  unique (tenant_id, login),
  unique (tenant_id, oidc_subject),
  foreign key (tenant_id, unit_id) references units (tenant_id, id)
);
create index people_unit on people (tenant_id, unit_id);
select guard('people');

-- 角色: data; each grant is {permission, reach}.
create table roles (
  tenant_id uuid not null references tenants,
  code text not null,
  name text not null,
  grants jsonb not null,
  needs_totp boolean not null default false,
  version int not null default 1,
  primary key (tenant_id, code)
);
select guard('roles');

-- 授权: a role held at a unit for a time. A secondment's end is its `until` (exclusive).
create table role_holders (
  tenant_id uuid not null references tenants,
  id uuid not null,
  person_id uuid not null,
  role_code text not null,
  unit_id uuid not null,
  since date not null,
  until date,
  version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references people (tenant_id, id),
  foreign key (tenant_id, role_code) references roles (tenant_id, code),
  foreign key (tenant_id, unit_id) references units (tenant_id, id)
);
create index role_holders_person on role_holders (tenant_id, person_id);
select guard('role_holders');

-- 登录: opaque tokens, only their hash is kept.
create table sessions (
  tenant_id uuid not null references tenants,
  token_hash text not null,
  id uuid not null,
  person_id uuid not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  agent text not null default '',
  address text not null default '',
  primary key (tenant_id, token_hash),
  unique (tenant_id, id),
  foreign key (tenant_id, person_id) references people (tenant_id, id)
);
create index sessions_person on sessions (tenant_id, person_id);
select guard('sessions');

-- 文件: bytes are kept by their hash outside the database.
create table files (
  tenant_id uuid not null references tenants,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint not null,
  mime text not null,
  stored_at timestamptz not null,
  primary key (tenant_id, sha256)
);
select guard('files', 'select, insert');

-- 回执: each command once, for ever. The same id with other content is refused.
create table receipts (
  tenant_id uuid not null references tenants,
  command_id uuid not null,
  payload_sha256 text not null,
  -- As it was sent, to the byte: json keeps the order of its keys.
  reply json not null,
  primary key (tenant_id, command_id)
);
select guard('receipts', 'select, insert');

-- 留痕: one row an act, with its own hash; it can only grow.
create table audit_rows (
  tenant_id uuid not null references tenants,
  command_id uuid not null,
  at timestamptz not null,
  act text not null,
  actor_id uuid,
  actor_name text not null,
  -- What it concerned: 'task:<id>', 'plan:<id>'.
  objects text[] not null,
  facts jsonb not null,
  payload_sha256 text not null,
  -- SHA-256 over the canonical JSON of all columns above.
  hash text not null,
  primary key (tenant_id, command_id)
);
create index audit_rows_objects on audit_rows using gin (objects);
create index audit_rows_at on audit_rows (tenant_id, at);
select guard('audit_rows', 'select, insert');

-- 封链: the sealer chains rows within a second of their writing; link = SHA-256(previous link ‖ row hash).
create table audit_seals (
  tenant_id uuid not null references tenants,
  position bigint not null,
  command_id uuid not null,
  link text not null,
  primary key (tenant_id, position),
  unique (tenant_id, command_id),
  foreign key (tenant_id, command_id) references audit_rows (tenant_id, command_id)
);
select guard('audit_seals', 'select, insert');

-- 限速: tries counted by whoever limits them (sign-in by account and address). Keys are hashes; the rows belong to no tenant.
create table throttles (
  key text primary key,
  points int not null default 0,
  expire bigint
);
alter table throttles enable row level security;
alter table throttles force row level security;
create policy anyone_counts on throttles using (true) with check (true);
grant select, insert, update, delete on throttles to tongchuang_app;
