-- For a person who leaves for good.
create index demand_founder on demand (founder_id);
create index demand_change_person on demand_change (person_id);
create index verdict_person on verdict (person_id);
