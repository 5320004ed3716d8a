-- Things the house gives to those whose words others thanked for. Who took one is an order, as the journal says.
create table gift (
    id bigint primary key,
    number bigint not null unique, -- the first part of its orders' numbers
    product_id bigint not null,
    allotment_id bigint not null unique,
    title text not null,
    about text not null, -- what it is and why, for everybody
    wins text not null, -- first, most
    thanks bigint not null, -- from so many people at least
    units bigint not null,
    since bigint not null, -- thanks from then on count
    opens_at bigint not null, -- from then on it can be taken; where the most win, counting ends
    closes_at bigint not null,
    offered_at bigint not null,
    offered_by bigint not null,
    is_counted bigint not null, -- where the most win: it is said who they are
    is_closed bigint not null -- in the journal
);
create index gift_closes on gift (closes_at) where is_closed = 0;

-- Who may take one, and why.
create table gift_earned (
    gift_id bigint not null,
    person_id bigint not null,
    thanks bigint not null, -- so many people thanked them by then
    earned_at bigint not null,
    primary key (gift_id, person_id)
);
create index gift_earned_person on gift_earned (person_id);
