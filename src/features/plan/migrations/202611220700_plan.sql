-- Where a demand stands in the public plan. week is the Monday (UTC milliseconds) on the horizon "week".
create table plan_item (
    demand_id bigint primary key,
    product_id bigint not null,
    horizon text not null,
    week bigint,
    entered_at bigint not null,
    shipped_at bigint
);
create index plan_item_product on plan_item (product_id, shipped_at);

-- Every change of mind, with its reason. Rows are only added.
create table plan_change (
    id bigint primary key,
    demand_id bigint not null,
    product_id bigint not null,
    at bigint not null,
    by_person bigint not null,
    kind text not null,
    from_horizon text,
    from_week bigint,
    to_horizon text,
    to_week bigint,
    reason text not null
);
create index plan_change_demand on plan_change (demand_id, id);
create index plan_change_product on plan_change (product_id, id);
