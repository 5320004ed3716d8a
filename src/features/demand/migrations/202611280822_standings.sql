-- How far a person speaks for themselves, at a demand: only who does not in full has a row.
create table voice_standing (
    demand_id bigint not null,
    person_id bigint not null,
    product_id bigint not null,
    independence double precision not null, -- 0..1; the rest of it is what the person shares with those before
    group_id bigint not null, -- a person: those of one group speak with one voice
    held bigint not null, -- 1: counts for nothing until somebody has looked
    copied double precision not null,
    same_network double precision not null,
    same_referrer double precision not null,
    acted_together double precision not null,
    born_together double precision not null,
    primary key (demand_id, person_id)
);
create index voice_standing_product on voice_standing (product_id);

-- "Not me": who was asked and does not have that wish; one row a person and demand.
create table not_me (
    home_id bigint not null, -- where it was said
    person_id bigint not null,
    demand_id bigint not null, -- the demand it counts for now: another while home is merged away
    product_id bigint not null,
    said_at bigint not null,
    primary key (home_id, person_id)
);
create index not_me_demand on not_me (demand_id);
create index not_me_product on not_me (product_id);
create index not_me_person on not_me (person_id);

-- Staff have looked: this person counts in full at every demand of the product.
create table vouched (
    product_id bigint not null,
    person_id bigint not null,
    vouched_by bigint not null,
    vouched_at bigint not null,
    primary key (product_id, person_id)
);
