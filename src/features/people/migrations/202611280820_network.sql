-- Where an account was made, as a keyed hash that is forgotten after ninety days: it tells one hand with many accounts from a crowd.
alter table person add column network bigint not null default 0; -- 0: nobody knows
create index person_network on person (network) where network <> 0;

-- The key of those hashes, one row: without it an address could be found by trying all of them.
create table network_key (
    id bigint primary key, -- 1
    key text not null
);
