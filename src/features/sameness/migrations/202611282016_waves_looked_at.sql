-- How far a product's reports are looked at for waves, by ids.
alter table sameness_look add column waves_to bigint not null default 0;
