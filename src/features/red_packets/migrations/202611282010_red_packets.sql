-- Money that somebody gave to the people of a topic. How it is split and who got what is the journal's; rows follow.
create table red_packet (
    id bigint primary key,
    allotment_id bigint not null unique,
    topic_id bigint not null,
    giver_id bigint not null,
    from_house bigint not null, -- 1: the house's money, given by one of the staff; 0: out of the giver's purse
    words text not null,
    how text not null, -- equal, random
    circle text not null, -- everybody, who_spoke
    money_amount bigint not null,
    money_currency text not null,
    shares bigint not null,
    luckiest_gives_next bigint not null,
    follows_id bigint, -- the packet whose luckiest gave this one
    given_at bigint not null,
    closes_at bigint not null,
    opened_count bigint not null,
    opened_amount bigint not null,
    ended_at bigint, -- all opened, or the time was over
    luckiest_id bigint, -- once it ended; nobody where nobody opened it
    is_closed bigint not null -- in the journal
);
create index red_packet_given on red_packet (given_at);
create index red_packet_open on red_packet (closes_at) where is_closed = 0;
create index red_packet_follows on red_packet (follows_id);
create index red_packet_giver on red_packet (giver_id);
create index red_packet_topic on red_packet (topic_id);

-- One share, as the journal says.
create table packet_opening (
    packet_id bigint not null,
    unit bigint not null, -- the place in the order of coming, from 0
    person_id bigint not null,
    amount bigint not null, -- in the packet's smallest coin
    opened_at bigint not null,
    primary key (packet_id, unit),
    unique (packet_id, person_id)
);
create index packet_opening_person on packet_opening (person_id, opened_at);

-- What came into somebody's purse and what went out of it; only added. What is in it is the sum.
create table purse_entry (
    id bigint primary key,
    person_id bigint not null,
    kind text not null, -- opened, given, came_back, asked_for, not_paid
    subject_id bigint not null, -- the packet, or the payout
    amount bigint not null, -- CNY fen; what goes out is negative
    at bigint not null,
    unique (person_id, kind, subject_id)
);

-- Somebody wants what is in their purse. The house pays outside and notes it here.
create table payout (
    id bigint primary key,
    person_id bigint not null,
    amount bigint not null, -- CNY fen
    asked_at bigint not null,
    state text not null, -- asked, paid, not_paid
    answered_at bigint,
    answered_by bigint,
    words text not null -- how the bank calls it, or why it could not be paid
);
create index payout_person on payout (person_id, id);
create index payout_state on payout (state, id);

-- Where to pay it to.
create table payout_address (
    payout_id bigint primary key,
    person_id bigint not null,
    address text not null
);
create index payout_address_person on payout_address (person_id);
