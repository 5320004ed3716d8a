-- When the demand's stage last changed: what is being made or has shipped lately is asked for by it.
alter table demand add column moved_at bigint not null default 0;
create index demand_moved on demand (stage, moved_at);
