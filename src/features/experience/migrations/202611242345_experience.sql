-- What one person says of one release, on four panels; it can be changed until the round closes.
create table experience_report (
    bus_id bigint not null,
    person_id bigint not null,
    product_id bigint not null,
    best_id bigint, -- what came with the bus (a demand) or a module
    best_squad bigint, -- who made it, as it was when this was said
    worst_id bigint,
    worst_squad bigint,
    missing text not null, -- '' for nothing
    sentence text not null, -- '' for nothing
    said_at bigint not null,
    primary key (bus_id, person_id)
);
create index experience_report_said on experience_report (bus_id, said_at);
create index experience_report_person on experience_report (person_id, said_at);

-- To whom the popcorn of a round went; no squad where too few said what they like best.
create table experience_award (
    bus_id bigint primary key,
    product_id bigint not null,
    squad_id bigint,
    loved bigint not null, -- people who like a thing of this squad best
    people bigint not null, -- who said anything in the round
    awarded_at bigint not null
);
create index experience_award_product on experience_award (product_id, awarded_at);
