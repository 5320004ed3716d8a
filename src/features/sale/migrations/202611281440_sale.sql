-- Something sold to many who want it, at an hour. Once it is published its terms stand in the journal and stay.
create table sale (
    id bigint primary key,
    number bigint not null unique, -- /sales/{number}
    product_id bigint not null,
    title text not null,
    about text not null,
    price_amount bigint not null,
    price_currency text not null,
    opens_at bigint not null,
    closes_at bigint not null,
    hold_minutes bigint not null, -- from claim to payment
    per_person bigint not null,
    needs_reservation bigint not null, -- in the channel for all
    reserve_until bigint not null,
    how_to_pay text not null,
    produced bigint, -- nothing where nobody said
    stocked bigint,
    next_batch_at bigint,
    next_batch_units bigint,
    weekly bigint not null, -- comes again a week later
    follows_id bigint, -- the one a week before
    planned_at bigint not null,
    planned_by bigint not null,
    allotment_id bigint not null, -- 0 until it is published
    published_at bigint,
    ended_at bigint, -- closed in the journal, by staff or the clock
    told_at bigint, -- who reserved was told that it opens soon
    given_back_at bigint -- codes bound to it that bought nothing may be used again
);
create index sale_opens on sale (opens_at);
create index sale_product on sale (product_id, opens_at);
create index sale_follows on sale (follows_id);

-- The ways to come by a unit, in the order of the allotment's channels.
create table sale_channel (
    sale_id bigint not null,
    place bigint not null,
    kind text not null, -- open, code, vip, regular
    units bigint not null, -- as planned; what was topped up stands in the journal
    primary key (sale_id, place)
);

create table sale_reservation (
    sale_id bigint not null,
    person_id bigint not null,
    reserved_at bigint not null,
    primary key (sale_id, person_id)
);
create index sale_reservation_person on sale_reservation (person_id);

-- Who bound an F-code to it.
create table sale_code (
    sale_id bigint not null,
    person_id bigint not null,
    bound_at bigint not null,
    primary key (sale_id, person_id)
);
create index sale_code_person on sale_code (person_id);

-- What was changed after it was published, for everybody to read.
create table sale_note (
    id bigint primary key,
    sale_id bigint not null,
    kind text not null, -- stopped, resumed, topped_up, closed, told
    at bigint not null,
    by_person bigint not null,
    units bigint not null, -- of a top-up
    words text not null
);
create index sale_note_sale on sale_note (sale_id, id);
