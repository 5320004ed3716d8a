-- Of a report that joined with its wave: the reports most like it, which were said about then.
create table wave (
    report_id bigint not null,
    beside_id bigint not null, -- a report
    primary key (report_id, beside_id)
);
create index wave_beside on wave (beside_id);
