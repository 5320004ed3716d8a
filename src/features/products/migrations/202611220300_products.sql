-- A product the company runs with its users.
create table product (
    id bigint primary key,
    slug text not null unique,
    name_zh text not null,
    name_en text not null,
    about_zh text not null,
    about_en text not null,
    capacity bigint not null, -- demands a week its teams can take
    created_at bigint not null
);

-- The last short number given to a kind of thing ('demand', 'topic', …) within a product.
create table product_number (
    product_id bigint not null,
    kind text not null,
    last_number bigint not null,
    primary key (product_id, kind)
);
