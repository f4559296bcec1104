-- outside a transaction
-- What is open, newest first: the overdue are found in it by their due date, without a look at what is not due yet.
-- Dropped first: a build that was interrupted leaves an invalid index behind.
DROP INDEX CONCURRENTLY IF EXISTS documents_open_issued_idx;
CREATE INDEX CONCURRENTLY documents_open_issued_idx ON documents (company_id, issued_on DESC, id DESC, due_on)
  WHERE balance_due_cents > 0 AND document_type = 'invoice' AND state <> 'draft' AND deleted_at IS NULL;
