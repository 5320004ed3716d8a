-- What was counted last of a product's words: how many reports of the last seven days and of the seven before
-- praise, complain, or do both.
create table words_week (
    product_id bigint primary key,
    counted_at bigint not null,
    reports bigint not null,
    praise bigint not null,
    complaint bigint not null,
    mixed bigint not null,
    reports_before bigint not null,
    praise_before bigint not null,
    complaint_before bigint not null,
    mixed_before bigint not null
);

-- What surprisingly many people said in those seven days.
create table hot_term (
    product_id bigint not null,
    place bigint not null, -- 1 is the most surprising
    shown text not null, -- as it is most often written
    people bigint not null,
    usual double precision not null, -- how many would say it in such a week, by the past
    growth double precision, -- people by usual; nothing where nobody ever said it before
    reports text not null, -- ids of some that say it, one a line
    primary key (product_id, place)
);

-- Two words that may mean the same, and what people decided about them.
create table synonym (
    id bigint primary key,
    product_id bigint not null,
    one text not null, -- as words are compared; one < other
    other text not null,
    one_shown text not null, -- as people write them
    other_shown text not null,
    state text not null, -- proposed, approved, refused
    proposed_at bigint, -- when the words last told that they may; nothing for what people added
    one_reports bigint not null,
    other_reports bigint not null,
    both_reports bigint not null,
    shared_demands bigint not null,
    score double precision not null,
    one_examples text not null, -- ids of reports, one a line
    other_examples text not null,
    contexts text not null, -- what is said beside either, one a line
    decided_by bigint,
    decided_at bigint,
    unique (product_id, one, other)
);
