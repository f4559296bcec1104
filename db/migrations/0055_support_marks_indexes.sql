-- outside a transaction
-- What support did, looked for in a log of any length.
CREATE INDEX CONCURRENTLY IF NOT EXISTS audit_events_support_idx ON audit_events (company_id, occurred_at DESC, id DESC) WHERE support_session_id IS NOT NULL;
