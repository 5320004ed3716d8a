-- A signed-in browser. Only the token's hash is kept, so that a stolen copy of this table signs nobody in.
create table session (
    token_hash text primary key,
    person_id bigint not null,
    created_at bigint not null,
    seen_at bigint not null,
    user_agent text not null
);
create index session_person on session (person_id);

-- What a form's one-time key led to, so that a double submit is one act with one answer.
create table submission (
    submission_key text primary key,
    person_id bigint not null,
    location text not null,
    message text not null,
    made_at bigint not null
);
create index submission_made on submission (made_at);
