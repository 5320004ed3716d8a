-- Everything scarce. What was decided about an allotment stands in the journal, under its id.
create table allotment (
    id bigint primary key,
    kind text not null, -- of what it is for: "sale"
    object_id bigint not null, -- which of that kind
    opened_at bigint not null,
-- only: sqlite
    opening blob not null -- row 0 of the journal: the terms
-- only: postgresql
    opening bytea not null
-- only: all
);
create index allotment_object on allotment (object_id);

-- Which process leads an allotment, until when. Each lease has a larger epoch than the one before.
create table allotment_lease (
    allotment_id bigint primary key,
    node bigint not null,
    epoch bigint not null,
    until_at bigint not null
);
