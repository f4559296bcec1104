-- outside a transaction
-- Dropped first: a build that was interrupted leaves an invalid index behind.
DROP INDEX CONCURRENTLY IF EXISTS payment_refunds_pending_idx;
CREATE INDEX CONCURRENTLY payment_refunds_pending_idx ON payment_refunds (company_id, payment_id) WHERE state = 'pending';
