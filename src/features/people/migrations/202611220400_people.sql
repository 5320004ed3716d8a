-- A person: a member, one of the staff, an administrator, or somebody whose words came by an import.
create table person (
    id bigint primary key,
    name text not null unique, -- always lower case, so unique without case
    display text not null,
    role text not null,
    about text not null,
    language text not null, -- 'zh-CN', 'en' or '' for the browser's
    theme text not null, -- 'light', 'dark' or '' for the device's
    joined_at bigint not null,
    password_hash text not null, -- argon2id with its salt and costs; '' for somebody who cannot sign in
    imported bigint not null -- 1 for the author of imported words
);
create index person_role on person (role);
create index person_joined on person (imported, id);
