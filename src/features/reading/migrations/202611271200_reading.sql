-- How far a member has read a topic. The first time counts as the day of reading it.
create table reading_position (
    person_id bigint not null,
    topic_id bigint not null,
    floor bigint not null,
    first_read_at bigint not null,
    read_at bigint not null,
    primary key (person_id, topic_id)
);

-- A member follows or mutes a topic or a board; no row is neither.
create table reading_stance (
    person_id bigint not null,
    thing text not null,
    thing_id bigint not null,
    stance text not null,
    since bigint not null,
    primary key (person_id, thing, thing_id)
);
create index reading_stance_thing on reading_stance (thing, thing_id, stance);

-- What stood in a board by then counts as read.
create table reading_all_read (
    person_id bigint not null,
    board_id bigint not null,
    at bigint not null,
    primary key (person_id, board_id)
);

-- "This helped me": a mark on somebody's post, weighing as much as its giver was trusted then.
create table helpful_mark (
    post_id bigint not null,
    person_id bigint not null,
    author_id bigint not null,
    weight double precision not null,
    at bigint not null,
    primary key (post_id, person_id)
);
create index helpful_mark_author on helpful_mark (author_id);
