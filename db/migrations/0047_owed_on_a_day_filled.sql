-- outside a transaction
CALL fill_owed_days();
ALTER TABLE documents VALIDATE CONSTRAINT documents_owed;
-- Each is dropped first: a build that was interrupted leaves an invalid index behind.
DROP INDEX CONCURRENTLY IF EXISTS documents_owed_idx;
CREATE INDEX CONCURRENTLY documents_owed_idx ON documents (company_id, owed_class, issued_on)
  INCLUDE (id, client_id, due_on, moved_from, moved_to, total_cents, balance_due_cents) WHERE owed_class IS NOT NULL;
