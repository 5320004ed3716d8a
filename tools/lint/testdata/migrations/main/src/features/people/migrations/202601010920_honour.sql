create table honour(id bigint primary key);
