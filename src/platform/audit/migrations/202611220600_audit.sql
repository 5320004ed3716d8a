-- One act of staff: who did what to which thing. Rows are only ever added.
create table audit (
    id bigint primary key,
    at bigint not null,
    person_id bigint not null,
    act text not null, -- the key of its words: 'demand.act_merged'
    object_kind text not null,
    object_id bigint not null,
    detail text not null
);
create index audit_person on audit (person_id, id);
create index audit_object on audit (object_kind, object_id, id);
