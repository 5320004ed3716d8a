-- Where a person's mail goes, and how often.
create table digest (
    person_id bigint primary key,
    address text not null,
    rhythm text not null, -- never, daily, weekly
    language text not null, -- of the letters
    confirmed_at bigint, -- nothing goes out before, but the letter that asks
    mailed_at bigint -- the last digest
);
create index digest_due on digest (rhythm, mailed_at);

-- What a link in a letter proves; only its hash is kept.
create table digest_token (
    token_hash text primary key,
    person_id bigint not null,
    purpose text not null, -- confirm, stop
    address text not null, -- which it was sent to
    made_at bigint not null
);
create index digest_token_person on digest_token (person_id, purpose, made_at);
create index digest_token_made on digest_token (made_at);
