-- What the units of an allotment are, what one costs and how it is paid: the same for all its orders.
create table offer (
    id bigint primary key, -- the allotment's
    number bigint not null unique, -- the first part of its orders' numbers
    object_id bigint not null, -- what is sold under it: a sale
    product_id bigint not null,
    title text not null,
    url text not null, -- its page
    price_amount bigint not null,
    price_currency text not null,
    how_to_pay text not null
);

-- The units of a channel, topped up ones included, as the journal says.
create table offer_channel (
    offer_id bigint not null,
    channel bigint not null,
    units bigint not null,
    primary key (offer_id, channel)
);

-- One claim that was granted, as the journal says; (allotment, seq, place) names the decision.
create table purchase (
    id bigint primary key,
    allotment_id bigint not null,
    seq bigint not null,
    place bigint not null,
    number text not null unique, -- how people call it
    person_id bigint not null,
    unit bigint not null,
    channel bigint not null,
    claim_high bigint not null, -- the key it was claimed with, in two halves
    claim_low bigint not null,
    price_amount bigint not null,
    price_currency text not null,
    state text not null, -- held, paid, packed, sent, delivered, cancelled, expired
    told text not null, -- the state its buyer was told of; '' for none
    placed_at bigint not null,
    deadline bigint, -- of the payment
    state_at bigint not null, -- since when it is in its state
    tracking text not null, -- how to follow the parcel, '' for nothing
    reminded_at bigint, -- of the deadline
    asked_at bigint, -- what it is like, after it arrived
    unique (allotment_id, seq, place),
    unique (allotment_id, claim_high, claim_low)
);
create index purchase_person on purchase (person_id, id);
create index purchase_channel on purchase (allotment_id, channel, state);
create index purchase_placed on purchase (allotment_id, placed_at);
create index purchase_state on purchase (state, state_at);
create index purchase_untold on purchase (id) where told <> state;

-- Where to send it.
create table delivery_address (
    order_id bigint primary key,
    person_id bigint not null,
    address text not null
);
create index delivery_address_person on delivery_address (person_id);

-- What the buyer found when they opened the box.
create table unboxing (
    order_id bigint primary key,
    person_id bigint not null,
    product_id bigint not null,
    good text not null, -- '' for nothing said
    bad text not null,
    said_at bigint not null
);
create index unboxing_person on unboxing (person_id);
create index unboxing_product on unboxing (product_id, said_at);

-- Every payment that was told of, each once, whatever came of it.
create table payment (
    id bigint primary key,
    order_id bigint not null, -- 0 where no order has the number that was said
    source text not null, -- offline, bridge
    event text not null, -- how the source names it
    reference text not null, -- how the bank or gateway names it
    amount_amount bigint not null,
    amount_currency text not null,
    told_at bigint not null,
    told_by bigint not null, -- staff; 0 for the bridge
    state text not null, -- told, accepted, refund_due, refunded
    reason text not null, -- why it is refunded; none, no_order, wrong_amount, too_late, cancelled, twice
    refunded_at bigint,
    refunded_by bigint,
    refund_reference text not null,
    unique (source, event)
);
create index payment_order on payment (order_id, id);
create index payment_state on payment (state, id);

-- What a gateway's bridge signs with, and where it takes a buyer; one row or none.
create table payment_bridge (
    id bigint primary key,
    secret text not null,
    pay_url text not null, -- '' for none; {order}, {amount} and {currency} are filled in
    changed_at bigint not null,
    changed_by bigint not null
);
