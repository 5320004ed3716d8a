-- What a channel of a product asks of a build before it comes in, and how many people it takes. A product without rows has
-- no channels: everybody gets what leaves.
create table channel_rule (
    product_id bigint not null,
    channel text not null, -- daily, weekly, stable
    most_people bigint, -- nothing: as many as like
    least_people bigint not null, -- who say that it is well
    most_no_percent bigint not null,
    least_days bigint not null, -- in the channel before
    primary key (product_id, channel)
);

-- Since when a product has channels; what left before has reached everybody.
create table channel_start (
    product_id bigint primary key,
    since bigint not null
);

-- Who takes builds early; whoever has no row is in the stable channel.
create table channel_member (
    product_id bigint not null,
    person_id bigint not null,
    channel text not null, -- daily, weekly
    since bigint not null,
    primary key (product_id, person_id)
);

-- Where a build went, by whom, and what was measured and asked then. Rows are only added; a build that has left and has none
-- is in the daily channel.
create table channel_decision (
    id bigint primary key,
    bus_id bigint not null,
    channel text not null, -- nobody, daily, weekly, stable
    kind text not null, -- gate_met, against_gate, pulled_back
    reason text not null, -- '' when its gate was met
    well bigint not null,
    no bigint not null,
    days bigint not null,
    holding bigint not null,
    least_people bigint not null,
    most_no_percent bigint not null,
    least_days bigint not null,
    decided_by bigint not null,
    decided_at bigint not null
);
create index channel_decision_bus on channel_decision (bus_id, id);

-- What somebody says of a build in one press: it runs well for me, or it does not. The latest of a person.
create table channel_voice (
    bus_id bigint not null,
    person_id bigint not null,
    well bigint not null,
    said_at bigint not null,
    primary key (bus_id, person_id)
);
