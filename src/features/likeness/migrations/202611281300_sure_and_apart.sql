-- How often a version was so sure, on what it did not learn from, that nobody would have had to look.
alter table likeness_model add column sure bigint not null default 0;
alter table likeness_model add column sure_right bigint not null default 0;

-- Reports that do not ask for a demand, though they sound like it: said by the team.
create table told_apart (
    report_id bigint not null,
    demand_id bigint not null,
    told_by bigint not null,
    told_at bigint not null,
    primary key (report_id, demand_id)
);
create index told_apart_demand on told_apart (demand_id);
create index told_apart_by on told_apart (told_by);
