-- Pictures people added, re-encoded, in the database so that one file is the whole community.
-- The bytes stand last: SQLite reads a row from its start, and what is asked for most is how large a picture is.
-- only: sqlite
create table media (
    id bigint primary key,
    person_id bigint not null,
    digest text not null unique,
    content_type text not null,
    width bigint not null,
    height bigint not null,
    frames bigint not null,
    created_at bigint not null,
    preview blob not null,
    bytes blob not null
);
-- only: postgresql
create table media (
    id bigint primary key,
    person_id bigint not null,
    digest text not null unique,
    content_type text not null,
    width bigint not null,
    height bigint not null,
    frames bigint not null,
    created_at bigint not null,
    preview bytea not null,
    bytes bytea not null
);
-- only: all
create index media_person on media (person_id, created_at);
