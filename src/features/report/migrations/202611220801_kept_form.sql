-- A visitor may have filled in a whole form, not only a line.
alter table kept_words add column kind text not null default 'line';
alter table kept_words add column title text not null default '';
alter table kept_words add column fields text not null default '{}';
