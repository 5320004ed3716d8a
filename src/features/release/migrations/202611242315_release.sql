-- When the bus of a product leaves: a moment of every week as the clocks of a place show it.
create table release_timetable (
    product_id bigint primary key,
    time_zone text not null, -- "Asia/Shanghai"
    leaves_weekday bigint not null, -- 1 Monday … 7 Sunday
    leaves_minute bigint not null, -- after midnight
    boarding_weekday bigint not null, -- the moment before it leaves at which boarding ends
    boarding_minute bigint not null,
    first_number bigint not null -- of the first bus
);

-- A bus: one week's release.
create table release_bus (
    id bigint primary key,
    product_id bigint not null,
    number bigint not null,
    boarding_ends_at bigint not null,
    leaves_at bigint not null, -- as the timetable said
    version text not null, -- '' until it has left
    left_at bigint,
    skipped_at bigint,
    markdown text not null, -- what the squads say about it, '' for nothing
    html text not null,
    unique (product_id, number)
);
create index release_bus_left on release_bus (product_id, left_at);
create unique index release_bus_leaves on release_bus (product_id, leaves_at);

-- A demand aboard.
create table release_seat (
    bus_id bigint not null,
    demand_id bigint not null,
    boarded_at bigint not null,
    boarded_by bigint not null,
    primary key (bus_id, demand_id)
);
create index release_seat_demand on release_seat (demand_id);

-- What was said in public about a bus: why it is late or does not run, who got off. Rows are only added.
create table release_word (
    id bigint primary key,
    bus_id bigint not null,
    kind text not null, -- late, skipped, got_off
    at bigint not null,
    by_person bigint not null,
    demand_id bigint, -- who got off
    expected_at bigint, -- when a late bus should leave now
    reason text not null
);
create index release_word_bus on release_word (bus_id, id);
