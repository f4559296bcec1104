-- outside a transaction
-- Dropped first: a build that was interrupted leaves an invalid index behind.
DROP INDEX CONCURRENTLY IF EXISTS document_deliveries_payment_idx;
CREATE INDEX CONCURRENTLY document_deliveries_payment_idx ON document_deliveries (company_id, payment_id, created_at DESC) WHERE payment_id IS NOT NULL;
DROP INDEX CONCURRENTLY IF EXISTS document_deliveries_note_idx;
CREATE INDEX CONCURRENTLY document_deliveries_note_idx ON document_deliveries (company_id, credit_note_id, created_at DESC) WHERE credit_note_id IS NOT NULL;
-- What did not arrive, or not yet, for the alert on every screen.
DROP INDEX CONCURRENTLY IF EXISTS document_deliveries_undelivered_idx;
CREATE INDEX CONCURRENTLY document_deliveries_undelivered_idx ON document_deliveries (company_id, created_at DESC, id DESC) WHERE state <> 'sent';
DROP INDEX CONCURRENTLY IF EXISTS document_deliveries_failed_idx;
