-- Words that are held until somebody looked at them, or were declined: 'shown', 'held' or 'hidden'.
alter table post add column visibility text not null default 'shown';
alter table post add column hidden_reason text not null default '';
-- As that of its first floor.
alter table topic add column visibility text not null default 'shown';

-- Posts that are shown, by others than who opened the topic: none is silence.
alter table topic add column answer_count bigint not null default 0;
update topic set answer_count = (
    select count(*) from post where post.topic_id = topic.id and post.author_id <> topic.author_id
);
create index topic_silent on topic (answer_count, created_at);

-- The post that answers a topic, named by staff or an expert; floor 0 for none.
alter table topic add column ruling_floor bigint not null default 0;
alter table topic add column ruled_by bigint not null default 0;
alter table topic add column ruled_at bigint not null default 0;

-- Whom staff name as knowing a board or a product.
create table expert (
    person_id bigint not null,
    scope text not null,
    scope_id bigint not null,
    granted_by bigint not null,
    granted_at bigint not null,
    primary key (scope, scope_id, person_id)
);
create index expert_person on expert (person_id);
