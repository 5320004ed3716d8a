-- Somebody who may know was asked to answer a topic; never twice the same.
create table answer_route (
    topic_id bigint not null,
    person_id bigint not null,
    because text not null,
    at bigint not null,
    done_at bigint, -- passed on, or the topic has its answer
    primary key (topic_id, person_id)
);
create index answer_route_person on answer_route (person_id, done_at);

-- One row: how long a topic may be silent before somebody is asked, and how many topics one person is asked at once.
create table answer_patience (
    id bigint primary key,
    hours bigint not null,
    at_most bigint not null
);
