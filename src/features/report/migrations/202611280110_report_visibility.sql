-- Reports can be flagged, and held or hidden, as posts are.
alter table report add column visibility text not null default 'shown'; -- shown, held, hidden
alter table report add column hidden_reason text not null default ''; -- public, of what was declined
