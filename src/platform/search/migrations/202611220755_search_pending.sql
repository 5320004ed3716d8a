-- only: postgresql
-- New terms wait in a list that every search reads through, by default up to 4 MB: 256 kB keeps adding and finding quick.
alter index search_index_title set (gin_pending_list_limit = 256);
alter index search_index_all set (gin_pending_list_limit = 256);
