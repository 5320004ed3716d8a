-- Rights to buy, planned so many at a time. Units, single use and running out are an allotment's.
create table f_code_batch (
    id bigint primary key,
    product_id bigint not null,
    allotment_id bigint not null unique,
    name text not null,
    reason text not null, -- public: why there are these codes
    deed text not null, -- by_hand, or the kind of credit
    every bigint not null, -- so many credits earn one code
    units bigint not null,
    per_person bigint not null, -- codes one person may earn
    days_valid bigint not null, -- from the day it was earned
    since bigint not null, -- credits from then on
    until bigint not null, -- no code is earned later
    secret text not null, -- 32 bytes, in hex, that the texts of its codes follow from
    planned_at bigint not null,
    planned_by bigint not null
);
create index f_code_batch_product on f_code_batch (product_id, id);

-- One code on its way. It is written before the allotment is asked, which names it by this id.
create table f_code (
    id bigint primary key,
    batch_id bigint not null,
    earned_by bigint not null, -- who did the deed
    holder_id bigint not null, -- whose it is: who earned it, or the friend
    deed_id bigint unique, -- the row of the participation log; nothing where it was given by hand
    reason text not null, -- why by hand
    by_person bigint, -- who gave it by hand
    state text not null, -- asked, held, used, expired, refused
    asked_at bigint not null,
    expires_at bigint, -- once it is held
    offered_at bigint, -- the giver made a link, which works until it is taken
    given_at bigint, -- it was passed on, once and for all
    bound_kind text not null, -- what it was used for; '' for nothing
    bound_id bigint not null
);
create index f_code_holder on f_code (holder_id, id);
create index f_code_earned on f_code (earned_by, id);
create index f_code_batch_id on f_code (batch_id, id);
create index f_code_state on f_code (state, id);
create index f_code_bound on f_code (bound_id);

-- The way of a code, step by step; only added.
create table f_code_step (
    id bigint primary key,
    code_id bigint not null,
    at bigint not null,
    step text not null, -- earned, given, used, given_back, expired
    person_id bigint not null -- who; of given: to whom
);
create index f_code_step_code on f_code_step (code_id, id);
