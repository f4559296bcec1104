-- outside a transaction
-- It is dropped first: a build that was interrupted leaves an invalid index behind.
DROP INDEX CONCURRENTLY IF EXISTS client_credit_entries_day_idx;
CREATE INDEX CONCURRENTLY client_credit_entries_day_idx ON client_credit_entries (company_id, client_id, occurred_on);
