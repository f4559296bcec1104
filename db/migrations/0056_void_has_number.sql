-- A draft of an invoice is deleted: what is void was sent, and keeps its number.
ALTER TABLE documents
  ADD CONSTRAINT documents_void_numbered CHECK (document_type <> 'invoice' OR state <> 'void' OR number IS NOT NULL) NOT VALID;
