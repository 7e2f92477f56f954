-- 0006 Marked facts: an index of the few facts that are marks.
-- Why   A round that is opened asks first where somebody marked, and read a million facts seen in the field for it.
-- After That question is answered from the index alone.
-- Data  None changed.
-- Cost  One pass over facts, a few seconds a million; writing them waits meanwhile.

create index facts_marked on facts (tenant_id, round_id, unit_id, criterion, sheet, seq)
  where sheet in ('first', 'arbiter', 'final') and not withdrawn;
