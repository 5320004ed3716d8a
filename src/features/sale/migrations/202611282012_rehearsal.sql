-- A plan tried out with people who are made up, on an allotment that is nobody's.
create table sale_rehearsal (
    id bigint primary key,
    sale_id bigint not null,
    allotment_id bigint not null, -- the shadow
    by_person bigint not null,
    people bigint not null,
    arrival text not null, -- waiting, rush, steady
    seconds bigint not null,
    units bigint not null,
    state text not null, -- running, done, stopped, gave_way, broken_off
    started_at bigint not null,
    alive_at bigint not null, -- its process still ran it
    ended_at bigint,
    closed_at bigint, -- the shadow is, in the journal
    taps bigint not null,
    granted bigint not null,
    paid bigint not null,
    took bigint not null, -- milliseconds from the start to the last answer
    sold_out_after bigint, -- milliseconds from the start
    p50 bigint not null, -- microseconds
    p99 bigint not null,
    units_left bigint not null, -- as the desk had it at the end
    units_held bigint not null,
    units_sold bigint not null,
    exact bigint not null, -- people, desk and journal say the same
    journal_claims bigint not null, -- counted by who follows the journal
    journal_payments bigint not null
);
create index sale_rehearsal_sale on sale_rehearsal (sale_id, id);
create index sale_rehearsal_unclosed on sale_rehearsal (id) where closed_at is null;

-- How often its people were told what, where they got nothing.
create table sale_rehearsal_refusal (
    rehearsal_id bigint not null,
    outcome text not null,
    times bigint not null,
    primary key (rehearsal_id, outcome)
);

-- A question that its buyers answer before they may take one; '' for none. Answers that count: one a line.
alter table sale add column question text not null default '';
alter table sale add column answers text not null default '';

-- Who tried to answer it, how often, and since when they have.
create table sale_answer (
    sale_id bigint not null,
    person_id bigint not null,
    tries bigint not null,
    answered_at bigint,
    primary key (sale_id, person_id)
);
create index sale_answer_person on sale_answer (person_id);
