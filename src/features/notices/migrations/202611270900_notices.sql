-- What people are told. A notice stands once; each person has a copy with its own state.
create table notice (
    id bigint primary key,
    kind text not null,
    subject text not null, -- what one mutes: "demand:214"
    location text not null, -- where its link leads
    words text not null, -- the sentence, as {"key": …, "arguments": […]}
    reason text not null, -- why this person gets it, likewise
    told_at bigint not null
);
create index notice_subject on notice (subject, kind);
create index notice_told on notice (told_at);

create table notice_copy (
    person_id bigint not null,
    notice_id bigint not null,
    times bigint not null, -- how often it came while it was unread
    read_at bigint,
    primary key (person_id, notice_id)
);
create index notice_copy_notice on notice_copy (notice_id);
create index notice_copy_unread on notice_copy (person_id) where read_at is null;

create table notice_mute (
    person_id bigint not null,
    subject text not null, -- a subject, or "kind:talk" for a whole kind
    notice_id bigint not null, -- on which it was muted: what the list of mutes shows; 0 for a kind
    muted_at bigint not null,
    primary key (person_id, subject)
);

create table notice_choice (
    person_id bigint primary key,
    live_a_day bigint not null -- more than these come without a pop-up
);
