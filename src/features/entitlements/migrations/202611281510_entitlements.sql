-- Who asked to be known as somebody special, with their evidence, and what somebody of the staff answered.
create table vip_request (
    id bigint primary key,
    person_id bigint not null,
    evidence text not null,
    link text not null, -- '' for none
    sent_at bigint not null,
    state text not null, -- waiting, granted, declined, withdrawn, ended
    answer text not null, -- public where it was granted
    answered_by bigint, -- never the person
    answered_at bigint,
    valid_until bigint -- where it was granted; earlier once it was ended
);
create index vip_request_person on vip_request (person_id, id);
create index vip_request_state on vip_request (state, id);

-- From when on a seat of a product is kept for somebody: both have to be reached. No row: no seat is kept.
create table regular_rule (
    product_id bigint primary key,
    deeds bigint not null, -- in the participation log, standing
    days bigint not null -- on which there was one
);
