-- What a product is known to do wrong, said in public with what to do meanwhile.
create table known_issue (
    id bigint primary key,
    product_id bigint not null,
    number bigint not null,
    sentence text not null,
    workaround text not null, -- '' for none
    found_in bigint, -- the number of the bus; nothing where nobody knows
    fixed_in bigint, -- the number of the bus, when it is fixed
    state text not null, -- open, fixed, will_not
    holds bigint not null, -- whether a build that has it is held while it is open
    reason text not null, -- why it will not be fixed
    opened_at bigint not null,
    opened_by bigint not null,
    closed_at bigint,
    unique (product_id, number)
);
create index known_issue_state on known_issue (product_id, state);

-- The demands in which people asked for its end.
create table known_issue_demand (
    issue_id bigint not null,
    demand_id bigint not null,
    primary key (issue_id, demand_id)
);
create index known_issue_demand_demand on known_issue_demand (demand_id);

-- Whom it hits, by their own word.
create table known_issue_hit (
    issue_id bigint not null,
    person_id bigint not null,
    said_at bigint not null,
    primary key (issue_id, person_id)
);
create index known_issue_hit_person on known_issue_hit (person_id);
