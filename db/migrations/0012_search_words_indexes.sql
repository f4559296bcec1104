-- outside a transaction
-- Nobody could use them behind row-level security, and every write paid for them; search_words serves instead.
DROP INDEX CONCURRENTLY IF EXISTS clients_search_idx;
DROP INDEX CONCURRENTLY IF EXISTS catalog_items_search_idx;
DROP INDEX CONCURRENTLY IF EXISTS projects_search_idx;
DROP INDEX CONCURRENTLY IF EXISTS documents_search_idx;
DROP INDEX CONCURRENTLY IF EXISTS payments_search_idx;
