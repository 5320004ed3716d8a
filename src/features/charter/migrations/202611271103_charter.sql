-- What a product is for, in its makers' words.
create table charter (
    product_id bigint primary key,
    what_zh text not null,
    what_en text not null,
    pain_zh text not null, -- whose pain it ends
    pain_en text not null,
    itch_zh text not null, -- which itch of their own its makers scratch, '' for none
    itch_en text not null,
    written_at bigint not null
);

-- Where that pain was said: demands and reports.
create table charter_evidence (
    product_id bigint not null,
    kind text not null, -- demand, report
    object_id bigint not null,
    primary key (product_id, kind, object_id)
);

-- What people shall tell each other about it.
create table charter_node (
    id bigint primary key,
    product_id bigint not null,
    place bigint not null, -- the first is told first
    keyword_zh text not null,
    keyword_en text not null,
    proof_zh text not null, -- '' where a measure is the proof
    proof_en text not null,
    measure_id bigint,
    story_zh text not null,
    story_en text not null
);
create index charter_node_product on charter_node (product_id, place);

-- Every change with its reason and what it said before. Rows are only added.
create table charter_change (
    id bigint primary key,
    product_id bigint not null,
    part text not null, -- what, pain, itch, evidence, node, flagship
    was_zh text not null,
    was_en text not null,
    reason text not null,
    changed_by bigint not null,
    changed_at bigint not null
);
create index charter_change_product on charter_change (product_id, id);

-- A stage of the company, with the one product in front; the latest is the present one.
create table charter_stage (
    id bigint primary key,
    name_zh text not null,
    name_en text not null,
    began_at bigint not null,
    flagship_id bigint, -- the product
    flagship_since bigint
);
