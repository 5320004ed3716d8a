create table badge(id bigint primary key, name text);
