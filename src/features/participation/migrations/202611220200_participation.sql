-- One row is one thing a person did, for ever: nothing here is changed or deleted. Taking it back is a row of its own
-- that names the first in `reverses` and repeats its verb and object.
create table participation (
    id bigint not null,
    at bigint not null,
    person_id bigint not null,
    product_id bigint not null, -- 0 where it concerns no product
    node text not null,
    verb text not null,
    object text not null,
    object_id bigint not null,
    reverses bigint,
    primary key (person_id, id)
);
create index participation_deed on participation (person_id, verb, object_id);
-- A deed can be taken back once.
create unique index participation_reverses on participation (person_id, reverses);
