-- outside a transaction
-- The few e-mails that did not arrive, for the alert on every screen. Dropped first: a build that was interrupted leaves
-- an invalid index behind.
DROP INDEX CONCURRENTLY IF EXISTS document_deliveries_failed_idx;
CREATE INDEX CONCURRENTLY document_deliveries_failed_idx ON document_deliveries (company_id, created_at DESC, id DESC) WHERE state = 'failed';
