-- One person's words. What was said never changes; only where it belongs does.
create table report (
    id bigint primary key,
    product_id bigint not null,
    person_id bigint not null,
    kind text not null, -- line, bug, wish, experience, service
    title text not null, -- '' for a line
    text text not null,
    fields text not null, -- JSON object of the form's parts, '{}' for none
    source text not null, -- 'site', 'demo', 'import:FILE'
    source_id text not null, -- the outside id, unique within its source; '' for none
    lang text not null,
    said_at bigint not null,
    state text not null, -- waiting, placed, no_demand
    demand_id bigint, -- the demand it counts for now; null while it has none
    home_id bigint, -- the demand it was put into: another than demand_id while that one is merged away
    state_reason text not null, -- public: why it has no demand
    placed_by bigint, -- null when nobody in particular did it
    placed_at bigint,
    revision bigint not null -- grows whenever the row changes
);
create unique index report_source on report (source, source_id) where source_id <> '';
create index report_state on report (state, product_id, said_at);
create index report_demand on report (demand_id, said_at, person_id);
create index report_home on report (home_id);
create index report_person on report (person_id, said_at);

-- What a visitor wrote before having an account; it becomes a report when they sign up or in with the same browser.
create table kept_words (
    token_hash text primary key, -- of the browser's cookie
    product_id bigint not null,
    demand_id bigint, -- the demand they pressed "me too" on, if they did
    text text not null,
    kept_at bigint not null
);
create index kept_words_at on kept_words (kept_at);
