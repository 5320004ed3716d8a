create table early(id bigint primary key);
