-- What several people ask for: a cluster of reports and supports that rises and sinks.
create table demand (
    id bigint primary key,
    product_id bigint not null,
    number bigint not null, -- short, within the product
    title text not null,
    stage text not null, -- heard, surfaced, planned, making, shipped, works
    standing text not null, -- open, declined, deferred, redirected, merged
    into_id bigint, -- the demand it was merged into or redirected to
    reason text not null, -- public, of any standing but open
    alternative text not null,
    founder_id bigint not null, -- who said it first
    people bigint not null, -- distinct persons whose reports and supports stand
    reports bigint not null,
    created_at bigint not null,
    last_said_at bigint not null,
    surfaced_at bigint,
    shipped_at bigint, -- the last time
    -- The factors of buoyancy as they were at refreshed_at; their product is buoyancy.
    new_people bigint not null,
    effective_people double precision not null,
    trust double precision not null,
    recency double precision not null,
    velocity double precision not null,
    buoyancy double precision not null,
    first_said_at bigint,
    above_water bigint not null,
    refreshed_at bigint not null,
    unique (product_id, number)
);
create index demand_rising on demand (product_id, standing, stage, buoyancy);
create index demand_newest on demand (product_id, created_at);
create index demand_most on demand (product_id, people);
create index demand_water on demand (product_id, above_water);
create index demand_into on demand (into_id);

-- Where the product's waterline stood when it was last drawn.
create table waterline (
    product_id bigint primary key,
    level double precision not null, -- a demand floats when its buoyancy is greater
    capacity bigint not null,
    drawn_at bigint not null
);

-- The public history of a demand: every change, by whom, with the reason that was given.
create table demand_change (
    id bigint primary key,
    demand_id bigint not null,
    at bigint not null,
    person_id bigint, -- null when it happened by itself
    act text not null, -- DemandAct
    reason text not null,
    other_id bigint -- the other demand of a merge, a split or a redirection
);
create index demand_change_demand on demand_change (demand_id, at, id);

-- "Me too": one row a person and demand, kept when it is withdrawn.
create table support (
    home_id bigint not null, -- where it was said
    person_id bigint not null,
    demand_id bigint not null, -- the demand it counts for now: another while home is merged away
    product_id bigint not null,
    why text not null,
    said_at bigint not null,
    withdrawn_at bigint,
    primary key (home_id, person_id)
);
create index support_demand on support (demand_id, said_at, person_id);
create index support_product on support (product_id);
create index support_person on support (person_id, said_at);

-- What a person said of a demand after it shipped; the latest word counts.
create table verdict (
    demand_id bigint not null,
    person_id bigint not null,
    works bigint not null,
    words text not null,
    said_at bigint not null,
    primary key (demand_id, person_id)
);
