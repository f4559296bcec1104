-- Receipts and credit notes go out like documents: one table of deliveries for all papers. And a delivery whose first try
-- failed says so at once, while the tries go on.
ALTER TABLE document_deliveries
  ALTER COLUMN document_id DROP NOT NULL,
  ADD COLUMN payment_id uuid,
  ADD COLUMN credit_note_id uuid,
  ADD CONSTRAINT document_deliveries_payment FOREIGN KEY (company_id, payment_id) REFERENCES payments (company_id, id) NOT VALID,
  ADD CONSTRAINT document_deliveries_note FOREIGN KEY (company_id, credit_note_id) REFERENCES credit_notes (company_id, id) NOT VALID,
  ADD CONSTRAINT document_deliveries_subject CHECK (num_nonnulls(document_id, payment_id, credit_note_id) = 1) NOT VALID,
  DROP CONSTRAINT document_deliveries_state,
  ADD CONSTRAINT document_deliveries_state CHECK (state IN ('queued', 'delayed', 'sent', 'failed')) NOT VALID;

-- The wall holds the owner too; for the move it steps aside, inside this transaction.
ALTER TABLE document_deliveries NO FORCE ROW LEVEL SECURITY;
ALTER TABLE credit_note_deliveries NO FORCE ROW LEVEL SECURITY;
INSERT INTO document_deliveries (company_id, id, credit_note_id, to_email, state, error, email_id, created_at, finished_at)
  SELECT company_id, id, credit_note_id, to_email, state, error, email_id, created_at, finished_at FROM credit_note_deliveries;
ALTER TABLE document_deliveries FORCE ROW LEVEL SECURITY;
DROP TABLE credit_note_deliveries;
