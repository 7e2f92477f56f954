-- 0004 Intake (方案识读): documents handed in, what was read of them, and the draft that people correct.
-- Why   A plan of a hundred items must become owned tasks without retyping, beside its original, by several people at once.
-- After A document keeps its bytes, its text and the first reading unchanged; corrections live in draft_tasks, row by row.
-- Data  None.
-- Cost  None.

create table documents (
  tenant_id uuid not null references tenants,
  id uuid not null,
  sha256 text not null,
  name text not null,
  state text not null check (state in ('waiting', 'read', 'refused', 'confirmed', 'discarded')),
  title text,
  kind text,
  -- Why it could not be read: {code, facts}.
  refusal jsonb,
  -- The original as read, and the findings; json keeps them as they were written.
  paper json,
  findings json not null default '[]',
  supersedes uuid,
  plan_id uuid,
  submitted_by uuid not null,
  submitted_at timestamptz not null,
  version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, sha256) references files (tenant_id, sha256),
  foreign key (tenant_id, submitted_by) references people (tenant_id, id)
);
create index documents_submitted on documents (tenant_id, submitted_at desc);
select guard('documents', 'select, insert, update');

-- One task of a draft. Its version is its own, so two reviewers meet only on the same task.
create table draft_tasks (
  tenant_id uuid not null references tenants,
  id uuid not null,
  document_id uuid not null,
  -- Between its neighbours: a moved task changes one row.
  position double precision not null,
  dropped boolean not null default false,
  content jsonb not null,
  edited_by uuid,
  edited_at timestamptz,
  version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, document_id) references documents (tenant_id, id),
  foreign key (tenant_id, edited_by) references people (tenant_id, id)
);
create index draft_tasks_document on draft_tasks (tenant_id, document_id, position);
select guard('draft_tasks');
