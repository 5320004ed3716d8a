create table badge(id bigint primary key);
