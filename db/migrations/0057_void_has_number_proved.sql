-- outside a transaction
ALTER TABLE documents VALIDATE CONSTRAINT documents_void_numbered;
