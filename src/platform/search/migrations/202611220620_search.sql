-- What can be found: one row for a topic, a post, a demand …, written by the slice it belongs to.
create table search_document (
    id bigint primary key,
    kind text not null,
    product_id bigint not null, -- 0 where it concerns no product
    url text not null,
    title text not null,
    text text not null,
    language text, -- as in html lang
    time bigint not null,
    visible_to text not null -- one audience: everyone, members, staff …
);

-- The terms of each document, cut and folded by the program, so that both engines find the same.
-- only: sqlite
create virtual table search_index using fts5(title_terms, text_terms, tokenize = 'ascii', detail = column);
-- only: postgresql
create table search_index (
    id bigint primary key,
    title_terms text not null,
    text_terms text not null,
    title_vector tsvector not null,
    vector tsvector not null
);
create index search_index_title on search_index using gin (title_vector);
create index search_index_all on search_index using gin (vector);
