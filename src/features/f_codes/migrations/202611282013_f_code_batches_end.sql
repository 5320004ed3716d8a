-- Since when the journal gives out no more of a batch.
alter table f_code_batch add column closed_at bigint;
create index f_code_batch_unclosed on f_code_batch (until) where closed_at is null;
