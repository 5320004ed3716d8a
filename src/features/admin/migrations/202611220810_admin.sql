-- What an administrator sets for the whole community.
create table setting (
    name text primary key, -- 'community_name', 'default_language'
    value text not null
);
