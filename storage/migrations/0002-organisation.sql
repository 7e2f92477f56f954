-- 0002 Who belongs where: divisions, names, bodies, posts, pairings; and a sign-in that can be hardened.
-- Why   A plan names units by many names and persons by their posts; duties follow the post, not the person.
-- After Every unit has its names, its head, its chain and its history; every body its members with dates; a session knows
--       whether its person still owes a code or a new password.
-- Data  None: no release holds any yet.
-- Cost  None.

-- 区划: province … street or township, community or village, grid cell, building, entrance. `code` is the official one where there is one.
create table divisions (
  tenant_id uuid not null references tenants,
  id uuid not null,
  code text not null,
  name text not null,
  level text not null check (level in ('province', 'city', 'county', 'town', 'village', 'grid_cell', 'building', 'entrance')),
  parent_id uuid,
  position int not null default 0,
  version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, code),
  foreign key (tenant_id, parent_id) references divisions (tenant_id, id)
);
create index divisions_parent on divisions (tenant_id, parent_id);
select guard('divisions');

alter table units
  -- 行业, in the place's own words.
  add column sector text,
  add foreign key (tenant_id, division_id) references divisions (tenant_id, id);
create index units_parent on units (tenant_id, parent_id);

-- 别名、简称、曾用名: what papers call a unit besides its name. `learned` ones come from a correction made in a review.
create table unit_names (
  tenant_id uuid not null references tenants,
  unit_id uuid not null,
  name text not null,
  origin text not null check (origin in ('official_short', 'entered', 'learned', 'former')),
  -- A former name: the last day on which it was on the seal.
  until date,
  primary key (tenant_id, unit_id, name),
  foreign key (tenant_id, unit_id) references units (tenant_id, id)
);
select guard('unit_names');

-- 机构沿革: from one row to another; a mere change of name keeps the row and leaves a former name.
create table unit_successions (
  tenant_id uuid not null references tenants,
  id uuid not null,
  from_unit_id uuid not null,
  to_unit_id uuid not null,
  on_date date not null,
  kind text not null check (kind in ('renamed', 'merged', 'split', 'duties_moved')),
  document text,
  primary key (tenant_id, id),
  unique (tenant_id, from_unit_id, to_unit_id),
  check (from_unit_id <> to_unit_id),
  foreign key (tenant_id, from_unit_id) references units (tenant_id, id),
  foreign key (tenant_id, to_unit_id) references units (tenant_id, id)
);
select guard('unit_successions');

-- 责任链: 责任单位 → 分管领导 → 承办科室 → 责任人, as a unit has it unless a task says otherwise; and who answers the phone.
create table unit_chains (
  tenant_id uuid not null references tenants,
  unit_id uuid not null,
  leader_id uuid,
  section text,
  person_id uuid,
  contact_id uuid,
  version int not null default 1,
  primary key (tenant_id, unit_id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id),
  foreign key (tenant_id, leader_id) references people (tenant_id, id),
  foreign key (tenant_id, person_id) references people (tenant_id, id),
  foreign key (tenant_id, contact_id) references people (tenant_id, id)
);
select guard('unit_chains');

-- 机构: what a campaign is led by. Titles and the number of heads are posts, so that any shape fits.
create table bodies (
  tenant_id uuid not null references tenants,
  id uuid not null,
  -- The office's own number, by which a roster names it.
  code text,
  kind text not null check (kind in ('leading_group', 'headquarters', 'functional_group', 'office', 'commission', 'supervision_group', 'zone')),
  name text not null,
  aliases text[] not null default '{}',
  parent_id uuid,
  -- Whose body it is: a township's own leading group. Null: the whole place's.
  unit_id uuid,
  document text,
  founded_on date,
  dissolved_on date,
  duties text,
  position int not null default 0,
  version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, code),
  foreign key (tenant_id, parent_id) references bodies (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id)
);
select guard('bodies');

-- 成员单位
create table body_members (
  tenant_id uuid not null references tenants,
  id uuid not null,
  body_id uuid not null,
  unit_id uuid not null,
  since date not null,
  -- Exclusive, as every `until` of the house.
  until date,
  primary key (tenant_id, id),
  foreign key (tenant_id, body_id) references bodies (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id)
);
create unique index body_members_now on body_members (tenant_id, body_id, unit_id) where until is null;
create index body_members_unit on body_members (tenant_id, unit_id);
select guard('body_members');

-- 片区范围: the divisions that a zone is made of.
create table zone_divisions (
  tenant_id uuid not null references tenants,
  body_id uuid not null,
  division_id uuid not null,
  primary key (tenant_id, body_id, division_id),
  foreign key (tenant_id, body_id) references bodies (tenant_id, id),
  foreign key (tenant_id, division_id) references divisions (tenant_id, id)
);
select guard('zone_divisions');

-- 任职: a person in a unit or a body, with title and dates. `head` of a unit is its 第一责任人.
create table posts (
  tenant_id uuid not null references tenants,
  id uuid not null,
  person_id uuid not null,
  unit_id uuid,
  body_id uuid,
  rank text not null check (rank in ('head', 'deputy', 'member')),
  title text not null,
  since date not null,
  until date,
  position int not null default 0,
  version int not null default 1,
  primary key (tenant_id, id),
  check ((unit_id is null) <> (body_id is null)),
  foreign key (tenant_id, person_id) references people (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id),
  foreign key (tenant_id, body_id) references bodies (tenant_id, id)
);
create unique index posts_one_head on posts (tenant_id, unit_id) where rank = 'head' and until is null and unit_id is not null;
create index posts_person on posts (tenant_id, person_id);
create index posts_unit on posts (tenant_id, unit_id);
create index posts_body on posts (tenant_id, body_id);
select guard('posts');

-- 抽调、专职: somebody of one unit works in another. The day it ends, the access that came with it ends.
create table secondments (
  tenant_id uuid not null references tenants,
  id uuid not null,
  person_id uuid not null,
  home_unit_id uuid not null,
  unit_id uuid not null,
  body_id uuid,
  kind text not null check (kind in ('seconded', 'full_time', 'established')),
  duty text,
  since date not null,
  until date,
  role_holder_id uuid,
  version int not null default 1,
  primary key (tenant_id, id),
  check (until is null or until > since),
  foreign key (tenant_id, person_id) references people (tenant_id, id),
  foreign key (tenant_id, home_unit_id) references units (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id),
  foreign key (tenant_id, body_id) references bodies (tenant_id, id),
  foreign key (tenant_id, role_holder_id) references role_holders (tenant_id, id)
);
create index secondments_person on secondments (tenant_id, person_id);
select guard('secondments');

-- 住户: only what a visit needs; read with a permission of its own.
create table households (
  tenant_id uuid not null references tenants,
  id uuid not null,
  division_id uuid not null,
  room text not null,
  name text not null,
  phone text,
  note text,
  version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, division_id, room),
  foreign key (tenant_id, division_id) references divisions (tenant_id, id)
);
select guard('households');

-- 结对: leaders and zones, leaders and units, cadres and communities, building heads and entrances, volunteers and families.
create table pairings (
  tenant_id uuid not null references tenants,
  id uuid not null,
  kind text not null check (kind in ('leader_zone', 'leader_unit', 'cadre_community', 'head_entrance', 'volunteer_family')),
  person_id uuid not null,
  body_id uuid,
  unit_id uuid,
  division_id uuid,
  household_id uuid,
  since date not null,
  until date,
  note text,
  version int not null default 1,
  primary key (tenant_id, id),
  check ((kind = 'leader_zone') = (body_id is not null)),
  check ((kind = 'leader_unit') = (unit_id is not null)),
  check ((kind in ('cadre_community', 'head_entrance')) = (division_id is not null)),
  check ((kind = 'volunteer_family') = (household_id is not null)),
  foreign key (tenant_id, person_id) references people (tenant_id, id),
  foreign key (tenant_id, body_id) references bodies (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id),
  foreign key (tenant_id, division_id) references divisions (tenant_id, id),
  foreign key (tenant_id, household_id) references households (tenant_id, id)
);
create index pairings_person on pairings (tenant_id, person_id);
select guard('pairings');

alter table people
  -- A password that somebody else has set serves once: it opens nothing but the door to a new one.
  add column password_must_change boolean not null default false;

alter table sessions
  -- The visit before this one: what has changed since is counted from here.
  add column previous_visit_at timestamptz,
  -- Signed in by a provider that asks for no second factor, while the role needs one.
  add column code_due boolean not null default false;

-- 单点登录: one sign-in at a provider that is under way; its row is taken once, when the person comes back.
create table provider_visits (
  tenant_id uuid not null references tenants,
  -- SHA-256 of the token in the browser's cookie.
  key_hash text not null,
  provider text not null,
  state text not null,
  nonce text not null,
  code_verifier text not null,
  return_to text not null,
  expires_at timestamptz not null,
  primary key (tenant_id, key_hash)
);
select guard('provider_visits');

-- Every table is read for one tenant, and a table that was never analysed is taken for one row of him: joins are then planned
-- as if nothing were there, and take seconds. Whoever writes many rows at once calls this before he is done.
create function refresh_statistics() returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare own regclass;
begin
  for own in select c.oid from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.oid loop
    execute format('analyze %s', own);
  end loop;
end $$;
revoke all on function refresh_statistics from public;
grant execute on function refresh_statistics to tongchuang_app;
