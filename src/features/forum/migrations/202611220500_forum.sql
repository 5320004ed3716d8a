-- A board of a product's community.
create table board (
    id bigint primary key,
    product_id bigint not null,
    slug text not null unique,
    name_zh text not null,
    name_en text not null,
    about_zh text not null,
    about_en text not null,
    created_at bigint not null
);

-- A topic under a board (board_id) or under a thing of another slice (subject_kind, subject_id). Its own text is floor 1.
create table topic (
    id bigint primary key,
    product_id bigint not null,
    number bigint not null unique,
    board_id bigint not null,
    subject_kind text not null,
    subject_id bigint not null,
    subject_url text not null,
    author_id bigint not null,
    title text not null,
    post_count bigint not null,
    staff_answered bigint not null,
    created_at bigint not null,
    last_post_at bigint not null
);
create index topic_board on topic (board_id, last_post_at);
create index topic_lively on topic (last_post_at);
create index topic_author on topic (author_id, created_at);
create unique index topic_subject on topic (subject_kind, subject_id) where subject_kind <> '';

-- Floors are given without gaps, so that a numbered page is a range of the key.
create table post (
    topic_id bigint not null,
    floor bigint not null,
    id bigint not null unique,
    author_id bigint not null,
    markdown text not null,
    html text not null,
    created_at bigint not null,
    primary key (topic_id, floor)
);
create index post_author on post (author_id, created_at);
