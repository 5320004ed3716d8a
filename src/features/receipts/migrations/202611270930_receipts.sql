-- What came of one person's words: written when the demand ships, for ever.
create table receipt (
    person_id bigint not null,
    demand_id bigint not null,
    shipped_at bigint not null,
    report_id bigint, -- what they said first; nothing for a "me too"
    deed_id bigint, -- the row of the participation log; nothing for what was said elsewhere and imported
    bus_id bigint, -- the release it came with; nothing when it was shipped by hand
    primary key (person_id, demand_id, shipped_at)
);
create index receipt_person on receipt (person_id, shipped_at);

-- How many people use the version of a bus, as counted by staff, and where; the last count stands.
create table receipt_reach (
    bus_id bigint not null,
    counted_at bigint not null,
    people bigint not null,
    source text not null,
    by_person bigint not null,
    primary key (bus_id, counted_at)
);
