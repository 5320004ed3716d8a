-- How the file is to be read: reports, csv, fider or discourse.
alter table import add column format text not null default 'reports';
-- Topics, posts and comments that were taken in.
alter table import add column posts bigint not null default 0;

-- What became of a topic, post, comment or category of another program, so that reading it again finds it.
create table import_origin (
    source text not null, -- 'import:FILE'
    kind text not null, -- board, topic, post, talk (the topic under a report's demand)
    outside_id text not null, -- its id there
    own_id bigint not null,
    primary key (source, kind, outside_id)
);
