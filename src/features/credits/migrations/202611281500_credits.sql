-- What a person did that came to something. Rows are only added.
create table credit (
    person_id bigint not null,
    deed_id bigint not null, -- the row of the participation log
    kind text not null, -- report_shipped, support_surfaced, fix_confirmed
    product_id bigint not null,
    demand_id bigint not null,
    at bigint not null, -- when it came to something
    primary key (person_id, kind, deed_id)
);
create index credit_kind on credit (kind, product_id, at);

-- What shipped before there were credits.
insert into credit (person_id, deed_id, kind, product_id, demand_id, at)
select receipt.person_id, receipt.deed_id, 'report_shipped', demand.product_id, receipt.demand_id, min(receipt.shipped_at)
from receipt join demand on demand.id = receipt.demand_id
where receipt.report_id is not null and receipt.deed_id is not null
group by receipt.person_id, receipt.deed_id, demand.product_id, receipt.demand_id;
