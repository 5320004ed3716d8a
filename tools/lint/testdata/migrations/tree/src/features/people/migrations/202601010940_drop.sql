create table a(id bigint);
  DROP TABLE badge;
