-- outside a transaction
-- Dropped first: a build that was interrupted leaves an invalid index behind.
DROP INDEX CONCURRENTLY IF EXISTS recurring_bills_due_idx;
CREATE INDEX CONCURRENTLY recurring_bills_due_idx ON recurring_bills (next_run_on) WHERE state = 'active';
