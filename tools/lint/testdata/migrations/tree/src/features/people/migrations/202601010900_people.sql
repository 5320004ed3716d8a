create table person(id bigint primary key);
