-- Work that waits: events to hand out, their deliveries, and jobs with a time. A row is deleted when its work is done.
create table job (
    id bigint primary key,
    kind text not null, -- event | delivery | job
    name text not null, -- of the event or the job
    subscriber text not null, -- of a delivery; '' otherwise
    payload text not null, -- JSON
    due_at bigint not null,
    held_until bigint not null, -- by the worker that has claimed it; after that it is given to another
    attempts bigint not null,
    last_error text,
    dead_at bigint -- set when it was given up
);
create index job_due on job (due_at) where dead_at is null;
create index job_dead on job (dead_at) where dead_at is not null;

-- When each repeated work runs next.
create table job_schedule (
    name text primary key,
    due_at bigint not null
);
