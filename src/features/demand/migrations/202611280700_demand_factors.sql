-- The rest of what buoyancy is made of, as it was at refreshed_at; their product with the others is buoyancy.
alter table demand add column held bigint not null default 0; -- of the people, until somebody has looked
alter table demand add column not_me bigint not null default 0; -- persons who were asked and do not wish it
alter table demand add column severity double precision not null default 1;
alter table demand add column segments double precision not null default 0;
alter table demand add column breadth double precision not null default 1;
alter table demand add column agreement double precision not null default 1;
alter table demand add column burst double precision not null default 1;
alter table demand add column burst_since_at bigint;
