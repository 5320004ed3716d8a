-- When somebody left for good; their row stays so that what they did still counts, and tells nobody who they were.
alter table person add column left_at bigint;
