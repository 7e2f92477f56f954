-- 0007 A round knows how many facts it has and which stages it has held, and finds what units say of themselves.
-- Why   The list of rounds read every fact of every round to count them. A round that goes right from its preparation to marking, or from
--       marking to its settlement, was shown as one whose units had assessed nothing and replied nothing.
-- After Whoever writes facts counts them on the round's row, which he holds anyway. How complete a round is, is told from indexes.
-- Data  Facts are counted once. Self-assessment and reply are taken as held where a day was set for them, or anything came of them.
-- Cost  Two passes over facts: a few seconds a million; writing them waits meanwhile.

alter table rounds
  add column facts_count bigint not null default 0,
  add column held_stages text[] not null default '{preparing}';

-- The wall between places holds the owner of the tables back too: it is let down while all of them are counted.
alter table rounds no force row level security;
alter table facts no force row level security;
alter table round_units no force row level security;
alter table replies no force row level security;

update rounds r set
  facts_count = (select count(*) from facts f where f.tenant_id = r.tenant_id and f.round_id = r.id and not f.withdrawn),
  held_stages = array(
    select stage from unnest(array['preparing', 'self', 'marking', 'reply', 'settling', 'published', 'closed']) with ordinality as s (stage, nth)
     where nth <= array_position(array['preparing', 'self', 'marking', 'reply', 'settling', 'published', 'closed'], r.stage)
       and (stage not in ('self', 'reply') or stage = r.stage
         or stage = 'self' and (r.self_until is not null
           or exists (select from facts f where f.tenant_id = r.tenant_id and f.round_id = r.id and f.sheet = 'self')
           or exists (select from round_units u where u.tenant_id = r.tenant_id and u.round_id = r.id and u.self_submitted_at is not null))
         or stage = 'reply' and (r.reply_until is not null
           or exists (select from replies p where p.tenant_id = r.tenant_id and p.round_id = r.id)))
     order by nth);

alter table rounds force row level security;
alter table facts force row level security;
alter table round_units force row level security;
alter table replies force row level security;

create index facts_self on facts (tenant_id, round_id, unit_id, criterion) where sheet = 'self' and not withdrawn;
