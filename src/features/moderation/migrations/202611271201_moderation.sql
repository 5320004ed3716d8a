-- What staff have to look at, or have looked at: one row for a thing of another slice, for ever.
create table moderation_case (
    id bigint primary key,
    kind text not null,
    object_id bigint not null,
    author_id bigint not null,
    cause text not null,
    state text not null,
    out_of_sight bigint not null, -- before it was decided
    trusts bigint not null,
    blocked_until bigint,
    reason text not null,
    decided_by bigint,
    opened_at bigint not null,
    decided_at bigint,
    unique (kind, object_id)
);
create index moderation_case_state on moderation_case (state, opened_at);
create index moderation_case_author on moderation_case (author_id, state);

-- What was done about a case: the public log. by_person 0 stands for the community's rules.
create table moderation_log (
    id bigint primary key,
    case_id bigint not null,
    act text not null,
    by_person bigint not null,
    reason text not null,
    until bigint,
    at bigint not null
);
create index moderation_log_case on moderation_log (case_id, id);

-- Somebody thinks a thing should not stand here; once a person and thing.
create table moderation_flag (
    case_id bigint not null,
    person_id bigint not null,
    reason text not null,
    words text not null,
    weight double precision not null,
    newcomer bigint not null,
    outcome text not null,
    at bigint not null,
    primary key (case_id, person_id)
);
create index moderation_flag_person on moderation_flag (person_id, at);

-- The author says once why a decision was wrong; somebody else answers.
create table moderation_appeal (
    case_id bigint primary key,
    words text not null,
    at bigint not null,
    granted bigint,
    answer text not null,
    answered_by bigint,
    answered_at bigint
);
