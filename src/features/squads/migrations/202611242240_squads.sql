-- A squad: one to three people who own modules of a product and pull their work from above the waterline.
create table squad (
    id bigint primary key,
    product_id bigint not null,
    number bigint not null,
    name_zh text not null,
    name_en text not null,
    formed_at bigint not null,
    dissolved_at bigint,
    unique (product_id, number)
);

-- Who is in it now; the audit log tells who was.
create table squad_member (
    squad_id bigint not null,
    person_id bigint not null,
    joined_at bigint not null,
    primary key (squad_id, person_id)
);
create index squad_member_person on squad_member (person_id);

-- A part of the product that a squad answers for.
create table squad_module (
    id bigint primary key,
    squad_id bigint not null,
    name_zh text not null,
    name_en text not null
);
create index squad_module_squad on squad_module (squad_id);

-- A squad makes a demand, until it hands it back. Rows stay: they are the history of who made it.
create table squad_pull (
    id bigint primary key,
    demand_id bigint not null,
    squad_id bigint not null,
    pulled_at bigint not null,
    pulled_by bigint not null,
    returned_at bigint,
    returned_by bigint,
    reason text not null -- why it was handed back, public; '' while it is held
);
create unique index squad_pull_held on squad_pull (demand_id) where returned_at is null;
create index squad_pull_squad on squad_pull (squad_id, returned_at);

-- The first time the squad that makes its demand read a report.
create table squad_read (
    report_id bigint primary key,
    squad_id bigint not null,
    person_id bigint not null,
    read_at bigint not null
);

-- What a squad builds although nobody asked for it, with the reason it gives.
create table squad_own_work (
    id bigint primary key,
    squad_id bigint not null,
    product_id bigint not null,
    title text not null,
    reason text not null,
    by_person bigint not null,
    begun_at bigint not null,
    done_at bigint
);
create index squad_own_work_product on squad_own_work (product_id, begun_at);
create index squad_own_work_squad on squad_own_work (squad_id, begun_at);
