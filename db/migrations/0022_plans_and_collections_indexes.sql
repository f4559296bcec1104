-- outside a transaction
ALTER TABLE documents VALIDATE CONSTRAINT documents_recurring_plan;
