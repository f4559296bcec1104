-- outside a transaction
-- Dropped first: a build that was interrupted leaves an invalid index behind.
DROP INDEX CONCURRENTLY IF EXISTS payments_waited_idx;
CREATE INDEX CONCURRENTLY payments_waited_idx ON payments (company_id, received_on DESC, id DESC) WHERE state <> 'succeeded';
