-- What a product promises in a figure: the steps of a task, or anything else that can be measured.
create table measure (
    id bigint primary key,
    product_id bigint not null,
    number bigint not null,
    kind text not null, -- task_steps, figure
    name_zh text not null,
    name_en text not null,
    unit_zh text not null, -- '' for steps
    unit_en text not null,
    better text not null, -- lower, higher
    promised double precision not null,
    before double precision, -- as it was before anybody began
    rival text not null, -- whom it is compared with, '' for nobody
    tolerance double precision not null, -- percent
    promised_at bigint not null,
    promised_by bigint not null,
    taken_back_at bigint,
    reason text not null, -- why it was taken back
    unique (product_id, number)
);

-- As it was measured with one release; measuring again replaces it.
create table measure_value (
    measure_id bigint not null,
    bus_number bigint not null,
    value double precision not null,
    rival double precision,
    how text not null,
    link text not null, -- '' for none
    measured_by bigint not null,
    measured_at bigint not null,
    primary key (measure_id, bus_number)
);

-- Somebody answers in public for a release that is worse. Rows are only added.
create table measure_signature (
    id bigint primary key,
    measure_id bigint not null,
    bus_number bigint not null,
    value double precision not null, -- what they sign for: another value needs another signature
    against double precision not null,
    reason text not null,
    signed_by bigint not null,
    signed_at bigint not null
);
create index measure_signature_measure on measure_signature (measure_id, bus_number);
