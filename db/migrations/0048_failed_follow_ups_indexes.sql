-- outside a transaction
-- The alert about e-mails that did not arrive asks often: small indexes of what is not through.
CREATE INDEX CONCURRENTLY IF NOT EXISTS reminders_unsent_idx ON reminders (company_id, created_at DESC, id DESC) WHERE state <> 'sent';
CREATE INDEX CONCURRENTLY IF NOT EXISTS statement_sends_unsent_idx ON statement_sends (company_id, created_at DESC, id DESC) WHERE state IN ('queued', 'failed');
