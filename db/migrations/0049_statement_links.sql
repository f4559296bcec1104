-- A client's way to a statement without an account: 256 bits, hashed here, revocable, expiring. As public_links.
CREATE TABLE statement_links (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  from_on date NOT NULL,
  to_on date NOT NULL,
  token_hash text NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  first_viewed_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  CONSTRAINT statement_links_client FOREIGN KEY (company_id, client_id) REFERENCES clients (company_id, id),
  CONSTRAINT statement_links_period CHECK (from_on <= to_on),
  CONSTRAINT statement_links_hash CHECK (token_hash ~ '^[0-9a-f]{64}$')
);
CREATE UNIQUE INDEX statement_links_token_key ON statement_links (company_id, token_hash);
CREATE INDEX statement_links_lookup_idx ON statement_links (token_hash);
CREATE INDEX statement_links_client_idx ON statement_links (company_id, client_id);
CALL wall('statement_links');
-- Whoever holds the token sees that one row, which says where to go on.
CREATE POLICY bearer ON statement_links FOR SELECT USING (token_hash = nullif(current_setting('app.link_hash', true), ''));
