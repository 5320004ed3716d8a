-- One file of reports that was, or is being, taken in. Counters and position move with every line.
create table import (
    id bigint primary key,
    product_id bigint not null,
    file_name text not null, -- without folders; its words have the source 'import:' and this
    by_person bigint, -- null: by the command line
    state text not null, -- running, done, stopped
    position bigint not null, -- the last line that was dealt with
    share double precision not null, -- of the file's bytes, 0 to 1
    reports bigint not null, -- lines that became a report
    supports bigint not null, -- lines that became a support
    known bigint not null, -- lines that had been taken in before
    refused bigint not null,
    began_at bigint not null,
    ended_at bigint
);
create index import_file on import (file_name, state);

-- A line that could not be used, and why. Only the first of each import are kept.
create table import_refusal (
    import_id bigint not null,
    line bigint not null, -- from 1
    field text not null, -- '' when it is the whole line
    reason text not null, -- the key of its words
    arguments text not null, -- JSON: what the words name
    primary key (import_id, line)
);

-- The uploaded file in pieces, in order; gone when the import has ended.
create table import_part (
    import_id bigint not null,
    number bigint not null,
-- only: sqlite
    bytes blob not null,
-- only: postgresql
    bytes bytea not null,
-- only: all
    primary key (import_id, number)
);
