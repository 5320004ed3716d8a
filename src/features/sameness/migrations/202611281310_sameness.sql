-- Two demands that may ask for the same thing, and what the team said.
create table alike (
    id bigint primary key,
    product_id bigint not null,
    older_id bigint not null, -- demands; older_id < newer_id
    newer_id bigint not null,
    probability double precision not null,
    found_at bigint not null,
    answer text not null, -- waiting, merged, different
    decided_by bigint,
    decided_at bigint,
    unique (older_id, newer_id)
);
create index alike_newer on alike (newer_id);
create index alike_answer on alike (answer, product_id, probability);
create index alike_decided on alike (decided_by);

-- Reports that joined a demand by themselves, because they were sure to ask for it.
create table self_joined (
    report_id bigint primary key,
    product_id bigint not null,
    demand_id bigint not null,
    probability double precision not null,
    joined_at bigint not null
);
create index self_joined_at on self_joined (joined_at);
create index self_joined_demand on self_joined (demand_id);

-- How far a product is looked at, by ids.
create table sameness_look (
    product_id bigint primary key,
    model_version bigint not null, -- the pairs were looked for with; 0 is the shipped one
    demands_to bigint not null,
    reports_to bigint not null
);
