-- How much a report counts; computed once, when it is said.
alter table report add column severity double precision not null default 1; -- from 1 up
-- How far it only repeats what others said before it.
alter table report add column copied double precision; -- 0..1; null: it was never compared
alter table report add column copied_from_id bigint; -- the person most of it is from

-- The reports that a copy is made of.
create table report_copy (
    report_id bigint not null, -- the copy
    source_id bigint not null, -- a report it repeats
    person_id bigint not null, -- whose copy it is
    primary key (report_id, source_id)
);
create index report_copy_source on report_copy (source_id, person_id);
