-- The image of a product's index that a node wrote last; the file carries the same token.
create table index_image (
    product_id bigint not null,
    node bigint not null,
    token text not null,
    primary key (product_id, node)
);
