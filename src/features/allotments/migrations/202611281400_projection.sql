-- How far the ordinary rows of an allotment follow its journal, and since when nothing of it can change.
alter table allotment add column next_seq bigint not null default 1;
alter table allotment add column finished_at bigint;
create index allotment_unfinished on allotment (id) where finished_at is null;

-- What tickets are signed with: one row.
create table allotment_secret (
    id bigint primary key,
-- only: sqlite
    secret blob not null
-- only: postgresql
    secret bytea not null
-- only: all
);
