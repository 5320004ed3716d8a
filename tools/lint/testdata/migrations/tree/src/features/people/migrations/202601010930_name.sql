alter table person add name text;
