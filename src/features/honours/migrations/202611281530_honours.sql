-- The rungs of the ladder: which deeds earn a title, and what it gives, in this order.
create table honour_title (
    id bigint primary key,
    product_id bigint not null, -- 0 for deeds of every product
    name_zh text not null,
    name_en text not null,
    deed text not null, -- the kind of credit
    needed bigint not null, -- so many of them
    gives_function text not null, -- what its people may do; '' for nothing
    gives_information text not null, -- what they hear
    gives_honour text not null, -- how they are named and thanked
    gives_benefit text not null, -- what they get; never alone
    defined_at bigint not null,
    defined_by bigint not null,
    ended_at bigint -- nobody earns it any more; who has it keeps it
);

-- Who has a title; it cannot be passed on.
create table honour_holding (
    title_id bigint not null,
    person_id bigint not null,
    given_at bigint not null,
    primary key (title_id, person_id)
);
create index honour_holding_person on honour_holding (person_id, given_at);
