-- What estimates and proposals say beside their lines.

ALTER TABLE documents
  ADD COLUMN cover text,
  -- of a proposal: [{ "title": …, "body": … }], the body in the house's small markup
  ADD COLUMN sections jsonb NOT NULL DEFAULT '[]';
