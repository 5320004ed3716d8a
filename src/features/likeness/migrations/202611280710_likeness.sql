-- What a product's own decisions taught its "is it this?", by version.
create table likeness_model (
    product_id bigint not null,
    version bigint not null,
    model text not null, -- weights as JSON
    decisions bigint not null,
    first_shipped double precision not null, -- judged on the last fifth of the decisions, which it did not see
    first_learned double precision not null,
    error_shipped double precision not null,
    error_learned double precision not null,
    in_use bigint not null,
    learned_at bigint not null,
    primary key (product_id, version)
);
